/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Policies that are based on others, and those that are always in force. */

#include "policy/policy-private.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/libvirt-designer-error.h"

static char *folder;

/* Below the folder of the test; returns the file. */
static char *
write_policy (const char *name,
              const char *text)
{
  g_autofree char *file = g_build_filename (folder, name, NULL);
  g_autofree char *place = g_path_get_dirname (file);

  g_assert_cmpint (g_mkdir_with_parents (place, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
  return g_steal_pointer (&file);
}

static void
put (const char *name,
     const char *text)
{
  g_free (write_policy (name, text));
}

static GVirDesignerPolicy *
read_policy (const char *name)
{
  g_autofree char *file = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  GVirDesignerPolicy *policy = gvir_designer_policy_new_from_file (file, &error);

  g_assert_no_error (error);
  return policy;
}

static void
assert_refused (const char *name,
                int code,
                const char *clue)
{
  g_autofree char *file = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (gvir_designer_policy_new_from_file (file, &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, code);
  if (strstr (error->message, clue) == NULL)
    g_error ("'%s' does not say '%s'", error->message, clue);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_null (gvir_designer_policy_new_from_file (file, NULL));
}

/* The names of POLICIES, in their order. */
static char *
names_of (const GPtrArray *policies)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; policies != NULL && i < policies->len; i++)
    g_string_append_printf (names, "%s ", gvir_designer_policy_get_name (g_ptr_array_index (policies, i)));
  return g_strdup (names->str);
}

static void
test_bases_come_before_and_once (void)
{
  g_autoptr (GVirDesignerPolicy) policy = NULL;
  g_autofree char *names = NULL;

  put ("bases/ground.policy", "[Prefer]\nvideo.model=vga\n");
  put ("bases/left.policy", "[Policy]\nbase=./ground.policy\n[Prefer]\nvideo.model=qxl\n");
  put ("bases/right.policy", "[Policy]\nbase=ground\n");
  put ("bases/top.policy", "[Policy]\nbase = ./left.policy; right ;\n");
  policy = read_policy ("bases/top.policy");
  names = names_of (policy->bases);
  g_assert_cmpstr (names, ==, "ground left right ");
}

static void
test_loops_are_refused (void)
{
  put ("bases/self.policy", "[Policy]\nbase=./self.policy\n");
  put ("bases/one.policy", "[Policy]\ntitle=One\nbase=./two.policy\n");
  put ("bases/two.policy", "[Policy]\nbase=../bases/three.policy\n");
  put ("bases/three.policy", "[Policy]\nbase=one\n");
  put ("bases/above.policy", "[Policy]\nbase=one\n");
  assert_refused ("bases/self.policy", GVIR_DESIGNER_ERROR_CONFLICT,
                  "self.policy, line 2: the policy is based on itself (self.policy on self.policy)");
  assert_refused ("bases/one.policy", GVIR_DESIGNER_ERROR_CONFLICT,
                  "three.policy, line 2: the policy is based on itself (one.policy on two.policy, on three.policy, on one.policy)");
  assert_refused ("bases/above.policy", GVIR_DESIGNER_ERROR_CONFLICT, "(one.policy on two.policy,");
}

static void
test_bases_that_cannot_be_are_refused (void)
{
  put ("bases/typo.policy", "[Policy]\ntitle=x\nbase=grund\n");
  put ("bases/lost.policy", "[Policy]\nbase=./nowhere.policy\n");
  put ("bases/empty.policy", "[Policy]\nbase= ; \n");
  put ("bases/broken.policy", "[Prefer]\nvideo.modle=vga\n");
  put ("bases/on-broken.policy", "[Policy]\nbase=./broken.policy\n");
  put ("bases/purpose.policy", "[Policy]\npurpose=fun\n");
  put ("bases/key.policy", "[Policy]\npurpos=server\n");
  assert_refused ("bases/typo.policy", GVIR_DESIGNER_ERROR_UNKNOWN_NAME, "line 3: there is no policy 'grund'; did you mean 'ground'?");
  assert_refused ("bases/lost.policy", GVIR_DESIGNER_ERROR_INVALID_INPUT, "nowhere.policy' cannot be read");
  assert_refused ("bases/empty.policy", GVIR_DESIGNER_ERROR_INVALID_VALUE, "line 2: base has no value");
  assert_refused ("bases/on-broken.policy", GVIR_DESIGNER_ERROR_UNKNOWN_NAME, "broken.policy, line 2: there is no key or thing");
  assert_refused ("bases/purpose.policy", GVIR_DESIGNER_ERROR_INVALID_VALUE, "give 'desktop' or 'server'");
  assert_refused ("bases/key.policy", GVIR_DESIGNER_ERROR_UNKNOWN_NAME, "there is no key of [Policy] 'purpos'; did you mean 'purpose'?");
}

/* Neither a long chain nor a thicket of bases takes long. */
static void
test_many_bases_are_refused (void)
{
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf ("chain/p%u.policy", i);
      g_autofree char *text = g_strdup_printf ("[Policy]\nbase=./p%u.policy;./p%u.policy\n", i + 1, i + 2);

      put (name, i < 98 ? text : "");
    }
  assert_refused ("chain/p0.policy", GVIR_DESIGNER_ERROR_CONFLICT, "rests on more than 64 others");
  g_object_unref (read_policy ("chain/p60.policy"));
}

static void
test_site_policies_are_in_order (void)
{
  g_autofree char *etc = g_build_filename (folder, "etc", NULL);
  g_autofree char *usr = g_build_filename (folder, "usr", NULL);
  g_autofree char *path = g_strjoin (":", etc, usr, "/nonexistent", NULL);
  g_autofree char *masked = g_build_filename (etc, "30-masked.policy", NULL);
  g_autofree char *before = g_strdup (g_getenv ("LIBVIRT_DESIGNER_POLICY_PATH"));
  g_autofree char *names = NULL;
  g_autoptr (GPtrArray) policies = NULL;
  g_auto (GStrv) listed = NULL;
  g_autoptr (GError) error = NULL;

  put ("usr/10-distribution.policy", "[Prefer]\nvideo.model=vga\n");
  put ("usr/50-site.policy", "[Policy]\ntitle=shipped\n");
  put ("usr/30-masked.policy", "this is no policy\n");
  put ("usr/profile.policy", "");
  put ("etc/05-early.policy", "");
  put ("etc/50-site.policy", "[Policy]\ntitle=ours\n");
  put ("etc/60-notes.txt", "no policy\n");
  put ("etc/5-short.policy", "");
  g_assert_cmpint (symlink ("/dev/null", masked), ==, 0);
  g_setenv ("LIBVIRT_DESIGNER_POLICY_PATH", path, TRUE);
  policies = gvir_designer_policy_load_site (&error);
  listed = gvir_designer_policy_list_names ();
  g_setenv ("LIBVIRT_DESIGNER_POLICY_PATH", before, TRUE);
  g_assert_no_error (error);
  names = names_of (policies);
  g_assert_cmpstr (names, ==, "10-distribution 05-early 30-masked 50-site ");
  g_assert_cmpstr (gvir_designer_policy_get_title (g_ptr_array_index (policies, 3)), ==, "ours");
  g_assert_cmpstr (listed[0], ==, "5-short");
  g_assert_cmpstr (listed[1], ==, "profile");
  g_assert_null (listed[2]);
}

static void
test_broken_site_policy_is_an_error (void)
{
  g_autofree char *etc = g_build_filename (folder, "broken", NULL);
  g_autofree char *before = g_strdup (g_getenv ("LIBVIRT_DESIGNER_POLICY_PATH"));
  g_autoptr (GPtrArray) policies = NULL;
  g_autoptr (GError) error = NULL;

  put ("broken/10-good.policy", "");
  put ("broken/20-typo.policy", "[Prefre]\nvideo.model=vga\n");
  g_setenv ("LIBVIRT_DESIGNER_POLICY_PATH", etc, TRUE);
  policies = gvir_designer_policy_load_site (&error);
  g_assert_null (policies);
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME);
  g_assert_nonnull (strstr (error->message, "20-typo.policy, line 1"));
  g_assert_null (gvir_designer_policy_load_site (NULL));
  g_setenv ("LIBVIRT_DESIGNER_POLICY_PATH", before, TRUE);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      if (g_file_test (inner, G_FILE_TEST_IS_DIR))
        remove_folder (inner);
      else
        g_remove (inner);
    }
  g_rmdir (path);
}

int
main (int argc,
      char **argv)
{
  g_autofree char *bases = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("policies-XXXXXX", NULL);
  g_assert_nonnull (folder);
  bases = g_build_filename (folder, "bases", NULL);
  g_setenv ("LIBVIRT_DESIGNER_POLICY_PATH", bases, TRUE);
  g_test_add_func ("/policy/bases/come-before-and-once", test_bases_come_before_and_once);
  g_test_add_func ("/policy/bases/loops-are-refused", test_loops_are_refused);
  g_test_add_func ("/policy/bases/those-that-cannot-be-are-refused", test_bases_that_cannot_be_are_refused);
  g_test_add_func ("/policy/bases/too-many-are-refused", test_many_bases_are_refused);
  g_test_add_func ("/policy/site/in-order-of-folders-and-names", test_site_policies_are_in_order);
  g_test_add_func ("/policy/site/broken-one-is-an-error", test_broken_site_policy_is_an_error);
  status = g_test_run ();
  remove_folder (folder);
  g_free (folder);
  return status;
}
