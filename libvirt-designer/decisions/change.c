/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What two designs of the same wishes chose differently. */

#include "decisions/change-private.h"

#include "vocabulary/things-private.h"

/**
 * GVirDesignerChange:
 *
 * What one design chose and another did not.
 *
 * Changes are immutable; [func@LibvirtDesigner.decisions_compare] lists them.
 */

G_DEFINE_FINAL_TYPE (GVirDesignerChange, gvir_designer_change, G_TYPE_OBJECT)

static void
gvir_designer_change_finalize (GObject *object)
{
  GVirDesignerChange *self = GVIR_DESIGNER_CHANGE (object);

  g_clear_object (&self->then);
  g_clear_object (&self->now);
  G_OBJECT_CLASS (gvir_designer_change_parent_class)->finalize (object);
}

static void
gvir_designer_change_class_init (GVirDesignerChangeClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gvir_designer_change_finalize;
}

static void
gvir_designer_change_init (G_GNUC_UNUSED GVirDesignerChange *self)
{
}

static GVirDesignerDecision *
either (GVirDesignerChange *change)
{
  return change->now != NULL ? change->now : change->then;
}

/**
 * gvir_designer_change_get_subject:
 * @change: a change
 *
 * Says what the change is about.
 *
 * Returns: (transfer none): the domain, the virtual machine or a device
 */
const char *
gvir_designer_change_get_subject (GVirDesignerChange *change)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_CHANGE (change), NULL);
  return gvir_designer_decision_get_subject (either (change));
}

/**
 * gvir_designer_change_get_thing:
 * @change: a change
 *
 * Says what was decided differently.
 *
 * Returns: (transfer none): a dotted name, such as `video.model`
 */
const char *
gvir_designer_change_get_thing (GVirDesignerChange *change)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_CHANGE (change), NULL);
  return gvir_designer_decision_get_thing (either (change));
}

/**
 * gvir_designer_change_get_then:
 * @change: a change
 *
 * Gets what the first of the two designs decided.
 *
 * Returns: (transfer none) (nullable): a decision, or %NULL where it decided nothing
 */
GVirDesignerDecision *
gvir_designer_change_get_then (GVirDesignerChange *change)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_CHANGE (change), NULL);
  return change->then;
}

/**
 * gvir_designer_change_get_now:
 * @change: a change
 *
 * Gets what the second of the two designs decided.
 *
 * Returns: (transfer none) (nullable): a decision, or %NULL where it decided nothing
 */
GVirDesignerDecision *
gvir_designer_change_get_now (GVirDesignerChange *change)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_CHANGE (change), NULL);
  return change->now;
}

static const char *
value_of (GVirDesignerDecision *decision)
{
  return decision != NULL ? gvir_designer_decision_get_value (decision) : NULL;
}

/* What was decided is found by what it is about. */
static char *
key_of (GVirDesignerDecision *decision)
{
  return g_strconcat (gvir_designer_decision_get_subject (decision), "\n",
                      gvir_designer_decision_get_thing (decision), NULL);
}

static void
add_change (GListStore *changes,
            GVirDesignerDecision *then,
            GVirDesignerDecision *now)
{
  g_autoptr (GVirDesignerChange) change = NULL;

  if (g_strcmp0 (value_of (then), value_of (now)) == 0)
    return;
  change = g_object_new (GVIR_DESIGNER_TYPE_CHANGE, NULL);
  g_set_object (&change->then, then);
  g_set_object (&change->now, now);
  g_list_store_append (changes, change);
}

static GHashTable *
index_decisions (GListModel *decisions)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (decisions); i++)
    {
      GVirDesignerDecision *decision = g_list_model_get_item (decisions, i);

      g_hash_table_replace (index, key_of (decision), decision);
    }
  return index;
}

/* The version itself is what is compared, and no change. */
static gboolean
is_version (GVirDesignerDecision *decision)
{
  return g_str_equal (gvir_designer_decision_get_thing (decision),
                      designer_thing_get (DESIGNER_THING_POLICY_VERSION)->name);
}

/* What each decision of DECISIONS has become, or been before, in OTHERS; without
 * what is in both where only what is in one is to be added. */
static void
compare (GListStore *changes,
         GListModel *decisions,
         GHashTable *others,
         gboolean then)
{
  for (guint i = 0; i < g_list_model_get_n_items (decisions); i++)
    {
      g_autoptr (GVirDesignerDecision) decision = g_list_model_get_item (decisions, i);
      g_autofree char *key = key_of (decision);
      GVirDesignerDecision *other = g_hash_table_lookup (others, key);

      if (is_version (decision))
        continue;
      if (!then)
        add_change (changes, other, decision);
      else if (other == NULL)
        add_change (changes, decision, NULL);
    }
}

/**
 * gvir_designer_decisions_compare:
 * @then: a list of [class@LibvirtDesigner.Decision]
 * @now: the list of another design
 *
 * Lists what a design chose otherwise than another of the same wishes, such as one
 * with the choices of an earlier version
 * ([method@LibvirtDesigner.Domain.set_policy_version]).
 *
 * What both decided alike by different rules is no change. Devices are compared by
 * their names, such as `disk vda`.
 *
 * Returns: (transfer full): a list of [class@LibvirtDesigner.Change], in the order
 *   of @now, and behind it what only @then decided
 */
GListModel *
gvir_designer_decisions_compare (GListModel *then,
                                 GListModel *now)
{
  GListStore *changes;
  g_autoptr (GHashTable) old = NULL;
  g_autoptr (GHashTable) new = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (then), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (now), NULL);

  changes = g_list_store_new (GVIR_DESIGNER_TYPE_CHANGE);
  old = index_decisions (then);
  new = index_decisions (now);
  compare (changes, now, old, FALSE);
  compare (changes, then, new, TRUE);
  return G_LIST_MODEL (changes);
}
