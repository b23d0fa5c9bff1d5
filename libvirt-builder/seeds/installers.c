/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "seeds/installers-private.h"

#include "base/libvirt-builder-error.h"

static const BuilderInstaller *
find_in (const BuilderInstaller *rows,
         guint n,
         GVirDesignerOs *os,
         const char *arch)
{
  for (guint i = 0; i < n; i++)
    {
      if (rows[i].fits (os, arch))
        return &rows[i];
    }
  return NULL;
}

const BuilderInstaller *
builder_installer_find (GVirDesignerOs *os,
                        const char *arch)
{
  const BuilderInstaller *row = find_in (builder_linux_installers, builder_n_linux_installers, os, arch);

  if (row == NULL)
    row = find_in (builder_windows_installers, builder_n_windows_installers, os, arch);
  if (row == NULL)
    row = find_in (builder_bsd_installers, builder_n_bsd_installers, os, arch);
  return row;
}

/* Whether CONFIG has what the installer must be told. */
static gboolean
check_needs (const BuilderInstaller *row,
             GVirBuilderInstallConfig *config,
             GError **error)
{
  BuilderFields missing = row->needed & ~builder_install_config_fields (config);

  if (missing == 0)
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
               "%s must be told the %s: give one", row->title,
               builder_install_field_title ((GVirBuilderInstallField) g_bit_nth_lsf (missing, -1)));
  return FALSE;
}

static GVirBuilderSeed *
write_own (const BuilderInstaller *row,
           const BuilderScriptRequest *request,
           GError **error)
{
  if (!builder_install_config_check (request->config, row->known, row->title, error)
      || !check_needs (row, request->config, error))
    return NULL;
  return row->write (request, error);
}

/* They install a server for SSH with keys, and it runs. Fedora's workstations have one that does not. */
static const char *const with_server[] = { "autoinstall", "preseed", NULL };

/* How the guest can be seen to be there. */
static GVirBuilderSeed *
with_answers (GVirBuilderSeed *seed,
              GVirBuilderInstallConfig *config)
{
  BuilderFields keys = BUILDER_FIELD (USER_SSH_KEY) | BUILDER_FIELD (ADMIN_SSH_KEY);

  if (seed == NULL)
    return NULL;
  if (builder_install_config_brings_agent (config))
    builder_seed_set_agent (seed);
  if ((builder_install_config_fields (config) & keys) != 0
      && g_strv_contains (with_server, gvir_builder_seed_get_kind (seed)))
    builder_seed_set_ssh (seed);
  return seed;
}

/**
 * gvir_builder_seed_new_unattended: (constructor)
 * @os: the system that is installed
 * @arch: the architecture of the guest, as libvirt calls it
 * @config: what its installer is told
 * @error: return location for an error, or %NULL
 *
 * Writes the script of an unattended installation: libosinfo's where it has one
 * that works for the system, else one of this library's own.
 *
 * Where no language, keyboard, time zone or host name was told, the system has American English,
 * the American keyboard, UTC and the name `localhost`.
 *
 * Returns: (transfer full): the script, or %NULL with an error of
 *   %GVIR_BUILDER_ERROR_UNSUPPORTED where no installer is known for the system or it cannot be
 *   told something of @config, or of %GVIR_BUILDER_ERROR_INVALID_INPUT where something is
 *   missing that it must be told
 */
GVirBuilderSeed *
gvir_builder_seed_new_unattended (GVirDesignerOs *os,
                                  const char *arch,
                                  GVirBuilderInstallConfig *config,
                                  GError **error)
{
  const BuilderScriptRequest request = { .os = os, .arch = arch, .config = config };
  const BuilderInstaller *row;

  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), NULL);
  g_return_val_if_fail (arch != NULL, NULL);
  g_return_val_if_fail (GVIR_BUILDER_IS_INSTALL_CONFIG (config), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  /* A row is only there where libosinfo has no script, or one that does not work. */
  row = builder_installer_find (os, arch);
  if (row != NULL)
    return with_answers (write_own (row, &request, error), config);
  if (builder_osinfo_script_fits (os, arch))
    return with_answers (builder_osinfo_script_write (&request, error), config);
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
               "no unattended installation of %s on %s is known: install it by hand, or give its installer a "
               "script of your own", gvir_designer_os_get_name (os), arch);
  return NULL;
}
