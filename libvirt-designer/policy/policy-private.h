/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "intent/settings-private.h"
#include "policy/libvirt-designer-policy.h"
#include "vocabulary/things-private.h"

G_BEGIN_DECLS

/* What a statement of a policy does with a thing, a rule or an addition. */
typedef enum
{
  DESIGNER_VERB_PREFER,  /* the value, or the rule, where it is possible */
  DESIGNER_VERB_REQUIRE, /* the value, or an error */
  DESIGNER_VERB_FORBID,  /* the value, or the rule */
  DESIGNER_VERB_ADD,     /* the addition, a number of times */
  DESIGNER_VERB_REMOVE,  /* the addition */
  DESIGNER_VERB_OMIT,    /* the thing is decided, and not written */
  DESIGNER_VERB_SET,     /* what no thing is about, where the caller did not */
  DESIGNER_VERB_WRITE,   /* the thing is written elsewhere */
  DESIGNER_VERB_PERMIT,  /* a wish for the thing is not held against what the host lists */
  DESIGNER_VERB_ORDER,   /* the parts of an element stand in this order */
  DESIGNER_N_VERBS
} DesignerVerb;

/* What a group of statements can depend on beside values that are settled. */
typedef enum
{
  DESIGNER_MATTER_THING,
  DESIGNER_MATTER_OS,
  DESIGNER_MATTER_OS_FAMILY,
  DESIGNER_MATTER_PURPOSE,
  DESIGNER_MATTER_SESSION,
  DESIGNER_MATTER_HOST,
  DESIGNER_MATTER_HOST_ARCH
} DesignerMatter;

typedef struct
{
  DesignerMatter matter;
  DesignerThingId thing;
  gboolean unless;
  char **values;
} DesignerWhere;

/* "[Prefer for old Windows]" and what all statements below it share. */
typedef struct
{
  DesignerVerb verb;
  char *name;
  const char *reason; /* interned */
  GArray *wheres;     /* DesignerWhere; all must hold */
} DesignerGroup;

typedef struct
{
  GVirDesignerPolicy *policy; /* borrowed */
  const DesignerGroup *group;
  guint line;
  DesignerThingId thing; /* of ADD and REMOVE, DESIGNER_ADDITIONS; of SET, DESIGNER_SETTINGS; of ORDER, DESIGNER_ORDERS */
  const char *value;     /* NULL: ID says what; of WRITE, the path; of ORDER, "name;@attribute" */
  const char *id;        /* of a rule or an addition; of SET, the name of the sub-option; of ORDER, the path */
  guint times;           /* of ADD */
  DesignerScopeId scope; /* of SET */
  DesignerSetting *setting; /* of SET */
} DesignerStatement;

/* In the place of a thing: the statement is about none. */
#define DESIGNER_ADDITIONS DESIGNER_N_THINGS
#define DESIGNER_SETTINGS (DESIGNER_N_THINGS + 1)
#define DESIGNER_ORDERS (DESIGNER_N_THINGS + 2)
#define DESIGNER_N_TOPICS (DESIGNER_N_THINGS + 3)

/* Where devices are, in the paths of ORDER, and what stands for each of them. */
#define DESIGNER_POLICY_DEVICES "domain/devices/"
#define DESIGNER_POLICY_ANY "any"

/* What a policy says that the guest is for. */
typedef enum
{
  DESIGNER_SAYS_NO_PURPOSE,
  DESIGNER_SAYS_DESKTOP,
  DESIGNER_SAYS_SERVER
} DesignerSaidPurpose;

/* The names that only later stages know. */
typedef struct
{
  DesignerThingId (*thing_of_rule) (const char *id); /* DESIGNER_N_THINGS: no such rule */
  gboolean (*is_addition) (const char *id);
  GPtrArray *(*list_rules) (void);
  GPtrArray *(*list_additions) (void);
} DesignerPolicyNames;

struct _GVirDesignerPolicy
{
  GObject parent_instance;

  char *name;
  char *title;
  char *file;
  DesignerSaidPurpose purpose;
  char **base_names; /* what "base=" gives, or NULL */
  guint base_line;
  GPtrArray *bases;  /* GVirDesignerPolicy: all that this one rests on, in the order of their say; NULL: none */
  GPtrArray *groups;     /* DesignerGroup */
  GPtrArray *statements; /* DesignerStatement, in the order of their lines */
  /* Those of them that are about a thing, additions or settings; NULL: none. */
  GPtrArray *of_thing[DESIGNER_N_TOPICS];
};

/* TEXT is the content of FILE; NULL with an error that names file and line. */
GVirDesignerPolicy *designer_policy_read (const char *file,
                                          const char *text,
                                          gsize length,
                                          const DesignerPolicyNames *names,
                                          GError **error);

DesignerGroup *designer_policy_add_group (GVirDesignerPolicy *policy,
                                          DesignerVerb verb,
                                          const char *name);
void designer_policy_add_statement (GVirDesignerPolicy *policy,
                                    const DesignerStatement *statement);

/* "Prefer" of DESIGNER_VERB_PREFER. */
const char *designer_verb_name (DesignerVerb verb);

/* Where a statement stands, for people: "FILE, line 7 [Prefer for servers]". */
char *designer_statement_place (const DesignerStatement *statement);

/* The file of the policy NAME, or NULL with an error that names the nearest. */
char *designer_policy_find (const char *name,
                            GError **error);
GPtrArray *designer_policy_list (void);

/* The files of the policies that are always in force, in the order of their say. */
GPtrArray *designer_policy_list_site (void);

G_END_DECLS
