/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/rules-private.h"
#include "rules/sources-private.h"

/* An enlightenment is a Windows guest's, on KVM, where the host lists it. */
#define FOR_WINDOWS OS_FAMILY ("winnt"), OS_VERSION ("6.0"), NEED_IS (VIRT_TYPE, "kvm"), NEED_X86
#define LISTED(feature) NEED_HOST ("hyperv/features", feature)

/* A row for policies that give an enlightenment to every Windows. */
#define UNCHECKED(name, thing) \
  { "features.hyperv." name ".unchecked", DESIGNER_THING_HYPERV_##thing, "on", NULL, \
    "Windows is given this enlightenment; whether the host can is not asked.", QEMU_HYPERV, \
    { BY_POLICY ("features.hyperv." name ".unchecked"), OS_FAMILY ("winnt,win9x,win16"), QEMU_ONLY, NEED_X86 } }

/* An enlightenment that was asked for, of a guest that is no Windows, needs this one. */
#define VPINDEX_FOR(other, thing, reason) \
  { "features.hyperv.vpindex.for-" other, DESIGNER_THING_HYPERV_VPINDEX, "on", NULL, reason, QEMU_HYPERV, \
    { WISHED (HYPERV_##thing, "on"), NEED_IS (VIRT_TYPE, "kvm"), NEED_X86, LISTED ("vpindex") } }

/* The row that says why an enlightenment is not there. */
#define NO_ENLIGHTENMENT(name, thing) \
  { "features.hyperv." name ".none", DESIGNER_THING_HYPERV_##thing, NULL, NULL, \
    "Enlightenments are for Windows on KVM, where the host lists them and what they depend on.", \
    QEMU_HYPERV, { { 0 } } }

const DesignerRule designer_hyperv_rules[] = {
  { "features.hyperv.relaxed", DESIGNER_THING_HYPERV_RELAXED, "on", NULL,
    "Windows does not take a busy host for a hanging processor.",
    QEMU_HYPERV, { FOR_WINDOWS, LISTED ("relaxed") } },
  UNCHECKED ("relaxed", RELAXED),
  NO_ENLIGHTENMENT ("relaxed", RELAXED),

  { "features.hyperv.vapic", DESIGNER_THING_HYPERV_VAPIC, "on", NULL,
    "Windows handles interrupts with fewer exits to the host.",
    QEMU_HYPERV, { FOR_WINDOWS, LISTED ("vapic") } },
  UNCHECKED ("vapic", VAPIC),
  NO_ENLIGHTENMENT ("vapic", VAPIC),

  { "features.hyperv.spinlocks", DESIGNER_THING_HYPERV_SPINLOCKS, "on", NULL,
    "Windows tells the host when it waits for a lock, so another processor can run.",
    QEMU_HYPERV, { FOR_WINDOWS, LISTED ("spinlocks") } },
  UNCHECKED ("spinlocks", SPINLOCKS),
  NO_ENLIGHTENMENT ("spinlocks", SPINLOCKS),

  { "features.hyperv.spinlocks.retries", DESIGNER_THING_HYPERV_SPINLOCKS_RETRIES, "8191", NULL,
    "This is the number of tries that QEMU's makers recommend.",
    QEMU_HYPERV, { IS (HYPERV_SPINLOCKS, "on") } },

  { "features.hyperv.vpindex", DESIGNER_THING_HYPERV_VPINDEX, "on", NULL,
    "Windows finds out cheaply which processor it runs on; other enlightenments need it.",
    QEMU_HYPERV, { FOR_WINDOWS, LISTED ("vpindex") } },
  VPINDEX_FOR ("stimer", STIMER, "The synthetic timers that were asked for are those of one processor each, found by its number."),
  VPINDEX_FOR ("synic", SYNIC, "The synthetic interrupts that were asked for go to processors by their numbers."),
  VPINDEX_FOR ("tlbflush", TLBFLUSH, "The flush that was asked for names processors by their numbers."),
  VPINDEX_FOR ("ipi", IPI, "The signals that were asked for go to processors by their numbers."),
  NO_ENLIGHTENMENT ("vpindex", VPINDEX),

  { "features.hyperv.runtime", DESIGNER_THING_HYPERV_RUNTIME, "on", NULL,
    "Windows accounts for the time that the host took away.",
    QEMU_HYPERV, { FOR_WINDOWS, LISTED ("runtime") } },
  NO_ENLIGHTENMENT ("runtime", RUNTIME),

  { "features.hyperv.frequencies", DESIGNER_THING_HYPERV_FREQUENCIES, "on", NULL,
    "Windows reads the clock frequencies instead of measuring them.",
    QEMU_HYPERV, { FOR_WINDOWS, LISTED ("frequencies") } },
  NO_ENLIGHTENMENT ("frequencies", FREQUENCIES),

  { "features.hyperv.tlbflush", DESIGNER_THING_HYPERV_TLBFLUSH, "on", NULL,
    "Windows flushes the caches of other processors without waking those that sleep.",
    QEMU_HYPERV,
    { FOR_WINDOWS, LISTED ("tlbflush"), NEED_IS (HYPERV_VPINDEX, "on") } },
  NO_ENLIGHTENMENT ("tlbflush", TLBFLUSH),

  { "features.hyperv.ipi", DESIGNER_THING_HYPERV_IPI, "on", NULL,
    "Windows signals several processors with one exit to the host.",
    QEMU_HYPERV, { FOR_WINDOWS, LISTED ("ipi"), NEED_IS (HYPERV_VPINDEX, "on") } },
  NO_ENLIGHTENMENT ("ipi", IPI),

  { "features.hyperv.synic", DESIGNER_THING_HYPERV_SYNIC, "on", NULL,
    "The synthetic timers deliver their interrupts through it.",
    QEMU_HYPERV, { FOR_WINDOWS, LISTED ("synic"), NEED_IS (HYPERV_VPINDEX, "on") } },
  { "features.hyperv.synic.for-stimer", DESIGNER_THING_HYPERV_SYNIC, "on", NULL,
    "The synthetic timers that were asked for deliver their interrupts through it.",
    QEMU_HYPERV,
    { WISHED (HYPERV_STIMER, "on"), NEED_IS (VIRT_TYPE, "kvm"), NEED_X86, LISTED ("synic"), NEED_IS (HYPERV_VPINDEX, "on") } },
  NO_ENLIGHTENMENT ("synic", SYNIC),

  { "features.hyperv.stimer", DESIGNER_THING_HYPERV_STIMER, "on", NULL,
    "An idle Windows with synthetic timers uses far less of the host's processor.",
    QEMU_HYPERV,
    { FOR_WINDOWS, LISTED ("stimer"), NEED_IS (HYPERV_SYNIC, "on"), NEED_IS (CLOCK_HYPERV, "yes") } },
  NO_ENLIGHTENMENT ("stimer", STIMER),

  { NULL, 0, NULL, NULL, NULL, NULL, { { 0 } } }
};
