/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/compute-private.h"
#include "rules/sources-private.h"

#define TIMEKEEPING LIBVIRT_DOMAIN "#time-keeping"

#define TIMER "clock/timer["

static gboolean
is_timer (const char *path)
{
  return path != NULL && g_str_has_prefix (path, TIMER);
}

/* "asked" where the caller gave any timer, by name or by number. */
static const char *
asked_timers (DesignerFacts *facts,
              G_GNUC_UNUSED const DesignerSubject *subject,
              G_GNUC_UNUSED const DesignerRule *rule)
{
  const DesignerSettings *settings = facts->intent->whole[DESIGNER_SCOPE_DOMAIN]->settings;

  for (DesignerThingId i = 0; i < DESIGNER_N_THINGS; i++)
    {
      if (is_timer (designer_thing_get (i)->path) && designer_intent_get (facts->intent, i) != NULL)
        return "asked";
    }
  for (guint i = 0; settings != NULL && i < settings->list->len; i++)
    {
      if (is_timer (((const DesignerSetting *) g_ptr_array_index (settings->list, i))->path))
        return "asked";
    }
  return NULL;
}

const DesignerRule designer_clock_rules[] = {
  { "clock.offset.localtime", DESIGNER_THING_CLOCK_OFFSET, "localtime", NULL,
    "The operating system expects its hardware clock to show local time.",
    TIMEKEEPING,
    { OS_FAMILY ("winnt,win9x,win16,msdos,netware,solaris"), NOT_RUN_BY (DESIGNER_VZ) } },
  { "clock.offset.utc", DESIGNER_THING_CLOCK_OFFSET, "utc", NULL,
    "The operating system expects its hardware clock to show universal time.",
    TIMEKEEPING, { OS_NOT_FAMILY ("winnt,win9x,win16,msdos,netware,solaris") } },
  { "clock.offset.utc.dos", DESIGNER_THING_CLOCK_OFFSET, "utc", NULL,
    "The clock of a system that is no Windows shows universal time.",
    TIMEKEEPING, { BY_POLICY ("clock.offset.utc.dos"), OS_FAMILY ("msdos,netware") } },

  { "clock.timers.asked", DESIGNER_THING_CLOCK_TIMERS, NULL, asked_timers,
    "Who gives a timer is left to give them all.",
    TIMEKEEPING, { BY_POLICY ("clock.timers.asked") } },

  { "clock.rtc.catchup", DESIGNER_THING_CLOCK_RTC, "catchup", NULL,
    "Ticks of the real-time clock that were missed are made up for, so the guest's time stays right.",
    TIMEKEEPING, { QEMU_ONLY, NEED_X86 } },
  { "clock.pit.delay", DESIGNER_THING_CLOCK_PIT, "delay", NULL,
    "Ticks of the interval timer that were missed come late rather than all at once.",
    TIMEKEEPING, { QEMU_ONLY, NEED_X86 } },
  { "clock.hpet.off", DESIGNER_THING_CLOCK_HPET, "no", NULL,
    "The emulated HPET costs processor time and drifts; other timers do its work better.",
    TIMEKEEPING, { QEMU_ONLY, NEED_IS (CHIPSET, "q35,i440fx") } },

  { "clock.hypervclock", DESIGNER_THING_CLOCK_HYPERV, "yes", NULL,
    "Windows reads the time from the hypervisor's reference page without leaving the guest.",
    QEMU_HYPERV,
    { OS_FAMILY ("winnt"), OS_VERSION ("6.0"), NEED_IS (VIRT_TYPE, "kvm"), NEED_X86,
      NEED_HOST ("hyperv/features", "stimer") } },
  { "clock.hypervclock.for-stimer", DESIGNER_THING_CLOCK_HYPERV, "yes", NULL,
    "The synthetic timers that were asked for count this clock.",
    QEMU_HYPERV,
    { WISHED (HYPERV_STIMER, "on"), NEED_IS (VIRT_TYPE, "kvm"), NEED_X86, NEED_HOST ("hyperv/features", "stimer") } },
  { "clock.hypervclock.unchecked", DESIGNER_THING_CLOCK_HYPERV, "yes", NULL,
    "Windows reads the time from the hypervisor; whether the host can is not asked.",
    QEMU_HYPERV, { BY_POLICY ("clock.hypervclock.unchecked"), OS_FAMILY ("winnt,win9x,win16"), MACHINE_ONLY } },
  { "clock.hypervclock.none", DESIGNER_THING_CLOCK_HYPERV, NULL, NULL,
    "Only Windows on a host with KVM's Hyper-V time uses this clock.",
    QEMU_HYPERV, { { 0 } } },

  { NULL, 0, NULL, NULL, NULL, NULL, { { 0 } } }
};
