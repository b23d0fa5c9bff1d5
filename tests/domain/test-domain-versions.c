/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Designs with the choices of an earlier version, and what differs from them. */

#include "design-fixture.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "base/libvirt-designer-error.h"
#include "decisions/libvirt-designer-change.h"

/* A system on UEFI without a driver for any video card, of which version 2 chose
 * another one than version 1. */
static GVirDesignerDomain *
design_begun (void)
{
  GVirDesignerDomain *design = fixture_design ("generic");

  fixture_apply (design, "machine", "q35");
  fixture_apply (design, "boot", "uefi");
  return design;
}

static GVirDesignerDomain *
design_of_version (guint version)
{
  GVirDesignerDomain *design = design_begun ();
  g_autoptr (GError) error = NULL;

  if (version > 0)
    g_assert_true (gvir_designer_domain_set_policy_version (design, version, &error));
  g_assert_no_error (error);
  fixture_complete (design, GVIR_DESIGNER_PURPOSE_DESKTOP);
  return design;
}

static void
add_policy (GVirDesignerDomain *design,
            const char *text)
{
  g_autofree char *file = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerPolicy) policy = NULL;

  g_close (g_file_open_tmp ("site-XXXXXX.policy", &file, NULL), NULL);
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
  policy = gvir_designer_policy_new_from_file (file, &error);
  g_assert_no_error (error);
  g_assert_true (gvir_designer_domain_add_policy (design, policy, &error));
  g_assert_no_error (error);
  g_remove (file);
}

static void
test_newest_decides_unless_asked (void)
{
  g_autoptr (GVirDesignerDomain) open = design_of_version (0);
  g_autoptr (GVirDesignerDomain) first = design_of_version (1);
  g_autoptr (GVirDesignerDomain) second = design_of_version (2);

  fixture_assert_text (open, "//video/model/@type", "bochs");
  fixture_assert_text (first, "//video/model/@type", "vga");
  fixture_assert_text (second, "//video/model/@type", "bochs");
  g_assert_cmpuint (gvir_designer_domain_get_policy_version (open), ==, gvir_designer_policy_newest_version ());
  g_assert_cmpuint (gvir_designer_domain_get_policy_version (first), ==, 1);
}

static void
test_version_is_a_decision (void)
{
  g_autoptr (GVirDesignerDomain) first = design_of_version (1);
  g_autoptr (GListModel) decisions = gvir_designer_domain_get_decisions (first);
  g_autoptr (GVirDesignerDecision) decision = g_list_model_get_item (decisions, 0);

  g_assert_cmpstr (gvir_designer_decision_get_thing (decision), ==, "policy.version");
  g_assert_cmpstr (gvir_designer_decision_get_value (decision), ==, "1");
  g_assert_true (gvir_designer_decision_is_wish (decision));
  g_assert_cmpuint (g_strv_length ((char **) gvir_designer_decision_get_paths (decision)), ==, 0);
}

static void
test_wish_goes_before_the_version (void)
{
  g_autoptr (GVirDesignerDomain) design = design_begun ();

  g_assert_true (gvir_designer_domain_set_policy_version (design, 1, NULL));
  fixture_apply (design, "video", "bochs");
  fixture_complete (design, GVIR_DESIGNER_PURPOSE_DESKTOP);
  fixture_assert_text (design, "//video/model/@type", "bochs");
}

static void
test_policy_names_the_version (void)
{
  g_autoptr (GVirDesignerDomain) preferred = design_begun ();
  g_autoptr (GVirDesignerDomain) overruled = design_begun ();
  g_autoptr (GVirDesignerDomain) required = design_begun ();
  g_autoptr (GError) error = NULL;

  add_policy (preferred, "[Prefer]\npolicy.version=1\n");
  g_assert_cmpuint (gvir_designer_domain_get_policy_version (preferred), ==, 1);
  fixture_complete (preferred, GVIR_DESIGNER_PURPOSE_DESKTOP);
  fixture_assert_text (preferred, "//video/model/@type", "vga");

  add_policy (overruled, "[Prefer]\npolicy.version=1\n");
  g_assert_true (gvir_designer_domain_set_policy_version (overruled, 2, NULL));
  fixture_complete (overruled, GVIR_DESIGNER_PURPOSE_DESKTOP);
  fixture_assert_text (overruled, "//video/model/@type", "bochs");

  add_policy (required, "[Require]\npolicy.version=1\n");
  g_assert_true (gvir_designer_domain_set_policy_version (required, 2, NULL));
  g_assert_false (gvir_designer_domain_setup_machine (required, &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_FORBIDDEN);
  g_assert_nonnull (strstr (error->message, "it must be '1'"));
}

static void
test_policy_asks_for_the_version (void)
{
  const char *text = "[Prefer]\nif-policy.version=1\ngraphics.type=vnc\n";
  g_autoptr (GVirDesignerDomain) first = design_begun ();
  g_autoptr (GVirDesignerDomain) second = design_begun ();

  add_policy (first, text);
  g_assert_true (gvir_designer_domain_set_policy_version (first, 1, NULL));
  fixture_complete (first, GVIR_DESIGNER_PURPOSE_DESKTOP);
  fixture_assert_text (first, "//graphics/@type", "vnc");
  add_policy (second, text);
  fixture_complete (second, GVIR_DESIGNER_PURPOSE_DESKTOP);
  fixture_assert_text (second, "//graphics/@type", "spice");
}

static void
test_device_added_later_is_of_the_version (void)
{
  static const char guest[] = "<domain type='kvm'><name>a</name><memory>1048576</memory>"
                              "<os firmware='efi'><type arch='x86_64' machine='q35'>hvm</type></os></domain>";

  for (guint version = 1; version <= 2; version++)
    {
      g_autoptr (GVirDesignerOs) os = fixture_installed_os ("generic");
      g_autoptr (GVirDesignerHost) host = fixture_recorded_host ();
      g_autoptr (GVirDesignerDomain) design = NULL;
      g_autoptr (GError) error = NULL;

      design = gvir_designer_domain_new_from_xml (os, host, guest, &error);
      g_assert_no_error (error);
      g_assert_true (gvir_designer_domain_set_policy_version (design, version, &error));
      g_assert_true (gvir_designer_domain_add_by_option (design, "video", "default", &error));
      g_assert_no_error (error);
      fixture_assert_text (design, "//video/model/@type", version == 1 ? "vga" : "bochs");
      g_assert_false (gvir_designer_domain_set_policy_version (design, version, &error));
      g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_NOT_READY);
    }
}

static void
assert_refused (GVirDesignerDomain *design,
                guint version,
                int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (gvir_designer_domain_set_policy_version (design, version, &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, code);
  g_assert_false (gvir_designer_domain_set_policy_version (design, version, NULL));
}

static void
test_impossible_versions_are_refused (void)
{
  g_autoptr (GVirDesignerDomain) design = design_begun ();
  g_autoptr (GVirDesignerDomain) done = fixture_machine ("generic");

  assert_refused (design, 0, GVIR_DESIGNER_ERROR_INVALID_VALUE);
  assert_refused (design, gvir_designer_policy_newest_version () + 1, GVIR_DESIGNER_ERROR_INVALID_VALUE);
  assert_refused (design, G_MAXUINT, GVIR_DESIGNER_ERROR_INVALID_VALUE);
  g_assert_true (gvir_designer_domain_set_policy_version (design, 1, NULL));
  g_assert_true (gvir_designer_domain_set_policy_version (design, 1, NULL));
  assert_refused (design, 2, GVIR_DESIGNER_ERROR_CONFLICT);
  assert_refused (done, 1, GVIR_DESIGNER_ERROR_NOT_READY);
}

static GListModel *
compare (GVirDesignerDomain *then,
         GVirDesignerDomain *now)
{
  g_autoptr (GListModel) old = gvir_designer_domain_get_decisions (then);
  g_autoptr (GListModel) new = gvir_designer_domain_get_decisions (now);

  return gvir_designer_decisions_compare (old, new);
}

static void
test_changes_are_what_differs (void)
{
  g_autoptr (GVirDesignerDomain) then = design_of_version (1);
  g_autoptr (GVirDesignerDomain) now = design_of_version (2);
  g_autoptr (GListModel) changes = compare (then, now);
  g_autoptr (GListModel) none = compare (now, now);
  g_autoptr (GVirDesignerChange) change = g_list_model_get_item (changes, 0);

  g_assert_cmpuint (g_list_model_get_n_items (none), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (changes), ==, 1);
  g_assert_cmpstr (gvir_designer_change_get_subject (change), ==, "video 1");
  g_assert_cmpstr (gvir_designer_change_get_thing (change), ==, "video.model");
  g_assert_cmpstr (gvir_designer_decision_get_rule (gvir_designer_change_get_then (change)), ==, "video.vga");
  g_assert_cmpstr (gvir_designer_decision_get_rule (gvir_designer_change_get_now (change)), ==, "video.bochs.uefi");
}

/* What only one of two designs has. */
static void
test_changes_are_told_of_either_side (void)
{
  g_autoptr (GVirDesignerDomain) bare = design_begun ();
  g_autoptr (GVirDesignerDomain) full = design_of_version (2);
  g_autoptr (GListModel) gone = NULL;
  g_autoptr (GListModel) come = NULL;
  g_autofree char *gone_text = NULL;
  g_autofree char *come_text = NULL;

  fixture_apply (bare, "rng", "none");
  fixture_complete (bare, GVIR_DESIGNER_PURPOSE_DESKTOP);
  fixture_apply (full, "rng", "virtio");
  fixture_complete (full, GVIR_DESIGNER_PURPOSE_DESKTOP);
  gone = compare (full, bare);
  come = compare (bare, full);
  gone_text = gvir_designer_changes_to_text (gone);
  come_text = gvir_designer_changes_to_text (come);
  g_assert_cmpuint (g_list_model_get_n_items (gone), ==, g_list_model_get_n_items (come));
  g_assert_nonnull (strstr (gone_text, "  rng.model: virtio -> (nothing)\n      Nothing is decided on it any more.\n"));
  g_assert_nonnull (strstr (come_text, "  rng.model: (nothing) -> virtio\n"));
}

static void
test_text_and_json_say_the_same (void)
{
  g_autoptr (GVirDesignerDomain) then = design_of_version (1);
  g_autoptr (GVirDesignerDomain) now = design_of_version (2);
  g_autoptr (GListModel) changes = compare (then, now);
  g_autoptr (GListModel) none = compare (now, now);
  g_autofree char *text = gvir_designer_changes_to_text (changes);
  g_autofree char *empty = gvir_designer_changes_to_text (none);
  g_autofree char *json = gvir_designer_changes_to_json (changes);
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  JsonObject *object = json_array_get_object_element (json_node_get_array (node), 0);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_true (g_str_has_prefix (text, "video 1\n  video.model: vga -> bochs\n"));
  g_assert_cmpstr (empty, ==, "");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (object, "thing"), ==, "video.model");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (object, "then"), "value"), ==, "vga");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (object, "now"), "rule"), ==,
                   "video.bochs.uefi");
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (strstr (lines[i], "https://") == NULL)
        g_assert_cmpint (g_utf8_strlen (lines[i], -1), <=, 80);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/version/newest-decides-unless-asked", test_newest_decides_unless_asked);
  g_test_add_func ("/domain/version/version-is-a-decision", test_version_is_a_decision);
  g_test_add_func ("/domain/version/wish-goes-before-the-version", test_wish_goes_before_the_version);
  g_test_add_func ("/domain/version/policy-names-the-version", test_policy_names_the_version);
  g_test_add_func ("/domain/version/policy-asks-for-the-version", test_policy_asks_for_the_version);
  g_test_add_func ("/domain/version/device-added-later-is-of-the-version", test_device_added_later_is_of_the_version);
  g_test_add_func ("/domain/version/impossible-versions-are-refused", test_impossible_versions_are_refused);
  g_test_add_func ("/domain/version/changes-are-what-differs", test_changes_are_what_differs);
  g_test_add_func ("/domain/version/changes-are-told-of-either-side", test_changes_are_told_of_either_side);
  g_test_add_func ("/domain/version/text-and-json-say-the-same", test_text_and_json_say_the_same);
  return g_test_run ();
}
