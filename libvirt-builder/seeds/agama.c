/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Profiles of Agama, which installs openSUSE Leap and SUSE Linux Enterprise since 16, and Tumbleweed. */

#include "seeds/agama-private.h"

#include <string.h>

#include "base/json-private.h"
#include "base/libvirt-builder-error.h"
#include "seeds/linux-private.h"
#include "seeds/script-values-private.h"

#define FIRST "16"
/* openSUSE had a release 42 before 15. */
#define FIRST_TOO_HIGH "42"

/* What the installer calls that which is installed. The first row that fits counts. */
typedef struct
{
  const char *product;
  const char *source;
  const char *distro;   /* of the OS database */
  const char *short_id; /* how it begins, or NULL */
  gboolean numbered;    /* its releases are, and only those since FIRST have Agama */
} Product;

#define PRODUCTS "https://agama-project.github.io/docs/user/reference/profile/product"

static const Product products[] = {
  { "Tumbleweed", PRODUCTS, "opensuse", "opensusetumbleweed", FALSE },
  { "openSUSE_Leap", "https://github.com/agama-project/agama/pull/2730", "opensuse", "opensuse", TRUE },
  { "SLES", PRODUCTS, "sles", "sle", TRUE },
  { "SLES", PRODUCTS, "sle", "sle", TRUE },
};

static gboolean
is_product (const Product *product,
            GVirDesignerOs *os)
{
  const char *short_id = gvir_designer_os_get_short_id (os);

  return g_strcmp0 (gvir_designer_os_get_distro (os), product->distro) == 0
         && short_id != NULL && g_str_has_prefix (short_id, product->short_id)
         && (!product->numbered
             || (builder_os_is_since (os, FIRST) && !builder_os_is_since (os, FIRST_TOO_HIGH)));
}

static const Product *
find_product (GVirDesignerOs *os)
{
  for (gsize i = 0; i < G_N_ELEMENTS (products); i++)
    {
      if (is_product (&products[i], os))
        return &products[i];
    }
  return NULL;
}

static gboolean
is_sle (const Product *product)
{
  return g_str_equal (product->product, "SLES");
}

gboolean
builder_agama_fits (GVirDesignerOs *os,
                    G_GNUC_UNUSED const char *arch)
{
  const Product *product = find_product (os);

  return product != NULL && !is_sle (product);
}

gboolean
builder_agama_fits_sle (GVirDesignerOs *os,
                        G_GNUC_UNUSED const char *arch)
{
  const Product *product = find_product (os);

  return product != NULL && is_sle (product);
}

static void
add_product (JsonBuilder *builder,
             const BuilderScriptRequest *request)
{
  json_builder_set_member_name (builder, "product");
  json_builder_begin_object (builder);
  builder_json_add_text (builder, "id", find_product (request->os)->product);
  builder_json_add_field (builder, "registrationCode", request->config, GVIR_BUILDER_INSTALL_FIELD_PRODUCT_KEY);
  builder_json_add_field (builder, "registrationEmail", request->config,
                          GVIR_BUILDER_INSTALL_FIELD_REGISTRATION_LOGIN);
  json_builder_end_object (builder);
}

/* One key is given as a text, as every release takes it; several, as a list. */
static void
add_keys (JsonBuilder *builder,
          GVirBuilderInstallConfig *config,
          GVirBuilderInstallField field)
{
  const char *const *keys = gvir_builder_install_config_list (config, field);

  if (keys[0] != NULL && keys[1] == NULL)
    builder_json_add_text (builder, "sshPublicKey", keys[0]);
  else
    builder_json_add_fields (builder, "sshPublicKey", config, field);
}

static gboolean
add_password (JsonBuilder *builder,
              GVirBuilderInstallConfig *config,
              GVirBuilderInstallField field,
              GError **error)
{
  if (gvir_builder_install_config_get (config, field) == NULL)
    return TRUE;
  json_builder_set_member_name (builder, "hashedPassword");
  json_builder_add_boolean_value (builder, TRUE);
  return builder_json_add_hash (builder, "password", config, field, error);
}

static gboolean
add_user (JsonBuilder *builder,
          GVirBuilderInstallConfig *config,
          GError **error)
{
  const char *login = gvir_builder_install_config_get (config, GVIR_BUILDER_INSTALL_FIELD_USER_LOGIN);
  const char *name = gvir_builder_install_config_get (config, GVIR_BUILDER_INSTALL_FIELD_USER_NAME);

  if (login == NULL)
    return TRUE;
  json_builder_set_member_name (builder, "user");
  json_builder_begin_object (builder);
  builder_json_add_text (builder, "userName", login);
  builder_json_add_text (builder, "fullName", name != NULL ? name : login);
  if (!add_password (builder, config, GVIR_BUILDER_INSTALL_FIELD_USER_PASSWORD, error))
    return FALSE;
  add_keys (builder, config, GVIR_BUILDER_INSTALL_FIELD_USER_SSH_KEY);
  json_builder_end_object (builder);
  return TRUE;
}

static gboolean
add_root (JsonBuilder *builder,
          GVirBuilderInstallConfig *config,
          GError **error)
{
  if ((builder_install_config_fields (config) & (BUILDER_FIELD (ADMIN_PASSWORD) | BUILDER_FIELD (ADMIN_SSH_KEY))) == 0)
    return TRUE;
  json_builder_set_member_name (builder, "root");
  json_builder_begin_object (builder);
  if (!add_password (builder, config, GVIR_BUILDER_INSTALL_FIELD_ADMIN_PASSWORD, error))
    return FALSE;
  add_keys (builder, config, GVIR_BUILDER_INSTALL_FIELD_ADMIN_SSH_KEY);
  json_builder_end_object (builder);
  return TRUE;
}

static void
add_or_default (JsonBuilder *builder,
                const char *name,
                GVirBuilderInstallConfig *config,
                GVirBuilderInstallField field,
                const char *other)
{
  const char *value = gvir_builder_install_config_get (config, field);

  builder_json_add_text (builder, name, value != NULL ? value : other);
}

/* Its own defaults are those of its makers' country. */
static void
add_place (JsonBuilder *builder,
           GVirBuilderInstallConfig *config)
{
  const char *language = gvir_builder_install_config_get (config, GVIR_BUILDER_INSTALL_FIELD_LANGUAGE);
  g_autofree char *locale = builder_locale_with_charset (language != NULL ? language : "en_US");

  json_builder_set_member_name (builder, "localization");
  json_builder_begin_object (builder);
  builder_json_add_text (builder, "language", locale);
  add_or_default (builder, "keyboard", config, GVIR_BUILDER_INSTALL_FIELD_KEYBOARD, "us");
  add_or_default (builder, "timezone", config, GVIR_BUILDER_INSTALL_FIELD_TIMEZONE, "UTC");
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "hostname");
  json_builder_begin_object (builder);
  add_or_default (builder, "static", config, GVIR_BUILDER_INSTALL_FIELD_HOST_NAME, "localhost");
  json_builder_end_object (builder);
}

static gboolean
add_software (JsonBuilder *builder,
              GVirBuilderInstallConfig *config,
              GError **error)
{
  static const char *const profiles[] = { "desktop", "jeos", NULL };
  const char *profile = gvir_builder_install_config_get (config, GVIR_BUILDER_INSTALL_FIELD_PROFILE);
  int which = profile == NULL ? -1 : builder_field_choose (GVIR_BUILDER_INSTALL_FIELD_PROFILE, profile, profiles,
                                                           BUILDER_AGAMA_TITLE, error);

  if (profile != NULL && which < 0)
    return FALSE;
  json_builder_set_member_name (builder, "software");
  json_builder_begin_object (builder);
  builder_json_add_fields (builder, "packages", config, GVIR_BUILDER_INSTALL_FIELD_PACKAGE);
  if (which == 0)
    {
      json_builder_set_member_name (builder, "patterns");
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "add");
      json_builder_begin_array (builder);
      json_builder_add_string_value (builder, "gnome");
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  else if (which == 1)
    {
      json_builder_set_member_name (builder, "onlyRequired");
      json_builder_add_boolean_value (builder, TRUE);
    }
  json_builder_end_object (builder);
  return TRUE;
}

/* Somebody must be able to log in, and a user has a name and a password. */
static gboolean
check_users (GVirBuilderInstallConfig *config,
             GError **error)
{
  BuilderFields told = builder_install_config_fields (config);
  const BuilderFields user = BUILDER_FIELD (USER_LOGIN) | BUILDER_FIELD (USER_NAME) | BUILDER_FIELD (USER_PASSWORD)
                             | BUILDER_FIELD (USER_SSH_KEY);
  const BuilderFields both = BUILDER_FIELD (USER_LOGIN) | BUILDER_FIELD (USER_PASSWORD);

  if ((told & user) != 0 && (told & both) != both)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                   "%s must be told the login and the password of a user: give both, or nothing of the user",
                   BUILDER_AGAMA_TITLE);
      return FALSE;
    }
  if ((told & (user | BUILDER_FIELD (ADMIN_PASSWORD) | BUILDER_FIELD (ADMIN_SSH_KEY))) != 0)
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
               "%s must be told of somebody who can log in: give a user with a password, or a password or an SSH key "
               "of root", BUILDER_AGAMA_TITLE);
  return FALSE;
}

/* Kernel arguments are seen by everybody who sees the guest's configuration, and end at a blank. */
static gboolean
add_argument (GString *arguments,
              const char *name,
              GVirBuilderInstallConfig *config,
              GVirBuilderInstallField field,
              GError **error)
{
  const char *value = gvir_builder_install_config_get (config, field);
  g_autoptr (GUri) uri = value != NULL ? g_uri_parse (value, G_URI_FLAGS_NONE, NULL) : NULL;

  if (value == NULL)
    return TRUE;
  if (uri == NULL || g_uri_get_userinfo (uri) != NULL || strpbrk (value, " \t\n\"") != NULL)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                   "%s takes the %s as an argument of its kernel, which everybody can read who sees the guest's "
                   "configuration: give a URL without blanks, login and password", BUILDER_AGAMA_TITLE,
                   builder_install_field_title (field));
      return FALSE;
    }
  g_string_append_printf (arguments, "%s%s=%s", arguments->len > 0 ? " " : "", name, value);
  return TRUE;
}

/* Nobody is there to answer. */
static void
add_policy (JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "questions");
  json_builder_begin_object (builder);
  builder_json_add_text (builder, "policy", "auto");
  json_builder_end_object (builder);
}

static GBytes *
write_profile (const BuilderScriptRequest *request,
               GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_product (builder, request);
  if (!add_user (builder, request->config, error) || !add_root (builder, request->config, error)
      || !add_software (builder, request->config, error)
      || !builder_agama_add_storage (builder, request->config, error))
    return NULL;
  add_place (builder, request->config);
  add_policy (builder);
  json_builder_end_object (builder);
  return builder_yaml_print (builder, NULL);
}

GVirBuilderSeed *
builder_agama_write (const BuilderScriptRequest *request,
                     GError **error)
{
  g_autoptr (GString) arguments = g_string_new (NULL);
  g_autoptr (GBytes) profile = NULL;
  GVirBuilderSeed *seed;

  if (!check_users (request->config, error)
      || !add_argument (arguments, "inst.install_url", request->config, GVIR_BUILDER_INSTALL_FIELD_SOURCE_URL, error)
      || !add_argument (arguments, "proxy", request->config, GVIR_BUILDER_INSTALL_FIELD_PROXY, error))
    return NULL;
  profile = write_profile (request, error);
  if (profile == NULL)
    return NULL;
  /* It looks for the file on whatever has that label, and starts right away. */
  seed = builder_seed_new ("agama", GVIR_BUILDER_DELIVERY_CDROM);
  builder_seed_set_label (seed, "OEMDRV");
  if (arguments->len > 0)
    builder_seed_set_kernel_arguments (seed, arguments->str);
  builder_seed_set_secret (seed);
  builder_seed_add_file (seed, "autoinst.json", profile);
  return seed;
}
