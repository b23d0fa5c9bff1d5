/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/conditions-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "rules/baseline-private.h"

typedef GVirDesignerAnswer (*Ask) (const DesignerCondition *condition,
                                   const DesignerFacts *facts,
                                   const DesignerSubject *subject);

static GVirDesignerAnswer
yes_if (gboolean holds)
{
  return holds ? GVIR_DESIGNER_ANSWER_YES : GVIR_DESIGNER_ANSWER_NO;
}

/* Whether WORD is among the comma-separated WORDS. */
static gboolean
is_among (const char *word,
          const char *words)
{
  gsize length = word != NULL ? strlen (word) : 0;

  for (const char *at = words; length > 0 && at != NULL; at = strchr (at, ','))
    {
      at += *at == ',';
      if (strncmp (at, word, length) == 0 && (at[length] == ',' || at[length] == '\0'))
        return TRUE;
    }
  return FALSE;
}

static GVirDesignerAnswer
os_has (const DesignerCondition *condition,
        const DesignerFacts *facts,
        G_GNUC_UNUSED const DesignerSubject *subject)
{
  return facts->os_devices[condition->n];
}

static GVirDesignerAnswer
os_lacks (const DesignerCondition *condition,
          const DesignerFacts *facts,
          G_GNUC_UNUSED const DesignerSubject *subject)
{
  return yes_if (facts->os_devices[condition->n] != GVIR_DESIGNER_ANSWER_YES);
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
os_family (const DesignerCondition *condition,
           const DesignerFacts *facts,
           G_GNUC_UNUSED const DesignerSubject *subject)
{
  return yes_if (is_among (gvir_designer_os_get_family (facts->os), condition->a));
}

static GVirDesignerAnswer
os_not_family (const DesignerCondition *condition,
               const DesignerFacts *facts,
               G_GNUC_UNUSED const DesignerSubject *subject)
{
  return yes_if (!is_among (gvir_designer_os_get_family (facts->os), condition->a));
}

static GVirDesignerAnswer
os_version (const DesignerCondition *condition,
            const DesignerFacts *facts,
            G_GNUC_UNUSED const DesignerSubject *subject)
{
  return yes_if (gvir_designer_os_compare_version (facts->os, condition->a) >= 0);
}

static GVirDesignerAnswer
os_firmware (const DesignerCondition *condition,
             const DesignerFacts *facts,
             G_GNUC_UNUSED const DesignerSubject *subject)
{
  const char *arch = designer_facts_get (facts, NULL, DESIGNER_THING_ARCH);

  return gvir_designer_os_supports_firmware (facts->os, arch, condition->a);
}

static GVirDesignerAnswer
os_not_without (const DesignerCondition *condition,
                const DesignerFacts *facts,
                const DesignerSubject *subject)
{
  return yes_if (os_firmware (condition, facts, subject) != GVIR_DESIGNER_ANSWER_NO);
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
host_lists (const DesignerCondition *condition,
            const DesignerFacts *facts,
            G_GNUC_UNUSED const DesignerSubject *subject)
{
  GVirDesignerAnswer answer = GVIR_DESIGNER_ANSWER_UNKNOWN;

  if (facts->view != NULL)
    answer = designer_host_view_lists (facts->view, condition->a, condition->b);
  if (answer == GVIR_DESIGNER_ANSWER_UNKNOWN
      && designer_baseline_has (facts, condition->a, condition->b))
    answer = GVIR_DESIGNER_ANSWER_YES;
  return answer;
}

static GVirDesignerAnswer
host_not_without (const DesignerCondition *condition,
                  const DesignerFacts *facts,
                  const DesignerSubject *subject)
{
  return yes_if (host_lists (condition, facts, subject) != GVIR_DESIGNER_ANSWER_NO);
}

static GVirDesignerAnswer
host_machine (const DesignerCondition *condition,
              const DesignerFacts *facts,
              G_GNUC_UNUSED const DesignerSubject *subject)
{
  return gvir_designer_host_has_machine (facts->host,
                                         designer_facts_get (facts, NULL, DESIGNER_THING_ARCH),
                                         designer_facts_get (facts, NULL, DESIGNER_THING_VIRT_TYPE),
                                         condition->a);
}

static GVirDesignerAnswer
host_virt (const DesignerCondition *condition,
           const DesignerFacts *facts,
           G_GNUC_UNUSED const DesignerSubject *subject)
{
  return gvir_designer_host_offers (facts->host,
                                    designer_facts_get (facts, NULL, DESIGNER_THING_ARCH),
                                    designer_facts_get (facts, NULL, DESIGNER_THING_OS_TYPE),
                                    condition->a);
}

static GVirDesignerAnswer
host_session (G_GNUC_UNUSED const DesignerCondition *condition,
              const DesignerFacts *facts,
              G_GNUC_UNUSED const DesignerSubject *subject)
{
  return yes_if (gvir_designer_host_is_session (facts->host) == GVIR_DESIGNER_ANSWER_YES);
}

static GVirDesignerAnswer
is (const DesignerCondition *condition,
    const DesignerFacts *facts,
    const DesignerSubject *subject)
{
  return yes_if (is_among (designer_facts_get (facts, subject, condition->n), condition->a));
}

static GVirDesignerAnswer
is_not (const DesignerCondition *condition,
        const DesignerFacts *facts,
        const DesignerSubject *subject)
{
  return yes_if (!is_among (designer_facts_get (facts, subject, condition->n), condition->a));
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
  return yes_if (is_among (wish, condition->a));
}

static GVirDesignerAnswer
not_wished (const DesignerCondition *condition,
            const DesignerFacts *facts,
            const DesignerSubject *subject)
{
  return yes_if (wished (condition, facts, subject) == GVIR_DESIGNER_ANSWER_NO);
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
  const char *chipset = designer_facts_get (facts, NULL, DESIGNER_THING_CHIPSET);
  guint there = designer_facts_tally (facts, DESIGNER_THING_CONTROLLER_TYPE, condition->a);

  if (g_strcmp0 (condition->b, chipset) == 0)
    there++;
  return yes_if (wanted != NULL && g_ascii_strtoull (wanted, NULL, 10) >= there);
}

static GVirDesignerAnswer
purpose_is (const DesignerCondition *condition,
            const DesignerFacts *facts,
            G_GNUC_UNUSED const DesignerSubject *subject)
{
  return yes_if ((int) facts->purpose == condition->n);
}

static gboolean
matches_end (const DesignerCondition *condition,
             const DesignerFacts *facts,
             const DesignerSubject *subject,
             gboolean (*match) (const char *text, const char *end))
{
  const char *text = designer_facts_get (facts, subject, condition->n);
  g_auto (GStrv) ends = g_strsplit (condition->a, ",", -1);
  g_autofree char *lower = text != NULL ? g_ascii_strdown (text, -1) : NULL;

  for (guint i = 0; lower != NULL && ends[i] != NULL; i++)
    {
      if (match (lower, ends[i]))
        return TRUE;
    }
  return FALSE;
}

static GVirDesignerAnswer
begins (const DesignerCondition *condition,
        const DesignerFacts *facts,
        const DesignerSubject *subject)
{
  return yes_if (matches_end (condition, facts, subject, g_str_has_prefix));
}

static GVirDesignerAnswer
ends (const DesignerCondition *condition,
      const DesignerFacts *facts,
      const DesignerSubject *subject)
{
  return yes_if (matches_end (condition, facts, subject, g_str_has_suffix));
}

/* In the clauses: {os} the operating system, {a} {b} the condition's texts,
 * {device}, {thing}, {scope} what its number names, {value} what was settled. */
static const struct
{
  Ask ask;
  int error_code;
  const char *yes;
  const char *no;
} tests[DESIGNER_N_TESTS] = {
  [DESIGNER_TEST_OS_HAS] = { os_has, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS,
    "{os} has a driver for {device}", "the OS database lists no {device} for {os}" },
  [DESIGNER_TEST_OS_LACKS] = { os_lacks, GVIR_DESIGNER_ERROR_CONFLICT,
    "the OS database lists no {device} for {os}", "{os} has a driver for {device}" },
  [DESIGNER_TEST_OS_NAMES] = { os_names, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS,
    "the OS database lists devices of class {a} for {os}",
    "the OS database lists no device of class {a} for {os}" },
  [DESIGNER_TEST_OS_NAMES_NO] = { os_names_no, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS,
    "the OS database lists no device of class {a} for {os}",
    "the OS database lists other devices of class {a} for {os}" },
  [DESIGNER_TEST_OS_MODERN_VIRTIO] = { os_modern_virtio, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS,
    "{os} is not limited to the old virtio interface", "{os} only has drivers for the old virtio interface" },
  [DESIGNER_TEST_OS_FAMILY] = { os_family, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS,
    "{os} is of the family {a}", "{os} is not of the family {a}" },
  [DESIGNER_TEST_OS_NOT_FAMILY] = { os_not_family, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS,
    "{os} is not of the family {a}", "{os} is of the family {a}" },
  [DESIGNER_TEST_OS_VERSION] = { os_version, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS,
    "{os} is version {a} or later", "{os} is older than version {a}" },
  [DESIGNER_TEST_OS_FIRMWARE] = { os_firmware, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS,
    "{os} boots from {a} firmware", "{os} does not boot from {a} firmware" },
  [DESIGNER_TEST_OS_NOT_WITHOUT] = { os_not_without, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS,
    "nothing says that {os} cannot boot from {a} firmware", "{os} does not boot from {a} firmware" },
  [DESIGNER_TEST_OS_NEEDS_UEFI] = { os_needs_uefi, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS,
    "{os} boots from UEFI only", "{os} is not known to need UEFI" },
  [DESIGNER_TEST_OS_NEEDS_NO_UEFI] = { os_needs_no_uefi, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS,
    "{os} is not known to need UEFI", "{os} boots from UEFI only" },
  [DESIGNER_TEST_HOST_LISTS] = { host_lists, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST,
    "the host lists {a} {b}", "the host lists no {a} {b}" },
  [DESIGNER_TEST_HOST_NOT_WITHOUT] = { host_not_without, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST,
    "the host does not say that it lacks {a} {b}", "the host lists no {a} {b}" },
  [DESIGNER_TEST_HOST_MACHINE] = { host_machine, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST,
    "the host has the machine type {a}", "the host has no machine type {a}" },
  [DESIGNER_TEST_HOST_VIRT] = { host_virt, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST,
    "the host offers {a} guests", "the host offers no {a} guests" },
  [DESIGNER_TEST_HOST_SESSION] = { host_session, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST,
    "the connection is an unprivileged one", "the connection is not an unprivileged one" },
  [DESIGNER_TEST_IS] = { is, GVIR_DESIGNER_ERROR_CONFLICT,
    "{thing} is {value}", "{thing} is {value}, not {a}" },
  [DESIGNER_TEST_NOT] = { is_not, GVIR_DESIGNER_ERROR_CONFLICT,
    "{thing} is {value}, not {a}", "{thing} is {value}" },
  [DESIGNER_TEST_SET] = { is_set, GVIR_DESIGNER_ERROR_CONFLICT,
    "{thing} is {value}", "{thing} is not given" },
  [DESIGNER_TEST_UNSET] = { is_unset, GVIR_DESIGNER_ERROR_CONFLICT,
    "{thing} is not given", "{thing} is {value}" },
  [DESIGNER_TEST_WISHED] = { wished, GVIR_DESIGNER_ERROR_CONFLICT,
    "{thing} {a} was asked for", "{thing} {a} was not asked for" },
  [DESIGNER_TEST_NOT_WISHED] = { not_wished, GVIR_DESIGNER_ERROR_CONFLICT,
    "{thing} {a} was not asked for", "{thing} {a} was asked for" },
  [DESIGNER_TEST_HAS] = { has, GVIR_DESIGNER_ERROR_CONFLICT,
    "the guest has a {scope}", "the guest has no {scope}" },
  [DESIGNER_TEST_HAS_NO] = { has_no, GVIR_DESIGNER_ERROR_CONFLICT,
    "the guest has no {scope} yet", "the guest has a {scope} already" },
  [DESIGNER_TEST_FEWER] = { fewer, GVIR_DESIGNER_ERROR_CONFLICT,
    "fewer than {b} devices have {thing} {a}", "{b} devices have {thing} {a} already, all that there is room for" },
  [DESIGNER_TEST_AT_LEAST] = { at_least, GVIR_DESIGNER_ERROR_CONFLICT,
    "a device has {thing} {a}", "no device has {thing} {a}" },
  [DESIGNER_TEST_FEWER_DEVICES] = { fewer_devices, GVIR_DESIGNER_ERROR_CONFLICT,
    "there is room for another {scope}", "there is room for {a} of the kind {scope}, and all are taken" },
  [DESIGNER_TEST_NEEDS_CONTROLLER] = { needs_controller, GVIR_DESIGNER_ERROR_CONFLICT,
    "the disk needs another {a} controller", "there is an {a} controller with room" },
  [DESIGNER_TEST_PURPOSE] = { purpose_is, GVIR_DESIGNER_ERROR_CONFLICT,
    "the guest's purpose is {purpose}", "the guest's purpose is not {purpose}" },
  [DESIGNER_TEST_BEGINS] = { begins, GVIR_DESIGNER_ERROR_CONFLICT,
    "{thing} begins with {a}", "{thing} does not begin with {a}" },
  [DESIGNER_TEST_ENDS] = { ends, GVIR_DESIGNER_ERROR_CONFLICT,
    "{thing} ends in {a}", "{thing} does not end in {a}" },
};

GVirDesignerAnswer
designer_condition_ask (const DesignerCondition *condition,
                        const DesignerFacts *facts,
                        const DesignerSubject *subject)
{
  return tests[condition->test].ask (condition, facts, subject);
}

int
designer_condition_error_code (const DesignerCondition *condition)
{
  return tests[condition->test].error_code;
}

static gboolean
names_thing (DesignerTest test)
{
  return (test >= DESIGNER_TEST_IS && test <= DESIGNER_TEST_NOT_WISHED)
         || test == DESIGNER_TEST_FEWER || test == DESIGNER_TEST_AT_LEAST
         || test == DESIGNER_TEST_BEGINS || test == DESIGNER_TEST_ENDS;
}

static gboolean
names_scope (DesignerTest test)
{
  return test == DESIGNER_TEST_HAS || test == DESIGNER_TEST_HAS_NO
         || test == DESIGNER_TEST_FEWER_DEVICES;
}

static gboolean
names_device (DesignerTest test)
{
  return test == DESIGNER_TEST_OS_HAS || test == DESIGNER_TEST_OS_LACKS;
}

char *
designer_condition_describe (const DesignerCondition *condition,
                             const DesignerFacts *facts,
                             const DesignerSubject *subject,
                             GVirDesignerAnswer answer)
{
  const char *clause = answer == GVIR_DESIGNER_ANSWER_YES ? tests[condition->test].yes
                                                          : tests[condition->test].no;
  GString *text = g_string_new (answer == GVIR_DESIGNER_ANSWER_UNKNOWN ? "it is not known whether " : "");
  const char *value = NULL;

  g_string_append (text, answer == GVIR_DESIGNER_ANSWER_UNKNOWN ? tests[condition->test].yes : clause);
  g_string_replace (text, "{os}", gvir_designer_os_get_name (facts->os), 0);
  g_string_replace (text, "{a}", condition->a != NULL ? condition->a : "", 0);
  g_string_replace (text, "{b}", condition->b != NULL ? condition->b : "", 0);
  if (names_device (condition->test))
    g_string_replace (text, "{device}", designer_device_name (condition->n), 0);
  if (names_scope (condition->test))
    g_string_replace (text, "{scope}", designer_scope_get (condition->n)->title, 0);
  if (condition->test == DESIGNER_TEST_PURPOSE)
    g_string_replace (text, "{purpose}",
                      condition->n == DESIGNER_PURPOSE_DESKTOP ? "desktop" : "server", 0);
  if (names_thing (condition->test))
    {
      value = designer_facts_get (facts, subject, condition->n);
      g_string_replace (text, "{thing}", designer_thing_get (condition->n)->name, 0);
      g_string_replace (text, "{value}", value != NULL ? value : "not set", 0);
    }
  return g_string_free (text, FALSE);
}

static char *
os_evidence (const DesignerCondition *condition,
             const DesignerFacts *facts)
{
  const char *second = designer_device_id (condition->n, TRUE);

  if (second != NULL
      && gvir_designer_os_has_device (facts->os, second) == GVIR_DESIGNER_ANSWER_YES)
    return gvir_designer_os_get_device_evidence (facts->os, second);
  return gvir_designer_os_get_device_evidence (facts->os,
                                               designer_device_id (condition->n, FALSE));
}

char *
designer_condition_evidence (const DesignerCondition *condition,
                             const DesignerFacts *facts)
{
  GVirDesignerAnswer told;

  if (names_device (condition->test))
    return os_evidence (condition, facts);
  if (condition->test != DESIGNER_TEST_HOST_LISTS || facts->view == NULL)
    return NULL;
  told = designer_host_view_lists (facts->view, condition->a, condition->b);
  if (told == GVIR_DESIGNER_ANSWER_UNKNOWN
      && designer_baseline_has (facts, condition->a, condition->b))
    return g_strdup_printf ("%s %s: part of every QEMU that libvirt supports",
                            condition->a, condition->b);
  return designer_host_view_evidence (facts->view, condition->a, condition->b);
}

const char *
designer_condition_remedy (const DesignerCondition *condition)
{
  static const struct
  {
    const char *what;
    const char *remedy;
  } remedies[] = {
    { "tpm/model", "install swtpm on the host" },
    { "tpm/backendModel", "install swtpm on the host" },
    { "os/firmware", "install UEFI firmware (OVMF, edk2) on the host" },
    { "loader/secure", "install UEFI firmware with secure boot (OVMF, edk2) on the host" },
    { "graphics/type", "use a QEMU that was built with it, or another kind of graphics" },
  };

  if (condition->test != DESIGNER_TEST_HOST_LISTS)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (remedies); i++)
    {
      if (g_str_equal (remedies[i].what, condition->a))
        return remedies[i].remedy;
    }
  return NULL;
}
