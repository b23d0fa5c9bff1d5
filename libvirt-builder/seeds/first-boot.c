/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is asked of everything that is told to a first boot. */

#include "seeds/images-private.h"

#include <string.h>

#include "base/libvirt-builder-error.h"

#define FIELD BUILDER_FIELD

/* Fields that are of no use without another. */
typedef struct
{
  BuilderFields told;
  BuilderFields needed;
} Need;

static const Need needs[] = {
  { FIELD (USER_NAME), FIELD (USER_LOGIN) },
  { FIELD (REGISTRATION_PASSWORD), FIELD (REGISTRATION_LOGIN) },
  { FIELD (REGISTRATION_LOGIN), FIELD (REGISTRATION_PASSWORD) },
};

static const char *
title_of (BuilderFields set)
{
  return builder_install_field_title ((GVirBuilderInstallField) g_bit_nth_lsf (set, -1));
}

static gboolean
check_needs (BuilderFields told,
             GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
    {
      if ((told & needs[i].told) == 0 || (told & needs[i].needed) != 0)
        continue;
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                   "the %s is given without the %s: give both or neither", title_of (needs[i].told),
                   title_of (needs[i].needed));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_user (GVirBuilderInstallConfig *config,
            GError **error)
{
  const char *login = gvir_builder_install_config_get (config, GVIR_BUILDER_INSTALL_FIELD_USER_LOGIN);
  const char *name = gvir_builder_install_config_get (config, GVIR_BUILDER_INSTALL_FIELD_USER_NAME);

  if (g_strcmp0 (login, "root") == 0)
    {
      g_set_error_literal (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                           "root is no further user: give the password and the keys of root as those of the administrator");
      return FALSE;
    }
  /* useradd refuses them, and the user would be missing. */
  if (name == NULL || strpbrk (name, ":\n") == NULL)
    return TRUE;
  g_set_error_literal (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                       "the name of the user goes into /etc/passwd, which takes no colons and no more than one line");
  return FALSE;
}

static gboolean
check_flags (BuilderFields told,
             GVirBuilderFirstBootFlags flags,
             GError **error)
{
  if ((flags & GVIR_BUILDER_FIRST_BOOT_EXPIRE_ADMIN_PASSWORD) == 0 || (told & FIELD (ADMIN_PASSWORD)) != 0)
    return TRUE;
  g_set_error_literal (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                       "the password of the administrator is to expire, but there is none: give one");
  return FALSE;
}

gboolean
builder_first_boot_check (const BuilderFirstBoot *first,
                          BuilderFields known,
                          const char *who,
                          GError **error)
{
  BuilderFields told = builder_install_config_fields (first->config);

  return builder_install_config_check (first->config, known, who, error)
         && check_needs (told, error)
         && check_user (first->config, error)
         && check_flags (told, first->flags, error);
}

const BuilderImage *
builder_image_find (GVirDesignerOs *os)
{
  for (guint i = 0; i < builder_n_images; i++)
    {
      if (builder_images[i].fits (os))
        return &builder_images[i];
    }
  return NULL;
}

/* Whether the row can do all that is told to it. */
static gboolean
check_row (const BuilderImage *image,
           const BuilderFirstBoot *first,
           GVirDesignerOs *os,
           const char *arch,
           GError **error)
{
  g_autofree char *who = g_strdup_printf ("%s of %s", image->title, gvir_designer_os_get_name (os));

  if (image->archs != NULL && !g_strv_contains (image->archs, arch))
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                   "%s on %s cannot be told anything at its first boot: %s reads it from a device that such guests lack",
                   gvir_designer_os_get_name (os), arch, image->title);
      return FALSE;
    }
  if ((first->flags & ~image->flags) != 0)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                   "%s cannot be told that a password expires: leave it out, and set it once the guest runs", who);
      return FALSE;
    }
  return builder_install_config_check (first->config, image->known, who, error);
}

/**
 * gvir_builder_seed_new_first_boot: (constructor)
 * @os: the system in the image
 * @arch: the architecture of the guest, as libvirt calls it
 * @config: what the system is told
 * @instance_id: what the instance is known by, as the UUID of the guest
 * @flags: what else it does
 * @error: return location for an error, or %NULL
 *
 * Writes what the image of a system reads at its first boot: for cloud-init, Ignition or Combustion,
 * whichever its makers have put into it.
 *
 * Returns: (transfer full): the seed, or %NULL with an error of %GVIR_BUILDER_ERROR_UNSUPPORTED
 *   where the images of the system read nothing or it cannot be told something of @config, or of
 *   %GVIR_BUILDER_ERROR_INVALID_INPUT
 */
GVirBuilderSeed *
gvir_builder_seed_new_first_boot (GVirDesignerOs *os,
                                  const char *arch,
                                  GVirBuilderInstallConfig *config,
                                  const char *instance_id,
                                  GVirBuilderFirstBootFlags flags,
                                  GError **error)
{
  BuilderFirstBoot first = { arch, config, instance_id, flags, FALSE };
  const BuilderImage *image;
  GVirBuilderSeed *seed;

  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), NULL);
  g_return_val_if_fail (arch != NULL, NULL);
  g_return_val_if_fail (GVIR_BUILDER_IS_INSTALL_CONFIG (config), NULL);
  g_return_val_if_fail (instance_id != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  image = builder_image_find (os);
  if (image == NULL)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                   "no image of %s is known that can be told anything at its first boot: set it up once the guest runs",
                   gvir_designer_os_get_name (os));
      return NULL;
    }
  first.lists_locales = image->lists_locales;
  seed = check_row (image, &first, os, arch, error) ? image->write (&first, error) : NULL;
  if (seed != NULL && builder_install_config_brings_agent (config))
    builder_seed_set_agent (seed);
  return seed;
}
