/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* cloud-init with the data source NoCloud. Its user-data are YAML; JSON is YAML, too. */

#include "seeds/images-private.h"

#include <string.h>

#include "base/json-private.h"
#include "base/libvirt-builder-error.h"
#include "seeds/cloud-init-private.h"
#include "seeds/script-values-private.h"

#define TITLE "cloud-init"
#define LABEL "cidata"
/* cloud-init of every age looks there for its data source, and then for a disk with the label. */
#define SYSTEM_SERIAL "ds=nocloud"

#define FIELD BUILDER_FIELD

/* QEMU has SMBIOS for these, and does not start others that are to have it (qemu-options.hx, -smbios). */
static const char *const with_smbios[] = { "aarch64", "armv7l", "i686", "loongarch64", "x86_64", NULL };

static const BuilderFields secret_fields =
  FIELD (USER_PASSWORD) | FIELD (ADMIN_PASSWORD) | FIELD (REGISTRATION_PASSWORD);

static void
add_meta_data (GVirBuilderSeed *seed,
               const BuilderFirstBoot *first)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GBytes) data = NULL;

  json_builder_begin_object (builder);
  builder_json_add_text (builder, "instance-id", first->instance_id);
  builder_json_add_field (builder, "local-hostname", first->config, GVIR_BUILDER_INSTALL_FIELD_HOST_NAME);
  json_builder_end_object (builder);
  data = builder_yaml_print (builder, NULL);
  builder_seed_add_file (seed, "meta-data", data);
}

/* Those of the user's own that are given, and what is made of CONFIG for the rest. */
static GVirBuilderSeed *
make_seed (const BuilderFirstBoot *first,
           GBytes *user_data,
           GBytes *meta_data,
           GBytes *network_config)
{
  GVirBuilderSeed *seed = builder_seed_new (TITLE, GVIR_BUILDER_DELIVERY_CDROM);

  builder_seed_set_label (seed, LABEL);
  if (g_strv_contains (with_smbios, first->arch))
    builder_seed_set_system_serial (seed, SYSTEM_SERIAL);
  builder_seed_add_file (seed, "user-data", user_data);
  if (meta_data != NULL)
    builder_seed_add_file (seed, "meta-data", meta_data);
  else
    add_meta_data (seed, first);
  if (network_config != NULL)
    builder_seed_add_file (seed, "network-config", network_config);
  return seed;
}

static GBytes *
make_user_data (const BuilderFirstBoot *first,
                GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  if (!builder_cloud_init_add_users (builder, first, error))
    return NULL;
  builder_cloud_init_add_system (builder, first);
  json_builder_end_object (builder);
  return builder_yaml_print (builder, "#cloud-config");
}

static gboolean
check_instance_id (const char *instance_id,
                   GError **error)
{
  if (*instance_id != '\0' && g_utf8_validate (instance_id, -1, NULL) && strpbrk (instance_id, "/\n") == NULL)
    return TRUE;
  g_set_error_literal (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                       "the id of an instance is a text of one line without '/': cloud-init calls a folder by it");
  return FALSE;
}

static gboolean
check (const BuilderFirstBoot *first,
       GError **error)
{
  const BuilderFields known = BUILDER_CLOUD_INIT_FIELDS | BUILDER_APT_FIELDS | BUILDER_REGISTRATION_FIELDS;

  return check_instance_id (first->instance_id, error) && builder_first_boot_check (first, known, TITLE, error);
}

GVirBuilderSeed *
builder_cloud_init_write (const BuilderFirstBoot *first,
                          GError **error)
{
  g_autoptr (GBytes) user_data = NULL;
  GVirBuilderSeed *seed;

  if (!check (first, error))
    return NULL;
  user_data = make_user_data (first, error);
  if (user_data == NULL)
    return NULL;
  seed = make_seed (first, user_data, NULL, NULL);
  if ((builder_install_config_fields (first->config) & secret_fields) != 0)
    builder_seed_set_secret (seed);
  return seed;
}

/**
 * gvir_builder_seed_new_cloud_init: (constructor)
 * @arch: the architecture of the guest, as libvirt calls it
 * @config: what the system is told
 * @instance_id: the id of the instance, as the UUID of the guest: where it is another than at the last boot,
 *   cloud-init takes the boot for a first one
 * @flags: what else it does
 * @error: return location for an error, or %NULL
 *
 * Writes what cloud-init reads at the first boot: user-data and meta-data, for its data
 * source NoCloud. Passwords are in there as hashes.
 *
 * Where no login is told, the user is the one that the makers of the image have chosen, as `debian` or `fedora`. A
 * user with a password uses it for sudo; one without needs none.
 *
 * The proxy and the source of packages are told to apt, and to no other; use
 * [ctor@LibvirtBuilder.Seed.new_first_boot] where the system is known.
 *
 * Returns: (transfer full): the seed, or %NULL with an error of %GVIR_BUILDER_ERROR_UNSUPPORTED
 *   where it cannot be told something of @config, or of %GVIR_BUILDER_ERROR_INVALID_INPUT
 */
GVirBuilderSeed *
gvir_builder_seed_new_cloud_init (const char *arch,
                                  GVirBuilderInstallConfig *config,
                                  const char *instance_id,
                                  GVirBuilderFirstBootFlags flags,
                                  GError **error)
{
  const BuilderFirstBoot first = { arch, config, instance_id, flags, TRUE };

  g_return_val_if_fail (arch != NULL, NULL);
  g_return_val_if_fail (GVIR_BUILDER_IS_INSTALL_CONFIG (config), NULL);
  g_return_val_if_fail (instance_id != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return builder_cloud_init_write (&first, error);
}

/* What user-data begin with that cloud-init reads; it passes over all others without a word but in its log.
 * https://cloudinit.readthedocs.io/en/latest/explanation/format.html */
static const char *const beginnings[] = {
  "#cloud-config", "#!", "#include", "#cloud-boothook", "#part-handler", "## template: jinja", "Content-Type:",
  "MIME-Version:", "From ", "\x1f\x8b",
};

static gboolean
check_user_data (GBytes *user_data,
                 GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (user_data, &length);

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      if (length >= strlen (beginnings[i]) && memcmp (text, beginnings[i], strlen (beginnings[i])) == 0)
        return TRUE;
    }
  g_set_error_literal (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                       "cloud-init would pass over these user-data: their first line must be '#cloud-config', '#!' with "
                       "an interpreter, '#include' or the head of a message of several parts");
  return FALSE;
}

/* What the files say is not said a second time. */
static gboolean
check_only_files_say_it (const BuilderFirstBoot *first,
                         GBytes *meta_data,
                         GError **error)
{
  BuilderFields known = meta_data == NULL ? FIELD (HOST_NAME) : 0;

  if (first->flags != GVIR_BUILDER_FIRST_BOOT_NONE)
    {
      g_set_error_literal (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                           "user-data of your own say all that is done at the first boot: say there, too, that the "
                           "password of root expires or that cloud-init is disabled");
      return FALSE;
    }
  return builder_install_config_check (first->config, known, "cloud-init with files of your own", error);
}

/**
 * gvir_builder_seed_new_cloud_init_files: (constructor)
 * @arch: the architecture of the guest, as libvirt calls it
 * @user_data: (nullable): the file `user-data`, or %NULL to make it of @config
 * @meta_data: (nullable): the file `meta-data`, or %NULL for one with the id and the host name
 * @network_config: (nullable): the file `network-config`, or %NULL for none: then cloud-init asks for
 *   addresses by DHCP
 * @config: (nullable): what the system is told; with @user_data, this can be a host name only, and nothing with
 *   @meta_data too
 * @instance_id: the id of the instance, which meta-data of your own replace
 * @flags: what else it does; none with @user_data
 * @error: return location for an error, or %NULL
 *
 * Writes what cloud-init reads at the first boot, with files of your own, which are not changed.
 * They count as secret.
 *
 * Returns: (transfer full): the seed, or %NULL with an error of %GVIR_BUILDER_ERROR_UNSUPPORTED
 *   where both the files and @config say something, or of %GVIR_BUILDER_ERROR_INVALID_INPUT where
 *   cloud-init would not read @user_data
 */
GVirBuilderSeed *
gvir_builder_seed_new_cloud_init_files (const char *arch,
                                        GBytes *user_data,
                                        GBytes *meta_data,
                                        GBytes *network_config,
                                        GVirBuilderInstallConfig *config,
                                        const char *instance_id,
                                        GVirBuilderFirstBootFlags flags,
                                        GError **error)
{
  g_autoptr (GVirBuilderInstallConfig) told = config != NULL ? g_object_ref (config) : gvir_builder_install_config_new ();
  const BuilderFirstBoot first = { arch, told, instance_id, flags, TRUE };
  g_autoptr (GBytes) data = NULL;
  GVirBuilderSeed *seed;

  g_return_val_if_fail (arch != NULL, NULL);
  g_return_val_if_fail (config == NULL || GVIR_BUILDER_IS_INSTALL_CONFIG (config), NULL);
  g_return_val_if_fail (instance_id != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!check (&first, error))
    return NULL;
  if (user_data == NULL)
    data = make_user_data (&first, error);
  else if (check_user_data (user_data, error) && check_only_files_say_it (&first, meta_data, error))
    data = g_bytes_ref (user_data);
  if (data == NULL)
    return NULL;
  seed = make_seed (&first, data, meta_data, network_config);
  builder_seed_set_secret (seed);
  return seed;
}
