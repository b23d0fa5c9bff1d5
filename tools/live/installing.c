/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* --location, --cdrom, --install, --unattended, --cloud-init, --initrd-inject and --extra-args of 'install'. */

#include "installing.h"

#include <string.h>

#include "install-wish.h"
#include "suboptions.h"
#include "told.h"

/* Of --location. */
enum
{
  LOCATION_PLACE,
  LOCATION_KERNEL,
  LOCATION_INITRD
};

static const LiveSuboption location_rows[] = {
  { "location", LIVE_TEXT, LOCATION_PLACE },
  { "kernel", LIVE_TEXT, LOCATION_KERNEL },
  { "initrd", LIVE_TEXT, LOCATION_INITRD },
};

static gboolean
hear_location (const LiveSuboption *row,
               const char *value,
               gpointer data,
               G_GNUC_UNUSED GError **error)
{
  char **parts = data;

  g_free (parts[row->what]);
  parts[row->what] = g_strdup (value);
  return TRUE;
}

static GVirBuilderMedia *
open_tree (const char *place,
           const char *kernel,
           const char *initrd,
           GError **error)
{
  return kernel != NULL ? gvir_builder_media_new_with_kernel (place, kernel, initrd, live_interrupt (), error)
                        : gvir_builder_media_new (place, live_interrupt (), error);
}

/* WISH may name the files as well. */
static GVirBuilderMedia *
read_location (const char *text,
               const LiveInstallWish *wish,
               GError **error)
{
  g_autofree char *place = NULL;
  g_autofree char *kernel = NULL;
  g_autofree char *initrd = NULL;
  char *parts[3] = { NULL };
  gboolean good = live_suboptions_read ("location", text, "location", location_rows, G_N_ELEMENTS (location_rows), hear_location,
                                        parts, error);

  place = parts[LOCATION_PLACE];
  kernel = parts[LOCATION_KERNEL];
  initrd = parts[LOCATION_INITRD];
  if (!good)
    return NULL;
  if (place == NULL || (kernel == NULL) != (initrd == NULL))
    {
      g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                   place == NULL ? "--location names no place: give --location URL, or the path of a folder or an image"
                                 : "--location names one of the kernel and the initial RAM disk: give kernel=FILE,initrd=FILE");
      return NULL;
    }
  if (kernel != NULL && wish->kernel != NULL)
    {
      g_set_error_literal (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                           "both --location and --install name a kernel: leave one of them out");
      return NULL;
    }
  return kernel != NULL ? open_tree (place, kernel, initrd, error) : open_tree (place, wish->kernel, wish->initrd, error);
}

static gboolean
refuse_pair (const char *one,
             const char *other,
             GError **error)
{
  g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE, "--%s and --%s exclude each other: give one of them", one, other);
  return FALSE;
}

static gboolean
check_together (const ToolArguments *arguments,
                GError **error)
{
  static const struct
  {
    const char *one;
    const char *other;
  } exclusive[] = {
    { "location", "cdrom" },
    { "location", "pxe" },
    { "location", "import" },
    { "location", "cloud-init" },
    { "unattended", "cloud-init" },
    { "unattended", "import" },
    { "unattended", "pxe" },
    { "cdrom", "cloud-init" },
    { "cdrom", "pxe" },
    { "pxe", "cloud-init" },
  };

  static const char *const beside_no_os[] = { "location", "cdrom", "pxe", "import", "cloud-init" };
  gboolean names_os = tool_installation_names_os (arguments);

  for (guint i = 0; i < G_N_ELEMENTS (exclusive); i++)
    {
      if (tool_arguments_has (arguments, exclusive[i].one) && tool_arguments_has (arguments, exclusive[i].other))
        return refuse_pair (exclusive[i].one, exclusive[i].other, error);
    }
  for (guint i = 0; names_os && i < G_N_ELEMENTS (beside_no_os); i++)
    {
      if (tool_arguments_has (arguments, beside_no_os[i]))
        return refuse_pair ("install OS", beside_no_os[i], error);
    }
  if (!tool_arguments_has (arguments, "unattended") || tool_arguments_has (arguments, "location")
      || tool_arguments_has (arguments, "cdrom") || names_os)
    return TRUE;
  g_set_error_literal (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                       "--unattended says how, and nothing says what from: give --location, --install OS or --cdrom");
  return FALSE;
}

/* The architecture of the guest, which policy has not chosen yet. */
static char *
find_arch (const ToolArguments *arguments,
           GError **error)
{
  g_autoptr (GVirDesignerHost) host = NULL;

  if (tool_arguments_has (arguments, "arch"))
    return g_strdup (tool_arguments_get (arguments, "arch"));
  host = tool_host_read (arguments, TOOL_HOST_FOR_NEW_GUEST, error);
  return host != NULL ? g_strdup (gvir_designer_host_get_arch (host)) : NULL;
}

/* The system that is named is what is installed, whatever else is said of it. */
static GVirBuilderMedia *
read_os (ToolInstallation *installation,
         const LiveInstallWish *wish,
         GError **error)
{
  g_autofree char *arch = NULL;
  g_autofree char *place = NULL;

  installation->os = gvir_designer_os_find (NULL, wish->os, error);
  if (installation->os == NULL)
    return NULL;
  arch = find_arch (installation->arguments, error);
  if (arch == NULL)
    return NULL;
  place = gvir_builder_find_tree (installation->os, arch, error);
  return place != NULL ? open_tree (place, wish->kernel, wish->initrd, error) : NULL;
}

static void
tell_arguments (ToolInstallation *installation,
                const LiveInstallWish *wish)
{
  const char *parts[] = { wish->arguments, tool_arguments_get (installation->arguments, "extra-args") };
  g_autofree char *both = parts[0] != NULL && parts[1] != NULL ? g_strjoin (" ", parts[0], parts[1], NULL) : NULL;

  gvir_builder_installation_set_kernel_arguments (installation->installation,
                                                  wish->instead ? GVIR_BUILDER_KERNEL_ARGUMENTS_INSTEAD
                                                                : GVIR_BUILDER_KERNEL_ARGUMENTS_BESIDE,
                                                  both != NULL ? both : parts[0] != NULL ? parts[0] : parts[1]);
}

static gboolean
is_from_tree (const ToolArguments *arguments)
{
  return tool_arguments_has (arguments, "location") || tool_installation_names_os (arguments);
}

static gboolean
read_media (ToolInstallation *installation,
            const LiveInstallWish *wish,
            GError **error)
{
  const ToolArguments *arguments = installation->arguments;
  gboolean tree = is_from_tree (arguments);

  if (!tree && !tool_arguments_has (arguments, "cdrom"))
    return TRUE;
  if (wish->os != NULL)
    installation->media = read_os (installation, wish, error);
  else if (tree)
    installation->media = read_location (tool_arguments_get (arguments, "location"), wish, error);
  else
    installation->media = gvir_builder_media_new (tool_arguments_get (arguments, "cdrom"), live_interrupt (), error);
  if (installation->media == NULL)
    return FALSE;
  gvir_builder_installation_set_media (installation->installation, installation->media,
                                       tree ? GVIR_BUILDER_MEDIA_USE_KERNEL : GVIR_BUILDER_MEDIA_USE_DISC);
  return TRUE;
}

static gboolean
inject_files (ToolInstallation *installation,
              GError **error)
{
  const ToolArguments *arguments = installation->arguments;
  g_autoptr (GPtrArray) files = tool_arguments_list (arguments, "initrd-inject");

  for (guint i = 0; i < files->len; i++)
    {
      if (!gvir_builder_installation_inject_file (installation->installation, g_ptr_array_index (files, i), error))
        return FALSE;
    }
  return TRUE;
}

/* The system that was named goes before what the media say. */
static gboolean
decide_os (ToolInstallation *installation,
           GVirDesignerOs *os,
           GVirDesignerOs *otherwise,
           GError **error)
{
  if (os != NULL)
    g_set_object (&installation->os, os);
  else if (installation->os == NULL && installation->media != NULL)
    installation->os = gvir_builder_media_find_os (installation->media, otherwise == NULL ? error : NULL);
  if (installation->os == NULL)
    g_set_object (&installation->os, otherwise);
  return installation->os != NULL || installation->media == NULL;
}

static void
installation_free (ToolInstallation *installation)
{
  g_clear_object (&installation->os);
  g_clear_object (&installation->media);
  g_clear_object (&installation->installation);
  if (installation->password != NULL)
    explicit_bzero (installation->password, strlen (installation->password));
  g_free (installation->password);
  g_free (installation);
}

static ToolInstallation *
installation_read (const ToolArguments *arguments,
                   GVirDesignerOs *os,
                   GVirDesignerOs *otherwise,
                   GError **error)
{
  g_auto (LiveInstallWish) wish = { NULL };
  ToolInstallation *installation;

  if (!check_together (arguments, error)
      || (is_from_tree (arguments) && tool_arguments_has (arguments, "install")
          && !live_install_wish_read (tool_arguments_get (arguments, "install"), &wish, error)))
    return NULL;
  installation = g_new0 (ToolInstallation, 1);
  installation->arguments = arguments;
  installation->installation = gvir_builder_installation_new ();
  tell_arguments (installation, &wish);
  if (!read_media (installation, &wish, error) || !inject_files (installation, error) || !decide_os (installation, os, otherwise, error))
    {
      installation_free (installation);
      return NULL;
    }
  return installation;
}

static GVirDesignerOs *
installation_get_os (ToolInstallation *installation)
{
  return installation->os;
}

static gboolean
installation_takes (ToolInstallation *installation,
                    const char *option)
{
  static const char *const options[] = { "cdrom", "extra-args", NULL };

  if (g_str_equal (option, "install"))
    return is_from_tree (installation->arguments);
  return installation->media != NULL && g_strv_contains (options, option);
}

/* What the design says of the guest so far. */
static char *
read_of (GVirDesignerDomain *design,
         gboolean arch)
{
  g_autofree char *xml = gvir_designer_domain_to_xml (design);
  GVirConfigDomain *config = gvir_config_domain_new_from_xml (xml, NULL);
  GVirConfigDomainOs *os = config != NULL ? gvir_config_domain_get_os (config) : NULL;
  const char *value = config == NULL ? NULL : arch ? (os != NULL ? gvir_config_domain_os_get_arch (os) : NULL)
                                                   : gvir_config_domain_get_name (config);
  char *copy = g_strdup (value);

  g_clear_object (&os);
  g_clear_object (&config);
  return copy;
}

static GVirBuilderSeed *
read_seed (ToolInstallation *installation,
           GVirDesignerDomain *design,
           GError **error)
{
  const ToolArguments *arguments = installation->arguments;
  g_autofree char *arch = read_of (design, TRUE);
  g_autofree char *name = read_of (design, FALSE);

  if (tool_arguments_has (arguments, "unattended"))
    return live_read_unattended (tool_arguments_get (arguments, "unattended"), installation->os, arch, error);
  g_clear_pointer (&installation->password, g_free);
  return live_read_first_boot (tool_arguments_get (arguments, "cloud-init"), installation->os, arch, name,
                               &installation->password, error);
}

/* DESIGN has the name and the architecture of the guest. */
static gboolean
add_seed (ToolInstallation *installation,
          GVirDesignerDomain *design,
          GVirDesignerPhase phase,
          GError **error)
{
  const ToolArguments *arguments = installation->arguments;
  g_autoptr (GVirBuilderSeed) seed = NULL;

  if (phase != GVIR_DESIGNER_PHASE_INSTALL
      || (!tool_arguments_has (arguments, "unattended") && !tool_arguments_has (arguments, "cloud-init")))
    return TRUE;
  seed = read_seed (installation, design, error);
  if (seed != NULL)
    gvir_builder_installation_add_seed (installation->installation, seed);
  return seed != NULL;
}

static gboolean
installation_equip (ToolInstallation *installation,
                    GVirDesignerDomain *design,
                    GVirDesignerPhase phase,
                    GVirDesignerDomain *trial,
                    GError **error)
{
  const ToolArguments *arguments = installation->arguments;
  g_autofree char *name = read_of (trial, FALSE);
  GVirConnection *connection = NULL;
  gboolean good;

  if (!add_seed (installation, trial, phase, error))
    return FALSE;
  if (tool_arguments_has (arguments, "connect"))
    {
      connection = live_connect (arguments, error);
      if (connection == NULL)
        return FALSE;
    }
  good = gvir_builder_installation_equip (installation->installation, connection, design, phase, name, error);
  g_clear_object (&connection);
  return good;
}

gboolean
live_installation_equip_existing (ToolInstallation *installation,
                                  GVirConnection *connection,
                                  GVirDesignerDomain *design,
                                  GVirDesignerPhase phase,
                                  GError **error)
{
  g_autofree char *name = read_of (design, FALSE);

  return add_seed (installation, design, phase, error)
         && gvir_builder_installation_equip_existing (installation->installation, connection, design, phase, name, error);
}

static gboolean
installation_has_first_boot (ToolInstallation *installation)
{
  return tool_arguments_has (installation->arguments, "cloud-init");
}

const ToolInstallationCalls live_installation_calls = {
  .read = installation_read,
  .free = installation_free,
  .get_os = installation_get_os,
  .takes = installation_takes,
  .equip = installation_equip,
  .has_first_boot = installation_has_first_boot,
  .redesign = live_installation_redesign,
};
