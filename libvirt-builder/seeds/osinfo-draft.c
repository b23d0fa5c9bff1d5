/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "seeds/osinfo-draft-private.h"

#include "base/libvirt-builder-error.h"
#include "seeds/osinfo-draft-make-private.h"
#include "seeds/passwords-private.h"

#include <string.h>

/* What is said where nothing was told, because the templates say something then that is no name of a host, of a
 * place, or that nobody means. */
static const struct
{
  GVirBuilderInstallField field;
  const char *value;
} defaults[] = {
  { GVIR_BUILDER_INSTALL_FIELD_HOST_NAME, "localhost" },
  { GVIR_BUILDER_INSTALL_FIELD_LANGUAGE, "en_US" },
  { GVIR_BUILDER_INSTALL_FIELD_KEYBOARD, "us" },
  { GVIR_BUILDER_INSTALL_FIELD_TIMEZONE, "Etc/UTC" },
};

const char *
builder_draft_get (const BuilderDraft *draft,
                   GVirBuilderInstallField field)
{
  const char *value = gvir_builder_install_config_get (draft->request->config, field);

  for (guint i = 0; value == NULL && i < G_N_ELEMENTS (defaults); i++)
    {
      if (defaults[i].field == field)
        value = defaults[i].value;
    }
  return value;
}

gboolean
builder_draft_has (const BuilderDraft *draft,
                   GVirBuilderInstallField field)
{
  return gvir_builder_install_config_get (draft->request->config, field) != NULL;
}

const char *const *
builder_draft_list (const BuilderDraft *draft,
                    GVirBuilderInstallField field)
{
  return gvir_builder_install_config_list (draft->request->config, field);
}

/* A locale is taken without its encoding, which is UTF-8 in every system that is installed like this. */
static gboolean
take_language (BuilderDraft *draft,
               GError **error)
{
  const char *locale = builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_LANGUAGE);
  const char *modifier = strchr (locale, '@');
  const char *encoding = strchr (locale, '.');
  g_autofree char *language = NULL;

  if (encoding != NULL)
    {
      gsize length = modifier != NULL ? (gsize) (modifier - encoding) : strlen (encoding);
      g_autofree char *name = g_strndup (encoding + 1, length - 1);

      if (g_ascii_strcasecmp (name, "UTF-8") != 0 && g_ascii_strcasecmp (name, "utf8") != 0)
        {
          g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                       "%s cannot be told the encoding of the language '%s': give one of UTF-8", draft->installation,
                       locale);
          return FALSE;
        }
      language = g_strndup (locale, (gsize) (encoding - locale));
    }
  draft->language = language != NULL ? g_strconcat (language, modifier, NULL) : g_strdup (locale);
  return TRUE;
}

static void
take_keyboard (BuilderDraft *draft)
{
  const char *keyboard = builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_KEYBOARD);
  const char *variant = strchr (keyboard, '(');

  if (variant == NULL)
    {
      draft->layout = g_strdup (keyboard);
      return;
    }
  draft->layout = g_strchomp (g_strndup (keyboard, (gsize) (variant - keyboard)));
  draft->variant = g_strndup (variant + 1, strcspn (variant + 1, ")"));
}

static gboolean
take_hash (BuilderDraft *draft,
           GVirBuilderInstallField field,
           BuilderHash how,
           char **hash,
           GError **error)
{
  const char *password = builder_draft_get (draft, field);

  *hash = password != NULL ? builder_password_hash (password, how, error)
                           : g_strdup (BUILDER_HASH_LOCKED);
  return *hash != NULL;
}

BuilderDraft *
builder_draft_new (const BuilderScriptRequest *request,
                   const char *installation,
                   const BuilderDialect *dialect,
                   GError **error)
{
  g_autoptr (BuilderDraft) draft = g_new0 (BuilderDraft, 1);
  gboolean is_old = dialect->has_old_hashes != NULL && dialect->has_old_hashes (request->os);
  BuilderHash how = is_old ? BUILDER_HASH_MD5 : BUILDER_HASH_SHA512;

  draft->request = request;
  draft->installation = installation;
  draft->has_user = builder_draft_has (draft, GVIR_BUILDER_INSTALL_FIELD_USER_LOGIN);
  take_keyboard (draft);
  if (!take_language (draft, error))
    return NULL;
  if (dialect->hashes
      && (!take_hash (draft, GVIR_BUILDER_INSTALL_FIELD_USER_PASSWORD, how, &draft->user_hash, error)
          || !take_hash (draft, GVIR_BUILDER_INSTALL_FIELD_ADMIN_PASSWORD, how, &draft->admin_hash, error)))
    return NULL;
  return g_steal_pointer (&draft);
}

void
builder_draft_free (BuilderDraft *draft)
{
  g_free (draft->user_hash);
  g_free (draft->admin_hash);
  g_free (draft->language);
  g_free (draft->layout);
  g_free (draft->variant);
  g_free (draft->text);
  g_free (draft->arguments);
  g_free (draft);
}
