/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "seeds/install-config-private.h"

#include <string.h>

#include "base/libvirt-builder-error.h"

/**
 * GVirBuilderInstallConfig:
 *
 * What an unattended installation, or the first boot of an image, is told: users,
 * passwords, language, packages and the like.
 *
 * Every value is held against what it is meant to be when it is added. What an
 * installer cannot be told is an error when a seed is made for it, never left out.
 *
 * Passwords are kept in memory only, and are overwritten before it is given back.
 */
struct _GVirBuilderInstallConfig
{
  GObject parent_instance;

  GPtrArray *values[BUILDER_N_INSTALL_FIELDS]; /* each ends with NULL; NULL: nothing */
};

G_DEFINE_FINAL_TYPE (GVirBuilderInstallConfig, gvir_builder_install_config, G_TYPE_OBJECT)

typedef struct
{
  const char *title;
  gboolean several;
} Field;

static const Field fields[] = {
  [GVIR_BUILDER_INSTALL_FIELD_PROFILE] = { "profile", FALSE },
  [GVIR_BUILDER_INSTALL_FIELD_USER_LOGIN] = { "login of the user", FALSE },
  [GVIR_BUILDER_INSTALL_FIELD_USER_NAME] = { "name of the user", FALSE },
  [GVIR_BUILDER_INSTALL_FIELD_USER_PASSWORD] = { "password of the user", FALSE },
  [GVIR_BUILDER_INSTALL_FIELD_ADMIN_PASSWORD] = { "password of the administrator", FALSE },
  [GVIR_BUILDER_INSTALL_FIELD_HOST_NAME] = { "host name", FALSE },
  [GVIR_BUILDER_INSTALL_FIELD_LANGUAGE] = { "language", FALSE },
  [GVIR_BUILDER_INSTALL_FIELD_KEYBOARD] = { "keyboard layout", FALSE },
  [GVIR_BUILDER_INSTALL_FIELD_TIMEZONE] = { "time zone", FALSE },
  [GVIR_BUILDER_INSTALL_FIELD_USER_SSH_KEY] = { "SSH key of the user", TRUE },
  [GVIR_BUILDER_INSTALL_FIELD_ADMIN_SSH_KEY] = { "SSH key of root", TRUE },
  [GVIR_BUILDER_INSTALL_FIELD_PACKAGE] = { "package", TRUE },
  [GVIR_BUILDER_INSTALL_FIELD_TARGET_DISK] = { "disk to install on", FALSE },
  [GVIR_BUILDER_INSTALL_FIELD_DISK_LAYOUT] = { "disk layout", FALSE },
  [GVIR_BUILDER_INSTALL_FIELD_PRODUCT_KEY] = { "product key", FALSE },
  [GVIR_BUILDER_INSTALL_FIELD_REGISTRATION_LOGIN] = { "account to register with", FALSE },
  [GVIR_BUILDER_INSTALL_FIELD_REGISTRATION_PASSWORD] = { "password to register with", FALSE },
  [GVIR_BUILDER_INSTALL_FIELD_SOURCE_URL] = { "source of packages", FALSE },
  [GVIR_BUILDER_INSTALL_FIELD_PROXY] = { "proxy", FALSE },
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == BUILDER_N_INSTALL_FIELDS);

/* Values may be secret. */
static void
forget (gpointer value)
{
  if (value == NULL)
    return;
  explicit_bzero (value, strlen (value));
  g_free (value);
}

static void
gvir_builder_install_config_finalize (GObject *object)
{
  GVirBuilderInstallConfig *self = GVIR_BUILDER_INSTALL_CONFIG (object);

  for (guint i = 0; i < BUILDER_N_INSTALL_FIELDS; i++)
    g_clear_pointer (&self->values[i], g_ptr_array_unref);
  G_OBJECT_CLASS (gvir_builder_install_config_parent_class)->finalize (object);
}

static void
gvir_builder_install_config_class_init (GVirBuilderInstallConfigClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gvir_builder_install_config_finalize;
}

static void
gvir_builder_install_config_init (G_GNUC_UNUSED GVirBuilderInstallConfig *self)
{
}

/**
 * gvir_builder_install_config_new:
 *
 * Makes a description that says nothing yet.
 *
 * Returns: (transfer full): a description
 */
GVirBuilderInstallConfig *
gvir_builder_install_config_new (void)
{
  return g_object_new (GVIR_BUILDER_TYPE_INSTALL_CONFIG, NULL);
}

/**
 * gvir_builder_install_config_add:
 * @config: a description
 * @field: what is told
 * @value: the value
 * @error: return location for an error, or %NULL
 *
 * Tells @config something. A field of which there can be several gets one more; any other
 * must not have been told yet.
 *
 * Returns: %TRUE, or %FALSE with an error of %GVIR_BUILDER_ERROR_INVALID_INPUT that says
 *   what is wrong with the value, or of %GVIR_BUILDER_ERROR_EXISTS where the field has one; no
 *   message repeats a password
 */
gboolean
gvir_builder_install_config_add (GVirBuilderInstallConfig *config,
                                 GVirBuilderInstallField field,
                                 const char *value,
                                 GError **error)
{
  GPtrArray **values;

  g_return_val_if_fail (GVIR_BUILDER_IS_INSTALL_CONFIG (config), FALSE);
  g_return_val_if_fail ((guint) field < BUILDER_N_INSTALL_FIELDS, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!builder_field_value_check (field, value, error))
    return FALSE;
  values = &config->values[field];
  if (*values != NULL && !fields[field].several)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_EXISTS,
                   "the %s is given twice: give it once", fields[field].title);
      return FALSE;
    }
  if (*values == NULL)
    {
      *values = g_ptr_array_new_with_free_func (forget);
      g_ptr_array_add (*values, NULL);
    }
  g_ptr_array_insert (*values, (gint) (*values)->len - 1, g_strdup (value));
  return TRUE;
}

/**
 * gvir_builder_install_config_get:
 * @config: a description
 * @field: what was told
 *
 * Gets what was told, the first where there are several.
 *
 * Returns: (transfer none) (nullable): the value, or %NULL where it was not told
 */
const char *
gvir_builder_install_config_get (GVirBuilderInstallConfig *config,
                                 GVirBuilderInstallField field)
{
  const char *const *values = gvir_builder_install_config_list (config, field);

  return values != NULL ? values[0] : NULL;
}

/**
 * gvir_builder_install_config_list:
 * @config: a description
 * @field: what was told
 *
 * Lists what was told, in the order in which it was.
 *
 * Returns: (transfer none) (array zero-terminated=1): the values, none of which is %NULL
 */
const char *const *
gvir_builder_install_config_list (GVirBuilderInstallConfig *config,
                                  GVirBuilderInstallField field)
{
  static const char *const none[] = { NULL };

  g_return_val_if_fail (GVIR_BUILDER_IS_INSTALL_CONFIG (config), NULL);
  g_return_val_if_fail ((guint) field < BUILDER_N_INSTALL_FIELDS, NULL);

  return config->values[field] != NULL ? (const char *const *) config->values[field]->pdata : none;
}

const char *
builder_install_field_title (GVirBuilderInstallField field)
{
  return fields[field].title;
}

BuilderFields
builder_install_config_fields (GVirBuilderInstallConfig *config)
{
  BuilderFields set = 0;

  for (guint i = 0; i < BUILDER_N_INSTALL_FIELDS; i++)
    {
      if (config->values[i] != NULL)
        set |= (BuilderFields) 1 << i;
    }
  return set;
}

/* Its package is called the same by all that have packages. */
gboolean
builder_install_config_brings_agent (GVirBuilderInstallConfig *config)
{
  return g_strv_contains (gvir_builder_install_config_list (config, GVIR_BUILDER_INSTALL_FIELD_PACKAGE), "qemu-guest-agent");
}

gboolean
builder_install_config_check (GVirBuilderInstallConfig *config,
                              BuilderFields known,
                              const char *who,
                              GError **error)
{
  BuilderFields beyond = builder_install_config_fields (config) & ~known;

  if (beyond == 0)
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
               "%s cannot be told the %s: leave it out, and set it once the guest runs", who,
               fields[g_bit_nth_lsf (beyond, -1)].title);
  return FALSE;
}
