/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How devices are added, with all that they need. */

#include "config/arrange-private.h"
#include "config/emit-private.h"
#include "config/written-private.h"
#include "domain/existing-private.h"
#include "rules/checks-private.h"
#include "rules/policy-match-private.h"

static gboolean
add_needed (GVirDesignerDomain *design,
            const DesignerSubject *subject,
            GError **error);

/* The type that libvirt-gconfig has a class for. */
static const char *
type_of (const DesignerFacts *facts,
         const DesignerSubject *subject)
{
  static const DesignerThingId types[] = {
    DESIGNER_THING_NET_TYPE, DESIGNER_THING_GRAPHICS_TYPE, DESIGNER_THING_SMARTCARD_MODE, DESIGNER_THING_HOSTDEV_TYPE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (designer_thing_get (types[i])->scope == subject->scope)
        return designer_facts_get (facts, subject, types[i]);
    }
  return NULL;
}

/* The device is wholly decided and written: what the caller edits comes last. */
static gboolean
edit (GVirDesignerDomain *design,
      xmlNode *node,
      const DesignerSubject *subject,
      guint first,
      GError **error)
{
  const DesignerSettings *settings = subject->request != NULL ? subject->request->settings : NULL;

  for (guint i = first; settings != NULL && i < settings->edits->len; i++)
    {
      const DesignerSetting *setting = g_ptr_array_index (settings->edits, i);
      DesignerRecord record = designer_record_edit (subject, setting);

      if (!designer_emit_edit (node, &record, error))
        {
          g_prefix_error (error, "%s: ", setting->name);
          return FALSE;
        }
      g_array_append_val (design->priv->log, record);
    }
  return TRUE;
}

/* The settings that the caller asked for come behind what is decided; a device
 * of which nothing is known is there all the same. */
static gboolean
decide_device (GVirDesignerDomain *design,
               DesignerSubject *subject,
               const DesignerAddition *addition,
               GError **error)
{
  GVirDesignerDomainPrivate *priv = design->priv;
  const DesignerRecord bare = { .kind = DESIGNER_RECORD_BARE, .subject = subject };
  guint first = priv->log->len;

  if (!designer_decide (priv->facts, subject, addition, priv->log, error)
      || (designer_checks_are_held (priv->facts) && !designer_check_device (priv->facts, subject, error)))
    return FALSE;
  designer_facts_take_address (priv->facts, subject);
  designer_decide_settings (priv->facts, subject, priv->log);
  if (priv->log->len == first)
    g_array_append_val (priv->log, bare);
  return TRUE;
}

static void
drop (GVirDesignerDomain *design,
      DesignerSubject *subject,
      xmlNode *node,
      guint first)
{
  g_array_set_size (design->priv->log, first);
  designer_facts_drop_device (design->priv->facts, subject);
  if (node == NULL)
    return;
  designer_written_forget (design->priv->claims, node);
  xmlUnlinkNode (node);
  xmlFreeNode (node);
}

/* What is decided on THING of the guest's resources is forgotten. */
static void
take_back (GVirDesignerDomain *design,
           DesignerThingId thing)
{
  GArray *log = design->priv->log;
  DesignerSubject *resources = design->priv->facts->whole[DESIGNER_SCOPE_RESOURCES];

  resources->settled[thing - designer_scope_first_thing (DESIGNER_SCOPE_RESOURCES)] = NULL;
  for (guint i = log->len; i-- > 0;)
    {
      const DesignerRecord *record = &g_array_index (log, DesignerRecord, i);

      if (record->kind != DESIGNER_RECORD_THING || record->thing != thing)
        continue;
      designer_emit_undo (designer_domain_root (design), record);
      g_array_remove_index (log, i);
    }
}

static gboolean
decide_resources (GVirDesignerDomain *design,
                  const DesignerThingId *things,
                  guint n_things,
                  GError **error)
{
  GVirDesignerDomainPrivate *priv = design->priv;
  DesignerSubject *resources = priv->facts->whole[DESIGNER_SCOPE_RESOURCES];
  guint first = priv->log->len;

  for (guint i = 0; i < n_things; i++)
    {
      if (designer_facts_get (priv->facts, NULL, things[i]) == NULL
          && !designer_decide_thing (priv->facts, resources, things[i], NULL, priv->log, error))
        return FALSE;
    }
  designer_emit_records (designer_domain_root (design), priv->log, first);
  return TRUE;
}

/* Whether another process may serve such devices, which then shares the guest's memory. */
static gboolean
may_be_served (DesignerScopeId scope)
{
  return scope == DESIGNER_SCOPE_FILESYSTEM || scope == DESIGNER_SCOPE_DISK || scope == DESIGNER_SCOPE_INTERFACE;
}

/* How the guest's memory is kept, and how much of it there can be, may follow from
 * the devices that it has. */
static gboolean
decide_memory (GVirDesignerDomain *design,
               const DesignerSubject *device,
               GError **error)
{
  static const DesignerThingId backing[] = { DESIGNER_THING_MEMORY_SOURCE, DESIGNER_THING_MEMORY_ACCESS };
  static const DesignerThingId room[] = {
    DESIGNER_THING_MEMORY_MAX, DESIGNER_THING_MEMORY_SLOTS, DESIGNER_THING_CELL_CPUS, DESIGNER_THING_CELL_MEMORY,
  };

  if (may_be_served (device->scope) && designer_facts_share_memory (design->priv->facts)
      && !decide_resources (design, backing, G_N_ELEMENTS (backing), error))
    return FALSE;
  if (device->scope != DESIGNER_SCOPE_MEMORY_DEVICE)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (room); i++)
    take_back (design, room[i]);
  return decide_resources (design, room, G_N_ELEMENTS (room), error);
}

/* Whether the hypervisor takes the device as it is written, as far as that is asked. */
static gboolean
is_sound (GVirDesignerDomain *design,
          xmlNode *device,
          GError **error)
{
  GVirDesignerDomainPrivate *priv = design->priv;

  return !designer_checks_are_held (priv->facts)
         || designer_written_check_device (designer_domain_root (design), device, priv->claims, error);
}

/* Decides on a device and what it needs, and writes both. */
static gboolean
place (GVirDesignerDomain *design,
       DesignerScopeId scope,
       const DesignerRequest *request,
       const DesignerAddition *addition,
       xmlNode **element,
       DesignerSubject **placed,
       GError **error)
{
  GVirDesignerDomainPrivate *priv = design->priv;
  DesignerSubject *subject = designer_facts_begin_device (priv->facts, scope, request);
  guint first = priv->log->len;
  xmlNode *node;

  if (!decide_device (design, subject, addition, error))
    {
      drop (design, subject, NULL, first);
      return FALSE;
    }
  node = designer_emit_device (designer_domain_root (design), scope);
  designer_emit_records (node, priv->log, first);
  if (!edit (design, node, subject, 0, error) || !is_sound (design, node, error))
    {
      drop (design, subject, node, first);
      return FALSE;
    }
  subject->addition = addition;
  if (element != NULL)
    *element = node;
  if (placed != NULL)
    *placed = subject;
  return decide_memory (design, subject, error) && add_needed (design, subject, error);
}

GVirConfigDomainDevice *
designer_domain_wrap (GVirDesignerDomain *design,
                      const DesignerSubject *device)
{
  return designer_emit_wrap (design->priv->config, designer_existing_find (design, device), device->scope,
                             type_of (design->priv->facts, device));
}

GVirConfigDomainDevice *
designer_domain_add_device (GVirDesignerDomain *design,
                            DesignerScopeId scope,
                            const DesignerRequest *request,
                            GError **error)
{
  GVirDesignerDomainPrivate *priv = design->priv;
  xmlNode *node = NULL;
  DesignerSubject *subject = NULL;

  if (!place (design, scope, request, NULL, &node, &subject, error))
    return NULL;
  return designer_emit_wrap (priv->config, node, scope, type_of (priv->facts, subject));
}

/* What a policy says of the addition, or NULL. */
static const DesignerStatement *
policy_on (GVirDesignerDomain *design,
           const DesignerAddition *addition)
{
  const DesignerFacts *facts = design->priv->facts;

  return facts->policies->len > 0 ? designer_policies_on_addition (facts, addition->id) : NULL;
}

static gboolean
is_removed (const DesignerStatement *statement)
{
  return statement != NULL && statement->group->verb == DESIGNER_VERB_REMOVE;
}

static gboolean
add_times (GVirDesignerDomain *design,
           const DesignerAddition *addition,
           GError **error)
{
  const DesignerStatement *statement = policy_on (design, addition);
  guint times = statement != NULL ? statement->times : MAX (addition->times, 1);

  for (guint i = 0; i < times; i++)
    {
      if (!place (design, addition->scope, NULL, addition, NULL, NULL, error))
        return FALSE;
    }
  return TRUE;
}

/* What SUBJECT does not work without. */
static gboolean
add_needed (GVirDesignerDomain *design,
            const DesignerSubject *subject,
            GError **error)
{
  guint n;
  const DesignerAddition *const *rows = designer_additions_of (subject->scope, &n);
  guint decisive;

  for (guint i = 0; i < n; i++)
    {
      if (designer_conditions_hold (rows[i]->conditions, design->priv->facts, subject, &decisive)
            == GVIR_DESIGNER_ANSWER_YES
          && !is_removed (policy_on (design, rows[i]))
          && !add_times (design, rows[i], error))
        return FALSE;
    }
  return TRUE;
}

static void
note_omission (GVirDesignerDomain *design,
               const DesignerAddition *addition,
               const DesignerStatement *statement,
               GVirDesignerAnswer answer,
               guint decisive)
{
  DesignerOmission omission = { addition, statement, { TRUE, answer, decisive } };

  g_array_append_val (design->priv->omissions, omission);
}

/* The devices of SCOPE that options asked for. */
static gboolean
add_those (GVirDesignerDomain *design,
           DesignerScopeId scope,
           guint first,
           gboolean for_installer,
           GError **error)
{
  GPtrArray *wanted = design->priv->facts->intent->devices;

  for (guint i = first; i < wanted->len; i++)
    {
      const DesignerRequest *request = g_ptr_array_index (wanted, i);

      if (request->scope == scope && request->for_installer == for_installer
          && !place (design, request->scope, request, NULL, NULL, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_requested (GVirDesignerDomain *design,
               DesignerScopeId scope,
               guint first,
               GError **error)
{
  return add_those (design, scope, first, FALSE, error) && add_those (design, scope, first, TRUE, error);
}

/* The devices of SCOPE that the guest is completed with. */
static gboolean
add_complement (GVirDesignerDomain *design,
                DesignerScopeId scope,
                GError **error)
{
  GVirDesignerDomainPrivate *priv = design->priv;
  gboolean container = priv->state == DESIGNER_STATE_CONTAINER;
  DesignerScopeId trigger = container ? DESIGNER_SCOPE_CONTAINER : DESIGNER_SCOPE_MACHINE;
  guint n;
  const DesignerAddition *const *rows = designer_additions_of (trigger, &n);

  if (designer_intent_declines (priv->facts->intent, scope))
    return TRUE;
  for (guint i = 0; i < n; i++)
    {
      const DesignerStatement *statement;
      GVirDesignerAnswer answer;
      guint decisive;

      if (rows[i]->scope != scope)
        continue;
      answer = designer_conditions_hold (rows[i]->conditions, priv->facts, NULL, &decisive);
      statement = is_removed (policy_on (design, rows[i])) ? policy_on (design, rows[i]) : NULL;
      if (answer != GVIR_DESIGNER_ANSWER_YES || statement != NULL)
        note_omission (design, rows[i], statement, answer, decisive);
      else if (!add_times (design, rows[i], error))
        return FALSE;
    }
  return TRUE;
}

/* What "--xml" and its like asked for, of the guest as it is in the end. */
static gboolean
edit_domain (GVirDesignerDomain *design,
             GError **error)
{
  GVirDesignerDomainPrivate *priv = design->priv;
  const DesignerSubject *domain = priv->facts->whole[DESIGNER_SCOPE_DOMAIN];
  guint first = priv->n_edits;

  if (domain->request->settings != NULL)
    priv->n_edits = domain->request->settings->edits->len;
  if (priv->n_edits == first)
    return designer_written_check_buses (designer_domain_root (design), error);
  return edit (design, designer_domain_root (design), domain, first, error)
         && designer_written_check_all (designer_domain_root (design), error);
}

/* In an order in which each device finds those that it relies on. */
static gboolean
complete (GVirDesignerDomain *design,
          GError **error)
{
  static const DesignerScopeId order[] = {
    DESIGNER_SCOPE_CONTROLLER, DESIGNER_SCOPE_DISK, DESIGNER_SCOPE_FILESYSTEM,
    DESIGNER_SCOPE_INTERFACE, DESIGNER_SCOPE_GRAPHICS, DESIGNER_SCOPE_SMARTCARD,
    DESIGNER_SCOPE_SERIAL, DESIGNER_SCOPE_PARALLEL, DESIGNER_SCOPE_CONSOLE, DESIGNER_SCOPE_CHANNEL,
    DESIGNER_SCOPE_INPUT, DESIGNER_SCOPE_TPM, DESIGNER_SCOPE_AUDIO, DESIGNER_SCOPE_SOUND,
    DESIGNER_SCOPE_VIDEO, DESIGNER_SCOPE_HOSTDEV, DESIGNER_SCOPE_REDIRDEV, DESIGNER_SCOPE_WATCHDOG,
    DESIGNER_SCOPE_MEMBALLOON, DESIGNER_SCOPE_RNG, DESIGNER_SCOPE_PANIC, DESIGNER_SCOPE_SHMEM,
    DESIGNER_SCOPE_MEMORY_DEVICE, DESIGNER_SCOPE_IOMMU, DESIGNER_SCOPE_VSOCK,
    DESIGNER_SCOPE_HUB, DESIGNER_SCOPE_LEASE, DESIGNER_SCOPE_REDIRFILTER, DESIGNER_SCOPE_NVRAM,
  };
  guint first = design->priv->n_carried_out;

  design->priv->n_carried_out = design->priv->facts->intent->devices->len;
  designer_facts_keep_boot_orders (design->priv->facts, first);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      if (!add_requested (design, order[i], first, error) || !add_complement (design, order[i], error))
        return FALSE;
    }
  designer_arrange (designer_domain_root (design), design->priv->facts, design->priv->log);
  return edit_domain (design, error);
}

/**
 * gvir_designer_domain_add_default_devices:
 * @design: a design
 * @purpose: what the devices are to suit
 * @error: return location for a #GError
 *
 * Completes the guest: adds the devices that options asked for, then those that
 * a guest for @purpose usually has and that were neither added nor declined.
 *
 * Sets up a machine first where nothing was set up yet.
 *
 * Returns: %TRUE, or %FALSE with the error of the device or set-up that failed;
 *   the design is then of no further use
 */
gboolean
gvir_designer_domain_add_default_devices (GVirDesignerDomain *design,
                                          GVirDesignerPurpose purpose,
                                          GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), FALSE);

  design->priv->facts->purpose = purpose == GVIR_DESIGNER_PURPOSE_SERVER ? DESIGNER_PURPOSE_SERVER
                                                                         : DESIGNER_PURPOSE_DESKTOP;
  return designer_domain_ensure_setup (design, error)
         && complete (design, error);
}
