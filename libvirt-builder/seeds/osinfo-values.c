/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How what was told gets into libosinfo's words, and what it has words for. */

#include "seeds/osinfo-draft-make-private.h"

#include "base/libvirt-builder-error.h"

#include <string.h>

static const struct
{
  GVirBuilderInstallField field;
  const char *param;
  const char *mark; /* what libosinfo is given in place of what was told; NULL: that itself */
} params[] = {
  { GVIR_BUILDER_INSTALL_FIELD_USER_LOGIN, OSINFO_INSTALL_CONFIG_PROP_USER_LOGIN, NULL },
  { GVIR_BUILDER_INSTALL_FIELD_USER_NAME, OSINFO_INSTALL_CONFIG_PROP_USER_REALNAME, BUILDER_MARK_USER_NAME },
  { GVIR_BUILDER_INSTALL_FIELD_USER_PASSWORD, OSINFO_INSTALL_CONFIG_PROP_USER_PASSWORD, BUILDER_MARK_USER_PASSWORD },
  { GVIR_BUILDER_INSTALL_FIELD_ADMIN_PASSWORD, OSINFO_INSTALL_CONFIG_PROP_ADMIN_PASSWORD,
    BUILDER_MARK_ADMIN_PASSWORD },
  { GVIR_BUILDER_INSTALL_FIELD_HOST_NAME, OSINFO_INSTALL_CONFIG_PROP_HOSTNAME, NULL },
  { GVIR_BUILDER_INSTALL_FIELD_LANGUAGE, OSINFO_INSTALL_CONFIG_PROP_L10N_LANGUAGE, NULL },
  { GVIR_BUILDER_INSTALL_FIELD_KEYBOARD, OSINFO_INSTALL_CONFIG_PROP_L10N_KEYBOARD, NULL },
  { GVIR_BUILDER_INSTALL_FIELD_TIMEZONE, OSINFO_INSTALL_CONFIG_PROP_L10N_TIMEZONE, NULL },
  { GVIR_BUILDER_INSTALL_FIELD_TARGET_DISK, OSINFO_INSTALL_CONFIG_PROP_TARGET_DISK, NULL },
  { GVIR_BUILDER_INSTALL_FIELD_PRODUCT_KEY, OSINFO_INSTALL_CONFIG_PROP_REG_PRODUCTKEY, NULL },
  { GVIR_BUILDER_INSTALL_FIELD_SOURCE_URL, OSINFO_INSTALL_CONFIG_PROP_INSTALLATION_URL, NULL },
};

/* libvirt's name of an architecture, and that of the templates. */
static const struct
{
  const char *arch;
  const char *osinfo;
} archs[] = {
  { "i686", "i386" },
  { "ppc64le", "ppc64le" },
};

static const char *
osinfo_arch (const char *arch)
{
  for (guint i = 0; i < G_N_ELEMENTS (archs); i++)
    {
      if (g_str_equal (archs[i].arch, arch))
        return archs[i].osinfo;
    }
  return arch;
}

/* The templates make a user only where there is a password of it. */
static const char *
value_for (const BuilderDraft *draft,
           guint i)
{
  const char *value = params[i].field == GVIR_BUILDER_INSTALL_FIELD_LANGUAGE ? draft->language
                                                                             : builder_draft_get (draft, params[i].field);

  if (params[i].field == GVIR_BUILDER_INSTALL_FIELD_USER_PASSWORD && draft->has_user)
    return params[i].mark;
  if (params[i].field == GVIR_BUILDER_INSTALL_FIELD_ADMIN_PASSWORD)
    return params[i].mark;
  return value != NULL && params[i].mark != NULL ? params[i].mark : value;
}

OsinfoInstallConfig *
builder_draft_to_osinfo (const BuilderDraft *draft,
                         const BuilderDialect *dialect,
                         OsinfoInstallScript *script)
{
  OsinfoInstallConfig *config = osinfo_install_config_new ("config");
  OsinfoEntity *entity = OSINFO_ENTITY (config);

  osinfo_install_config_set_hardware_arch (config, osinfo_arch (draft->request->arch));
  for (guint i = 0; i < G_N_ELEMENTS (params); i++)
    {
      const char *value = value_for (draft, i);

      /* libosinfo would make up some of them. */
      osinfo_entity_clear_param (entity, params[i].param);
      if (value != NULL && (dialect->withheld & ((BuilderFields) 1 << params[i].field)) == 0)
        osinfo_entity_set_param (entity, params[i].param, value);
    }
  osinfo_install_script_set_installation_source (script,
                                                 builder_draft_has (draft, GVIR_BUILDER_INSTALL_FIELD_SOURCE_URL)
                                                   ? OSINFO_INSTALL_SCRIPT_INSTALLATION_SOURCE_NETWORK
                                                   : OSINFO_INSTALL_SCRIPT_INSTALLATION_SOURCE_MEDIA);
  return config;
}

/* What SCRIPTS have words for, and, in NEEDED, must be told. */
static BuilderFields
fields_of (OsinfoList *scripts,
           BuilderFields *needed)
{
  BuilderFields known = BUILDER_FIELD (PROFILE);

  *needed = 0;
  for (gint i = 0; i < osinfo_list_get_length (scripts); i++)
    {
      OsinfoInstallScript *script = OSINFO_INSTALL_SCRIPT (osinfo_list_get_nth (scripts, i));

      for (guint j = 0; j < G_N_ELEMENTS (params); j++)
        {
          OsinfoInstallConfigParam *param = osinfo_install_script_get_config_param (script, params[j].param);

          if (param == NULL)
            continue;
          known |= (BuilderFields) 1 << params[j].field;
          if (osinfo_install_config_param_is_required (param))
            *needed |= (BuilderFields) 1 << params[j].field;
        }
    }
  return known;
}

static gboolean
fail_missing (const BuilderDraft *draft,
              GVirBuilderInstallField field,
              GError **error)
{
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT, "%s must be told the %s: give one",
               draft->installation, builder_install_field_title (field));
  return FALSE;
}

/* What is of the user, and says nothing without one. */
static gboolean
check_user (const BuilderDraft *draft,
            GError **error)
{
  BuilderFields has = builder_install_config_fields (draft->request->config);
  BuilderFields of_user = BUILDER_FIELD (USER_NAME) | BUILDER_FIELD (USER_PASSWORD) | BUILDER_FIELD (USER_SSH_KEY);

  if (!draft->has_user && (has & of_user) != 0)
    return fail_missing (draft, GVIR_BUILDER_INSTALL_FIELD_USER_LOGIN, error);
  if (draft->has_user && (has & (BUILDER_FIELD (USER_PASSWORD) | BUILDER_FIELD (USER_SSH_KEY))) == 0)
    return fail_missing (draft, GVIR_BUILDER_INSTALL_FIELD_USER_PASSWORD, error);
  return TRUE;
}

/* What the installers of Linux ask about again where it is otherwise; they are those that take hashes. */
static gboolean
check_linux (const BuilderDraft *draft,
             GError **error)
{
  const char *login = builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_USER_LOGIN);
  const char *disk = builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_TARGET_DISK);
  const char *name = builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_USER_NAME);

  /* passwd (5): a colon ends the field. */
  if (name != NULL && strchr (name, ':') != NULL)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                 "%s takes no colon in the name of the user: leave it out of '%s'", draft->installation, name);
  else if (login != NULL && !g_regex_match_simple ("^[a-z_][a-z0-9_-]*$", login, 0, 0))
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                 "%s takes only small letters, digits, '_' and '-' in logins: give another than '%s'",
                 draft->installation, login);
  else if (disk != NULL && !g_str_has_prefix (disk, "/dev/"))
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                 "%s takes disks as files below /dev: give another than '%s'", draft->installation, disk);
  else
    return TRUE;
  return FALSE;
}

/* Where nobody could log in, the installation was for nothing. */
static gboolean
check_login (const BuilderDraft *draft,
             GError **error)
{
  BuilderFields ways = BUILDER_FIELD (USER_PASSWORD) | BUILDER_FIELD (USER_SSH_KEY) | BUILDER_FIELD (ADMIN_PASSWORD)
                       | BUILDER_FIELD (ADMIN_SSH_KEY);

  if ((builder_install_config_fields (draft->request->config) & ways) != 0)
    return TRUE;
  return fail_missing (draft, GVIR_BUILDER_INSTALL_FIELD_ADMIN_PASSWORD, error);
}

/* Some installers have names of their own for languages; libosinfo passes on one that it does not know. */
static gboolean
check_language (const BuilderDraft *draft,
                OsinfoList *scripts,
                GError **error)
{
  for (gint i = 0; i < osinfo_list_get_length (scripts); i++)
    {
      OsinfoInstallScript *script = OSINFO_INSTALL_SCRIPT (osinfo_list_get_nth (scripts, i));
      OsinfoInstallConfigParam *param = osinfo_install_script_get_config_param (script,
                                                                                OSINFO_INSTALL_CONFIG_PROP_L10N_LANGUAGE);
      OsinfoDatamap *map = param != NULL ? osinfo_install_config_param_get_value_map (param) : NULL;

      if (map == NULL || osinfo_datamap_lookup (map, draft->language) != NULL)
        continue;
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                   "%s has no word for the language '%s': give another, or leave it out", draft->installation,
                   draft->language);
      return FALSE;
    }
  return TRUE;
}

gboolean
builder_draft_check (const BuilderDraft *draft,
                     const BuilderDialect *dialect,
                     OsinfoList *scripts,
                     GError **error)
{
  BuilderFields has = builder_install_config_fields (draft->request->config);
  BuilderFields needed;
  BuilderFields known = (fields_of (scripts, &needed) | dialect->adds) & ~dialect->ignores;
  BuilderFields missing = needed & ~has & ~dialect->optional;

  if (!builder_install_config_check (draft->request->config, known, draft->installation, error)
      || !check_user (draft, error) || (dialect->hashes && !check_linux (draft, error)))
    return FALSE;
  if (missing != 0)
    return fail_missing (draft, (GVirBuilderInstallField) g_bit_nth_lsf (missing, -1), error);
  return check_login (draft, error) && check_language (draft, scripts, error)
         && (dialect->check == NULL || dialect->check (draft, error));
}
