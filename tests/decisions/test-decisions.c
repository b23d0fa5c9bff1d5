/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "design-fixture.h"

#include <string.h>

#include "decisions/libvirt-designer-decision.h"
#include "vocabulary/things-private.h"

static GListModel *
decisions_of (const char *os,
              GVirDesignerPurpose purpose)
{
  g_autoptr (GVirDesignerDomain) design = fixture_design (os);

  fixture_apply (design, "disk", "/a.qcow2,bus=sata");
  fixture_apply (design, "memory", "4G");
  fixture_complete (design, purpose);
  return gvir_designer_domain_get_decisions (design);
}

/* The first decision on THING, which must be there. */
static GVirDesignerDecision *
find (GListModel *decisions,
      const char *thing)
{
  for (guint i = 0; i < g_list_model_get_n_items (decisions); i++)
    {
      g_autoptr (GVirDesignerDecision) decision = g_list_model_get_item (decisions, i);

      if (g_str_equal (gvir_designer_decision_get_thing (decision), thing))
        return g_steal_pointer (&decision);
    }
  g_error ("no decision on %s", thing);
}

static void
test_list_is_of_decisions (void)
{
  g_autoptr (GListModel) decisions = decisions_of ("debian11", GVIR_DESIGNER_PURPOSE_DESKTOP);
  guint n = g_list_model_get_n_items (decisions);

  g_assert_true (g_list_model_get_item_type (decisions) == GVIR_DESIGNER_TYPE_DECISION);
  g_assert_cmpuint (n, >, 100);
  g_assert_null (g_list_model_get_item (decisions, n));
}

static void
test_list_does_not_follow_later_calls (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("debian11");
  g_autoptr (GListModel) before = gvir_designer_domain_get_decisions (design);
  guint n = g_list_model_get_n_items (before);
  g_autoptr (GListModel) after = NULL;

  g_object_unref (gvir_designer_domain_add_disk_file (design, "/a.qcow2", NULL, NULL));
  after = gvir_designer_domain_get_decisions (design);
  g_assert_cmpuint (g_list_model_get_n_items (before), ==, n);
  g_assert_cmpuint (g_list_model_get_n_items (after), >, n);
}

static void
assert_has_words (GVirDesignerDecision *decision)
{
  const char *thing = gvir_designer_decision_get_thing (decision);
  const char *reason = gvir_designer_decision_get_reason (decision);
  const char *source = gvir_designer_decision_get_source (decision);
  gboolean wish = gvir_designer_decision_is_wish (decision);
  gboolean whole = strchr (thing, '.') == NULL && designer_thing_by_name (thing) == NULL;

  g_assert_cmpuint (strlen (gvir_designer_decision_get_subject (decision)), >, 0);
  g_assert_true (whole || designer_thing_by_name (thing) != NULL);
  g_assert_true (g_str_has_suffix (reason, "."));
  g_assert_true (g_ascii_isupper (*reason) || !g_ascii_isalpha (*reason) || strchr (reason, ' ') != NULL);
  g_assert_true ((g_strcmp0 (gvir_designer_decision_get_rule (decision), "caller") == 0) == wish);
  g_assert_true (wish ? g_str_equal (source, "the caller") : g_str_has_prefix (source, "https://"));
  g_assert_nonnull (gvir_designer_decision_get_evidence (decision));
  g_assert_nonnull (gvir_designer_decision_get_paths (decision));
  g_assert_nonnull (gvir_designer_decision_get_rejected (decision));
  g_assert_cmpint (gvir_designer_decision_get_certainty (decision), !=, GVIR_DESIGNER_ANSWER_NO);
  if (gvir_designer_decision_get_value (decision) == NULL)
    g_assert_null (gvir_designer_decision_get_paths (decision)[0]);
}

static void
test_each_has_its_words (void)
{
  static const char *const systems[] = { "debian11", "win11", "winxp", "msdos6.22", "freebsd12.3" };

  for (guint i = 0; i < G_N_ELEMENTS (systems); i++)
    {
      g_autoptr (GListModel) decisions = decisions_of (systems[i], GVIR_DESIGNER_PURPOSE_DESKTOP);

      for (guint j = 0; j < g_list_model_get_n_items (decisions); j++)
        {
          g_autoptr (GVirDesignerDecision) decision = g_list_model_get_item (decisions, j);

          assert_has_words (decision);
        }
    }
}

static void
test_wish_is_the_caller_s (void)
{
  g_autoptr (GListModel) decisions = decisions_of ("debian11", GVIR_DESIGNER_PURPOSE_SERVER);
  g_autoptr (GVirDesignerDecision) memory = find (decisions, "memory");
  g_autoptr (GVirDesignerDecision) bus = find (decisions, "disk.bus");
  g_autoptr (GVirDesignerDecision) target = find (decisions, "disk.target.dev");

  g_assert_true (gvir_designer_decision_is_wish (memory));
  g_assert_cmpstr (gvir_designer_decision_get_value (memory), ==, "4194304");
  g_assert_cmpstr (gvir_designer_decision_get_paths (memory)[0], ==, "/domain/memory");
  g_assert_cmpstr (gvir_designer_decision_get_paths (memory)[1], ==, "/domain/memory/@unit");
  g_assert_true (gvir_designer_decision_is_wish (bus));
  g_assert_cmpstr (gvir_designer_decision_get_subject (bus), ==, "disk sda");
  g_assert_false (gvir_designer_decision_is_wish (target));
  g_assert_cmpstr (gvir_designer_decision_get_paths (target)[0], ==, "/domain/devices/disk[1]/target/@dev");
}

static void
test_decision_tells_what_lost (void)
{
  g_autoptr (GListModel) decisions = decisions_of ("debian11", GVIR_DESIGNER_PURPOSE_SERVER);
  g_autoptr (GVirDesignerDecision) type = find (decisions, "virt-type");
  g_autofree char *lost = g_strjoinv ("\n", (char **) gvir_designer_decision_get_rejected (type));
  g_autofree char *facts = g_strjoinv ("\n", (char **) gvir_designer_decision_get_evidence (type));

  g_assert_cmpstr (gvir_designer_decision_get_value (type), ==, "kvm");
  g_assert_cmpstr (gvir_designer_decision_get_rule (type), ==, "virt-type.kvm");
  g_assert_nonnull (strstr (lost, "qemu (virt-type.qemu)"));
  g_assert_nonnull (strstr (facts, "kvm"));
}

static void
test_what_is_unknown_is_told (void)
{
  g_autoptr (GVirDesignerOs) os = fixture_installed_os ("debian11");
  g_autoptr (GVirDesignerHost) host = fixture_host_that_says ("");
  g_autoptr (GVirDesignerDomain) design = gvir_designer_domain_new_for_host (os, host);
  g_autoptr (GListModel) decisions = NULL;
  g_autoptr (GVirDesignerDecision) model = NULL;
  g_autofree char *text = NULL;

  fixture_apply (design, "tpm", "default");
  fixture_complete (design, GVIR_DESIGNER_PURPOSE_SERVER);
  decisions = gvir_designer_domain_get_decisions (design);
  model = find (decisions, "tpm.model");
  text = gvir_designer_decisions_to_text (decisions, GVIR_DESIGNER_DECISION_DETAIL_CHOSEN);
  g_assert_cmpint (gvir_designer_decision_get_certainty (model), ==, GVIR_DESIGNER_ANSWER_UNKNOWN);
  g_assert_nonnull (strstr (text, "Not all that this rests on is known."));
}

static void
test_omissions_say_why (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_design ("winxp");
  g_autoptr (GListModel) decisions = NULL;
  gboolean agent = FALSE;

  fixture_complete (design, GVIR_DESIGNER_PURPOSE_SERVER);
  decisions = gvir_designer_domain_get_decisions (design);
  for (guint i = 0; i < g_list_model_get_n_items (decisions); i++)
    {
      g_autoptr (GVirDesignerDecision) decision = g_list_model_get_item (decisions, i);

      if (!g_str_equal (gvir_designer_decision_get_rule (decision), "channel.guest-agent"))
        continue;
      agent = TRUE;
      g_assert_null (gvir_designer_decision_get_value (decision));
      g_assert_false (gvir_designer_decision_is_wish (decision));
      g_assert_nonnull (strstr (gvir_designer_decision_get_rejected (decision)[0], "virtio-console"));
    }
  g_assert_true (agent);
}

static void
test_same_designs_have_equal_decisions (void)
{
  g_autoptr (GListModel) one = decisions_of ("win10", GVIR_DESIGNER_PURPOSE_DESKTOP);
  g_autoptr (GListModel) other = decisions_of ("win10", GVIR_DESIGNER_PURPOSE_DESKTOP);
  guint n = g_list_model_get_n_items (one);

  g_assert_cmpuint (n, ==, g_list_model_get_n_items (other));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GVirDesignerDecision) a = g_list_model_get_item (one, i);
      g_autoptr (GVirDesignerDecision) b = g_list_model_get_item (other, i);
      g_autofree char *json = gvir_designer_decision_to_json (a);
      g_autofree char *other_json = gvir_designer_decision_to_json (b);

      g_assert_true (gvir_designer_decision_equal (a, a));
      g_assert_true (gvir_designer_decision_equal (a, b));
      g_assert_cmpstr (json, ==, other_json);
    }
}

static void
test_other_designs_have_other_decisions (void)
{
  g_autoptr (GListModel) one = decisions_of ("win10", GVIR_DESIGNER_PURPOSE_DESKTOP);
  g_autoptr (GListModel) other = decisions_of ("debian11", GVIR_DESIGNER_PURPOSE_DESKTOP);
  static const char *const things[] = { "name", "clock.offset", "network.model" };

  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    {
      g_autoptr (GVirDesignerDecision) a = find (one, things[i]);
      g_autoptr (GVirDesignerDecision) b = find (other, things[i]);

      g_assert_false (gvir_designer_decision_equal (a, b));
      g_assert_false (gvir_designer_decision_equal (b, a));
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decisions/list/is-of-decisions", test_list_is_of_decisions);
  g_test_add_func ("/decisions/list/does-not-follow-later-calls", test_list_does_not_follow_later_calls);
  g_test_add_func ("/decisions/each/has-its-words", test_each_has_its_words);
  g_test_add_func ("/decisions/wish/is-the-caller-s", test_wish_is_the_caller_s);
  g_test_add_func ("/decisions/rejected/tells-what-lost", test_decision_tells_what_lost);
  g_test_add_func ("/decisions/certainty/unknown-is-told", test_what_is_unknown_is_told);
  g_test_add_func ("/decisions/omissions/say-why", test_omissions_say_why);
  g_test_add_func ("/decisions/equal/same-designs", test_same_designs_have_equal_decisions);
  g_test_add_func ("/decisions/equal/other-designs", test_other_designs_have_other_decisions);
  return g_test_run ();
}
