/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is there, held against the needs and checks that a design has: what the host
 * would refuse, and what the system cannot do with. */

#include "check/look-private.h"
#include "check/modernise-private.h"

#include "base/libvirt-designer-error.h"
#include "config/written-private.h"
#include "config/written-parts-private.h"
#include "base/xml-reader-private.h"
#include "rules/checks-private.h"
#include "rules/policy-match-private.h"
#include "rules/sources-private.h"

/* Of checks that no row of policy stands for. */
#define CHECKED "check.fit"
#define WRITTEN "check.xml"
#define FORBIDDEN_BY_POLICY "check.policy"

static GVirDesignerSeverity
severity_of (int code)
{
  return code == GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS ? GVIR_DESIGNER_SEVERITY_BROKEN : GVIR_DESIGNER_SEVERITY_REFUSED;
}

static GVirDesignerFinding *
add (DesignerLook *look,
     const DesignerSubject *subject,
     const char *rule,
     const char *source,
     const GError *problem)
{
  GVirDesignerFinding *finding
    = designer_finding_new (look->facts, subject, severity_of (problem->code), rule, source, problem->message);

  g_ptr_array_add (look->findings, finding);
  return finding;
}

/* How many there can be of something is said once. */
static gboolean
is_said (const DesignerLook *look,
         const DesignerRule *row,
         const DesignerCondition *need)
{
  if (need->test != DESIGNER_TEST_FEWER)
    return FALSE;
  for (guint i = look->findings->len; i-- > 0;)
    {
      const GVirDesignerFinding *finding = g_ptr_array_index (look->findings, i);

      if (finding->rule == row->id)
        return TRUE;
    }
  return FALSE;
}

/* Whether a policy leaves it to the hypervisor whether the host can. */
static gboolean
is_permitted (const DesignerLook *look,
              const DesignerSubject *subject,
              DesignerThingId thing,
              const GError *problem)
{
  return g_error_matches (problem, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST)
         && look->facts->policies->len > 0
         && designer_policies_find (look->facts, subject, DESIGNER_VERB_PERMIT, thing) != NULL;
}

/* What the library does not design for may be there all the same. */
static gboolean
is_beyond_us (DesignerThingId thing,
              const GError *problem)
{
  return thing == DESIGNER_THING_MACHINE_ASKED
         && g_error_matches (problem, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE);
}

/* Why THING cannot be VALUE; sets ROW where a row of policy says so. NULL: it can. */
static GError *
find_problem (const DesignerLook *look,
              const DesignerSubject *subject,
              DesignerThingId thing,
              const char *value,
              const DesignerRule **row)
{
  const DesignerCondition *need;
  GError *problem = NULL;

  *row = NULL;
  if (!designer_checks_pass (look->facts, subject, thing, value, &problem))
    return problem;
  *row = designer_rules_find_denied (look->facts, subject, thing, value, &need);
  if (*row != NULL && !is_said (look, *row, need))
    designer_rules_permit (look->facts, subject, thing, value, &problem);
  return problem;
}

/* What a policy forbids is not refused by the host; but it is not to be there. */
static void
look_at_policies (DesignerLook *look,
                  DesignerSubject *subject,
                  DesignerThingId thing,
                  const char *value)
{
  const DesignerStatement *statement = NULL;
  g_autofree char *place = NULL;
  g_autofree char *reason = NULL;
  GVirDesignerFinding *finding;

  if (look->facts->policies->len > 0)
    statement = designer_policies_forbid (look->facts, subject, thing, value, NULL);
  if (statement == NULL)
    return;
  place = designer_statement_place (statement);
  reason = g_strdup_printf ("%s is '%s', which policy '%s' forbids%s%s (%s).", designer_thing_get (thing)->name, value,
                            gvir_designer_policy_get_name (statement->policy),
                            statement->group->reason != NULL ? ": " : "",
                            statement->group->reason != NULL ? statement->group->reason : "", place);
  finding = designer_finding_new (look->facts, subject, GVIR_DESIGNER_SEVERITY_BETTER, FORBIDDEN_BY_POLICY, LIBVIRT_DOMAIN, reason);
  finding->thing = g_strdup (designer_thing_get (thing)->name);
  finding->value = g_strdup (value);
  g_ptr_array_add (look->findings, finding);
}

static void
look_at_thing (DesignerLook *look,
               DesignerSubject *subject,
               DesignerThingId thing)
{
  g_autofree char *value = g_strdup (designer_request_get (subject->request, thing));
  DesignerAside aside;
  DesignerChoice choice;
  const DesignerRule *row;
  g_autoptr (GError) problem = NULL;
  GVirDesignerFinding *finding;

  designer_look_set_aside (look, subject, thing, &aside);
  problem = find_problem (look, subject, thing, value, &row);
  designer_look_put_back (look, &aside);
  look_at_policies (look, subject, thing, value);
  if (problem == NULL || is_permitted (look, subject, thing, problem) || is_beyond_us (thing, problem))
    return;
  finding = add (look, subject, row != NULL ? row->id : CHECKED, row != NULL ? row->source : LIBVIRT_DOMAIN, problem);
  finding->thing = g_strdup (designer_thing_get (thing)->name);
  finding->value = g_steal_pointer (&value);
  if (designer_conversion_find (finding->rule) != NULL)
    designer_finding_set_mend (finding, DESIGNER_MEND_MODERNISE, NULL, 0, g_strdup (finding->rule));
  else if (designer_look_choose (look, subject, thing, &choice) && g_strcmp0 (choice.value, finding->value) != 0)
    designer_look_mend (finding, subject, thing, choice.value);
}

void
designer_look_for_refusals (DesignerLook *look,
                            DesignerSubject *subject)
{
  guint first = designer_scope_first_thing (subject->scope);
  g_autoptr (GError) problem = NULL;

  for (guint i = 0; subject->request != NULL && i < designer_scope_n_things (subject->scope); i++)
    {
      if (subject->request->values[i] != NULL)
        look_at_thing (look, subject, first + i);
    }
  if (subject->number > 0 && !designer_check_device (look->facts, subject, &problem))
    add (look, subject, CHECKED, LIBVIRT_DOMAIN, problem);
  else if (subject->scope == DESIGNER_SCOPE_RESOURCES && !designer_check_resources (look->facts, &problem))
    add (look, subject, CHECKED, LIBVIRT_DOMAIN, problem);
}

/* What is found of XML, which is said of the guest as a whole: the message names the
 * device. */
static void
add_written (DesignerLook *look,
             GError **problem)
{
  add (look, look->facts->whole[DESIGNER_SCOPE_DOMAIN], WRITTEN, LIBVIRT_DOMAIN, *problem);
  g_clear_error (problem);
}

void
designer_look_at_xml (DesignerLook *look)
{
  xmlNode *domain = designer_domain_root (look->design);
  g_autoptr (GHashTable) claims = designer_written_claims_new ();
  g_autoptr (GError) problem = NULL;

  if (!designer_written_check_domain (domain, &problem))
    add_written (look, &problem);
  for (xmlNode *device = designer_xml_child (designer_written_devices (domain), NULL); device != NULL;
       device = designer_xml_next (device, NULL))
    {
      if (!designer_written_check_device (domain, device, claims, &problem))
        add_written (look, &problem);
    }
  if (!designer_written_check_buses (domain, &problem))
    add_written (look, &problem);
}
