/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* libosinfo's scripts: which is used, and how it gets into the guest. */

#include "seeds/osinfo-draft-make-private.h"

#include "base/libvirt-builder-error.h"

#include <string.h>

static const BuilderDialect *const dialects[] = {
  &builder_dialect_sif,
  &builder_dialect_preseed,
  &builder_dialect_kickstart,
  &builder_dialect_autoyast,
  &builder_dialect_unattend,
  &builder_dialect_cmd,
};

/* The id of a script is that of its system, then its kind and its profile. */
static const BuilderDialect *
dialect_of (OsinfoInstallScript *script)
{
  g_auto (GStrv) parts = g_strsplit (osinfo_entity_get_id (OSINFO_ENTITY (script)), "/", -1);
  guint n = g_strv_length (parts);

  for (guint i = 0; n > 1 && i < G_N_ELEMENTS (dialects); i++)
    {
      if (g_str_equal (dialects[i]->kind, parts[n - 2]))
        return dialects[i];
    }
  return NULL;
}

/* The scripts of PROFILE that are of a known kind; of any where PROFILE is NULL. */
static OsinfoList *
scripts_for (GVirDesignerOs *os,
             const char *profile)
{
  g_autoptr (OsinfoOs) entry = builder_osinfo_with_scripts (os);
  g_autoptr (OsinfoInstallScriptList) all = entry != NULL ? osinfo_os_get_install_script_list (entry) : NULL;
  OsinfoList *chosen = OSINFO_LIST (osinfo_install_scriptlist_new ());

  for (gint i = 0; all != NULL && i < osinfo_list_get_length (OSINFO_LIST (all)); i++)
    {
      OsinfoInstallScript *script = OSINFO_INSTALL_SCRIPT (osinfo_list_get_nth (OSINFO_LIST (all), i));

      if (dialect_of (script) != NULL
          && (profile == NULL || g_strcmp0 (osinfo_install_script_get_profile (script), profile) == 0))
        osinfo_list_add (chosen, OSINFO_ENTITY (script));
    }
  return chosen;
}

gboolean
builder_osinfo_script_fits (GVirDesignerOs *os,
                            G_GNUC_UNUSED const char *arch)
{
  g_autoptr (OsinfoList) scripts = scripts_for (os, NULL);

  return osinfo_list_get_length (scripts) > 0;
}

/* Where none was asked for, the smaller system, which can grow. */
static OsinfoList *
choose (const BuilderScriptRequest *request,
        GError **error)
{
  const char *profile = gvir_builder_install_config_get (request->config, GVIR_BUILDER_INSTALL_FIELD_PROFILE);
  g_autoptr (OsinfoList) scripts = scripts_for (request->os, profile != NULL ? profile : "jeos");

  if (osinfo_list_get_length (scripts) == 0 && profile == NULL)
    {
      g_object_unref (scripts);
      scripts = scripts_for (request->os, "desktop");
    }
  if (osinfo_list_get_length (scripts) > 0)
    return g_steal_pointer (&scripts);
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
               "there is no unattended installation of %s as '%s': choose another profile, or leave it out",
               gvir_designer_os_get_name (request->os), profile != NULL ? profile : "jeos");
  return NULL;
}

/* How a script gets in, the better first: what is added to the initial RAM disk is found whatever disks
 * the guest has. */
static const struct
{
  OsinfoInstallScriptInjectionMethod method;
  GVirBuilderDelivery delivery;
} ways[] = {
  { OSINFO_INSTALL_SCRIPT_INJECTION_METHOD_INITRD, GVIR_BUILDER_DELIVERY_INITRD },
  { OSINFO_INSTALL_SCRIPT_INJECTION_METHOD_CDROM, GVIR_BUILDER_DELIVERY_CDROM },
};

/* The index in ways[], or -1 where all SCRIPTS have none in common. */
static gint
way_of (OsinfoList *scripts)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      guint methods = ways[i].method;

      for (gint j = 0; j < osinfo_list_get_length (scripts); j++)
        methods &= osinfo_install_script_get_injection_methods (
          OSINFO_INSTALL_SCRIPT (osinfo_list_get_nth (scripts, j)));
      if (methods != 0)
        return (gint) i;
    }
  return -1;
}

/* A template that has no arguments for the kernel makes something else of the question. */
static gboolean
has_arguments (OsinfoInstallScript *script)
{
  const char *template = osinfo_install_script_get_template_data (script);

  return template != NULL && strstr (template, "\"/command-line\"") != NULL;
}

static gboolean
check_marks (const BuilderDraft *draft,
             OsinfoInstallScript *script,
             GError **error)
{
  static const char *const marks[] = {
    BUILDER_MARK_USER_PASSWORD, BUILDER_MARK_ADMIN_PASSWORD, BUILDER_MARK_USER_NAME
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      if (strstr (draft->text, marks[i]) == NULL
          && (draft->arguments == NULL || strstr (draft->arguments, marks[i]) == NULL))
        continue;
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                   "%s says a password or a name where it is not known how to write it (script '%s' of the OS "
                   "database): install it by hand, or use another version of the package osinfo-db",
                   draft->installation, osinfo_entity_get_id (OSINFO_ENTITY (script)));
      return FALSE;
    }
  return TRUE;
}

gboolean
builder_draft_write (BuilderDraft *draft,
                     const BuilderDialect *dialect,
                     OsinfoInstallScript *script,
                     GError **error)
{
  OsinfoOs *os = gvir_designer_os_get_osinfo (draft->request->os);
  g_autoptr (OsinfoInstallConfig) config = builder_draft_to_osinfo (draft, dialect, script);
  g_autoptr (GError) problem = NULL;

  g_free (draft->text);
  draft->text = osinfo_install_script_generate (script, os, config, NULL, &problem);
  if (draft->text == NULL)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_FAILED,
                   "libosinfo cannot write %s: %s; repair the script '%s' of the OS database", draft->installation,
                   problem != NULL ? problem->message : "it does not say why",
                   osinfo_entity_get_id (OSINFO_ENTITY (script)));
      return FALSE;
    }
  if (has_arguments (script))
    {
      g_free (draft->arguments);
      draft->arguments = osinfo_install_script_generate_command_line (script, os, config);
    }
  return dialect->finish (draft, error) && check_marks (draft, script, error);
}

static gboolean
add_script (GVirBuilderSeed *seed,
            BuilderDraft *draft,
            OsinfoInstallScript *script,
            OsinfoInstallScriptInjectionMethod method,
            GError **error)
{
  g_autoptr (GBytes) contents = NULL;

  osinfo_install_script_set_preferred_injection_method (script, method);
  if (!builder_draft_write (draft, dialect_of (script), script, error))
    return FALSE;
  contents = g_bytes_new (draft->text, strlen (draft->text));
  builder_seed_add_file (seed, osinfo_install_script_get_expected_filename (script), contents);
  return TRUE;
}

static GVirBuilderSeed *
make (BuilderDraft *draft,
      const BuilderDialect *dialect,
      OsinfoList *scripts,
      gint way,
      GError **error)
{
  g_autoptr (GVirBuilderSeed) seed = builder_seed_new (dialect->kind, ways[way].delivery);

  builder_seed_set_secret (seed);
  for (gint i = 0; i < osinfo_list_get_length (scripts); i++)
    {
      OsinfoInstallScript *script = OSINFO_INSTALL_SCRIPT (osinfo_list_get_nth (scripts, i));

      if (!add_script (seed, draft, script, ways[way].method, error))
        return NULL;
    }
  if (draft->arguments != NULL)
    builder_seed_set_kernel_arguments (seed, g_strstrip (draft->arguments));
  return g_steal_pointer (&seed);
}

/* The one that the others are for: the answer file, not the batch file that it has run. */
static OsinfoInstallScript *
first_of (OsinfoList *scripts)
{
  for (gint i = 0; i < osinfo_list_get_length (scripts); i++)
    {
      OsinfoInstallScript *script = OSINFO_INSTALL_SCRIPT (osinfo_list_get_nth (scripts, i));

      if (dialect_of (script) != &builder_dialect_cmd)
        return script;
    }
  return OSINFO_INSTALL_SCRIPT (osinfo_list_get_nth (scripts, 0));
}

GVirBuilderSeed *
builder_osinfo_script_write (const BuilderScriptRequest *request,
                             GError **error)
{
  g_autoptr (OsinfoList) scripts = choose (request, error);
  g_autoptr (BuilderDraft) draft = NULL;
  g_autofree char *installation = NULL;
  const BuilderDialect *dialect;
  gint way;

  if (scripts == NULL)
    return NULL;
  way = way_of (scripts);
  dialect = dialect_of (first_of (scripts));
  installation = g_strdup_printf ("%s of %s", dialect->title, gvir_designer_os_get_name (request->os));
  if (way < 0 || dialect->finish == NULL)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                   "%s is read from a floppy disk only, which is not made: install it by hand", installation);
      return NULL;
    }
  draft = builder_draft_new (request, installation, dialect, error);
  if (draft == NULL || !builder_draft_check (draft, dialect, scripts, error))
    return NULL;
  return make (draft, dialect, scripts, way, error);
}
