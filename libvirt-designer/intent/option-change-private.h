/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "intent/intent-private.h"
#include "vocabulary/options-private.h"

G_BEGIN_DECLS

/* What an option asks to be changed of what is there already. */
typedef struct
{
  const DesignerOptionRow *option;
  DesignerIntent *draft;   /* what is asked of the domain */
  DesignerRequest *device; /* what is asked of a device, or NULL */
  GPtrArray *removed;      /* paths of what is to go, from the scope's element */
  GPtrArray *emptied;      /* paths of elements whose text is to go */
  gboolean clears;         /* what is there goes first */
} DesignerChange;

/* "cache=none" asks for a value, "cache=" that there be none, and "clearxml=yes" that
 * nothing be left of what was there. EXISTING is what is there of the domain; THERE, of
 * the device that is to be changed, or NULL. */
DesignerChange *designer_change_new (const DesignerIntent *existing,
                                     const DesignerRequest *there,
                                     const DesignerOptionRow *option,
                                     const char *argument,
                                     GError **error);
void designer_change_free (DesignerChange *change);

/* What is asked of SCOPE, or NULL. */
const DesignerRequest *designer_change_request (const DesignerChange *change,
                                                DesignerScopeId scope);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DesignerChange, designer_change_free)

G_END_DECLS
