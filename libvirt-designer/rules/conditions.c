/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/conditions-private.h"

#include <string.h>

#include "base/words-private.h"
#include "rules/host-conditions-private.h"
#include "rules/os-arch-private.h"
#include "rules/policy-version-private.h"

typedef GVirDesignerAnswer (*Ask) (const DesignerCondition *condition,
                                   const DesignerFacts *facts,
                                   const DesignerSubject *subject);

static GVirDesignerAnswer
yes_if (gboolean holds)
{
  return holds ? GVIR_DESIGNER_ANSWER_YES : GVIR_DESIGNER_ANSWER_NO;
}

/* On PCI Express, virtio devices only have the interface of virtio 1.0, which is
 * the second id of a device with two. Where virtio is taken for granted, so are
 * its devices. */
static GVirDesignerAnswer
os_has (const DesignerCondition *condition,
        const DesignerFacts *facts,
        G_GNUC_UNUSED const DesignerSubject *subject)
{
  if (designer_facts_assume (facts, condition->n))
    return GVIR_DESIGNER_ANSWER_YES;
  if (designer_facts_pass_over (facts, condition->n))
    return GVIR_DESIGNER_ANSWER_NO;
  if (facts->family != NULL && g_str_equal (facts->family->bus, "PCIe"))
    return facts->os_devices_on_pcie[condition->n];
  return facts->os_devices[condition->n];
}

static GVirDesignerAnswer
os_lacks (const DesignerCondition *condition,
          const DesignerFacts *facts,
          const DesignerSubject *subject)
{
  return yes_if (os_has (condition, facts, subject) != GVIR_DESIGNER_ANSWER_YES);
}

static GVirDesignerAnswer
os_names (const DesignerCondition *condition,
          const DesignerFacts *facts,
          G_GNUC_UNUSED const DesignerSubject *subject)
{
  return yes_if (gvir_designer_os_lists_class (facts->os, condition->a));
}

static GVirDesignerAnswer
os_names_no (const DesignerCondition *condition,
             const DesignerFacts *facts,
             G_GNUC_UNUSED const DesignerSubject *subject)
{
  return yes_if (!gvir_designer_os_lists_class (facts->os, condition->a));
}

static GVirDesignerAnswer
os_modern_virtio (G_GNUC_UNUSED const DesignerCondition *condition,
                  const DesignerFacts *facts,
                  G_GNUC_UNUSED const DesignerSubject *subject)
{
  return yes_if (facts->os_devices[DESIGNER_DEVICE_VIRTIO_NET] != GVIR_DESIGNER_ANSWER_YES
                 || facts->os_devices[DESIGNER_DEVICE_VIRTIO1_NET] == GVIR_DESIGNER_ANSWER_YES);
}

static GVirDesignerAnswer
os_is (const DesignerCondition *condition,
       const DesignerFacts *facts,
       G_GNUC_UNUSED const DesignerSubject *subject)
{
  return yes_if (designer_word_is_among (gvir_designer_os_get_short_id (facts->os), condition->a));
}

static GVirDesignerAnswer
os_family (const DesignerCondition *condition,
           const DesignerFacts *facts,
           G_GNUC_UNUSED const DesignerSubject *subject)
{
  return yes_if (designer_word_is_among (gvir_designer_os_get_family (facts->os), condition->a));
}

static GVirDesignerAnswer
os_not_family (const DesignerCondition *condition,
               const DesignerFacts *facts,
               G_GNUC_UNUSED const DesignerSubject *subject)
{
  return yes_if (!designer_word_is_among (gvir_designer_os_get_family (facts->os), condition->a));
}

static GVirDesignerAnswer
os_version (const DesignerCondition *condition,
            const DesignerFacts *facts,
            G_GNUC_UNUSED const DesignerSubject *subject)
{
  return yes_if (gvir_designer_os_compare_version (facts->os, condition->a) >= 0);
}

static GVirDesignerAnswer
os_older (const DesignerCondition *condition,
          const DesignerFacts *facts,
          const DesignerSubject *subject)
{
  return yes_if (os_version (condition, facts, subject) == GVIR_DESIGNER_ANSWER_NO);
}

static GVirDesignerAnswer
os_host_arch (G_GNUC_UNUSED const DesignerCondition *condition,
              const DesignerFacts *facts,
              G_GNUC_UNUSED const DesignerSubject *subject)
{
  const char *arch = gvir_designer_host_get_arch (facts->host);

  return yes_if (arch == NULL || designer_os_may_be_for (facts, arch));
}

static GVirDesignerAnswer
os_not_without (const DesignerCondition *condition,
                const DesignerFacts *facts,
                G_GNUC_UNUSED const DesignerSubject *subject)
{
  const char *arch = designer_facts_get (facts, NULL, DESIGNER_THING_ARCH);

  return yes_if (gvir_designer_os_supports_firmware (facts->os, arch, condition->a)
                 != GVIR_DESIGNER_ANSWER_NO);
}

static GVirDesignerAnswer
os_needs_uefi (G_GNUC_UNUSED const DesignerCondition *condition,
               const DesignerFacts *facts,
               G_GNUC_UNUSED const DesignerSubject *subject)
{
  const char *arch = designer_facts_get (facts, NULL, DESIGNER_THING_ARCH);

  return yes_if (gvir_designer_os_supports_firmware (facts->os, arch, "bios")
                 == GVIR_DESIGNER_ANSWER_NO);
}

static GVirDesignerAnswer
os_needs_no_uefi (const DesignerCondition *condition,
                  const DesignerFacts *facts,
                  const DesignerSubject *subject)
{
  return yes_if (os_needs_uefi (condition, facts, subject) == GVIR_DESIGNER_ANSWER_NO);
}

static GVirDesignerAnswer
run_by (const DesignerCondition *condition,
        const DesignerFacts *facts,
        G_GNUC_UNUSED const DesignerSubject *subject)
{
  return yes_if (((int) facts->hypervisor & condition->n) != 0);
}

static GVirDesignerAnswer
not_run_by (const DesignerCondition *condition,
            const DesignerFacts *facts,
            G_GNUC_UNUSED const DesignerSubject *subject)
{
  return yes_if (((int) facts->hypervisor & condition->n) == 0);
}

static GVirDesignerAnswer
is (const DesignerCondition *condition,
    const DesignerFacts *facts,
    const DesignerSubject *subject)
{
  return yes_if (designer_word_is_among (designer_facts_get (facts, subject, condition->n), condition->a));
}

static GVirDesignerAnswer
is_not (const DesignerCondition *condition,
        const DesignerFacts *facts,
        const DesignerSubject *subject)
{
  return yes_if (!designer_word_is_among (designer_facts_get (facts, subject, condition->n), condition->a));
}

static GVirDesignerAnswer
is_set (const DesignerCondition *condition,
        const DesignerFacts *facts,
        const DesignerSubject *subject)
{
  return yes_if (designer_facts_get (facts, subject, condition->n) != NULL);
}

static GVirDesignerAnswer
is_unset (const DesignerCondition *condition,
          const DesignerFacts *facts,
          const DesignerSubject *subject)
{
  return yes_if (designer_facts_get (facts, subject, condition->n) == NULL);
}

/* Without values: whether anything was wished. */
static GVirDesignerAnswer
wished (const DesignerCondition *condition,
        const DesignerFacts *facts,
        const DesignerSubject *subject)
{
  const DesignerThing *thing = designer_thing_get (condition->n);
  const char *wish;

  if (subject != NULL && subject->scope == thing->scope)
    wish = designer_request_get (subject->request, condition->n);
  else
    wish = designer_intent_get (facts->intent, condition->n);
  return yes_if (condition->a == NULL ? wish != NULL : designer_word_is_among (wish, condition->a));
}

static GVirDesignerAnswer
not_wished (const DesignerCondition *condition,
            const DesignerFacts *facts,
            const DesignerSubject *subject)
{
  return yes_if (wished (condition, facts, subject) == GVIR_DESIGNER_ANSWER_NO);
}

/* Of a device that is yet to be decided on, perhaps. */
static GVirDesignerAnswer
asked_of_any (const DesignerCondition *condition,
              const DesignerFacts *facts,
              G_GNUC_UNUSED const DesignerSubject *subject)
{
  DesignerScopeId scope = designer_thing_get (condition->n)->scope;

  for (guint i = 0; i < facts->intent->devices->len; i++)
    {
      const DesignerRequest *request = g_ptr_array_index (facts->intent->devices, i);

      const char *wish = request->scope == scope ? designer_request_get (request, condition->n) : NULL;

      if (request->scope == scope && (designer_word_is_among (wish, condition->a) || (wish == NULL && condition->b != NULL)))
        return GVIR_DESIGNER_ANSWER_YES;
    }
  return GVIR_DESIGNER_ANSWER_NO;
}

static GVirDesignerAnswer
asked_above (const DesignerCondition *condition,
             const DesignerFacts *facts,
             G_GNUC_UNUSED const DesignerSubject *subject)
{
  const char *wish = designer_intent_get (facts->intent, condition->n);

  return yes_if (wish != NULL && g_ascii_strtoull (wish, NULL, 10) > g_ascii_strtoull (condition->a, NULL, 10));
}

static GVirDesignerAnswer
has (const DesignerCondition *condition,
     const DesignerFacts *facts,
     G_GNUC_UNUSED const DesignerSubject *subject)
{
  return yes_if (facts->count[condition->n] > 0);
}

static GVirDesignerAnswer
has_no (const DesignerCondition *condition,
        const DesignerFacts *facts,
        G_GNUC_UNUSED const DesignerSubject *subject)
{
  return yes_if (facts->count[condition->n] == 0);
}

static GVirDesignerAnswer
fewer (const DesignerCondition *condition,
       const DesignerFacts *facts,
       G_GNUC_UNUSED const DesignerSubject *subject)
{
  guint limit = (guint) g_ascii_strtoull (condition->b, NULL, 10);

  return yes_if (designer_facts_tally (facts, condition->n, condition->a) < limit);
}

static GVirDesignerAnswer
at_least (const DesignerCondition *condition,
          const DesignerFacts *facts,
          const DesignerSubject *subject)
{
  return yes_if (fewer (condition, facts, subject) == GVIR_DESIGNER_ANSWER_NO);
}

static GVirDesignerAnswer
none_with (const DesignerCondition *condition,
           const DesignerFacts *facts,
           G_GNUC_UNUSED const DesignerSubject *subject)
{
  return yes_if (designer_facts_tally (facts, condition->n, condition->a) == 0);
}

static GVirDesignerAnswer
fewer_devices (const DesignerCondition *condition,
               const DesignerFacts *facts,
               G_GNUC_UNUSED const DesignerSubject *subject)
{
  return yes_if (facts->count[condition->n] <= g_ascii_strtoull (condition->a, NULL, 10));
}

/* Whether the disk is on a controller that neither the machine has by itself
 * nor the design has added. */
static GVirDesignerAnswer
needs_controller (const DesignerCondition *condition,
                  const DesignerFacts *facts,
                  const DesignerSubject *subject)
{
  const char *wanted = designer_facts_get (facts, subject, condition->n);
  gboolean built_in = facts->family != NULL && g_strcmp0 (wanted, "0") == 0
                      && g_strcmp0 (facts->family->disk_controller, condition->a) == 0;

  return yes_if (wanted != NULL && !built_in
                 && designer_facts_controller_is_free (facts, condition->a, wanted));
}

/* The machines of other hypervisors are all PCs with PCI. */
static GVirDesignerAnswer
on_bus (const DesignerCondition *condition,
        const DesignerFacts *facts,
        G_GNUC_UNUSED const DesignerSubject *subject)
{
  return yes_if (designer_word_is_among (facts->family != NULL ? facts->family->bus : "PCI", condition->a));
}

static GVirDesignerAnswer
virtio_place (G_GNUC_UNUSED const DesignerCondition *condition,
              const DesignerFacts *facts,
              G_GNUC_UNUSED const DesignerSubject *subject)
{
  return yes_if (designer_facts_has_virtio_place (facts));
}

static GVirDesignerAnswer
purpose_is (const DesignerCondition *condition,
            const DesignerFacts *facts,
            G_GNUC_UNUSED const DesignerSubject *subject)
{
  return yes_if ((int) facts->purpose == condition->n);
}

static GVirDesignerAnswer
begins (const DesignerCondition *condition,
        const DesignerFacts *facts,
        const DesignerSubject *subject)
{
  const char *text = designer_facts_get (facts, subject, condition->n);

  for (const char *prefix = condition->a; text != NULL && prefix != NULL; prefix = strchr (prefix, ','))
    {
      prefix += *prefix == ',';
      if (g_ascii_strncasecmp (text, prefix, strcspn (prefix, ",")) == 0)
        return GVIR_DESIGNER_ANSWER_YES;
    }
  return GVIR_DESIGNER_ANSWER_NO;
}

static GVirDesignerAnswer
shares_memory (G_GNUC_UNUSED const DesignerCondition *condition,
               const DesignerFacts *facts,
               G_GNUC_UNUSED const DesignerSubject *subject)
{
  return yes_if (designer_facts_share_memory (facts));
}

static const Ask asks[DESIGNER_N_TESTS] = {
  [DESIGNER_TEST_OS_HAS] = os_has,
  [DESIGNER_TEST_OS_LACKS] = os_lacks,
  [DESIGNER_TEST_OS_NAMES] = os_names,
  [DESIGNER_TEST_OS_NAMES_NO] = os_names_no,
  [DESIGNER_TEST_OS_MODERN_VIRTIO] = os_modern_virtio,
  [DESIGNER_TEST_OS_IS] = os_is,
  [DESIGNER_TEST_OS_FAMILY] = os_family,
  [DESIGNER_TEST_OS_NOT_FAMILY] = os_not_family,
  [DESIGNER_TEST_OS_VERSION] = os_version,
  [DESIGNER_TEST_OS_OLDER] = os_older,
  [DESIGNER_TEST_OS_HOST_ARCH] = os_host_arch,
  [DESIGNER_TEST_OS_NOT_WITHOUT] = os_not_without,
  [DESIGNER_TEST_OS_NEEDS_UEFI] = os_needs_uefi,
  [DESIGNER_TEST_OS_NEEDS_NO_UEFI] = os_needs_no_uefi,
  [DESIGNER_TEST_HOST_LISTS] = designer_ask_host_lists,
  [DESIGNER_TEST_HOST_SAYS] = designer_ask_host_says,
  [DESIGNER_TEST_HOST_NOT_WITHOUT] = designer_ask_host_not_without,
  [DESIGNER_TEST_HOST_MACHINE] = designer_ask_host_machine,
  [DESIGNER_TEST_HOST_VIRT] = designer_ask_host_virt,
  [DESIGNER_TEST_HOST_OS_TYPE] = designer_ask_host_os_type,
  [DESIGNER_TEST_HOST_SESSION] = designer_ask_host_session,
  [DESIGNER_TEST_HOST_SET] = designer_ask_host_set,
  [DESIGNER_TEST_ONE_CPU] = designer_ask_one_cpu,
  [DESIGNER_TEST_CPUS_DIFFER] = designer_ask_cpus_differ,
  [DESIGNER_TEST_COMMON_CPU] = designer_ask_common_cpu,
  [DESIGNER_TEST_RUN_BY] = run_by,
  [DESIGNER_TEST_NOT_RUN_BY] = not_run_by,
  [DESIGNER_TEST_IS] = is,
  [DESIGNER_TEST_NOT] = is_not,
  [DESIGNER_TEST_SET] = is_set,
  [DESIGNER_TEST_UNSET] = is_unset,
  [DESIGNER_TEST_WISHED] = wished,
  [DESIGNER_TEST_NOT_WISHED] = not_wished,
  [DESIGNER_TEST_ASKED_OF_ANY] = asked_of_any,
  [DESIGNER_TEST_ASKED_ABOVE] = asked_above,
  [DESIGNER_TEST_HAS] = has,
  [DESIGNER_TEST_HAS_NO] = has_no,
  [DESIGNER_TEST_FEWER] = fewer,
  [DESIGNER_TEST_AT_LEAST] = at_least,
  [DESIGNER_TEST_FEWER_DEVICES] = fewer_devices,
  [DESIGNER_TEST_NEEDS_CONTROLLER] = needs_controller,
  [DESIGNER_TEST_ON_BUS] = on_bus,
  [DESIGNER_TEST_VIRTIO_PLACE] = virtio_place,
  [DESIGNER_TEST_PURPOSE] = purpose_is,
  [DESIGNER_TEST_BEGINS] = begins,
  [DESIGNER_TEST_NONE_WITH] = none_with,
  [DESIGNER_TEST_SHARES_MEMORY] = shares_memory,
  [DESIGNER_TEST_BY_POLICY] = designer_ask_by_policy,
  [DESIGNER_TEST_SINCE] = designer_ask_since,
  [DESIGNER_TEST_UNTIL] = designer_ask_until,
};

GVirDesignerAnswer
designer_condition_ask (const DesignerCondition *condition,
                        const DesignerFacts *facts,
                        const DesignerSubject *subject)
{
  return asks[condition->test] (condition, facts, subject);
}
