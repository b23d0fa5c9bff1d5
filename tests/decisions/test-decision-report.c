/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "design-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "decisions/libvirt-designer-decision.h"

#define CHOSEN GVIR_DESIGNER_DECISION_DETAIL_CHOSEN
#define ALL GVIR_DESIGNER_DECISION_DETAIL_ALL

static GListModel *
decisions_of (const char *os)
{
  g_autoptr (GVirDesignerDomain) design = fixture_design (os);

  fixture_apply (design, "disk", "/a.qcow2");
  fixture_apply (design, "description", "one\ntwo \"three\" <four> f\xc3\xbcnf");
  fixture_complete (design, GVIR_DESIGNER_PURPOSE_DESKTOP);
  return gvir_designer_domain_get_decisions (design);
}

/* A line may only be longer where it is one word, or a thing and its value. */
static void
assert_fits (const char *line)
{
  const char *text = line + strspn (line, " ");

  if (g_utf8_strlen (line, -1) <= 80 || strchr (text, ' ') == NULL)
    return;
  if (text - line == 2 && strstr (text, ": ") != NULL)
    return;
  g_error ("%s", line);
}

static void
test_text_fits_a_terminal (void)
{
  static const char *const systems[] = { "debian11", "win11", "winxp", "msdos6.22" };

  for (guint i = 0; i < G_N_ELEMENTS (systems) * 2; i++)
    {
      g_autoptr (GListModel) decisions = decisions_of (systems[i / 2]);
      g_autofree char *text = gvir_designer_decisions_to_text (decisions, i % 2 == 0 ? CHOSEN : ALL);
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_true (g_str_has_suffix (text, "\n"));
      g_assert_null (strstr (text, "\n\n\n"));
      for (guint j = 0; lines[j] != NULL; j++)
        {
          assert_fits (lines[j]);
          g_assert_false (g_str_has_suffix (lines[j], " "));
        }
    }
}

static void
test_text_is_under_the_part_it_is_about (void)
{
  g_autoptr (GListModel) decisions = decisions_of ("debian11");
  g_autofree char *text = gvir_designer_decisions_to_text (decisions, CHOSEN);
  const char *disk = strstr (text, "\ndisk vda\n");
  const char *end = disk != NULL ? strstr (disk, "\n\n") : NULL;
  g_autofree char *section = NULL;

  g_assert_true (g_str_has_prefix (text, "the domain\n"));
  g_assert_nonnull (end);
  section = g_strndup (disk, end - disk);
  g_assert_nonnull (strstr (section, "  disk.bus: virtio\n"));
  g_assert_nonnull (strstr (section, "[disk.bus.virtio]"));
  g_assert_nonnull (strstr (section, "The caller asked for it."));
}

static void
test_text_in_all_detail_adds_what_lost (void)
{
  g_autoptr (GListModel) decisions = decisions_of ("debian11");
  g_autofree char *chosen = gvir_designer_decisions_to_text (decisions, CHOSEN);
  g_autofree char *all = gvir_designer_decisions_to_text (decisions, ALL);

  g_assert_null (strstr (chosen, "(nothing)"));
  g_assert_null (strstr (chosen, "      not: "));
  g_assert_null (strstr (chosen, "      fact: "));
  g_assert_nonnull (strstr (all, "(nothing)"));
  g_assert_nonnull (strstr (all, "      not: "));
  g_assert_nonnull (strstr (all, "      fact: "));
  g_assert_cmpuint (strlen (all), >, strlen (chosen));
}

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  return node;
}

static void
assert_strings (JsonObject *object,
                const char *name,
                const char *const *expected)
{
  JsonArray *array = json_object_get_array_member (object, name);

  g_assert_cmpuint (json_array_get_length (array), ==, g_strv_length ((char **) expected));
  for (guint i = 0; expected[i] != NULL; i++)
    g_assert_cmpstr (json_array_get_string_element (array, i), ==, expected[i]);
}

static void
assert_object (JsonObject *object,
               GVirDesignerDecision *decision,
               gboolean all)
{
  static const char *const members[] = {
    "subject", "thing", "value", "rule", "reason", "source", "certainty", "evidence", "paths",
  };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_true (json_object_has_member (object, members[i]));
  g_assert_cmpuint (json_object_get_size (object), ==, G_N_ELEMENTS (members) + (all ? 1 : 0));
  g_assert_true (json_object_has_member (object, "rejected") == all);
  g_assert_cmpstr (json_object_get_string_member (object, "subject"), ==,
                   gvir_designer_decision_get_subject (decision));
  g_assert_cmpstr (json_object_get_string_member (object, "thing"), ==, gvir_designer_decision_get_thing (decision));
  if (gvir_designer_decision_get_value (decision) == NULL)
    g_assert_true (json_object_get_null_member (object, "value"));
  else
    g_assert_cmpstr (json_object_get_string_member (object, "value"), ==,
                     gvir_designer_decision_get_value (decision));
  g_assert_cmpstr (json_object_get_string_member (object, "rule"), ==, gvir_designer_decision_get_rule (decision));
  g_assert_cmpstr (json_object_get_string_member (object, "certainty"), ==,
                   gvir_designer_answer_to_string (gvir_designer_decision_get_certainty (decision)));
  assert_strings (object, "evidence", gvir_designer_decision_get_evidence (decision));
  assert_strings (object, "paths", gvir_designer_decision_get_paths (decision));
  if (all)
    assert_strings (object, "rejected", gvir_designer_decision_get_rejected (decision));
}

static void
test_json_has_all_members (void)
{
  g_autoptr (GListModel) decisions = decisions_of ("win11");
  g_autofree char *text = gvir_designer_decisions_to_json (decisions, ALL);
  g_autoptr (JsonNode) root = parse (text);
  JsonArray *array = json_node_get_array (root);

  g_assert_cmpuint (json_array_get_length (array), ==, g_list_model_get_n_items (decisions));
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (GVirDesignerDecision) decision = g_list_model_get_item (decisions, i);
      g_autofree char *alone = gvir_designer_decision_to_json (decision);
      g_autoptr (JsonNode) node = parse (alone);

      assert_object (json_array_get_object_element (array, i), decision, TRUE);
      assert_object (json_node_get_object (node), decision, TRUE);
    }
}

static void
test_json_of_what_was_chosen (void)
{
  g_autoptr (GListModel) decisions = decisions_of ("win11");
  g_autofree char *text = gvir_designer_decisions_to_json (decisions, CHOSEN);
  g_autoptr (JsonNode) root = parse (text);
  JsonArray *array = json_node_get_array (root);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (decisions); i++)
    {
      g_autoptr (GVirDesignerDecision) decision = g_list_model_get_item (decisions, i);

      if (gvir_designer_decision_get_value (decision) != NULL)
        assert_object (json_array_get_object_element (array, n++), decision, FALSE);
    }
  g_assert_cmpuint (json_array_get_length (array), ==, n);
}

static void
test_nothing_decided_is_nothing_told (void)
{
  g_autoptr (GListStore) none = g_list_store_new (GVIR_DESIGNER_TYPE_DECISION);
  g_autofree char *text = gvir_designer_decisions_to_text (G_LIST_MODEL (none), ALL);
  g_autofree char *json = gvir_designer_decisions_to_json (G_LIST_MODEL (none), ALL);

  g_assert_cmpstr (text, ==, "");
  g_assert_cmpstr (json, ==, "[]");
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decisions/text/fits-a-terminal", test_text_fits_a_terminal);
  g_test_add_func ("/decisions/text/is-under-the-part-it-is-about", test_text_is_under_the_part_it_is_about);
  g_test_add_func ("/decisions/text/in-all-detail-adds-what-lost", test_text_in_all_detail_adds_what_lost);
  g_test_add_func ("/decisions/json/has-all-members", test_json_has_all_members);
  g_test_add_func ("/decisions/json/of-what-was-chosen", test_json_of_what_was_chosen);
  g_test_add_func ("/decisions/nothing-decided-is-nothing-told", test_nothing_decided_is_nothing_told);
  return g_test_run ();
}
