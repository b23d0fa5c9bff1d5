/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "policy/policy-private.h"
#include "policy/policy-text-private.h"

G_BEGIN_DECLS

#define DESIGNER_POLICY_IF "if-"
#define DESIGNER_POLICY_UNLESS "unless-"

typedef struct
{
  GVirDesignerPolicy *policy;
  const char *file;
  const DesignerPolicyNames *names;
  DesignerGroup *group; /* NULL: [Policy] */
  guint group_line;
  guint n_statements; /* of that group */
} DesignerPolicyReader;

/* "There is no WHAT 'NAME'", with the nearest of CANDIDATES; returns FALSE. */
gboolean designer_policy_refuse_name (const DesignerPolicyReader *reader,
                                      const DesignerPolicyLine *line,
                                      const char *what,
                                      const char *name,
                                      GPtrArray *candidates,
                                      GError **error);
gboolean designer_policy_check_value (const DesignerPolicyReader *reader,
                                      const DesignerPolicyLine *line,
                                      const DesignerThing *thing,
                                      const char *value,
                                      char **normalised,
                                      GError **error);
/* The parts of "a; b; c", never empty ones. */
char **designer_policy_split (const char *value);

/* What [Policy] says of the whole. */
gboolean designer_policy_take_header (DesignerPolicyReader *reader,
                                      const DesignerPolicyLine *line,
                                      GError **error);
gboolean designer_policy_take_statement (DesignerPolicyReader *reader,
                                         const DesignerPolicyLine *line,
                                         GError **error);
gboolean designer_policy_take_order (DesignerPolicyReader *reader,
                                     const DesignerPolicyLine *line,
                                     GError **error);
gboolean designer_policy_take_condition (DesignerPolicyReader *reader,
                                         const DesignerPolicyLine *line,
                                         GError **error);

G_END_DECLS
