/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What policies say of whole guests: purposes, bases, hosts, and rules of which one
 * must decide. */

#include "design-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/libvirt-designer-error.h"

static char *folder;

/* Below the folder of the test, as NAME.policy. */
static GVirDesignerPolicy *
policy_of (const char *name,
           const char *text)
{
  g_autofree char *base = g_strconcat (name, ".policy", NULL);
  g_autofree char *file = g_build_filename (folder, base, NULL);
  g_autoptr (GError) error = NULL;
  GVirDesignerPolicy *policy;

  g_assert_true (g_file_set_contents (file, text, -1, NULL));
  policy = gvir_designer_policy_new_from_file (file, &error);
  g_assert_no_error (error);
  return policy;
}

static void
add (GVirDesignerDomain *design,
     const char *name,
     const char *text)
{
  g_autoptr (GVirDesignerPolicy) policy = policy_of (name, text);
  g_autoptr (GError) error = NULL;

  g_assert_true (gvir_designer_domain_add_policy (design, policy, &error));
  g_assert_no_error (error);
}

static void
complete (GVirDesignerDomain *design)
{
  fixture_complete (design, gvir_designer_domain_get_purpose (design));
}

static void
test_policy_says_the_purpose (void)
{
  g_autoptr (GVirDesignerDomain) open = fixture_design ("debian11");
  g_autoptr (GVirDesignerDomain) server = fixture_design ("debian11");
  g_autoptr (GVirDesignerDomain) both = fixture_design ("debian11");

  g_assert_cmpint (gvir_designer_domain_get_purpose (open), ==, GVIR_DESIGNER_PURPOSE_DESKTOP);
  add (server, "server", "[Policy]\npurpose=server\n");
  g_assert_cmpint (gvir_designer_domain_get_purpose (server), ==, GVIR_DESIGNER_PURPOSE_SERVER);
  complete (server);
  fixture_assert_text (server, "//graphics/@type", "vnc");
  fixture_assert_count (server, "//sound", 0);
  add (both, "server", "[Policy]\npurpose=server\n");
  add (both, "desktop", "[Policy]\npurpose=desktop\n");
  add (both, "silent", "");
  g_assert_cmpint (gvir_designer_domain_get_purpose (both), ==, GVIR_DESIGNER_PURPOSE_DESKTOP);
}

static void
test_purpose_of_the_caller_stands (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_design ("debian11");

  add (design, "server", "[Policy]\npurpose=server\n");
  fixture_complete (design, GVIR_DESIGNER_PURPOSE_DESKTOP);
  fixture_assert_text (design, "//graphics/@type", "spice");
  g_assert_cmpint (gvir_designer_domain_get_purpose (design), ==, GVIR_DESIGNER_PURPOSE_DESKTOP);
}

static void
test_base_is_overruled_by_what_rests_on_it (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_design ("debian11");

  g_object_unref (policy_of ("ground", "[Policy]\npurpose=server\n[Prefer]\nvideo.model=vga\nrng.backend.model=builtin\n"));
  add (design, "site", "[Policy]\nbase=./ground.policy\n[Prefer]\nvideo.model=qxl\n");
  g_assert_cmpint (gvir_designer_domain_get_purpose (design), ==, GVIR_DESIGNER_PURPOSE_SERVER);
  complete (design);
  fixture_assert_text (design, "//video/model/@type", "qxl");
  fixture_assert_text (design, "//rng/backend/@model", "builtin");
}

/* A base that two policies share does not undo what the first of them says. */
static void
test_shared_base_is_added_once (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_design ("debian11");
  g_autoptr (GVirDesignerDomain) again = fixture_design ("debian11");

  g_object_unref (policy_of ("ground", "[Prefer]\nvideo.model=vga\n"));
  add (design, "first", "[Policy]\nbase=./ground.policy\n[Prefer]\nvideo.model=qxl\n");
  add (design, "second", "[Policy]\nbase=./ground.policy\n[Prefer]\nrng.backend.model=builtin\n");
  complete (design);
  fixture_assert_text (design, "//video/model/@type", "qxl");
  add (again, "first", "[Policy]\nbase=./ground.policy\n[Prefer]\nvideo.model=qxl\n");
  add (again, "ground", "[Prefer]\nvideo.model=vga\n");
  complete (again);
  fixture_assert_text (again, "//video/model/@type", "vga");
}

static GVirDesignerHost *
host_at (const char *uri)
{
  g_autofree char *capabilities = NULL;
  g_autofree char *file = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "hosts", "debian-12-qemu", "capabilities.xml", NULL);
  g_autoptr (GError) error = NULL;
  GVirDesignerHost *host;

  g_file_get_contents (file, &capabilities, NULL, &error);
  g_assert_no_error (error);
  host = gvir_designer_host_new (capabilities, NULL, uri, &error);
  g_assert_no_error (error);
  return host;
}

static void
assert_title (const char *uri,
              const char *condition,
              const char *title)
{
  g_autoptr (GVirDesignerHost) host = host_at (uri);
  g_autoptr (GVirDesignerOs) os = fixture_installed_os ("debian11");
  g_autoptr (GVirDesignerDomain) design = gvir_designer_domain_new_for_host (os, host);
  g_autofree char *text = g_strdup_printf ("[Prefer]\n%s\ntitle=ours\n", condition);

  add (design, "site", text);
  complete (design);
  fixture_assert_text (design, "/domain/title", title);
}

static void
test_groups_can_be_for_hosts (void)
{
  assert_title ("qemu+ssh://root@kvm7.lab.example/system", "if-host=kvm7.lab.example", "ours");
  assert_title ("qemu+ssh://root@kvm7.lab.example/system", "if-host=other;*.lab.example", "ours");
  assert_title ("qemu+ssh://root@kvm7.lab.example/system", "if-host=kvm7", "");
  assert_title ("qemu+ssh://root@kvm7.lab.example/system", "unless-host=*.lab.example", "");
  assert_title ("qemu:///system", "if-host=qemu:///system", "ours");
  assert_title ("qemu:///session", "if-host=qemu:///system", "");
  assert_title (NULL, "if-host=*", "");
  assert_title (NULL, "unless-host=*.lab.example", "ours");
  assert_title ("qemu:///system", "if-host-arch=x86_64;aarch64", "ours");
  assert_title ("qemu:///system", "if-host-arch=aarch64", "");
}

#define REQUIRED "[Require]\nreason=So it must be.\nrules=video.cirrus;video.qxl;video.virtio\n"

static void
test_one_of_the_required_rules_decides (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_design ("debian11");
  g_autoptr (GVirDesignerDomain) wished = fixture_design ("debian11");

  add (design, "site", REQUIRED);
  complete (design);
  fixture_assert_text (design, "//video/model/@type", "virtio");
  add (wished, "site", REQUIRED);
  fixture_apply (wished, "video", "qxl");
  complete (wished);
  fixture_assert_text (wished, "//video/model/@type", "qxl");
}

static void
assert_fails (const char *text,
              const char *option,
              int code,
              const char *clue)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GVirDesignerDomain) design = fixture_design ("debian11");
      g_autoptr (GError) error = NULL;

      add (design, "site", text);
      if (option != NULL)
        fixture_apply (design, "video", option);
      g_assert_false (gvir_designer_domain_add_default_devices (design, GVIR_DESIGNER_PURPOSE_DESKTOP, i == 0 ? &error : NULL));
      if (i > 0)
        continue;
      g_assert_error (error, GVIR_DESIGNER_ERROR, code);
      if (strstr (error->message, clue) == NULL)
        g_error ("'%s' does not say '%s'", error->message, clue);
    }
}

static void
test_required_rules_that_cannot_decide_are_an_error (void)
{
  assert_fails ("[Require]\nreason=So it must be.\nrules=video.xen;video.gop\n", NULL, GVIR_DESIGNER_ERROR_CONFLICT,
                "policy 'site' requires it: So it must be.");
  assert_fails (REQUIRED, "vga", GVIR_DESIGNER_ERROR_FORBIDDEN, "it must be what video.virtio or another required rule says");
}

static void
remove_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      g_remove (file);
    }
  g_rmdir (folder);
  g_free (folder);
}

int
main (int argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("profiles-XXXXXX", NULL);
  g_assert_nonnull (folder);
  g_test_add_func ("/domain/profile/policy-says-the-purpose", test_policy_says_the_purpose);
  g_test_add_func ("/domain/profile/purpose-of-the-caller-stands", test_purpose_of_the_caller_stands);
  g_test_add_func ("/domain/profile/base-is-overruled-by-what-rests-on-it", test_base_is_overruled_by_what_rests_on_it);
  g_test_add_func ("/domain/profile/shared-base-is-added-once", test_shared_base_is_added_once);
  g_test_add_func ("/domain/profile/groups-can-be-for-hosts", test_groups_can_be_for_hosts);
  g_test_add_func ("/domain/profile/one-of-the-required-rules-decides", test_one_of_the_required_rules_decides);
  g_test_add_func ("/domain/profile/required-rules-that-cannot-decide-are-an-error",
                   test_required_rules_that_cannot_decide_are_an_error);
  status = g_test_run ();
  remove_folder ();
  return status;
}
