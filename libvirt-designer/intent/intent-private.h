/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "intent/settings-private.h"

G_BEGIN_DECLS

/* What the caller asked for of one scope: a value for some of its things, and
 * what no thing is about; of the whole domain, only scope DOMAIN has the latter. */
typedef struct
{
  DesignerScopeId scope;
  DesignerSettings *settings; /* NULL: none */
  gboolean for_installer; /* a drive for the installer's medium, which comes behind the others */
  char *values[]; /* one per thing of the scope; NULL: no wish */
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

/* The value asked for at PATH, "driver/@queues" or "numa/cell[2]/@cpus", of which
 * there is no thing; NULL: none. */
const char *designer_request_setting (const DesignerRequest *request,
                                      const char *path);
gboolean designer_request_set (DesignerRequest *request,
                               DesignerSettingAction action,
                               const char *path,
                               const char *value,
                               const char *name,
                               GError **error);
void designer_request_edit (DesignerRequest *request,
                            DesignerSettingAction action,
                            const char *path,
                            const char *value,
                            const char *name);

DesignerIntent *designer_intent_new (void);
void designer_intent_free (DesignerIntent *intent);
const char *designer_intent_get (const DesignerIntent *intent,
                                 DesignerThingId thing);
/* As designer_request_setting(), of the domain: "cpu/numa/cell[2]/@cpus". */
const char *designer_intent_setting (const DesignerIntent *intent,
                                     const char *path);
void designer_intent_decline (DesignerIntent *intent,
                              DesignerScopeId scope);
gboolean designer_intent_declines (const DesignerIntent *intent,
                                   DesignerScopeId scope);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DesignerRequest, designer_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DesignerIntent, designer_intent_free)

G_END_DECLS
