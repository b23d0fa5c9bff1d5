/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The new images in which disks go on from a snapshot on: as long as the snapshot is not noted, nobody but the step that makes
 * it knows of them. */

#pragma once

#include "steps/kinds-private.h"

G_BEGIN_DECLS

/* Whether any image that the step makes is there. */
gboolean builder_snapshot_images_look (BuilderWork *work,
                                       GVirBuilderStep *step,
                                       gboolean *any,
                                       GError **error);

/* Deletes them where nothing is lost with them: no guest has one, and nothing was written to it. */
gboolean builder_snapshot_images_delete (BuilderWork *work,
                                         GVirBuilderStep *step,
                                         GError **error);

G_END_DECLS
