/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The machine or container that devices are added to. */

#include "base/libvirt-designer-error.h"
#include "config/emit-private.h"
#include "config/written-private.h"
#include "domain/domain-private.h"
#include "rules/checks-private.h"

/* libvirt calls a paravirtualised guest of Xen "xen", and formerly "linux"; NULL:
 * no virtual machine. */
static const char *
name_of_os_type (GVirConfigDomainOsType os_type)
{
  switch (os_type)
    {
    case GVIR_CONFIG_DOMAIN_OS_TYPE_HVM:
      return "hvm";
    case GVIR_CONFIG_DOMAIN_OS_TYPE_LINUX:
    case GVIR_CONFIG_DOMAIN_OS_TYPE_XEN:
      return "xen";
    case GVIR_CONFIG_DOMAIN_OS_TYPE_EXE:
    case GVIR_CONFIG_DOMAIN_OS_TYPE_UML:
      return NULL;
    }
  return NULL;
}

/**
 * gvir_designer_domain_supports_machine_full:
 * @design: a design
 * @arch: an architecture in libvirt's spelling, such as `x86_64`
 * @ostype: the kind of guest
 *
 * Asks whether the host runs virtual machines of that kind.
 *
 * Returns: %TRUE where the host says so
 */
gboolean
gvir_designer_domain_supports_machine_full (GVirDesignerDomain *design,
                                            const char *arch,
                                            GVirConfigDomainOsType ostype)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), FALSE);
  g_return_val_if_fail (arch != NULL, FALSE);

  return name_of_os_type (ostype) != NULL
         && gvir_designer_host_offers (design->priv->host, arch, name_of_os_type (ostype), NULL)
              == GVIR_DESIGNER_ANSWER_YES;
}

/**
 * gvir_designer_domain_supports_machine:
 * @design: a design
 *
 * Asks whether the host runs virtual machines of its own architecture.
 *
 * Returns: %TRUE where the host says so
 */
gboolean
gvir_designer_domain_supports_machine (GVirDesignerDomain *design)
{
  const char *arch;

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), FALSE);

  arch = gvir_designer_host_get_arch (design->priv->host);
  return arch != NULL
         && gvir_designer_domain_supports_machine_full (design, arch, GVIR_CONFIG_DOMAIN_OS_TYPE_HVM);
}

/**
 * gvir_designer_domain_supports_container_full:
 * @design: a design
 * @arch: an architecture in libvirt's spelling, such as `i686`
 *
 * Asks whether the host runs containers of that architecture.
 *
 * Returns: %TRUE where the host says so
 */
gboolean
gvir_designer_domain_supports_container_full (GVirDesignerDomain *design,
                                              const char *arch)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), FALSE);
  g_return_val_if_fail (arch != NULL, FALSE);

  return gvir_designer_host_offers (design->priv->host, arch, "exe", NULL) == GVIR_DESIGNER_ANSWER_YES;
}

/**
 * gvir_designer_domain_supports_container:
 * @design: a design
 *
 * Asks whether the host runs containers of its own architecture.
 *
 * Returns: %TRUE where the host says so
 */
gboolean
gvir_designer_domain_supports_container (GVirDesignerDomain *design)
{
  const char *arch;

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), FALSE);

  arch = gvir_designer_host_get_arch (design->priv->host);
  return arch != NULL && gvir_designer_domain_supports_container_full (design, arch);
}

static void
forget_scope (DesignerSubject *subject)
{
  for (guint i = 0; i < designer_scope_n_things (subject->scope); i++)
    subject->settled[i] = NULL;
}

/* What a set-up before this one decided is taken back. */
static void
forget_setup (GVirDesignerDomain *design)
{
  GVirDesignerDomainPrivate *priv = design->priv;

  designer_emit_undo_all (designer_domain_root (design), priv->log);
  g_array_set_size (priv->log, 0);
  for (guint i = 0; i < DESIGNER_N_WHOLE_SCOPES; i++)
    forget_scope (priv->facts->whole[i]);
  priv->state = DESIGNER_STATE_NEW;
}

static gboolean
decide_all (GVirDesignerDomain *design,
            gboolean container,
            GError **error)
{
  GVirDesignerDomainPrivate *priv = design->priv;
  const DesignerScopeId scopes[] = {
    DESIGNER_SCOPE_DOMAIN,
    container ? DESIGNER_SCOPE_CONTAINER : DESIGNER_SCOPE_MACHINE,
    DESIGNER_SCOPE_RESOURCES,
  };

  if ((!container && !designer_check_for_containers (priv->facts->intent, error))
      || !designer_domain_decide_installation (design, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    {
      if (!designer_decide (priv->facts, priv->facts->whole[scopes[i]], NULL, priv->log, error))
        return FALSE;
    }
  if (!designer_domain_check_firmware_boots (priv->facts, error) || !designer_check_resources (priv->facts, error))
    return FALSE;
  designer_decide_settings (priv->facts, priv->facts->whole[DESIGNER_SCOPE_DOMAIN], priv->log);
  designer_emit_records (designer_domain_root (design), priv->log, 0);
  if (!designer_written_check_domain (designer_domain_root (design), error))
    return FALSE;
  priv->state = container ? DESIGNER_STATE_CONTAINER : DESIGNER_STATE_MACHINE;
  return TRUE;
}

/* Replaces what an earlier set-up asked; NULL: nothing is asked. */
static void
replace_wish (DesignerIntent *intent,
              DesignerThingId thing,
              const char *value)
{
  char **place = &intent->whole[DESIGNER_SCOPE_DOMAIN]->values[thing - designer_scope_first_thing (DESIGNER_SCOPE_DOMAIN)];

  g_free (*place);
  *place = g_strdup (value);
}

/* Whether the host says that it runs nothing of the kind. */
static gboolean
host_lacks (GVirDesignerHost *host,
            const char *arch,
            gboolean container)
{
  static const char *const machines[] = { "hvm", "xen", "xenpvh" };

  if (container)
    return gvir_designer_host_offers (host, arch, "exe", NULL) == GVIR_DESIGNER_ANSWER_NO;
  for (guint i = 0; i < G_N_ELEMENTS (machines); i++)
    {
      if (gvir_designer_host_offers (host, arch, machines[i], NULL) != GVIR_DESIGNER_ANSWER_NO)
        return FALSE;
    }
  return TRUE;
}

/* A set-up of another kind may follow one that was asked for by a set-up, but
 * not contradict an option. */
static gboolean
ask_for_os_type (GVirDesignerDomain *design,
                 const char *os_type,
                 GError **error)
{
  GVirDesignerDomainPrivate *priv = design->priv;
  const char *wish = designer_intent_get (priv->facts->intent, DESIGNER_THING_OS_TYPE);

  if (wish != NULL && !priv->os_type_of_setup)
    {
      if (os_type == NULL || g_str_equal (os_type, wish))
        return TRUE;
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_CONFLICT,
                   "a guest of the kind %s is to be set up, but an option asked for the kind %s: ask for one of "
                   "them", os_type, wish);
      return FALSE;
    }
  replace_wish (priv->facts->intent, DESIGNER_THING_OS_TYPE, os_type);
  priv->os_type_of_setup = TRUE;
  return TRUE;
}

/* OS_TYPE: NULL, what the caller's options or else the rules say. */
static gboolean
setup (GVirDesignerDomain *design,
       const char *arch,
       const char *os_type,
       GError **error)
{
  GVirDesignerDomainPrivate *priv = design->priv;
  gboolean container = g_strcmp0 (os_type, "exe") == 0;

  if (priv->facts->devices->len > 0)
    {
      g_set_error_literal (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_NOT_READY,
                           "the machine cannot be set up anew once it has devices: begin another design");
      return FALSE;
    }
  if (host_lacks (priv->host, arch, container))
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST,
                   "the host runs no %s%s%s", container ? "containers" : "virtual machines",
                   arch != NULL ? " of the architecture " : "", arch != NULL ? arch : "");
      return FALSE;
    }
  forget_setup (design);
  if (arch != NULL)
    replace_wish (priv->facts->intent, DESIGNER_THING_ARCH, arch);
  if (!ask_for_os_type (design, os_type, error))
    return FALSE;
  if (decide_all (design, container, error))
    return TRUE;
  forget_setup (design);
  return FALSE;
}

/**
 * gvir_designer_domain_setup_machine_full:
 * @design: a design
 * @arch: an architecture in libvirt's spelling, such as `x86_64`
 * @ostype: the kind of guest: %GVIR_CONFIG_DOMAIN_OS_TYPE_HVM, or for a
 *   paravirtualised guest of Xen %GVIR_CONFIG_DOMAIN_OS_TYPE_XEN or its older
 *   name %GVIR_CONFIG_DOMAIN_OS_TYPE_LINUX
 * @error: return location for a #GError
 *
 * Sets up a virtual machine: all that is not a device.
 *
 * Returns: %TRUE, or %FALSE with %GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST where
 *   the host runs no such machines or lacks what the operating system requires,
 *   with %GVIR_DESIGNER_ERROR_CONFLICT where wishes contradict each other, or
 *   with %GVIR_DESIGNER_ERROR_NOT_READY where there are devices already
 */
gboolean
gvir_designer_domain_setup_machine_full (GVirDesignerDomain *design,
                                         const char *arch,
                                         GVirConfigDomainOsType ostype,
                                         GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), FALSE);
  g_return_val_if_fail (arch != NULL, FALSE);

  if (name_of_os_type (ostype) != NULL)
    return setup (design, arch, name_of_os_type (ostype), error);
  g_set_error_literal (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST,
                       "a virtual machine is of the kind hvm or xen: nothing else can be designed as one");
  return FALSE;
}

/**
 * gvir_designer_domain_setup_machine:
 * @design: a design
 * @error: return location for a #GError
 *
 * Sets up a virtual machine of the host's own architecture, or of the one that
 * an option asked for.
 *
 * Returns: as [method@LibvirtDesigner.Domain.setup_machine_full]
 */
gboolean
gvir_designer_domain_setup_machine (GVirDesignerDomain *design,
                                    GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), FALSE);

  return setup (design, NULL, NULL, error);
}

/**
 * gvir_designer_domain_setup_container_full:
 * @design: a design
 * @arch: an architecture in libvirt's spelling, such as `i686`
 * @error: return location for a #GError
 *
 * Sets up a container: all that is not a device.
 *
 * Returns: as [method@LibvirtDesigner.Domain.setup_machine_full]
 */
gboolean
gvir_designer_domain_setup_container_full (GVirDesignerDomain *design,
                                           const char *arch,
                                           GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), FALSE);
  g_return_val_if_fail (arch != NULL, FALSE);

  return setup (design, arch, "exe", error);
}

/**
 * gvir_designer_domain_setup_container:
 * @design: a design
 * @error: return location for a #GError
 *
 * Sets up a container of the host's own architecture.
 *
 * Returns: as [method@LibvirtDesigner.Domain.setup_machine_full]
 */
gboolean
gvir_designer_domain_setup_container (GVirDesignerDomain *design,
                                      GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), FALSE);

  return setup (design, NULL, "exe", error);
}

/* Who asked for a container, or for what only a host of containers has. */
static gboolean
wants_container (GVirDesignerDomain *design)
{
  const DesignerIntent *intent = design->priv->facts->intent;
  const char *os_type = designer_intent_get (intent, DESIGNER_THING_OS_TYPE);

  if (os_type != NULL)
    return g_str_equal (os_type, "exe");
  return g_strcmp0 (designer_intent_get (intent, DESIGNER_THING_VIRT_TYPE), "lxc") == 0
         || (host_lacks (design->priv->host, NULL, FALSE) && !host_lacks (design->priv->host, NULL, TRUE));
}

gboolean
designer_domain_ensure_setup (GVirDesignerDomain *design,
                              GError **error)
{
  if (design->priv->state != DESIGNER_STATE_NEW)
    return TRUE;
  return setup (design, NULL, wants_container (design) ? "exe" : NULL, error);
}

/* Takes the decisions on memory and processors back and makes them anew. */
static gboolean
decide_resources (GVirDesignerDomain *design,
                  GError **error)
{
  GVirDesignerDomainPrivate *priv = design->priv;
  DesignerSubject *resources = priv->facts->whole[DESIGNER_SCOPE_RESOURCES];
  guint first;

  for (guint i = priv->log->len; i-- > 0;)
    {
      const DesignerRecord *record = &g_array_index (priv->log, DesignerRecord, i);

      if (record->subject != resources)
        continue;
      designer_emit_undo (designer_domain_root (design), record);
      g_array_remove_index (priv->log, i);
    }
  forget_scope (resources);
  first = priv->log->len;
  if (!designer_decide (priv->facts, resources, NULL, priv->log, error))
    return FALSE;
  designer_emit_records (designer_domain_root (design), priv->log, first);
  designer_emit_settings (designer_domain_root (design), priv->log);
  return TRUE;
}

/**
 * gvir_designer_domain_setup_resources:
 * @design: a design
 * @req: how much memory and how many processors
 * @error: return location for a #GError
 *
 * Sets memory and virtual CPUs to what the operating system's makers state.
 *
 * A figure that they do not state is worked out as at set-up; one that an
 * option asked for stays.
 *
 * Returns: %TRUE, or %FALSE as
 *   [method@LibvirtDesigner.Domain.setup_machine_full] where nothing was set up
 *   yet and cannot be
 */
gboolean
gvir_designer_domain_setup_resources (GVirDesignerDomain *design,
                                      GVirDesignerDomainResources req,
                                      GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), FALSE);

  if (!designer_domain_ensure_setup (design, error))
    return FALSE;
  design->priv->facts->minimal = req == GVIR_DESIGNER_DOMAIN_RESOURCES_MINIMAL;
  return decide_resources (design, error);
}
