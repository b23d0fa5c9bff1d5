/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "vocabulary/things-private.h"

G_BEGIN_DECLS

/* What the caller asked for of one scope: a value for some of its things. */
typedef struct
{
  DesignerScopeId scope;
  char **values; /* one per thing of the scope; NULL: no wish */
} DesignerRequest;

/* What the default complement of devices is to suit. */
typedef enum
{
  DESIGNER_PURPOSE_DESKTOP,
  DESIGNER_PURPOSE_SERVER
} DesignerPurpose;

/* All that the caller asked for. */
typedef struct
{
  DesignerRequest *whole[DESIGNER_N_WHOLE_SCOPES];
  GPtrArray *devices; /* DesignerRequest, in the order they were asked for */
  guint64 declined;   /* scopes of which the caller wants no device at all */
} DesignerIntent;

DesignerRequest *designer_request_new (DesignerScopeId scope);
void designer_request_free (DesignerRequest *request);
const char *designer_request_get (const DesignerRequest *request,
                                  DesignerThingId thing);
gboolean designer_request_wish (DesignerRequest *request,
                                DesignerThingId thing,
                                const char *value,
                                GError **error);

DesignerIntent *designer_intent_new (void);
void designer_intent_free (DesignerIntent *intent);
const char *designer_intent_get (const DesignerIntent *intent,
                                 DesignerThingId thing);
void designer_intent_decline (DesignerIntent *intent,
                              DesignerScopeId scope);
gboolean designer_intent_declines (const DesignerIntent *intent,
                                   DesignerScopeId scope);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DesignerRequest, designer_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DesignerIntent, designer_intent_free)

G_END_DECLS
