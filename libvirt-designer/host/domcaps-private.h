/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "base/digest-private.h"
#include "base/libvirt-designer-answer.h"
#include "base/xml-reader-private.h"

G_BEGIN_DECLS

/* What an answer depends on besides the emulator and the architecture: how far
 * it may be carried over to another kind of guest. */
typedef enum
{
  DESIGNER_REACH_EMULATOR,
  DESIGNER_REACH_VIRT_TYPE,
  DESIGNER_REACH_MACHINE
} DesignerReach;

#define DESIGNER_N_REACHES (DESIGNER_REACH_MACHINE + 1)

/* One thing that a description says: VALUE is listed or refused under WHAT;
 * without a VALUE, that WHAT is described, and whether it is supported. */
typedef struct
{
  const char *what;
  gsize what_length;
  const char *value;
  GVirDesignerAnswer answer;
  DesignerReach scope;
} DesignerFact;

/* The processor of a host as the nearest model, with what it has beyond it and what
 * of it it lacks; MODEL NULL: nothing is said. */
typedef struct
{
  const char *model;
  const char *vendor;
  GPtrArray *required; /* names of features */
  GPtrArray *disabled;
} DesignerHostCpu;

/* One domain-capabilities document, as a table. */
typedef struct
{
  char *origin;
  char *emulator;
  char *virt_type;
  char *machine;
  char *arch;
  guint max_vcpus;
  GHashTable *facts;
  GHashTable *figures; /* WHAT → DesignerFigure */
  GStringChunk *strings;
  DesignerDigest content; /* of all facts and figures */
  DesignerDigest cpu;     /* of those about the processor */
  DesignerHostCpu own_cpu;
} DesignerDomcaps;

DesignerDomcaps *designer_domcaps_new (const char *origin);
void designer_domcaps_free (DesignerDomcaps *self);

/* NAME is what the document is called in an error; ORIGIN, in an evidence. */
DesignerDomcaps *designer_domcaps_new_from_xml (const DesignerXmlDoc *doc,
                                                const char *name,
                                                const char *origin,
                                                GError **error);

void designer_domcaps_add (DesignerDomcaps *self,
                           const char *what,
                           const char *value,
                           GVirDesignerAnswer answer,
                           DesignerReach scope);

/* FALSE where the description does not mention WHAT. */
gboolean designer_domcaps_find (const DesignerDomcaps *self,
                                const char *what,
                                const char *value,
                                GVirDesignerAnswer *answer,
                                DesignerReach *scope);

/* A number that the description gives. */
void designer_domcaps_set_figure (DesignerDomcaps *self,
                                  const char *what,
                                  guint64 figure,
                                  DesignerReach scope);
/* FALSE where it gives none; SCOPE may be NULL. */
gboolean designer_domcaps_find_figure (const DesignerDomcaps *self,
                                       const char *what,
                                       guint64 *figure,
                                       DesignerReach *scope);

/* The facts sorted by WHAT and VALUE; the container is the caller's. */
GPtrArray *designer_domcaps_list_facts (const DesignerDomcaps *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DesignerDomcaps, designer_domcaps_free)

G_END_DECLS
