/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "plan/step-private.h"

#include "base/json-private.h"
#include "base/libvirt-builder-error.h"

/**
 * GVirBuilderStep:
 *
 * One action of a plan, and what takes it back.
 *
 * Immutable.
 */
struct _GVirBuilderStep
{
  GObject parent_instance;

  char *kind;
  char *description;
  char *undo;
  guint weight;
  GHashTable *details; /* char * to char * */
  GBytes *content;     /* never written anywhere; NULL: none */
};

G_DEFINE_FINAL_TYPE (GVirBuilderStep, gvir_builder_step, G_TYPE_OBJECT)

static void
gvir_builder_step_finalize (GObject *object)
{
  GVirBuilderStep *self = GVIR_BUILDER_STEP (object);

  g_free (self->kind);
  g_free (self->description);
  g_free (self->undo);
  g_hash_table_unref (self->details);
  g_clear_pointer (&self->content, g_bytes_unref);
  G_OBJECT_CLASS (gvir_builder_step_parent_class)->finalize (object);
}

static void
gvir_builder_step_class_init (GVirBuilderStepClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gvir_builder_step_finalize;
}

static void
gvir_builder_step_init (GVirBuilderStep *self)
{
  self->details = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

GVirBuilderStep *
builder_step_new (const char *kind,
                  guint weight,
                  const char *description,
                  const char *undo)
{
  GVirBuilderStep *step = g_object_new (GVIR_BUILDER_TYPE_STEP, NULL);

  step->kind = g_strdup (kind);
  step->weight = weight;
  step->description = g_strdup (description);
  step->undo = g_strdup (undo);
  return step;
}

void
builder_step_set (GVirBuilderStep *step,
                  const char *name,
                  const char *value)
{
  if (value != NULL)
    g_hash_table_insert (step->details, g_strdup (name), g_strdup (value));
}

void
builder_step_set_number (GVirBuilderStep *step,
                         const char *name,
                         guint64 number)
{
  g_hash_table_insert (step->details, g_strdup (name), g_strdup_printf ("%" G_GUINT64_FORMAT, number));
}

void
builder_step_set_content (GVirBuilderStep *step,
                          GBytes *content)
{
  g_clear_pointer (&step->content, g_bytes_unref);
  step->content = g_bytes_ref (content);
}

GBytes *
builder_step_get_content (GVirBuilderStep *step)
{
  return step->content;
}

const char *
builder_step_get (GVirBuilderStep *step,
                  const char *name)
{
  return g_hash_table_lookup (step->details, name);
}

guint64
builder_step_get_number (GVirBuilderStep *step,
                         const char *name)
{
  const char *value = builder_step_get (step, name);

  return value != NULL ? g_ascii_strtoull (value, NULL, 10) : 0;
}

/**
 * gvir_builder_step_get_kind:
 * @step: a step
 *
 * Names what sort of action it is; the same name in every plan and release.
 *
 * Returns: (transfer none): a name, such as `volume-create`
 */
const char *
gvir_builder_step_get_kind (GVirBuilderStep *step)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_STEP (step), NULL);
  return step->kind;
}

/**
 * gvir_builder_step_get_description:
 * @step: a step
 *
 * Says what is done.
 *
 * Returns: (transfer none): for people, such as `define the guest web`
 */
const char *
gvir_builder_step_get_description (GVirBuilderStep *step)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_STEP (step), NULL);
  return step->description;
}

/**
 * gvir_builder_step_get_undo:
 * @step: a step
 *
 * Says what takes it back where a later step fails or the run is cancelled.
 *
 * Returns: (transfer none) (nullable): for people, such as `undefine the guest web`; %NULL:
 *   nothing does, or there is nothing to take back
 */
const char *
gvir_builder_step_get_undo (GVirBuilderStep *step)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_STEP (step), NULL);
  return step->undo;
}

/**
 * gvir_builder_step_get_weight:
 * @step: a step
 *
 * Says how long it takes beside the other steps of its plan.
 *
 * Returns: a number, at least 1; it has no unit
 */
guint
gvir_builder_step_get_weight (GVirBuilderStep *step)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_STEP (step), 1);
  return step->weight;
}

static gboolean
details_equal (GHashTable *some,
               GHashTable *others)
{
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  if (g_hash_table_size (some) != g_hash_table_size (others))
    return FALSE;
  g_hash_table_iter_init (&iter, some);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      if (g_strcmp0 (g_hash_table_lookup (others, name), value) != 0)
        return FALSE;
    }
  return TRUE;
}

/**
 * gvir_builder_step_equal:
 * @step: a step
 * @other: another one
 *
 * Compares what two steps do and what with.
 *
 * Returns: whether they are the same
 */
gboolean
gvir_builder_step_equal (GVirBuilderStep *step,
                         GVirBuilderStep *other)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_STEP (step), FALSE);
  g_return_val_if_fail (GVIR_BUILDER_IS_STEP (other), FALSE);

  return g_str_equal (step->kind, other->kind) && step->weight == other->weight
         && g_str_equal (step->description, other->description) && g_strcmp0 (step->undo, other->undo) == 0
         && details_equal (step->details, other->details);
}

void
builder_step_write (GVirBuilderStep *step,
                    JsonBuilder *builder)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (step->details), (GCompareFunc) strcmp);

  json_builder_begin_object (builder);
  builder_json_add_text (builder, "kind", step->kind);
  builder_json_add_text (builder, "description", step->description);
  if (step->undo != NULL)
    builder_json_add_text (builder, "undo", step->undo);
  json_builder_set_member_name (builder, "weight");
  json_builder_add_int_value (builder, step->weight);
  json_builder_set_member_name (builder, "details");
  json_builder_begin_object (builder);
  for (GList *at = names; at != NULL; at = at->next)
    builder_json_add_text (builder, at->data, builder_step_get (step, at->data));
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static gboolean
read_details (GVirBuilderStep *step,
              JsonNode *node)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &value))
    {
      if (!JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_STRING)
        return FALSE;
      builder_step_set (step, name, json_node_get_string (value));
    }
  return TRUE;
}

GVirBuilderStep *
builder_step_read (JsonObject *object,
                   GError **error)
{
  const char *kind = builder_json_get_text (object, "kind");
  const char *description = builder_json_get_text (object, "description");
  JsonNode *weight = json_object_get_member (object, "weight");
  g_autoptr (GVirBuilderStep) step = NULL;

  if (kind != NULL && description != NULL && weight != NULL && JSON_NODE_HOLDS_VALUE (weight)
      && json_node_get_int (weight) > 0 && json_node_get_int (weight) <= G_MAXINT32)
    {
      step = builder_step_new (kind, (guint) json_node_get_int (weight), description, builder_json_get_text (object, "undo"));
      if (read_details (step, json_object_get_member (object, "details")))
        return g_steal_pointer (&step);
    }
  g_set_error_literal (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                       "a step of the plan lacks its kind, its description, its weight or its details");
  return NULL;
}
