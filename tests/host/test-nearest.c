/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "base/libvirt-designer-nearest.h"
#include "base/nearest-private.h"

static const char *const names[] = {
  "debian11", "debian12", "debian13", "fedora39", "win10", "win11", "ubuntu22.04",
};

static void
assert_hint (const char *name,
             const char *expected)
{
  g_autofree char *hint = designer_nearest_hint (name, names, G_N_ELEMENTS (names));

  g_assert_cmpstr (hint, ==, expected);
}

static void
test_swapped_letters_are_near (void)
{
  assert_hint ("debain12", "; did you mean 'debian12', 'debian11' or 'debian13'?");
}

static void
test_exact_name_comes_first (void)
{
  g_autoptr (GPtrArray) near = designer_nearest_names ("win11", names, G_N_ELEMENTS (names));

  g_assert_cmpuint (near->len, ==, 2);
  g_assert_true (g_ptr_array_index (near, 0) == names[5]);
  g_assert_true (g_ptr_array_index (near, 1) == names[4]);
}

static void
test_case_does_not_matter (void)
{
  assert_hint ("WIN10", "; did you mean 'win10' or 'win11'?");
}

static void
test_beginning_is_near (void)
{
  assert_hint ("ubu", "; did you mean 'ubuntu22.04'?");
  assert_hint ("fedora39-server", "; did you mean 'fedora39'?");
}

static void
test_other_word_is_not_near (void)
{
  assert_hint ("solaris", "");
  assert_hint ("x", "");
  assert_hint ("", "");
}

static void
test_very_long_name_is_not_near (void)
{
  g_autofree char *name = g_strnfill (1000000, 'w');

  assert_hint (name, "");
}

static void
test_no_candidates (void)
{
  g_autofree char *hint = designer_nearest_hint ("win10", NULL, 0);

  g_assert_cmpstr (hint, ==, "");
}

static void
test_same_candidate_is_named_once (void)
{
  static const char *const twice[] = { "virtio", "virtio" };
  g_autofree char *hint = designer_nearest_hint ("vrtio", twice, G_N_ELEMENTS (twice));

  g_assert_cmpstr (hint, ==, "; did you mean 'virtio'?");
}

static void
test_short_names_allow_one_slip (void)
{
  static const char *const buses[] = { "ide", "usb", "sata" };
  g_autofree char *hint = designer_nearest_hint ("udb", buses, G_N_ELEMENTS (buses));

  g_assert_cmpstr (hint, ==, "; did you mean 'usb'?");
}

static void
test_public_names_are_copies (void)
{
  static const char *const buses[] = { "ide", "usb", "sata", NULL };
  static const char *const none[] = { NULL };
  g_auto (GStrv) near = gvir_designer_nearest_names ("udb", buses);
  g_auto (GStrv) nothing = gvir_designer_nearest_names ("udb", none);

  g_assert_cmpstr (near[0], ==, "usb");
  g_assert_null (near[1]);
  g_assert_true (near[0] != buses[1]);
  g_assert_null (nothing[0]);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nearest/swapped-letters-are-near", test_swapped_letters_are_near);
  g_test_add_func ("/nearest/exact-name-comes-first", test_exact_name_comes_first);
  g_test_add_func ("/nearest/case-does-not-matter", test_case_does_not_matter);
  g_test_add_func ("/nearest/beginning-is-near", test_beginning_is_near);
  g_test_add_func ("/nearest/other-word-is-not-near", test_other_word_is_not_near);
  g_test_add_func ("/nearest/very-long-name-is-not-near", test_very_long_name_is_not_near);
  g_test_add_func ("/nearest/no-candidates", test_no_candidates);
  g_test_add_func ("/nearest/same-candidate-is-named-once", test_same_candidate_is_named_once);
  g_test_add_func ("/nearest/short-names-allow-one-slip", test_short_names_allow_one_slip);
  g_test_add_func ("/nearest/public-names-are-copies", test_public_names_are_copies);
  return g_test_run ();
}
