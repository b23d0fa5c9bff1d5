/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "rules/conditions-private.h"

G_BEGIN_DECLS

#define DESIGNER_MAX_CONDITIONS 8
#define DESIGNER_MAX_ROWS 24
#define DESIGNER_MAX_PRESETS 6

/* In the place of a condition: nothing could be worked out; a policy forbids it. */
#define DESIGNER_NOTHING_COMPUTED DESIGNER_MAX_CONDITIONS
#define DESIGNER_FORBIDDEN (DESIGNER_MAX_CONDITIONS + 1)

typedef struct _DesignerRule DesignerRule;

/* A value worked out from the facts, in FACTS->strings; NULL: does not apply. */
typedef const char *(*DesignerCompute) (DesignerFacts *facts,
                                        const DesignerSubject *subject,
                                        const DesignerRule *rule);

/* One row of policy: the thing is VALUE (or what COMPUTE works out) where all
 * conditions hold. The first row of a thing whose conditions hold wins; a row
 * with an unknown among its answers wins only where no row is sure. An explicit
 * wish is not weighed against rows: it needs no more than one row for its value
 * whose needs are not denied. A row that asks whether its own value was wished
 * is there for those needs alone. */
struct _DesignerRule
{
  const char *id;
  DesignerThingId thing;
  const char *value; /* NULL without COMPUTE: nothing is written */
  DesignerCompute compute;
  const char *reason; /* one sentence for a user */
  const char *source; /* what a reviewer can open */
  DesignerCondition conditions[DESIGNER_MAX_CONDITIONS];
};

/* A device that is added: because the design is to be complete (trigger
 * DOMAIN), or because a device of the trigger's scope was. */
struct _DesignerAddition
{
  const char *id;
  DesignerScopeId trigger;
  DesignerScopeId scope;
  struct
  {
    DesignerThingId thing;
    const char *value; /* NULL: no more presets */
  } presets[DESIGNER_MAX_PRESETS];
  guint times; /* how many are added; 0 means one */
  const char *reason;
  const char *source;
  DesignerCondition conditions[DESIGNER_MAX_CONDITIONS];
};

/* How a row fared: its answer, and the condition that decided it. */
typedef struct
{
  guint8 asked;
  guint8 answer;
  guint8 condition;
} DesignerOutcome;

typedef struct
{
  const DesignerRule *rule; /* NULL: no row applies */
  const DesignerStatement *statement; /* of the policy that chose, or NULL */
  const char *value;        /* NULL: nothing is written */
  GVirDesignerAnswer answer;
  DesignerOutcome outcomes[DESIGNER_MAX_ROWS]; /* one per row of the thing */
} DesignerChoice;

void designer_rules_choose (DesignerFacts *facts,
                            const DesignerSubject *subject,
                            DesignerThingId thing,
                            DesignerChoice *choice);

/* The same among the values and rules that the policies prefer; CHOICE is to be
 * empty. */
void designer_rules_choose_preferred (DesignerFacts *facts,
                                      const DesignerSubject *subject,
                                      DesignerThingId thing,
                                      DesignerChoice *choice);

/* The same among the rules that they require. */
void designer_rules_choose_required (DesignerFacts *facts,
                                     const DesignerSubject *subject,
                                     DesignerThingId thing,
                                     DesignerChoice *choice);

/* How ROW fares, and its VALUE; FALSE: it does not apply. */
gboolean designer_rule_apply (DesignerFacts *facts,
                              const DesignerSubject *subject,
                              const DesignerRule *row,
                              DesignerOutcome *outcome,
                              const char **value);

/* Whether THING can be VALUE at all: no row for it is without what it needs. */
gboolean designer_rules_permit (const DesignerFacts *facts,
                                const DesignerSubject *subject,
                                DesignerThingId thing,
                                const char *value,
                                GError **error);

/* The row for VALUE that came closest to applying, where each is without a NEED; NULL:
 * THING can be VALUE. */
const DesignerRule *designer_rules_find_denied (const DesignerFacts *facts,
                                                const DesignerSubject *subject,
                                                DesignerThingId thing,
                                                const char *value,
                                                const DesignerCondition **need);

const DesignerRule *designer_rules_get (DesignerThingId thing,
                                        guint *n_rows);
const DesignerRule *designer_rule_find (const char *id);
GVirDesignerAnswer designer_conditions_hold (const DesignerCondition *conditions,
                                             const DesignerFacts *facts,
                                             const DesignerSubject *subject,
                                             guint *decisive);

/* The rows of all additions, in the order in which they are tried. */
const DesignerAddition *designer_additions_get (guint *n_rows);
/* Those of TRIGGER, in the same order. */
const DesignerAddition *const *designer_additions_of (DesignerScopeId trigger,
                                                      guint *n_rows);

/* The tables, one file for each subject; NULL-terminated by an empty row. */
extern const DesignerRule designer_domain_rules[];
extern const DesignerRule designer_install_rules[];
extern const DesignerRule designer_edit_rules[];
extern const DesignerRule designer_machine_rules[];
extern const DesignerRule designer_memory_rules[];
extern const DesignerRule designer_cpu_rules[];
extern const DesignerRule designer_clock_rules[];
extern const DesignerRule designer_hyperv_rules[];
extern const DesignerRule designer_storage_rules[];
extern const DesignerRule designer_disk_rules[];
extern const DesignerRule designer_queue_rules[];
extern const DesignerRule designer_filesystem_rules[];
extern const DesignerRule designer_disk_address_rules[];
extern const DesignerRule designer_controller_rules[];
extern const DesignerRule designer_network_rules[];
extern const DesignerRule designer_display_rules[];
extern const DesignerRule designer_character_rules[];
extern const DesignerRule designer_device_rules[];
extern const DesignerRule designer_small_device_rules[];
extern const DesignerRule designer_small_machine_rules[];
extern const DesignerRule designer_host_device_rules[];
extern const DesignerRule designer_confidential_rules[];
extern const DesignerRule designer_profile_rules[];

G_END_DECLS
