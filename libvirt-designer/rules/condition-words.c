/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How the answers to conditions read. */

#include "rules/conditions-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "host/host-members-private.h"
#include "rules/baseline-private.h"
#include "rules/host-conflict-private.h"
#include "rules/os-arch-private.h"

/* In the clauses: {os} the operating system, {a} {b} the condition's texts,
 * {device}, {thing}, {scope} what its number names, {value} what was settled.
 * ASKED is what the condition asks for where YES needs facts to be read. */
static const struct
{
  int error_code;
  const char *yes;
  const char *no;
  const char *asked;
  const char *common; /* what several hosts lack together, each of which has some */
} words[DESIGNER_N_TESTS] = {
  [DESIGNER_TEST_OS_HAS] = { GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS,
    "{os} has a driver for {device}", "the OS database lists no {device} for {os} that suits the machine" },
  [DESIGNER_TEST_OS_LACKS] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "the OS database lists no {device} for {os} that suits the machine", "{os} has a driver for {device}" },
  [DESIGNER_TEST_OS_NAMES] = { GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS,
    "the OS database lists devices of class {a} for {os}",
    "the OS database lists no device of class {a} for {os}" },
  [DESIGNER_TEST_OS_NAMES_NO] = { GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS,
    "the OS database lists no device of class {a} for {os}",
    "the OS database lists other devices of class {a} for {os}" },
  [DESIGNER_TEST_OS_MODERN_VIRTIO] = { GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS,
    "{os} is not limited to the old virtio interface", "{os} only has drivers for the old virtio interface" },
  [DESIGNER_TEST_OS_IS] = { GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS,
    "{os} is among {a}", "{os} is not among {a}" },
  [DESIGNER_TEST_OS_FAMILY] = { GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS,
    "{os} is of the family {a}", "{os} is not of the family {a}" },
  [DESIGNER_TEST_OS_NOT_FAMILY] = { GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS,
    "{os} is not of the family {a}", "{os} is of the family {value}, for which it is not meant",
    "{os} is not of the family {a}" },
  [DESIGNER_TEST_OS_VERSION] = { GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS,
    "{os} is version {a} or later", "{os} is older than version {a}" },
  [DESIGNER_TEST_OS_OLDER] = { GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS,
    "{os} is older than version {a}", "{os} is version {a} or later" },
  [DESIGNER_TEST_OS_HOST_ARCH] = { GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS,
    "nothing says that {os} does not exist for the host's architecture",
    "{os} does not exist for {value}, the host's architecture" },
  [DESIGNER_TEST_OS_NOT_WITHOUT] = { GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS,
    "nothing says that {os} cannot boot from {a} firmware", "{os} does not boot from {a} firmware" },
  [DESIGNER_TEST_OS_NEEDS_UEFI] = { GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS,
    "{os} boots from UEFI only", "{os} is not known to need UEFI" },
  [DESIGNER_TEST_OS_NEEDS_NO_UEFI] = { GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS,
    "{os} is not known to need UEFI", "{os} boots from UEFI only" },
  [DESIGNER_TEST_HOST_LISTS] = { GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST,
    "{host} lists {a} {b}", "{host} lists no {a} {b}" },
  [DESIGNER_TEST_HOST_SAYS] = { GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST,
    "{host} lists {a} {b}", "{host} does not list {a} {b}" },
  [DESIGNER_TEST_HOST_NOT_WITHOUT] = { GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST,
    "{host} does not say that it lacks {a} {b}", "{host} lists no {a} {b}", NULL },
  [DESIGNER_TEST_HOST_MACHINE] = { GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST,
    "{host} has the machine type {a}", "{host} has no machine type {a}", NULL,
    "{hosts} have no machine type {a} in common" },
  [DESIGNER_TEST_HOST_VIRT] = { GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST,
    "{host} offers {a} guests", "{host} offers no {a} guests" },
  [DESIGNER_TEST_HOST_OS_TYPE] = { GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST,
    "{host} offers guests of the kind {a}", "{host} offers no guests of the kind {a}" },
  [DESIGNER_TEST_HOST_SESSION] = { GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST,
    "the connection is an unprivileged one", "the connection is not an unprivileged one" },
  [DESIGNER_TEST_HOST_SET] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "the guest is for several hosts", "the guest is for one host" },
  [DESIGNER_TEST_ONE_CPU] = { GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST,
    "all hosts have the same processor", "{hosts} have different processors" },
  [DESIGNER_TEST_CPUS_DIFFER] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "{hosts} have different processors", "all hosts have the same processor",
    "the processors of several hosts differ" },
  [DESIGNER_TEST_COMMON_CPU] = { GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST,
    "there is a CPU model that all hosts can run", "{host} lists no CPU model that is known here", NULL,
    "{hosts} have no CPU model in common that is known here" },
  [DESIGNER_TEST_RUN_BY] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "the guest is run by {value}", "the guest is run by {value}, not by {wanted}",
    "the guest is run by {wanted}" },
  [DESIGNER_TEST_NOT_RUN_BY] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "the guest is not run by {wanted}", "the guest is run by {value}" },
  [DESIGNER_TEST_IS] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "{thing} is {value}", "{thing} is {value}, not {a}",
    "{thing} is {a}" },
  [DESIGNER_TEST_NOT] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "{thing} is {value}, not {a}", "{thing} is {value}",
    "{thing} is not {a}" },
  [DESIGNER_TEST_SET] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "{thing} is {value}", "{thing} is not given",
    "{thing} is given" },
  [DESIGNER_TEST_UNSET] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "{thing} is not given", "{thing} is {value}, not left open" },
  [DESIGNER_TEST_WISHED] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "{thing} {a} was asked for", "{thing} {a} was not asked for" },
  [DESIGNER_TEST_NOT_WISHED] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "{thing} {a} was not asked for", "{thing} {a} was asked for" },
  [DESIGNER_TEST_ASKED_OF_ANY] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "{thing} {a} {b} was asked for", "{thing} {a} was asked of no device" },
  [DESIGNER_TEST_ASKED_ABOVE] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "more than {a} {thing} were asked for", "no more than {a} {thing} were asked for" },
  [DESIGNER_TEST_HAS] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "the guest has a {scope}", "the guest has no {scope}" },
  [DESIGNER_TEST_HAS_NO] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "the guest has no {scope} yet", "the guest has a {scope} already" },
  [DESIGNER_TEST_FEWER] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "of devices with {thing} {a} there are fewer than {b}",
    "of devices with {thing} {a} the guest has {b} already, all that there is room for" },
  [DESIGNER_TEST_AT_LEAST] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "a device has {thing} {a}", "no device has {thing} {a}" },
  [DESIGNER_TEST_FEWER_DEVICES] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "there is room for another {scope}", "there is no room for another {scope}: the guest has {a} already",
    "there are at most {a} of the kind {scope}" },
  [DESIGNER_TEST_NEEDS_CONTROLLER] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "the disk needs another {a} controller", "there is an {a} controller with room" },
  [DESIGNER_TEST_ON_BUS] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "the machine's devices are on {value}", "the machine's devices are on {value}, not on {a}",
    "the machine's devices are on {a}" },
  [DESIGNER_TEST_VIRTIO_PLACE] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "the machine has room for another virtio device", "the machine has no room for another virtio device" },
  [DESIGNER_TEST_PURPOSE] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "the guest's purpose is {purpose}", "the guest's purpose is not {purpose}" },
  [DESIGNER_TEST_BEGINS] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "{thing} begins with {a}", "{thing} does not begin with {a}" },
  [DESIGNER_TEST_NONE_WITH] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "no device has {thing} {a}", "another device was asked for with {thing} {a}" },
  [DESIGNER_TEST_SHARES_MEMORY] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "a device is served by another process, which reads the guest's memory",
    "no device is served by another process" },
  [DESIGNER_TEST_BY_POLICY] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "a policy turned the rule on", "no policy turned the rule on",
    "a policy turns the rule on" },
  [DESIGNER_TEST_SINCE] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "the rule has been there since version {a} of the policy", "the rule is only there since version {a} of the policy",
    "version {a} of the policy or a later one" },
  [DESIGNER_TEST_UNTIL] = { GVIR_DESIGNER_ERROR_CONFLICT,
    "the rule is there up to version {a} of the policy", "the rule is only there up to version {a} of the policy",
    "version {a} of the policy or an earlier one" },
};

int
designer_condition_error_code (const DesignerCondition *condition)
{
  return words[condition->test].error_code;
}

static gboolean
names_thing (DesignerTest test)
{
  return (test >= DESIGNER_TEST_IS && test <= DESIGNER_TEST_ASKED_ABOVE)
         || test == DESIGNER_TEST_NONE_WITH || test == DESIGNER_TEST_FEWER || test == DESIGNER_TEST_AT_LEAST
         || test == DESIGNER_TEST_BEGINS;
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

static gboolean
names_hypervisor (DesignerTest test)
{
  return test == DESIGNER_TEST_RUN_BY || test == DESIGNER_TEST_NOT_RUN_BY;
}

static gboolean
names_host (DesignerTest test)
{
  return (test >= DESIGNER_TEST_HOST_LISTS && test <= DESIGNER_TEST_HOST_OS_TYPE) || test == DESIGNER_TEST_COMMON_CPU;
}

static void
fill_named (GString *text,
            const DesignerCondition *condition)
{
  g_autofree char *wanted = names_hypervisor (condition->test) ? designer_hypervisor_names (condition->n) : NULL;

  if (wanted != NULL)
    g_string_replace (text, "{wanted}", wanted, 0);
  if (names_device (condition->test))
    g_string_replace (text, "{device}", designer_device_name (condition->n), 0);
  if (names_scope (condition->test))
    g_string_replace (text, "{scope}", designer_scope_get (condition->n)->title, 0);
  if (names_thing (condition->test))
    g_string_replace (text, "{thing}", designer_thing_get (condition->n)->name, 0);
  if (condition->test == DESIGNER_TEST_PURPOSE)
    g_string_replace (text, "{purpose}",
                      condition->n == DESIGNER_PURPOSE_DESKTOP ? "desktop" : "server", 0);
}

static char *
fill (const DesignerCondition *condition,
      const char *prefix,
      const char *clause,
      const char *os,
      const char *value)
{
  GString *text = g_string_new (prefix);

  g_string_append (text, clause);
  g_string_replace (text, "{os}", os, 0);
  if (condition->a == NULL)
    g_string_replace (text, " {a}", "", 0);
  if (condition->b == NULL)
    g_string_replace (text, " {b}", "", 0);
  g_string_replace (text, "{a}", condition->a != NULL ? condition->a : "", 0);
  g_string_replace (text, "{b}", condition->b != NULL ? condition->b : "", 0);
  g_string_replace (text, "{value}", value != NULL ? value : "not set", 0);
  fill_named (text, condition);
  return g_string_free (text, FALSE);
}

/* CLAUSE, with the names of the hosts that it is about. */
static char *
fill_hosts (const DesignerCondition *condition,
            const DesignerFacts *facts,
            GVirDesignerAnswer answer)
{
  gboolean single = !designer_host_is_set (facts->host)
                    && (condition->test == DESIGNER_TEST_ONE_CPU || condition->test == DESIGNER_TEST_CPUS_DIFFER);
  GString *text = g_string_new (single ? words[DESIGNER_TEST_HOST_SET].no
                                : answer == GVIR_DESIGNER_ANSWER_NO ? words[condition->test].no
                                                                    : words[condition->test].yes);
  g_autoptr (DesignerCover) cover = designer_cover_new (designer_host_n_members (facts->host));
  g_autofree char *host = g_strdup (designer_host_is_set (facts->host) ? "each host" : "the host");
  g_autofree char *hosts = NULL;
  gboolean denied = answer == GVIR_DESIGNER_ANSWER_NO && names_host (condition->test)
                    && designer_host_is_set (facts->host);
  guint n = 1;
  gboolean exact;

  if (strstr (text->str, "{hosts}") != NULL)
    hosts = designer_different_words (facts);
  else if (denied && designer_conflict_add (cover, condition, facts))
    hosts = designer_conflict_name (cover, facts, &n, &exact);
  if (n > 1 && words[condition->test].common != NULL)
    g_string_assign (text, words[condition->test].common);
  else if (denied)
    {
      g_free (host);
      host = designer_denier_word (condition, facts);
    }
  g_string_replace (text, "{hosts}", hosts != NULL ? hosts : "the hosts", 0);
  g_string_replace (text, "{host}", host, 0);
  return g_string_free (text, FALSE);
}

char *
designer_condition_describe (const DesignerCondition *condition,
                             const DesignerFacts *facts,
                             const DesignerSubject *subject,
                             GVirDesignerAnswer answer)
{
  g_autofree char *clause = fill_hosts (condition, facts, answer);
  g_autofree char *hypervisor = NULL;
  const char *value = NULL;

  if (names_hypervisor (condition->test))
    value = hypervisor = designer_hypervisor_names ((int) facts->hypervisor);
  if (condition->test == DESIGNER_TEST_OS_NOT_FAMILY)
    value = gvir_designer_os_get_family (facts->os);
  if (names_thing (condition->test))
    value = designer_facts_get (facts, subject, condition->n);
  else if (condition->test == DESIGNER_TEST_OS_HOST_ARCH)
    value = gvir_designer_host_get_arch (facts->host);
  else if (condition->test == DESIGNER_TEST_ON_BUS && facts->family != NULL)
    value = facts->family->bus;
  return fill (condition, answer == GVIR_DESIGNER_ANSWER_UNKNOWN ? "it is not known whether " : "",
               clause, designer_facts_os_name (facts), value);
}

char *
designer_condition_describe_asked (const DesignerCondition *condition)
{
  const char *asked = words[condition->test].asked;

  g_autoptr (GString) text = g_string_new (asked != NULL ? asked : words[condition->test].yes);

  g_string_replace (text, "{host}", "the host", 0);
  return fill (condition, "", text->str, "the operating system", NULL);
}

static char *
os_evidence (const DesignerCondition *condition,
             const DesignerFacts *facts)
{
  const char *second = designer_device_id (condition->n, TRUE);

  if (designer_facts_assume (facts, condition->n))
    return g_strdup ("taken for granted on such a machine (machine.virtio)");
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
  if (condition->test == DESIGNER_TEST_OS_HOST_ARCH && gvir_designer_host_get_arch (facts->host) != NULL)
    return gvir_designer_os_get_arch_evidence (facts->os, gvir_designer_host_get_arch (facts->host));
  if ((condition->test != DESIGNER_TEST_HOST_LISTS && condition->test != DESIGNER_TEST_HOST_SAYS)
      || facts->view == NULL)
    return NULL;
  told = designer_host_view_lists (facts->view, condition->a, condition->b);
  if (told == GVIR_DESIGNER_ANSWER_UNKNOWN
      && designer_baseline_has (facts, condition->a, condition->b) != GVIR_DESIGNER_ANSWER_UNKNOWN)
    return g_strdup_printf ("%s %s: %s", condition->a, condition->b, designer_baseline_evidence (facts));
  return designer_host_view_evidence (facts->view, condition->a, condition->b);
}

static char *
other_hypervisor (const DesignerCondition *condition)
{
  g_autofree char *names = designer_hypervisor_names (condition->n);

  return g_strdup_printf ("use a host with %s, or do without it", names);
}

char *
designer_condition_remedy (const DesignerCondition *condition,
                           const DesignerFacts *facts)
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
    { "sev", "use a host with an AMD EPYC processor, and switch SEV on in its firmware and kernel" },
    { "sev/es", "use a host of the second EPYC generation or later, and give SEV-ES guests room in its firmware" },
    { "launchSecurity/sectype", "use a host with that technology, and a libvirt and QEMU that know it" },
    { "s390-pv", "use a host of z15 or later, and switch protected virtualisation on in its kernel" },
    { "interface/backendType", "use libvirt 9.2 or later on Linux, and install passt on the host" },
    { "graphics/type", "use a QEMU that was built with it, or another kind of graphics" },
  };

  if (condition->test == DESIGNER_TEST_OS_HOST_ARCH)
    return designer_os_arch_remedy (facts);
  if (condition->test == DESIGNER_TEST_RUN_BY)
    return other_hypervisor (condition);
  if (condition->test == DESIGNER_TEST_ONE_CPU)
    return g_strdup ("give hosts with the same processor, or leave the CPU out, or name a model");
  /* What is listed below helps on hosts with QEMU. */
  if (facts->hypervisor != DESIGNER_QEMU)
    return NULL;
  if (condition->test != DESIGNER_TEST_HOST_LISTS && condition->test != DESIGNER_TEST_HOST_SAYS)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (remedies); i++)
    {
      if (g_str_equal (remedies[i].what, condition->a))
        return g_strdup (remedies[i].remedy);
    }
  return NULL;
}
