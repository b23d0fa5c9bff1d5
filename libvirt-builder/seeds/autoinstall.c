/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Ubuntu's autoinstall. It is YAML; JSON is YAML, too. */

#include "seeds/linux-private.h"

#include "base/json-private.h"
#include "base/libvirt-builder-error.h"
#include "seeds/script-values-private.h"

/* Media for servers have this installer since 20.04, those for desktops since 23.04. */
#define FIRST "20.04"
#define FIRST_DESKTOP "23.04"
/* Since then a server can be a minimal one, and the time zone can be told to the installer itself; before, to
 * the cloud-init of the installed system. */
#define FIRST_MINIMAL "22.04"
/* Since then, cloud-init takes passwords as a list of objects; until then, only as lines. */
#define FIRST_PASSWORD_OBJECTS "24.04"

static gboolean
has (const BuilderScriptRequest *request,
     BuilderFields fields)
{
  return (builder_install_config_fields (request->config) & fields) != 0;
}

gboolean
builder_autoinstall_fits (GVirDesignerOs *os,
                          G_GNUC_UNUSED const char *arch)
{
  return builder_os_is_from (os, "ubuntu", FIRST);
}

static gboolean
add_identity (JsonBuilder *builder,
              const BuilderScriptRequest *request,
              GError **error)
{
  GVirBuilderInstallConfig *config = request->config;
  const char *name = gvir_builder_install_config_get (config, GVIR_BUILDER_INSTALL_FIELD_HOST_NAME);

  json_builder_set_member_name (builder, "identity");
  json_builder_begin_object (builder);
  builder_json_add_text (builder, "hostname", name != NULL ? name : "localhost");
  builder_json_add_field (builder, "username", config, GVIR_BUILDER_INSTALL_FIELD_USER_LOGIN);
  builder_json_add_field (builder, "realname", config, GVIR_BUILDER_INSTALL_FIELD_USER_NAME);
  if (!builder_json_add_hash (builder, "password", config, GVIR_BUILDER_INSTALL_FIELD_USER_PASSWORD, error))
    return FALSE;
  json_builder_end_object (builder);
  return TRUE;
}

static void
add_place (JsonBuilder *builder,
           const BuilderScriptRequest *request)
{
  const char *language = gvir_builder_install_config_get (request->config, GVIR_BUILDER_INSTALL_FIELD_LANGUAGE);
  const char *keyboard = gvir_builder_install_config_get (request->config, GVIR_BUILDER_INSTALL_FIELD_KEYBOARD);

  if (language != NULL)
    {
      g_autofree char *locale = builder_locale_with_charset (language);

      builder_json_add_text (builder, "locale", locale);
    }
  if (keyboard != NULL)
    {
      g_autofree char *layout = NULL;
      g_autofree char *variant = NULL;

      builder_keyboard_split (keyboard, &layout, &variant);
      json_builder_set_member_name (builder, "keyboard");
      json_builder_begin_object (builder);
      builder_json_add_text (builder, "layout", layout);
      builder_json_add_text (builder, "variant", variant != NULL ? variant : "");
      json_builder_end_object (builder);
    }
  if (builder_os_is_since (request->os, FIRST_MINIMAL))
    builder_json_add_field (builder, "timezone", request->config, GVIR_BUILDER_INSTALL_FIELD_TIMEZONE);
}

/* Keys are of no use without a server. */
static void
add_ssh (JsonBuilder *builder,
         const BuilderScriptRequest *request)
{
  if (!has (request, BUILDER_FIELD (USER_SSH_KEY) | BUILDER_FIELD (ADMIN_SSH_KEY)))
    return;
  json_builder_set_member_name (builder, "ssh");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "install-server");
  json_builder_add_boolean_value (builder, TRUE);
  builder_json_add_fields (builder, "authorized-keys", request->config, GVIR_BUILDER_INSTALL_FIELD_USER_SSH_KEY);
  json_builder_end_object (builder);
}

/* Where only the disk is told, it is divided as the installer would by itself: with LVM. */
static gboolean
add_storage (JsonBuilder *builder,
             const BuilderScriptRequest *request,
             GError **error)
{
  static const char *const layouts[] = { "lvm", "plain", NULL };
  static const char *const names[] = { "lvm", "direct" };
  const char *layout = gvir_builder_install_config_get (request->config, GVIR_BUILDER_INSTALL_FIELD_DISK_LAYOUT);
  const char *disk = gvir_builder_install_config_get (request->config, GVIR_BUILDER_INSTALL_FIELD_TARGET_DISK);
  int which = layout == NULL ? 0 : builder_field_choose (GVIR_BUILDER_INSTALL_FIELD_DISK_LAYOUT, layout, layouts,
                                                         BUILDER_AUTOINSTALL_TITLE, error);

  if (which < 0)
    return FALSE;
  if (layout == NULL && disk == NULL)
    return TRUE;
  json_builder_set_member_name (builder, "storage");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "layout");
  json_builder_begin_object (builder);
  builder_json_add_text (builder, "name", names[which]);
  if (disk != NULL)
    {
      json_builder_set_member_name (builder, "match");
      json_builder_begin_object (builder);
      builder_json_add_text (builder, "path", disk);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  return TRUE;
}

static gboolean
add_source (JsonBuilder *builder,
            const BuilderScriptRequest *request,
            GError **error)
{
  static const char *const profiles[] = { "desktop", "jeos", NULL };
  static const char *const sources[] = { "ubuntu-desktop", "ubuntu-server-minimal" };
  const char *profile = gvir_builder_install_config_get (request->config, GVIR_BUILDER_INSTALL_FIELD_PROFILE);
  int which = profile == NULL ? -1 : builder_field_choose (GVIR_BUILDER_INSTALL_FIELD_PROFILE, profile, profiles,
                                                           BUILDER_AUTOINSTALL_TITLE, error);

  if (which < 0)
    return profile == NULL;
  if (which == 0 && !builder_os_is_since (request->os, FIRST_DESKTOP))
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                   "desktops of Ubuntu can be installed unattended since %s only, whose media have the installer of "
                   "servers: take a later release, or the profile 'jeos' and the package ubuntu-desktop",
                   FIRST_DESKTOP);
      return FALSE;
    }
  /* Until then, media for servers have one system only, and it has no name. */
  if (!builder_os_is_since (request->os, FIRST_MINIMAL))
    return TRUE;
  json_builder_set_member_name (builder, "source");
  json_builder_begin_object (builder);
  builder_json_add_text (builder, "id", sources[which]);
  json_builder_end_object (builder);
  return TRUE;
}

static void
add_packages (JsonBuilder *builder,
              const BuilderScriptRequest *request)
{
  GVirBuilderInstallConfig *config = request->config;

  builder_json_add_fields (builder, "packages", config, GVIR_BUILDER_INSTALL_FIELD_PACKAGE);
  builder_json_add_field (builder, "proxy", config, GVIR_BUILDER_INSTALL_FIELD_PROXY);
  if (!has (request, BUILDER_FIELD (SOURCE_URL)))
    return;
  json_builder_set_member_name (builder, "apt");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "primary");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "arches");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, "default");
  json_builder_end_array (builder);
  builder_json_add_field (builder, "uri", config, GVIR_BUILDER_INSTALL_FIELD_SOURCE_URL);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* The installer has no word for the password of root; cloud-init, at the first boot of what was installed, has. */
static gboolean
add_root_password (JsonBuilder *builder,
                   const BuilderScriptRequest *request,
                   GError **error)
{
  const char *password = gvir_builder_install_config_get (request->config, GVIR_BUILDER_INSTALL_FIELD_ADMIN_PASSWORD);
  g_autofree char *hash = NULL;
  g_autofree char *line = NULL;

  if (password == NULL)
    return TRUE;
  hash = builder_password_hash (password, BUILDER_HASH_SHA512, error);
  if (hash == NULL)
    return FALSE;
  line = g_strconcat ("root:", hash, NULL);
  json_builder_set_member_name (builder, "chpasswd");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "expire");
  json_builder_add_boolean_value (builder, FALSE);
  json_builder_set_member_name (builder, builder_os_is_since (request->os, FIRST_PASSWORD_OBJECTS) ? "users" : "list");
  json_builder_begin_array (builder);
  if (builder_os_is_since (request->os, FIRST_PASSWORD_OBJECTS))
    {
      json_builder_begin_object (builder);
      builder_json_add_text (builder, "name", "root");
      builder_json_add_text (builder, "password", hash);
      json_builder_end_object (builder);
    }
  else
    json_builder_add_string_value (builder, line);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return TRUE;
}

static void
add_root_keys (JsonBuilder *builder,
               const BuilderScriptRequest *request)
{
  const char *const *keys = gvir_builder_install_config_list (request->config,
                                                              GVIR_BUILDER_INSTALL_FIELD_ADMIN_SSH_KEY);
  g_autofree char *lines = g_strjoinv ("\n", (char **) keys);
  g_autofree char *content = g_strconcat (lines, "\n", NULL);

  if (*keys == NULL)
    return;
  json_builder_set_member_name (builder, "disable_root");
  json_builder_add_boolean_value (builder, FALSE);
  json_builder_set_member_name (builder, "write_files");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  builder_json_add_text (builder, "path", "/root/.ssh/authorized_keys");
  builder_json_add_text (builder, "permissions", "0600");
  builder_json_add_text (builder, "content", content);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
}

/* What is left to the cloud-init of the installed system. */
static gboolean
add_user_data (JsonBuilder *builder,
               const BuilderScriptRequest *request,
               GError **error)
{
  BuilderFields later = BUILDER_FIELD (ADMIN_PASSWORD) | BUILDER_FIELD (ADMIN_SSH_KEY);
  gboolean old = !builder_os_is_since (request->os, FIRST_MINIMAL);

  if (!has (request, later | (old ? BUILDER_FIELD (TIMEZONE) : 0)))
    return TRUE;
  json_builder_set_member_name (builder, "user-data");
  json_builder_begin_object (builder);
  if (old)
    builder_json_add_field (builder, "timezone", request->config, GVIR_BUILDER_INSTALL_FIELD_TIMEZONE);
  if (!add_root_password (builder, request, error))
    return FALSE;
  add_root_keys (builder, request);
  json_builder_end_object (builder);
  return TRUE;
}

static gboolean
add_all (JsonBuilder *builder,
         const BuilderScriptRequest *request,
         GError **error)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "autoinstall");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, 1);
  if (!add_source (builder, request, error) || !add_identity (builder, request, error)
      || !add_storage (builder, request, error) || !add_user_data (builder, request, error))
    return FALSE;
  add_place (builder, request);
  add_ssh (builder, request);
  add_packages (builder, request);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  return TRUE;
}

GVirBuilderSeed *
builder_autoinstall_write (const BuilderScriptRequest *request,
                           GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GBytes) user_data = NULL;
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  GVirBuilderSeed *seed;

  if (!add_all (builder, request, error))
    return NULL;
  user_data = builder_yaml_print (builder, "#cloud-config");
  seed = builder_seed_new ("autoinstall", GVIR_BUILDER_DELIVERY_CDROM);
  builder_seed_set_label (seed, "cidata");
  /* Without it, the installer asks whether the disk may be overwritten. */
  builder_seed_set_kernel_arguments (seed, "autoinstall");
  builder_seed_set_secret (seed);
  builder_seed_add_file (seed, "user-data", user_data);
  /* There must be such a file; nothing must be in it. */
  builder_seed_add_file (seed, "meta-data", nothing);
  return seed;
}
