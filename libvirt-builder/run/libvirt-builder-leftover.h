/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <libvirt-builder/run/libvirt-builder-run.h>

G_BEGIN_DECLS

/**
 * GVirBuilderLeftoverState:
 * @GVIR_BUILDER_LEFTOVER_STATE_STOPPED: its run was killed, or could not take it back
 * @GVIR_BUILDER_LEFTOVER_STATE_RUNNING: its run still goes on
 * @GVIR_BUILDER_LEFTOVER_STATE_UNREADABLE: its record is damaged, or not ours
 * @GVIR_BUILDER_LEFTOVER_STATE_WAITING: nobody waits any more for what its guest does, as for the
 *   end of its installation, after which something is still to be done
 *
 * What is known of a run of which a record is left.
 */
typedef enum
{
  GVIR_BUILDER_LEFTOVER_STATE_STOPPED,
  GVIR_BUILDER_LEFTOVER_STATE_RUNNING,
  GVIR_BUILDER_LEFTOVER_STATE_UNREADABLE,
  GVIR_BUILDER_LEFTOVER_STATE_WAITING
} GVirBuilderLeftoverState;

#define GVIR_BUILDER_TYPE_LEFTOVER (gvir_builder_leftover_get_type ())
G_DECLARE_FINAL_TYPE (GVirBuilderLeftover, gvir_builder_leftover, GVIR_BUILDER, LEFTOVER, GObject)

GListModel *gvir_builder_list_leftovers (GError **error);
GVirBuilderLeftover *gvir_builder_find_waiting (GVirConnection *connection,
                                                const char *guest,
                                                GError **error);

const char *gvir_builder_leftover_get_id (GVirBuilderLeftover *leftover);
const char *gvir_builder_leftover_get_path (GVirBuilderLeftover *leftover);
GVirBuilderLeftoverState gvir_builder_leftover_get_state (GVirBuilderLeftover *leftover);
const char *gvir_builder_leftover_get_problem (GVirBuilderLeftover *leftover);
const char *gvir_builder_leftover_get_uri (GVirBuilderLeftover *leftover);
gint64 gvir_builder_leftover_get_began (GVirBuilderLeftover *leftover);
GVirBuilderPlan *gvir_builder_leftover_get_plan (GVirBuilderLeftover *leftover);
GVirBuilderDirection gvir_builder_leftover_get_recovery (GVirBuilderLeftover *leftover);
char *gvir_builder_leftover_to_text (GVirBuilderLeftover *leftover);
char *gvir_builder_leftover_to_json (GVirBuilderLeftover *leftover);

GVirBuilderRun *gvir_builder_leftover_recover (GVirBuilderLeftover *leftover,
                                               GVirConnection *connection,
                                               GVirBuilderDirection direction,
                                               GError **error);

G_END_DECLS
