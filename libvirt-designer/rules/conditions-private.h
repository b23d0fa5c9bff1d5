/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "facts/facts-private.h"

G_BEGIN_DECLS

/* The questions that a rule can ask of the facts; see conditions.c for what
 * each means and how its answer reads. */
typedef enum
{
  DESIGNER_TEST_NONE,
  DESIGNER_TEST_OS_HAS,
  DESIGNER_TEST_OS_LACKS,
  DESIGNER_TEST_OS_NAMES,
  DESIGNER_TEST_OS_NAMES_NO,
  DESIGNER_TEST_OS_MODERN_VIRTIO,
  DESIGNER_TEST_OS_IS,
  DESIGNER_TEST_OS_FAMILY,
  DESIGNER_TEST_OS_NOT_FAMILY,
  DESIGNER_TEST_OS_VERSION,
  DESIGNER_TEST_OS_OLDER,
  DESIGNER_TEST_OS_HOST_ARCH,
  DESIGNER_TEST_OS_NOT_WITHOUT,
  DESIGNER_TEST_OS_NEEDS_UEFI,
  DESIGNER_TEST_OS_NEEDS_NO_UEFI,
  DESIGNER_TEST_HOST_LISTS,
  DESIGNER_TEST_HOST_SAYS,
  DESIGNER_TEST_HOST_NOT_WITHOUT,
  DESIGNER_TEST_HOST_MACHINE,
  DESIGNER_TEST_HOST_VIRT,
  DESIGNER_TEST_HOST_OS_TYPE,
  DESIGNER_TEST_HOST_SESSION,
  DESIGNER_TEST_HOST_SET,
  DESIGNER_TEST_ONE_CPU,
  DESIGNER_TEST_CPUS_DIFFER,
  DESIGNER_TEST_COMMON_CPU,
  DESIGNER_TEST_RUN_BY,
  DESIGNER_TEST_NOT_RUN_BY,
  DESIGNER_TEST_IS,
  DESIGNER_TEST_NOT,
  DESIGNER_TEST_SET,
  DESIGNER_TEST_UNSET,
  DESIGNER_TEST_WISHED,
  DESIGNER_TEST_NOT_WISHED,
  DESIGNER_TEST_ASKED_OF_ANY,
  DESIGNER_TEST_ASKED_ABOVE,
  DESIGNER_TEST_HAS,
  DESIGNER_TEST_HAS_NO,
  DESIGNER_TEST_FEWER,
  DESIGNER_TEST_AT_LEAST,
  DESIGNER_TEST_FEWER_DEVICES,
  DESIGNER_TEST_NEEDS_CONTROLLER,
  DESIGNER_TEST_ON_BUS,
  DESIGNER_TEST_VIRTIO_PLACE,
  DESIGNER_TEST_PURPOSE,
  DESIGNER_TEST_BEGINS,
  DESIGNER_TEST_NONE_WITH,
  DESIGNER_TEST_SHARES_MEMORY,
  DESIGNER_TEST_BY_POLICY,
  DESIGNER_TEST_SINCE,
  DESIGNER_TEST_UNTIL,
  DESIGNER_N_TESTS
} DesignerTest;

typedef struct
{
  DesignerTest test;
  gboolean need; /* what even an explicit wish cannot do without */
  int n;
  const char *a;
  const char *b;
} DesignerCondition;

/* How rows write their conditions; a NEED_ also binds explicit wishes. */
#define OS_HAS(device) { DESIGNER_TEST_OS_HAS, FALSE, DESIGNER_DEVICE_##device, NULL, NULL }
#define OS_LACKS(device) { DESIGNER_TEST_OS_LACKS, FALSE, DESIGNER_DEVICE_##device, NULL, NULL }
#define OS_NAMES(device_class) { DESIGNER_TEST_OS_NAMES, FALSE, 0, device_class, NULL }
#define OS_NAMES_NO(device_class) { DESIGNER_TEST_OS_NAMES_NO, FALSE, 0, device_class, NULL }
#define OS_MODERN_VIRTIO { DESIGNER_TEST_OS_MODERN_VIRTIO, FALSE, 0, NULL, NULL }
#define OS_IS(short_ids) { DESIGNER_TEST_OS_IS, FALSE, 0, short_ids, NULL }
#define OS_FAMILY(families) { DESIGNER_TEST_OS_FAMILY, FALSE, 0, families, NULL }
#define OS_NOT_FAMILY(families) { DESIGNER_TEST_OS_NOT_FAMILY, FALSE, 0, families, NULL }
#define NEED_OS_NOT_FAMILY(families) { DESIGNER_TEST_OS_NOT_FAMILY, TRUE, 0, families, NULL }
#define OS_VERSION(version) { DESIGNER_TEST_OS_VERSION, FALSE, 0, version, NULL }
#define OS_OLDER(version) { DESIGNER_TEST_OS_OLDER, FALSE, 0, version, NULL }
#define NEED_OS_FOR_HOST_ARCH { DESIGNER_TEST_OS_HOST_ARCH, TRUE, 0, NULL, NULL }
#define NEED_OS_NOT_WITHOUT(firmware) { DESIGNER_TEST_OS_NOT_WITHOUT, TRUE, 0, firmware, NULL }
#define OS_NEEDS_UEFI { DESIGNER_TEST_OS_NEEDS_UEFI, FALSE, 0, NULL, NULL }
#define OS_NEEDS_NO_UEFI { DESIGNER_TEST_OS_NEEDS_NO_UEFI, FALSE, 0, NULL, NULL }
#define NEED_HOST(what, value) { DESIGNER_TEST_HOST_LISTS, TRUE, 0, what, value }
#define NEED_HOST_SAYS(what, value) { DESIGNER_TEST_HOST_SAYS, TRUE, 0, what, value }
#define HOST(what, value) { DESIGNER_TEST_HOST_LISTS, FALSE, 0, what, value }
#define HOST_NOT_WITHOUT(what, value) { DESIGNER_TEST_HOST_NOT_WITHOUT, FALSE, 0, what, value }
#define NEED_HOST_NOT_WITHOUT(what, value) { DESIGNER_TEST_HOST_NOT_WITHOUT, TRUE, 0, what, value }
#define NEED_HOST_MACHINE(machine) { DESIGNER_TEST_HOST_MACHINE, TRUE, 0, machine, NULL }
#define NEED_HOST_VIRT(virt_type) { DESIGNER_TEST_HOST_VIRT, TRUE, 0, virt_type, NULL }
#define NEED_HOST_OS_TYPE(os_type) { DESIGNER_TEST_HOST_OS_TYPE, TRUE, 0, os_type, NULL }
#define HOST_SESSION { DESIGNER_TEST_HOST_SESSION, FALSE, 0, NULL, NULL }
/* The design is for several hosts; and how their processors are to each other, which
 * those of a single host are always the same as. */
#define HOST_SET { DESIGNER_TEST_HOST_SET, FALSE, 0, NULL, NULL }
#define ONE_CPU { DESIGNER_TEST_ONE_CPU, FALSE, 0, NULL, NULL }
#define NEED_ONE_CPU { DESIGNER_TEST_ONE_CPU, TRUE, 0, NULL, NULL }
#define CPUS_DIFFER { DESIGNER_TEST_CPUS_DIFFER, FALSE, 0, NULL, NULL }
#define COMMON_CPU { DESIGNER_TEST_COMMON_CPU, FALSE, 0, NULL, NULL }
#define RUN_BY(hypervisors) { DESIGNER_TEST_RUN_BY, FALSE, hypervisors, NULL, NULL }
#define NEED_RUN_BY(hypervisors) { DESIGNER_TEST_RUN_BY, TRUE, hypervisors, NULL, NULL }
#define NOT_RUN_BY(hypervisors) { DESIGNER_TEST_NOT_RUN_BY, FALSE, hypervisors, NULL, NULL }
#define NEED_NOT_RUN_BY(hypervisors) { DESIGNER_TEST_NOT_RUN_BY, TRUE, hypervisors, NULL, NULL }
#define IS(thing, values) { DESIGNER_TEST_IS, FALSE, DESIGNER_THING_##thing, values, NULL }
#define NOT(thing, values) { DESIGNER_TEST_NOT, FALSE, DESIGNER_THING_##thing, values, NULL }
#define NEED_IS(thing, values) { DESIGNER_TEST_IS, TRUE, DESIGNER_THING_##thing, values, NULL }
#define NEED_NOT(thing, values) { DESIGNER_TEST_NOT, TRUE, DESIGNER_THING_##thing, values, NULL }
#define SET(thing) { DESIGNER_TEST_SET, FALSE, DESIGNER_THING_##thing, NULL, NULL }
#define NEED_SET(thing) { DESIGNER_TEST_SET, TRUE, DESIGNER_THING_##thing, NULL, NULL }
#define UNSET(thing) { DESIGNER_TEST_UNSET, FALSE, DESIGNER_THING_##thing, NULL, NULL }
#define NEED_UNSET(thing) { DESIGNER_TEST_UNSET, TRUE, DESIGNER_THING_##thing, NULL, NULL }
#define WISHED(thing, values) { DESIGNER_TEST_WISHED, FALSE, DESIGNER_THING_##thing, values, NULL }
#define NOT_WISHED(thing, values) { DESIGNER_TEST_NOT_WISHED, FALSE, DESIGNER_THING_##thing, values, NULL }
#define ASKED(thing) { DESIGNER_TEST_WISHED, FALSE, DESIGNER_THING_##thing, NULL, NULL }
#define NEED_ASKED(thing) { DESIGNER_TEST_WISHED, TRUE, DESIGNER_THING_##thing, NULL, NULL }
#define NOT_ASKED(thing) { DESIGNER_TEST_NOT_WISHED, FALSE, DESIGNER_THING_##thing, NULL, NULL }
#define ASKED_OF_ANY(thing, value) { DESIGNER_TEST_ASKED_OF_ANY, FALSE, DESIGNER_THING_##thing, value, NULL }
/* Or of a device of that kind of which nothing more is said. */
#define ASKED_OF_ANY_OR_OPEN(thing, value) { DESIGNER_TEST_ASKED_OF_ANY, FALSE, DESIGNER_THING_##thing, value, "or one left open" }
#define ASKED_ABOVE(thing, number) { DESIGNER_TEST_ASKED_ABOVE, FALSE, DESIGNER_THING_##thing, number, NULL }
#define HAS(scope) { DESIGNER_TEST_HAS, FALSE, DESIGNER_SCOPE_##scope, NULL, NULL }
#define HAS_NO(scope) { DESIGNER_TEST_HAS_NO, FALSE, DESIGNER_SCOPE_##scope, NULL, NULL }
#define FEWER(thing, value, number) { DESIGNER_TEST_FEWER, FALSE, DESIGNER_THING_##thing, value, number }
#define NEED_FEWER(thing, value, number) { DESIGNER_TEST_FEWER, TRUE, DESIGNER_THING_##thing, value, number }
#define NEED_AT_LEAST(thing, value, number) { DESIGNER_TEST_AT_LEAST, TRUE, DESIGNER_THING_##thing, value, number }
#define NONE_WITH(thing, value) { DESIGNER_TEST_NONE_WITH, FALSE, DESIGNER_THING_##thing, value, NULL }
#define NEED_NONE_WITH(thing, value) { DESIGNER_TEST_NONE_WITH, TRUE, DESIGNER_THING_##thing, value, NULL }
#define AT_LEAST(thing, value, number) { DESIGNER_TEST_AT_LEAST, FALSE, DESIGNER_THING_##thing, value, number }
#define NEED_FEWER_DEVICES(scope, number) { DESIGNER_TEST_FEWER_DEVICES, TRUE, DESIGNER_SCOPE_##scope, number, NULL }
#define NEEDS_CONTROLLER(type) { DESIGNER_TEST_NEEDS_CONTROLLER, FALSE, DESIGNER_THING_DISK_ADDRESS_CONTROLLER, type, NULL }
#define ON_BUS(buses) { DESIGNER_TEST_ON_BUS, FALSE, 0, buses, NULL }
#define NEED_ON_BUS(buses) { DESIGNER_TEST_ON_BUS, TRUE, 0, buses, NULL }
#define VIRTIO_PLACE { DESIGNER_TEST_VIRTIO_PLACE, FALSE, 0, NULL, NULL }
#define NEED_VIRTIO_PLACE { DESIGNER_TEST_VIRTIO_PLACE, TRUE, 0, NULL, NULL }
#define PURPOSE(purpose) { DESIGNER_TEST_PURPOSE, FALSE, DESIGNER_PURPOSE_##purpose, NULL, NULL }
#define BEGINS(thing, prefixes) { DESIGNER_TEST_BEGINS, FALSE, DESIGNER_THING_##thing, prefixes, NULL }

/* A device of the guest is served by another process, which reads the guest's memory. */
#define SHARES_MEMORY { DESIGNER_TEST_SHARES_MEMORY, FALSE, 0, NULL, NULL }

/* A row that is off unless a policy turns it on; ID is the row's own. */
#define BY_POLICY(id) { DESIGNER_TEST_BY_POLICY, FALSE, 0, id, NULL }

/* A row of the versions from that one on, or up to that one, of the policy; a row is
 * never changed or dropped for a better choice, it ends with a version and another
 * begins with the next. */
#define SINCE(version) { DESIGNER_TEST_SINCE, FALSE, version, #version, NULL }
#define UNTIL(version) { DESIGNER_TEST_UNTIL, FALSE, version, #version, NULL }

/* What only the machines of x86 have. */
#define X86 "x86_64,i686"
#define FOR_X86 IS (ARCH, X86)
#define NOT_FOR_X86 NOT (ARCH, X86)
#define NEED_X86 NEED_IS (ARCH, X86)

/* What any virtual machine can have, and a container cannot. */
#define MACHINE_ONLY NEED_RUN_BY (DESIGNER_ANY_MACHINE)
/* What only the machines of QEMU have. */
#define QEMU_ONLY NEED_RUN_BY (DESIGNER_QEMU)

GVirDesignerAnswer designer_condition_ask (const DesignerCondition *condition,
                                           const DesignerFacts *facts,
                                           const DesignerSubject *subject);

/* What ANSWER to CONDITION says, as a clause for people. */
char *designer_condition_describe (const DesignerCondition *condition,
                                   const DesignerFacts *facts,
                                   const DesignerSubject *subject,
                                   GVirDesignerAnswer answer);

/* What CONDITION asks for, of no design in particular. */
char *designer_condition_describe_asked (const DesignerCondition *condition);

/* Where the answer comes from: a host's or the OS database's evidence, or NULL
 * where the clause above says all. */
char *designer_condition_evidence (const DesignerCondition *condition,
                                   const DesignerFacts *facts);

/* Which of the library's errors it is when a needed condition fails. */
int designer_condition_error_code (const DesignerCondition *condition);

/* What makes a condition hold that fails, or NULL. */
char *designer_condition_remedy (const DesignerCondition *condition,
                                 const DesignerFacts *facts);

G_END_DECLS
