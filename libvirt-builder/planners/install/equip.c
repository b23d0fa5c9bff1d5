/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The design of an installer gets its kernel, its discs, and what it is told. */

#include <string.h>

#include "archive/cpio-private.h"
#include "archive/iso-private.h"
#include "planners/install/installation-private.h"
#include "seeds/seed-private.h"
#include "storage/folders-private.h"

/* The work of equipping one design. */
typedef struct
{
  GVirBuilderInstallation *installation;
  GVirDesignerDomain *design;
  gboolean existing; /* the guest is there already, and is changed */
  const char *name;  /* of the guest */
  GString *arguments;
  GPtrArray *names;    /* of what goes into the initial RAM disk, and … */
  GPtrArray *contents; /* … GBytes */
  guint n_discs;
} Work;

static BuilderMediaFile *
add_file (Work *work,
          const char *suffix,
          const char *member,
          GBytes *content,
          gboolean secret)
{
  BuilderMediaFile *file = g_new0 (BuilderMediaFile, 1);

  file->name = g_strconcat (work->name, suffix, NULL);
  file->path = g_build_filename (work->installation->folder, file->name, NULL);
  file->member = g_strdup (member);
  file->content = content != NULL ? g_bytes_ref (content) : NULL;
  file->secret = secret;
  g_ptr_array_add (work->installation->files, file);
  return file;
}

char *
builder_quote_value (const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, ",", -1);

  return g_strjoinv (",,", parts);
}

static gboolean
apply_text (Work *work,
            const char *option,
            const char *text,
            GError **error)
{
  return work->existing ? builder_existing_apply (work->design, option, text, error)
                        : gvir_designer_domain_apply_option (work->design, option, text, error);
}

static gboolean
apply (Work *work,
       const char *option,
       const char *format,
       const char *value,
       GError **error)
{
  g_autofree char *quoted = builder_quote_value (value);
  g_autofree char *text = g_strdup_printf (format, quoted);

  return apply_text (work, option, text, error);
}

static void
add_arguments (Work *work,
               const char *arguments)
{
  if (arguments == NULL || *arguments == '\0')
    return;
  if (work->arguments->len > 0)
    g_string_append_c (work->arguments, ' ');
  g_string_append (work->arguments, arguments);
}

static gboolean
add_disc (Work *work,
          GVirBuilderSeed *seed,
          GError **error)
{
  g_auto (GStrv) names = gvir_builder_seed_list_files (seed);
  g_autoptr (GPtrArray) contents = g_ptr_array_new ();
  g_autoptr (GBytes) image = NULL;
  g_autofree char *suffix = work->n_discs == 0 ? g_strdup ("-seed.iso") : g_strdup_printf ("-seed-%u.iso", work->n_discs + 1);
  BuilderMediaFile *file;

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (contents, gvir_builder_seed_get_file (seed, names[i]));
  image = builder_iso_write (gvir_builder_seed_get_label (seed), names, contents, error);
  if (image == NULL)
    return FALSE;
  work->n_discs++;
  file = add_file (work, suffix, NULL, image, builder_seed_is_secret (seed));
  file->is_disc = TRUE;
  return apply (work, "disk",
                builder_installation_is_first_boot (work->installation) ? "seed=first-boot,path=%s" : "seed=installer,path=%s",
                file->path, error);
}

static void
inject (Work *work,
        GVirBuilderSeed *seed)
{
  g_auto (GStrv) names = gvir_builder_seed_list_files (seed);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_ptr_array_add (work->contents, g_bytes_ref (gvir_builder_seed_get_file (seed, names[i])));
      g_ptr_array_add (work->names, g_strdup (names[i]));
    }
}

/* QEMU shows the guest a file of its host. */
static gboolean
add_to_firmware (Work *work,
                 GVirBuilderSeed *seed,
                 GError **error)
{
  g_auto (GStrv) names = gvir_builder_seed_list_files (seed);
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;

  path = builder_quote_value (add_file (work, "-seed", NULL, gvir_builder_seed_get_file (seed, names[0]), builder_seed_is_secret (seed))->path);
  text = g_strdup_printf ("type=fwcfg,entry0.name=%s,entry0.file=%s", names[0], path);
  return apply_text (work, "sysinfo", text, error);
}

static gboolean
add_seed (Work *work,
          GVirBuilderSeed *seed,
          GError **error)
{
  const char *serial = gvir_builder_seed_get_system_serial (seed);

  if (serial != NULL && !apply (work, "sysinfo", "smbios,system.serial=%s", serial, error))
    return FALSE;
  add_arguments (work, gvir_builder_seed_get_kernel_arguments (seed));
  switch (gvir_builder_seed_get_delivery (seed))
    {
    case GVIR_BUILDER_DELIVERY_INITRD:
      inject (work, seed);
      return TRUE;
    case GVIR_BUILDER_DELIVERY_CDROM:
      return add_disc (work, seed, error);
    case GVIR_BUILDER_DELIVERY_FIRMWARE:
      return add_to_firmware (work, seed, error);
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
any_is_secret (GVirBuilderInstallation *installation)
{
  for (guint i = 0; i < installation->seeds->len; i++)
    {
      GVirBuilderSeed *seed = g_ptr_array_index (installation->seeds, i);

      if (builder_seed_is_secret (seed) && gvir_builder_seed_get_delivery (seed) == GVIR_BUILDER_DELIVERY_INITRD)
        return TRUE;
    }
  return FALSE;
}

/* What is installed is what the guest is said to be, else what the media are likeliest of. */
static const char *
distro_of (Work *work)
{
  GVirDesignerOs *os = gvir_designer_domain_get_guest_os (work->design);
  g_autoptr (GVirBuilderMediaCandidate) first
    = os == NULL ? g_list_model_get_item (gvir_builder_media_get_candidates (work->installation->media), 0) : NULL;

  if (first != NULL)
    os = gvir_builder_media_candidate_get_os (first);
  return os != NULL ? gvir_designer_os_get_distro (os) : NULL;
}

static void
add_tree_argument (Work *work)
{
  g_autofree char *argument
    = builder_tree_argument (distro_of (work), gvir_builder_media_get_location (work->installation->media));

  add_arguments (work, argument);
}

static gboolean
refuse_without_kernel (GVirBuilderMedia *media,
                       GError **error)
{
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND,
               "no kernel of an installer was found in '%s': name the one that it has, as in "
               "--location %s,kernel=FILE,initrd=FILE, or give --cdrom for what boots by itself",
               gvir_builder_media_get_location (media), gvir_builder_media_get_location (media));
  return FALSE;
}

/* Only a disc boots by itself. */
static gboolean
needs_kernel (GVirBuilderInstallation *installation,
              const Work *work)
{
  return installation->use == GVIR_BUILDER_MEDIA_USE_KERNEL || work->arguments->len > 0 || work->names->len > 0
         || installation->arguments != NULL;
}

static gboolean
add_kernel (Work *work,
            GError **error)
{
  GVirBuilderInstallation *installation = work->installation;
  GVirBuilderMedia *media = installation->media;
  const char *kernel = gvir_builder_media_get_kernel (media);
  const char *initrd = gvir_builder_media_get_initrd (media);
  g_autoptr (GBytes) injected = NULL;
  const BuilderMediaFile *file;

  if (kernel == NULL || (initrd == NULL && work->names->len > 0))
    return refuse_without_kernel (media, error);
  file = add_file (work, "-install-kernel", kernel, NULL, FALSE);
  if (!apply (work, "install", "kernel=%s", file->path, error))
    return FALSE;
  if (initrd == NULL)
    return TRUE;
  g_ptr_array_add (work->names, NULL);
  if (work->contents->len > 0)
    injected = builder_cpio_write ((char **) work->names->pdata, work->contents, error);
  if (work->contents->len > 0 && injected == NULL)
    return FALSE;
  file = add_file (work, "-install-initrd", initrd, injected, any_is_secret (installation));
  return apply (work, "install", "initrd=%s", file->path, error);
}

static gboolean
tell_kernel (Work *work,
             GError **error)
{
  GVirBuilderInstallation *installation = work->installation;

  if (installation->how == GVIR_BUILDER_KERNEL_ARGUMENTS_INSTEAD)
    g_string_truncate (work->arguments, 0);
  add_arguments (work, installation->arguments);
  return work->arguments->len == 0
         || apply_text (work, "extra-args", work->arguments->str, error);
}

/* Where the media are is told the kernel, and is on record. */
static gboolean
check_location (const char *location,
                GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (location, G_URI_FLAGS_HAS_PASSWORD, NULL);

  if (uri == NULL || g_uri_get_password (uri) == NULL)
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
               "the URL to install from, on %s, has a password in it, which would be in the XML of the guest and on record: fetch "
               "the files first and give their folder, or let the server ask for none", g_uri_get_host (uri));
  return FALSE;
}

static gboolean
add_media (Work *work,
           GError **error)
{
  GVirBuilderInstallation *installation = work->installation;
  GVirBuilderMedia *media = installation->media;
  gboolean disc = gvir_builder_media_get_kind (media) == GVIR_BUILDER_MEDIA_KIND_DISC;

  if (!check_location (gvir_builder_media_get_location (media), error))
    return FALSE;
  installation->boots_disc = disc && !needs_kernel (installation, work);
  if (installation->boots_disc)
    return apply (work, "cdrom", "%s", gvir_builder_media_get_location (media), error);
  if (disc && !apply (work, "disk", "device=cdrom,readonly=on,path=%s", gvir_builder_media_get_location (media), error))
    return FALSE;
  if (gvir_builder_media_get_kind (media) == GVIR_BUILDER_MEDIA_KIND_TREE)
    add_tree_argument (work);
  return add_kernel (work, error) && tell_kernel (work, error);
}

static gboolean
equip (Work *work,
       GError **error)
{
  GVirBuilderInstallation *installation = work->installation;

  for (guint i = 0; i < installation->names->len; i++)
    {
      g_ptr_array_add (work->names, g_strdup (g_ptr_array_index (installation->names, i)));
      g_ptr_array_add (work->contents, g_bytes_ref (g_ptr_array_index (installation->contents, i)));
    }
  for (guint i = 0; i < installation->seeds->len; i++)
    {
      if (!add_seed (work, g_ptr_array_index (installation->seeds, i), error))
        return FALSE;
    }
  if (installation->media != NULL)
    return add_media (work, error);
  if (work->names->len == 0 && installation->arguments == NULL && (!work->existing || installation->seeds->len == 0))
    return work->existing ? builder_existing_boot_network (work->design, error)
                          : gvir_designer_domain_apply_option (work->design, "import", "yes", error);
  g_set_error_literal (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                       "no kernel of an installer is started that could be told anything: give --location");
  return FALSE;
}

/* What was started from a kernel is on its disk afterwards; a disc may be needed once more. */
static gboolean
equip_guest (GVirBuilderInstallation *installation,
             GVirDesignerDomain *design,
             GError **error)
{
  if (installation->boots_disc)
    return gvir_designer_domain_apply_option (design, "cdrom", gvir_builder_media_get_location (installation->media), error);
  return gvir_designer_domain_apply_option (design, "import", "yes", error);
}

static gboolean
equip_installer (const Work *what,
                 GVirConnection *connection,
                 GError **error)
{
  g_auto (virConnectPtr) handle = connection != NULL ? builder_handle_of (connection, error) : NULL;
  g_autoptr (GString) arguments = g_string_new (NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  GVirBuilderInstallation *installation = what->installation;
  Work work = *what;

  if (connection != NULL && handle == NULL)
    return FALSE;
  work.arguments = arguments;
  work.names = names;
  work.contents = contents;
  g_ptr_array_set_size (installation->files, 0);
  g_free (installation->folder);
  installation->folder = builder_usual_folder (handle, "boot");
  if (installation->folder != NULL)
    return equip (&work, error);
  g_set_error_literal (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                       "it is not known where the user's own libvirt on that host keeps files: connect to its system "
                       "libvirt, or from that host");
  return FALSE;
}

/**
 * gvir_builder_installation_equip:
 * @installation: an installation
 * @connection: (nullable): an open connection to the host that the guest is for; %NULL: one where
 *   libvirt's own folders are those of the system
 * @design: the design of the guest, which has no default devices yet
 * @phase: whether it is the one of the guest while it is installed, or afterwards; the former
 *   is to be equipped first
 * @guest: the name of the guest, after which its files are called
 * @error: return location for an error, or %NULL
 *
 * Adds to a design what the phase needs: while it is installed, the kernel and the initial
 * RAM disk of the installer, its discs, and what it is told; afterwards, the drive of a disc
 * that it was installed from. The files are to be in the folder `boot` beside that of
 * libvirt's images; a plan of the installation puts them there.
 *
 * Returns: %TRUE, or %FALSE with an error: of %GVIR_BUILDER_ERROR_NOT_FOUND where the media
 *   have no kernel and one is needed, or one of %GVIR_DESIGNER_ERROR
 */
gboolean
gvir_builder_installation_equip (GVirBuilderInstallation *installation,
                                 GVirConnection *connection,
                                 GVirDesignerDomain *design,
                                 GVirDesignerPhase phase,
                                 const char *guest,
                                 GError **error)
{
  const Work work = { installation, design, FALSE, guest, NULL, NULL, NULL, 0 };

  g_return_val_if_fail (GVIR_BUILDER_IS_INSTALLATION (installation), FALSE);
  g_return_val_if_fail (connection == NULL || GVIR_IS_CONNECTION (connection), FALSE);
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), FALSE);
  g_return_val_if_fail (guest != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return phase == GVIR_DESIGNER_PHASE_RUN ? equip_guest (installation, design, error)
                                          : equip_installer (&work, connection, error);
}

/**
 * gvir_builder_installation_equip_existing:
 * @installation: an installation; without media, the guest is installed over the network
 * @connection: (nullable): an open connection to the host of the guest; %NULL: one where
 *   libvirt's own folders are those of the system
 * @design: a design of a guest that is there, from its XML
 * @phase: whether it is the one of the guest while it is installed anew, or afterwards; the former
 *   is to be equipped first
 * @guest: the name of the guest, after which its files are called
 * @error: return location for an error, or %NULL
 *
 * Changes a design as [method@LibvirtBuilder.Installation.equip] adds to that of a new guest. A disc goes into the first
 * CD-ROM drive that the guest has, or else into one that it keeps. Without media, the guest boots from the network first, and
 * nothing can be told to what it finds there. Nothing else of the guest is changed.
 *
 * Returns: %TRUE, or %FALSE with an error as [method@LibvirtBuilder.Installation.equip], or of
 *   %GVIR_BUILDER_ERROR_INVALID_INPUT where something is to be told and there are no media, or the guest has no network
 */
gboolean
gvir_builder_installation_equip_existing (GVirBuilderInstallation *installation,
                                          GVirConnection *connection,
                                          GVirDesignerDomain *design,
                                          GVirDesignerPhase phase,
                                          const char *guest,
                                          GError **error)
{
  const Work work = { installation, design, TRUE, guest, NULL, NULL, NULL, 0 };

  g_return_val_if_fail (GVIR_BUILDER_IS_INSTALLATION (installation), FALSE);
  g_return_val_if_fail (connection == NULL || GVIR_IS_CONNECTION (connection), FALSE);
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), FALSE);
  g_return_val_if_fail (guest != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (phase == GVIR_DESIGNER_PHASE_INSTALL)
    return equip_installer (&work, connection, error)
           && gvir_designer_domain_edit_by_option (design, "events", NULL, "on_reboot=destroy", error);
  g_clear_pointer (&installation->drive, g_free);
  return !installation->boots_disc || builder_existing_keep_drive (installation, design, error);
}
