/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* os detect */

#include "live.h"

#include <json-glib/json-glib.h>

static const char *const kind_names[] = { "disc", "folder", "tree", "disk-image" };

static void
add_member (JsonBuilder *builder,
            const char *name,
            const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_system (JsonBuilder *builder,
            GVirBuilderMediaCandidate *candidate)
{
  GVirDesignerOs *os = gvir_builder_media_candidate_get_os (candidate);

  add_member (builder, "short_id", gvir_designer_os_get_short_id (os));
  add_member (builder, "id", gvir_designer_os_get_id (os));
  add_member (builder, "name", gvir_designer_os_get_name (os));
}

static void
add_candidates (JsonBuilder *builder,
                GListModel *candidates)
{
  json_builder_set_member_name (builder, "candidates");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (candidates); i++)
    {
      g_autoptr (GVirBuilderMediaCandidate) candidate = g_list_model_get_item (candidates, i);

      json_builder_begin_object (builder);
      add_system (builder, candidate);
      json_builder_set_member_name (builder, "rank");
      json_builder_add_int_value (builder, gvir_builder_media_candidate_get_rank (candidate));
      add_member (builder, "arch", gvir_builder_media_candidate_get_arch (candidate));
      add_member (builder, "evidence", gvir_builder_media_candidate_get_evidence (candidate));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static char *
to_json (GVirBuilderMedia *media)
{
  GListModel *candidates = gvir_builder_media_get_candidates (media);
  g_autoptr (GVirBuilderMediaCandidate) first = g_list_model_get_item (candidates, 0);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  add_system (builder, first);
  add_member (builder, "kind", kind_names[gvir_builder_media_get_kind (media)]);
  add_member (builder, "arch", gvir_builder_media_get_arch (media));
  add_member (builder, "kernel", gvir_builder_media_get_kernel (media));
  add_member (builder, "initrd", gvir_builder_media_get_initrd (media));
  add_candidates (builder, candidates);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  return g_strconcat (text, "\n", NULL);
}

static char *
to_text (GVirBuilderMedia *media)
{
  GListModel *candidates = gvir_builder_media_get_candidates (media);
  const char *kernel = gvir_builder_media_get_kernel (media);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (candidates); i++)
    {
      g_autoptr (GVirBuilderMediaCandidate) candidate = g_list_model_get_item (candidates, i);
      GVirDesignerOs *os = gvir_builder_media_candidate_get_os (candidate);

      g_string_append_printf (text, "%-23s %s\n      %s\n", gvir_designer_os_get_short_id (os),
                              gvir_designer_os_get_name (os), gvir_builder_media_candidate_get_evidence (candidate));
    }
  if (kernel != NULL)
    g_string_append_printf (text, "      its kernel is '%s', its initial RAM disk '%s'\n", kernel,
                            gvir_builder_media_get_initrd (media));
  return g_string_free (text, FALSE);
}

char *
live_run_os_detect (const ToolArguments *arguments,
                    GError **error)
{
  const char *location = g_ptr_array_index (arguments->words, 0);
  g_autoptr (GVirBuilderMedia) media = gvir_builder_media_new (location, live_interrupt (), error);
  g_autoptr (GVirDesignerOs) os = NULL;

  if (media == NULL)
    return NULL;
  if (g_list_model_get_n_items (gvir_builder_media_get_candidates (media)) > 0)
    return tool_arguments_has (arguments, "json") ? to_json (media) : to_text (media);
  os = gvir_builder_media_find_os (media, error);
  g_return_val_if_fail (os == NULL, NULL);
  return NULL;
}
