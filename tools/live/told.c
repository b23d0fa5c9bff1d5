/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "told.h"

#include "suboptions.h"

#define FIELD(name) GVIR_BUILDER_INSTALL_FIELD_##name

/* Of both options. */
#define COMMON_ROWS \
  { "full-name", LIVE_TEXT, FIELD (USER_NAME) }, \
  { "host-name", LIVE_TEXT, FIELD (HOST_NAME) }, \
  { "language", LIVE_TEXT, FIELD (LANGUAGE) }, \
  { "keyboard", LIVE_TEXT, FIELD (KEYBOARD) }, \
  { "timezone", LIVE_TEXT, FIELD (TIMEZONE) }, \
  { "package", LIVE_TEXT, FIELD (PACKAGE) }, \
  { "proxy", LIVE_TEXT, FIELD (PROXY) }, \
  { "user-login", LIVE_TEXT, FIELD (USER_LOGIN) }, \
  { "user-password-file", LIVE_SECRET, FIELD (USER_PASSWORD) }

static const LiveSuboption unattended_rows[] = {
  COMMON_ROWS,
  { "profile", LIVE_TEXT, FIELD (PROFILE) },
  { "admin-password-file", LIVE_SECRET, FIELD (ADMIN_PASSWORD) },
  { "user-ssh-key", LIVE_FILE, FIELD (USER_SSH_KEY) },
  { "admin-ssh-key", LIVE_FILE, FIELD (ADMIN_SSH_KEY) },
  { "target-disk", LIVE_TEXT, FIELD (TARGET_DISK) },
  { "disk-layout", LIVE_TEXT, FIELD (DISK_LAYOUT) },
  { "product-key", LIVE_TEXT, FIELD (PRODUCT_KEY) },
  { "reg-login", LIVE_TEXT, FIELD (REGISTRATION_LOGIN) },
  { "reg-password-file", LIVE_SECRET, FIELD (REGISTRATION_PASSWORD) },
  { "source", LIVE_TEXT, FIELD (SOURCE_URL) },
};

/* What is no field. */
enum
{
  FIRST_BOOT_GENERATE = 1000,
  FIRST_BOOT_DISABLE,
  FIRST_BOOT_USER_DATA,
  FIRST_BOOT_META_DATA,
  FIRST_BOOT_NETWORK
};

static const LiveSuboption first_boot_rows[] = {
  COMMON_ROWS,
  { "root-password-file", LIVE_SECRET, FIELD (ADMIN_PASSWORD) },
  { "root-password-generate", LIVE_YES_NO, FIRST_BOOT_GENERATE },
  { "root-ssh-key", LIVE_FILE, FIELD (ADMIN_SSH_KEY) },
  { "clouduser-ssh-key", LIVE_FILE, FIELD (USER_SSH_KEY) },
  { "disable", LIVE_YES_NO, FIRST_BOOT_DISABLE },
  { "user-data", LIVE_PATH, FIRST_BOOT_USER_DATA },
  { "meta-data", LIVE_PATH, FIRST_BOOT_META_DATA },
  { "network-config", LIVE_PATH, FIRST_BOOT_NETWORK },
};

/* A file of keys has one in each line, and maybe others that are empty or comments. */
static gboolean
add_lines (GVirBuilderInstallConfig *config,
           GVirBuilderInstallField field,
           const char *text,
           GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strstrip (lines[i]);
      if (*lines[i] != '\0' && *lines[i] != '#' && !gvir_builder_install_config_add (config, field, lines[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_field (GVirBuilderInstallConfig *config,
           const LiveSuboption *row,
           const char *value,
           GError **error)
{
  GVirBuilderInstallField field = (GVirBuilderInstallField) row->what;

  return row->kind == LIVE_FILE ? add_lines (config, field, value, error)
                                : gvir_builder_install_config_add (config, field, value, error);
}

static gboolean
hear_unattended (const LiveSuboption *row,
                 const char *value,
                 gpointer data,
                 GError **error)
{
  return add_field (data, row, value, error);
}

GVirBuilderSeed *
live_read_unattended (const char *text,
                      GVirDesignerOs *os,
                      const char *arch,
                      GError **error)
{
  g_autoptr (GVirBuilderInstallConfig) config = gvir_builder_install_config_new ();

  if (!live_suboptions_read ("unattended", text != NULL ? text : "", "profile", unattended_rows,
                             G_N_ELEMENTS (unattended_rows), hear_unattended, config, error))
    return NULL;
  return gvir_builder_seed_new_unattended (os, arch, config, error);
}

typedef struct
{
  GVirBuilderInstallConfig *config;
  GVirBuilderFirstBootFlags flags;
  gboolean generates;
  GBytes *user_data;
  GBytes *meta_data;
  GBytes *network;
} FirstBoot;

static void
first_boot_clear (FirstBoot *first_boot)
{
  g_clear_object (&first_boot->config);
  g_clear_pointer (&first_boot->user_data, g_bytes_unref);
  g_clear_pointer (&first_boot->meta_data, g_bytes_unref);
  g_clear_pointer (&first_boot->network, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FirstBoot, first_boot_clear)

/* User-data may be packed. */
static gboolean
keep (GBytes **file,
      const LiveSuboption *row,
      const char *path,
      GError **error)
{
  g_clear_pointer (file, g_bytes_unref);
  *file = live_file_read ("cloud-init", row->name, path, error);
  return *file != NULL;
}

static gboolean
hear_first_boot (const LiveSuboption *row,
                 const char *value,
                 gpointer data,
                 GError **error)
{
  FirstBoot *first_boot = data;

  switch (row->what)
    {
    case FIRST_BOOT_GENERATE:
      first_boot->generates = g_str_equal (value, "yes");
      return TRUE;
    case FIRST_BOOT_DISABLE:
      if (g_str_equal (value, "yes"))
        first_boot->flags |= GVIR_BUILDER_FIRST_BOOT_ONLY_ONCE;
      return TRUE;
    case FIRST_BOOT_USER_DATA:
      return keep (&first_boot->user_data, row, value, error);
    case FIRST_BOOT_META_DATA:
      return keep (&first_boot->meta_data, row, value, error);
    case FIRST_BOOT_NETWORK:
      return keep (&first_boot->network, row, value, error);
    default:
      return add_field (first_boot->config, row, value, error);
    }
}

/* As virt-install does: who may log in as root has to choose another password at once. */
static gboolean
generate_password (FirstBoot *first_boot,
                   char **password,
                   GError **error)
{
  *password = gvir_builder_password_generate (error);
  first_boot->flags |= GVIR_BUILDER_FIRST_BOOT_EXPIRE_ADMIN_PASSWORD;
  return *password != NULL
         && gvir_builder_install_config_add (first_boot->config, FIELD (ADMIN_PASSWORD), *password, error);
}

GVirBuilderSeed *
live_read_first_boot (const char *text,
                      GVirDesignerOs *os,
                      const char *arch,
                      const char *guest,
                      char **password,
                      GError **error)
{
  g_auto (FirstBoot) first_boot = { .config = gvir_builder_install_config_new () };
  gboolean bare = text == NULL || *text == '\0';
  g_autofree char *id = NULL;
  g_autofree char *random = g_uuid_string_random ();

  *password = NULL;
  /* As virt-install does where nothing is said. */
  if (!live_suboptions_read ("cloud-init", bare ? "root-password-generate=yes,disable=yes" : text, NULL, first_boot_rows,
                             G_N_ELEMENTS (first_boot_rows), hear_first_boot, &first_boot, error)
      || (first_boot.generates && !generate_password (&first_boot, password, error)))
    return NULL;
  id = g_strdup_printf ("%s-%.8s", guest, random);
  if (first_boot.user_data == NULL && first_boot.meta_data == NULL && first_boot.network == NULL)
    return gvir_builder_seed_new_first_boot (os, arch, first_boot.config, id, first_boot.flags, error);
  return gvir_builder_seed_new_cloud_init_files (arch, first_boot.user_data, first_boot.meta_data, first_boot.network,
                                                 first_boot.config, id, first_boot.flags, error);
}
