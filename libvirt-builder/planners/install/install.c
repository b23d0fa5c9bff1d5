/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "planners/install/libvirt-builder-install.h"

#include <string.h>

#include "guest/guests-private.h"
#include "guest/installing-private.h"
#include "guest/nics-private.h"
#include "planners/disks-private.h"
#include "planners/identity-private.h"
#include "planners/install/installation-private.h"
#include "run/libvirt-builder-leftover.h"
#include "seeds/seed-private.h"

/* So long a guest takes at most until its disc asks for a key, and one whose processor is emulated. */
#define KEY_SECONDS 60
#define EMULATED_KEY_SECONDS 300

/* The parts of a plan while it is made. */
typedef struct
{
  GVirBuilderPlan *plan;
  BuilderIdentity *identity;
  char *name;
  virConnectPtr handle;
  GVirDesignerDomain *guest;
  GVirDesignerDomain *installer; /* NULL: nothing is installed */
} Work;

/* NULL with an error; gvir_config_object_to_xml() writes it then. */
static char *
read_design (Work *work,
             GVirDesignerDomain *design,
             GError **error)
{
  g_autofree char *xml = gvir_designer_domain_to_xml (design);
  GVirConfigDomain *config = gvir_config_domain_new_from_xml (xml, error);
  char *text = NULL;

  if (config == NULL)
    return NULL;
  if (builder_identity_give (work->identity, config, error))
    text = gvir_config_object_to_xml (GVIR_CONFIG_OBJECT (config));
  if (work->name == NULL)
    work->name = g_strdup (gvir_config_domain_get_name (config));
  g_object_unref (config);
  return text;
}

static void
add_step (Work *work,
          const char *kind,
          guint weight,
          const char *text,
          const char *undo,
          const char *xml)
{
  g_autofree char *description = g_strdup_printf (text, work->name);
  g_autofree char *back = undo != NULL ? g_strdup_printf (undo, work->name) : NULL;
  GVirBuilderStep *step = builder_step_new (kind, weight, description, back);

  builder_step_set (step, "name", work->name);
  builder_step_set (step, "uuid", work->identity->uuid);
  builder_step_set (step, "xml", xml);
  builder_plan_add (work->plan, step);
}

static GVirBuilderStep *
last_step (const Work *work)
{
  return builder_plan_step (work->plan, builder_plan_n_steps (work->plan) - 1);
}

static gboolean
any_seed (GVirBuilderInstallation *installation,
          gboolean (*has) (GVirBuilderSeed *seed))
{
  for (guint i = 0; installation != NULL && i < installation->seeds->len; i++)
    {
      if (has (g_ptr_array_index (installation->seeds, i)))
        return TRUE;
    }
  return FALSE;
}

/* Whether the guest will have an agent, and a channel for it. */
static gboolean
brings_agent (const char *guest,
              GVirBuilderInstallation *installation)
{
  return any_seed (installation, builder_seed_has_agent) && strstr (guest, "org.qemu.guest_agent.0") != NULL;
}

/* Where the guest is waited for: until it is installed, or has done what it does at its first boot. */
static void
add_wait (Work *work,
          const char *guest,
          GVirBuilderInstallation *installation,
          gboolean transient)
{
  gboolean first_boot = installation != NULL && builder_installation_is_first_boot (installation);

  add_step (work, first_boot ? "first-boot-await" : "install-await", first_boot ? 30 : 200,
            first_boot ? "wait until the guest %s has been set up" : "wait until the guest %s is installed, and restarts or stops",
            NULL, NULL);
  builder_step_set (last_step (work), "defined", transient ? NULL : "yes");
  builder_step_set (last_step (work), "agent", first_boot && brings_agent (guest, installation) ? "yes" : NULL);
  if (installation != NULL)
    builder_plan_media_removal (work->plan, installation, work->name, work->identity->uuid);
}

/* Where its disc asks for a key, nobody may be there to press one. */
static void
add_key (Work *work,
         GVirBuilderInstallation *installation)
{
  /* Other drivers let no keys be pressed, or do not say what a guest reads. */
  g_autofree char *drive = builder_handle_is_qemu (work->handle) ? builder_boot_key_drive (work->installer) : NULL;
  g_autofree char *type = builder_design_ask (work->installer, 0, "@type");

  if (drive == NULL)
    return;
  add_step (work, "disc-start", 3, "press a key until the guest %s starts from its disc", NULL, NULL);
  builder_step_set (last_step (work), "target", drive);
  builder_step_set_number (last_step (work), "seconds",
                           g_strcmp0 (type, "qemu") == 0 ? EMULATED_KEY_SECONDS : KEY_SECONDS);
  builder_step_set (last_step (work), "unattended", installation != NULL && installation->seeds->len > 0 ? "yes" : NULL);
}

static gboolean
add_installer (Work *work,
               const char *installer,
               GError **error)
{
  g_autofree char *marked = builder_installing_mark (installer, error);

  if (marked == NULL)
    return FALSE;
  add_step (work, "domain-create", 4, "start the installation of the guest %s", "stop the guest %s", marked);
  return TRUE;
}

/* Whether this machine will learn of an address of the guest: libvirt gives them out on a network of this host. */
static gboolean
is_within_reach (const Work *work)
{
  for (guint i = 1; builder_host_is_here (work->handle); i++)
    {
      g_autofree char *element = g_strdup_printf ("devices/interface[%u]", i);
      g_autofree char *source = g_strconcat (element, "/source/@network", NULL);
      g_autofree char *there = builder_design_ask (work->guest, 0, element);
      g_autofree char *network = builder_design_ask (work->guest, 0, source);

      if (there == NULL)
        return FALSE;
      if (network != NULL && builder_network_gives_addresses (work->handle, network))
        return TRUE;
    }
  return FALSE;
}

/* The system that is installed may say that it is there. */
static void
add_start (Work *work,
           const char *guest,
           GVirBuilderInstallation *installation)
{
  add_step (work, "domain-start", 4, "start the guest %s", "stop the guest %s", NULL);
  if (brings_agent (guest, installation))
    add_step (work, "answer-await", 20, "wait until the agent of the guest %s answers", NULL, NULL);
  else if (any_seed (installation, builder_seed_has_ssh) && is_within_reach (work))
    add_step (work, "ssh-await", 20, "wait until the guest %s answers over SSH", NULL, NULL);
}

static gboolean
add_guest_steps (Work *work,
                 const char *guest,
                 const char *installer,
                 GVirBuilderInstallation *installation,
                 GVirBuilderInstallFlags flags,
                 GError **error)
{
  gboolean transient = (flags & GVIR_BUILDER_INSTALL_FLAGS_TRANSIENT) != 0;
  gboolean first_boot = installation != NULL && builder_installation_is_first_boot (installation);
  gboolean starts = !transient && !first_boot && (flags & GVIR_BUILDER_INSTALL_FLAGS_START) != 0;

  if (installer != NULL && !add_installer (work, installer, error))
    return FALSE;
  if (installer == NULL && transient)
    add_step (work, "domain-create", 4, "start the guest %s", "stop the guest %s", guest);
  if (!transient)
    add_step (work, "domain-define", 1, "define the guest %s", "undefine the guest %s", guest);
  if (!transient && (flags & GVIR_BUILDER_INSTALL_FLAGS_AUTOSTART) != 0)
    add_step (work, "domain-autostart", 1, "start the guest %s with its host from now on", NULL, NULL);
  if (installer != NULL)
    add_key (work, installation);
  if (installer != NULL)
    add_wait (work, guest, installation, transient);
  if (starts)
    add_start (work, guest, installation);
  return TRUE;
}

static gboolean
fill (Work *work,
      virConnectPtr handle,
      GVirDesignerDomain *guest,
      GVirBuilderInstallation *installation,
      GVirBuilderInstallFlags flags,
      GError **error)
{
  GVirDesignerDomain *installer = work->installer;
  g_autofree char *guest_xml = read_design (work, guest, error);
  g_autofree char *installer_xml = guest_xml != NULL && installer != NULL ? read_design (work, installer, error) : NULL;
  g_auto (GStrv) made = builder_installation_paths (installation);
  g_autofree char *title = NULL;

  work->handle = handle;
  if (guest_xml == NULL || (installer != NULL && installer_xml == NULL)
      || !builder_identity_check_free (handle, work->name, work->identity->uuid, error))
    return FALSE;
  title = g_strdup_printf ("install %s", work->name);
  work->plan = builder_plan_new (title, work->name, GVIR_BUILDER_DIRECTION_UNDO);
  if (installation != NULL)
    builder_plan_fetches (work->plan, installation, work->identity->uuid);
  return builder_plan_disks (work->plan, handle, installer != NULL ? installer : guest, (const char *const *) made, flags, error)
         && (installation == NULL
             || builder_plan_fills (work->plan, handle, installation, work->identity->uuid, error))
         && add_guest_steps (work, guest_xml, installer_xml, installation, flags, error);
}

/**
 * gvir_builder_plan_new_install: (constructor)
 * @connection: an open connection to the host that the guest is for
 * @guest: the design of the guest as it stays
 * @installer: (nullable): the design of the same guest while it is installed; %NULL: nothing
 *   is installed, for its disk holds a system already or it needs none
 * @installation: (nullable): what @installer was equipped with; %NULL: nothing
 * @flags: what becomes of it
 * @error: return location for an error, or %NULL
 *
 * Plans how a guest is made: its new disks, its definition, and its start. With
 * @installer, it is started as that, and defined as @guest, which it is from its next
 * start on; the run waits until it is installed, takes away what only its installer needs,
 * and starts it again. Once it waits, nothing is taken back unless somebody says so, and it
 * can be left and taken up again: see [method@LibvirtBuilder.Run.set_wait].
 *
 * Where its disc asks for a key before the guest starts from it, as media of Windows do, one is pressed.
 *
 * Whatever can be known to fail is refused here: a name, a UUID, a MAC address or a
 * disk that another guest has, an image that is missing, a pool that is not there or has no
 * room. A UUID and MAC addresses are chosen where the design has none.
 *
 * Returns: (transfer full): a plan, or %NULL with an error of %GVIR_BUILDER_ERROR_EXISTS,
 *   %GVIR_BUILDER_ERROR_IN_USE, %GVIR_BUILDER_ERROR_NOT_FOUND,
 *   %GVIR_BUILDER_ERROR_NO_SPACE, %GVIR_BUILDER_ERROR_DENIED or
 *   %GVIR_BUILDER_ERROR_UNREACHABLE
 */
GVirBuilderPlan *
gvir_builder_plan_new_install (GVirConnection *connection,
                               GVirDesignerDomain *guest,
                               GVirDesignerDomain *installer,
                               GVirBuilderInstallation *installation,
                               GVirBuilderInstallFlags flags,
                               GError **error)
{
  g_auto (virConnectPtr) handle = NULL;
  g_autoptr (BuilderIdentity) identity = NULL;
  g_autofree char *name = NULL;
  Work work = { NULL };
  gboolean good;

  g_return_val_if_fail (GVIR_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (guest), NULL);
  g_return_val_if_fail (installer == NULL || GVIR_DESIGNER_IS_DOMAIN (installer), NULL);
  g_return_val_if_fail (installation == NULL || (installer != NULL && GVIR_BUILDER_IS_INSTALLATION (installation)), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  handle = builder_handle_of (connection, error);
  if (handle == NULL)
    return NULL;
  work.identity = identity = builder_identity_new ();
  work.guest = guest;
  work.installer = installer;
  good = fill (&work, handle, guest, installation, flags, error);
  name = work.name;
  if (!good)
    g_clear_object (&work.plan);
  return work.plan;
}

/* What is installed anew must be off, and not in the midst of another installation. */
static gboolean
check_off (GVirConnection *connection,
           virDomainPtr domain,
           GError **error)
{
  const char *name = virDomainGetName (domain);
  g_autoptr (GError) none = NULL;
  g_autoptr (GVirBuilderLeftover) waiting = gvir_builder_find_waiting (connection, name, &none);

  if (virDomainIsActive (domain) == 1)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST,
                 "the guest '%s' is running: stop it before it is installed anew", name);
  else if (virDomainIsPersistent (domain) != 1)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST,
                 "the guest '%s' is not defined, and would be gone once it is installed anew", name);
  else if (waiting != NULL)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_IN_USE,
                 "another installation of the guest '%s' has not come to its end: wait for that, or take it back first", name);
  else
    return TRUE;
  return FALSE;
}

/* The drive that the guest keeps, which it has from its next start on. */
static gboolean
add_drive (Work *work,
           virDomainPtr domain,
           const char *guest,
           const GVirBuilderInstallation *installation,
           GError **error)
{
  char *before = virDomainGetXMLDesc (domain, VIR_DOMAIN_XML_INACTIVE | VIR_DOMAIN_XML_SECURE);

  if (before == NULL)
    {
      builder_set_error (error, "the definition of the guest '%s' cannot be read", work->name);
      return FALSE;
    }
  add_step (work, "drive-define", 1, "give the guest %s the drive of its medium", "define the guest %s as it was", guest);
  builder_step_set (last_step (work), "before", before);
  builder_step_set (last_step (work), "target", installation->drive);
  builder_step_set (last_step (work), "path", installation->keeps_disc ? gvir_builder_media_get_location (installation->media) : NULL);
  free (before);
  return TRUE;
}

static gboolean
fill_again (Work *work,
            virConnectPtr handle,
            virDomainPtr domain,
            const char *guest,
            const char *installer,
            GVirBuilderInstallation *installation,
            GVirBuilderInstallFlags flags,
            GError **error)
{
  g_autofree char *title = g_strdup_printf ("reinstall %s", work->name);

  work->plan = builder_plan_new (title, work->name, GVIR_BUILDER_DIRECTION_UNDO);
  if (installation != NULL)
    builder_plan_fetches (work->plan, installation, work->identity->uuid);
  if ((installation != NULL && !builder_plan_fills (work->plan, handle, installation, work->identity->uuid, error))
      || (installation != NULL && installation->drive != NULL && !add_drive (work, domain, guest, installation, error))
      || !add_installer (work, installer, error))
    return FALSE;
  add_key (work, installation);
  add_wait (work, guest, installation, FALSE);
  if ((flags & GVIR_BUILDER_INSTALL_FLAGS_START) != 0)
    add_start (work, guest, installation);
  return TRUE;
}

static gboolean
plan_again (Work *work,
            GVirConnection *connection,
            GVirDesignerDomain *guest,
            GVirBuilderInstallation *installation,
            GVirBuilderInstallFlags flags,
            GError **error)
{
  g_auto (virConnectPtr) handle = builder_handle_of (connection, error);
  g_autofree char *guest_xml = handle != NULL ? read_design (work, guest, error) : NULL;
  g_autofree char *installer_xml = guest_xml != NULL ? read_design (work, work->installer, error) : NULL;
  g_auto (virDomainPtr) domain = installer_xml != NULL ? builder_guest_find (handle, work->identity->uuid, error) : NULL;

  work->handle = handle;
  return domain != NULL && check_off (connection, domain, error)
         && fill_again (work, handle, domain, guest_xml, installer_xml, installation, flags, error);
}

/**
 * gvir_builder_plan_new_reinstall: (constructor)
 * @connection: an open connection to the host of the guest
 * @guest: the design of the guest as it stays, from its XML with what is secret in it
 * @installer: the design of the same guest while it is installed
 * @installation: (nullable): what both were equipped with, by
 *   [method@LibvirtBuilder.Installation.equip_existing]; %NULL: nothing
 * @flags: %GVIR_BUILDER_INSTALL_FLAGS_START, or nothing
 * @error: return location for an error, or %NULL
 *
 * Plans how a guest that is there is installed anew: it is started as @installer, waited for, and is what it was from its
 * next start on. Its disks are the installer's to write to; what was on them does not come back where the plan is undone.
 * A key is pressed as with [ctor@LibvirtBuilder.Plan.new_install].
 *
 * Returns: (transfer full): a plan, or %NULL with an error of %GVIR_BUILDER_ERROR_NOT_FOUND where there is no such guest,
 *   %GVIR_BUILDER_ERROR_GUEST where it runs or is not defined, or %GVIR_BUILDER_ERROR_IN_USE where it is being
 *   installed already
 */
GVirBuilderPlan *
gvir_builder_plan_new_reinstall (GVirConnection *connection,
                                 GVirDesignerDomain *guest,
                                 GVirDesignerDomain *installer,
                                 GVirBuilderInstallation *installation,
                                 GVirBuilderInstallFlags flags,
                                 GError **error)
{
  g_autoptr (BuilderIdentity) identity = NULL;
  g_autofree char *name = NULL;
  Work work = { NULL };
  gboolean good;

  g_return_val_if_fail (GVIR_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (guest), NULL);
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (installer), NULL);
  g_return_val_if_fail (installation == NULL || GVIR_BUILDER_IS_INSTALLATION (installation), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  work.identity = identity = builder_identity_new ();
  work.guest = guest;
  work.installer = installer;
  good = plan_again (&work, connection, guest, installation, flags, error);
  name = work.name;
  if (!good)
    g_clear_object (&work.plan);
  return work.plan;
}
