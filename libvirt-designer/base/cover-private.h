/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who strikes out which alternative, to find the fewest that leave none. */
typedef struct _DesignerCover DesignerCover;

DesignerCover *designer_cover_new (guint n_members);
void designer_cover_free (DesignerCover *self);

/* Begins another alternative, which nobody has struck out yet. */
void designer_cover_add_alternative (DesignerCover *self);
/* MEMBER strikes out the last one. */
void designer_cover_strike (DesignerCover *self,
                            guint member);
guint designer_cover_n_alternatives (const DesignerCover *self);

/* The members of a smallest group that strikes out all alternatives, ascending;
 * empty where even all members together leave one. EXACT is FALSE where there may be
 * a smaller one, for the search was too long: those were taken one after the other
 * that strike out most. */
GArray *designer_cover_find_smallest (const DesignerCover *self,
                                      gboolean *exact);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DesignerCover, designer_cover_free)

G_END_DECLS
