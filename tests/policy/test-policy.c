/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "policy/policy-private.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/libvirt-designer-error.h"

static char *folder;

static char *
write_policy (const char *name,
              const char *text,
              gssize length)
{
  g_autofree char *file = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (file, text, length, NULL));
  return g_steal_pointer (&file);
}

static GVirDesignerPolicy *
read_text (const char *text)
{
  g_autofree char *file = write_policy ("site.policy", text, -1);
  g_autoptr (GError) error = NULL;
  GVirDesignerPolicy *policy = gvir_designer_policy_new_from_file (file, &error);

  g_assert_no_error (error);
  return policy;
}

/* The text is refused, with and without a place for the error. */
static void
assert_refused (const char *text,
                gssize length,
                int code,
                const char *clue)
{
  g_autofree char *file = write_policy ("site.policy", text, length);
  g_autoptr (GError) error = NULL;

  g_assert_null (gvir_designer_policy_new_from_file (file, &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, code);
  if (strstr (error->message, clue) == NULL || strstr (error->message, file) == NULL)
    g_error ("'%s' does not say '%s' of %s", error->message, clue, file);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_null (gvir_designer_policy_new_from_file (file, NULL));
}

static const DesignerStatement *
statement (GVirDesignerPolicy *policy,
           guint i)
{
  g_assert_cmpuint (i, <, policy->statements->len);
  return g_ptr_array_index (policy->statements, i);
}

static void
test_every_kind_is_read (void)
{
  g_autoptr (GVirDesignerPolicy) policy = NULL;

  policy = read_text ("# A comment\n\n[Policy]\ntitle=What this site likes\n"
                      "[Prefer]\nreason=So it is.\nvideo.model = vga\nrules=memory.generic; memory.recommended;\n"
                      "[Require on servers]\nif-purpose=server\ngraphics.type=vnc\n"
                      "[Forbid]\nsound.model=ac97;es1370\n"
                      "[Add]\ncontroller.pci.spare=14\n"
                      "[Remove]\nadditions=panic.linux\n"
                      "[Omit]\nthings=disk.address.type;disk.address.unit\r\n"
                      "[Write]\ngraphics.listen=@listen\n"
                      "[Permit]\nthings=cpu.model\n"
                      "[Order]\ndomain/os=type; ~boot\ndomain/devices/any/address=@type;@slot\n");
  g_assert_cmpstr (gvir_designer_policy_get_name (policy), ==, "site");
  g_assert_cmpstr (gvir_designer_policy_get_title (policy), ==, "What this site likes");
  g_assert_true (g_str_has_suffix (gvir_designer_policy_get_file (policy), "/site.policy"));
  g_assert_cmpuint (policy->statements->len, ==, 14);
  g_assert_cmpstr (statement (policy, 0)->value, ==, "vga");
  g_assert_cmpuint (statement (policy, 0)->thing, ==, DESIGNER_THING_VIDEO_MODEL);
  g_assert_cmpstr (statement (policy, 0)->group->reason, ==, "So it is.");
  g_assert_cmpuint (statement (policy, 0)->line, ==, 7);
  g_assert_cmpstr (statement (policy, 2)->id, ==, "memory.recommended");
  g_assert_cmpuint (statement (policy, 2)->thing, ==, DESIGNER_THING_MEMORY);
  g_assert_cmpuint (statement (policy, 3)->group->verb, ==, DESIGNER_VERB_REQUIRE);
  g_assert_cmpuint (statement (policy, 3)->group->wheres->len, ==, 1);
  g_assert_cmpstr (statement (policy, 5)->value, ==, "es1370");
  g_assert_cmpuint (statement (policy, 6)->times, ==, 14);
  g_assert_cmpstr (statement (policy, 7)->id, ==, "panic.linux");
  g_assert_cmpuint (statement (policy, 9)->thing, ==, DESIGNER_THING_DISK_ADDRESS_UNIT);
  g_assert_cmpstr (statement (policy, 10)->value, ==, "@listen");
  g_assert_cmpuint (statement (policy, 10)->thing, ==, DESIGNER_THING_GRAPHICS_LISTEN);
  g_assert_cmpuint (statement (policy, 12)->thing, ==, DESIGNER_ORDERS);
  g_assert_cmpstr (statement (policy, 12)->id, ==, "domain/os");
  g_assert_cmpstr (statement (policy, 12)->value, ==, "type;~boot");
}

static void
test_place_names_file_line_and_group (void)
{
  g_autoptr (GVirDesignerPolicy) policy = read_text ("\n[Forbid old sound]\n\nsound.model=sb16\n");
  g_autofree char *place = designer_statement_place (statement (policy, 0));

  g_assert_true (g_str_has_suffix (place, "/site.policy, line 4 [Forbid old sound]"));
}

static void
test_empty_file_says_nothing (void)
{
  g_autoptr (GVirDesignerPolicy) policy = read_text ("");

  g_assert_cmpuint (policy->statements->len, ==, 0);
  g_assert_null (gvir_designer_policy_get_title (policy));
}

static void
test_misspelt_names_are_refused (void)
{
  const int code = GVIR_DESIGNER_ERROR_UNKNOWN_NAME;

  assert_refused ("[Prefre]\nvideo.model=vga\n", -1, code, "line 1: the group [Prefre] begins with no known word; did you mean 'Prefer'?");
  assert_refused ("[Prefer]\nvideo.modle=vga\n", -1, code, "line 2: there is no key or thing 'video.modle'; did you mean 'video.model'?");
  assert_refused ("[Prefer]\nvideo.vga=yes\n", -1, code, "'video.vga' is a rule: give it as rules=video.vga");
  assert_refused ("[Prefer]\nrules=video.vgaa\n", -1, code, "there is no rule 'video.vgaa'; did you mean 'video.vga'");
  assert_refused ("[Add]\nrng.defualt=1\n", -1, code, "there is no addition 'rng.defualt'; did you mean 'rng.default'?");
  assert_refused ("[Remove]\nadditions=rng\n", -1, code, "there is no addition 'rng'");
  assert_refused ("[Remove]\nrules=rng.default\n", -1, code, "[Remove] does not take 'rules': give additions=IDS");
  assert_refused ("[Omit]\nthings=disk.adress.type\n", -1, code, "did you mean 'disk.address.type'");
  assert_refused ("[Set]\ngraphics.streaming.mod=filter\n", -1, code, "did you mean");
  assert_refused ("[Write]\ngraphics.lissen=@listen\n", -1, code, "did you mean 'graphics.listen'");
  assert_refused ("[Policy]\nname=x\n", -1, code, "there is no key of [Policy] 'name'");
  assert_refused ("[Prefer]\nif-os-famly=winnt\nvideo.model=vga\n", -1, code, "there is no condition on 'os-famly'; did you mean 'os-family'");
}

static void
test_impossible_values_are_refused (void)
{
  const int code = GVIR_DESIGNER_ERROR_INVALID_VALUE;

  assert_refused ("[Prefer]\nvideo.model=vgaa\n", -1, code, "line 2: 'vgaa' is no value for video.model");
  assert_refused ("[Set]\ngraphics.streaming.mode=some\n", -1, code, "'some' is no value");
  assert_refused ("[Write]\ngraphics.listen=@lissen\n", -1, code, "'@lissen' is no place for graphics.listen");
  assert_refused ("[Order]\ndomain/oss=type\n", -1, code, "libvirt reads nothing at 'domain/oss'");
  assert_refused ("[Order]\nos=type\n", -1, code, "libvirt reads nothing at 'os'");
  assert_refused ("[Order]\ndomain/devices/any=@shape\n", -1, code, "libvirt reads no '@shape' in 'domain/devices/any'");
  assert_refused ("[Order]\ndomain/os=type;~boat\n", -1, code, "libvirt reads no '~boat' in 'domain/os'");
  assert_refused ("[Prefer]\nvideo.model=\n", -1, code, "video.model has no value");
  assert_refused ("[Forbid]\nvideo.model=;;\n", -1, code, "video.model has no value");
  assert_refused ("[Prefer]\nif-purpose=fun\nvideo.model=vga\n", -1, code, "'fun' is no value for if-purpose");
  assert_refused ("[Prefer]\nif-session=maybe\nvideo.model=vga\n", -1, code, "give 'yes' or 'no'");
  assert_refused ("[Prefer]\nunless-virt-type=kvn\nvideo.model=vga\n", -1, code, "'kvn' is no value for virt-type");
  assert_refused ("[Prefer]\nif-arch=\nvideo.model=vga\n", -1, code, "if-arch has no value");
  assert_refused ("[Add]\nrng.default=0\n", -1, code, "give one from 1 to 64");
  assert_refused ("[Add]\nrng.default=many\n", -1, code, "'many' is no number of devices");
}

static void
test_contradictions_are_refused (void)
{
  const int code = GVIR_DESIGNER_ERROR_CONFLICT;

  assert_refused ("[Prefer]\nvideo.model=vga\nvideo.model=qxl\n", -1, code, "line 3: the key 'video.model' is in line 2 already");
  assert_refused ("[Write]\nclock.timers=clock/@offset\n", -1, code, "clock.timers is not written itself");
  assert_refused ("[Forbid]\nvideo.model=vga\n[Forbid]\nsound.model=sb16\n", -1, code, "line 3: the group [Forbid] begins in line 1 already");
  assert_refused ("[Prefer]\nif-sound.model=sb16\nvideo.model=vga\n", -1, code, "asks for sound.model, which is not decided yet");
  assert_refused ("[Prefer]\nif-vcpus=1\nmachine.chipset=q35\n", -1, code, "asks for vcpus, which is not decided yet");
}

static void
test_what_is_no_key_file_is_refused (void)
{
  const int code = GVIR_DESIGNER_ERROR_INVALID_INPUT;

  assert_refused ("video.model=vga\n", -1, code, "line 1: a key must stand below a [GROUP]");
  assert_refused ("[Prefer]\nvideo.model\n", -1, code, "'video.model' is neither [GROUP] nor KEY=VALUE");
  assert_refused ("[Prefer]\n=vga\n", -1, code, "neither [GROUP]");
  assert_refused ("[]\n", -1, code, "neither [GROUP]");
  assert_refused ("[Prefer\nvideo.model=vga\n", -1, code, "neither [GROUP]");
  assert_refused ("[Prefer]\n\n[Forbid]\nvideo.model=vga\n", -1, code, "line 1: [Prefer] says nothing");
  assert_refused ("[Prefer]\nreason=\xe9\n", -1, code, "line 2: this is no UTF-8 text");
  assert_refused ("\xff\xfe[\0P\0", 6, code, "line 1: this is no UTF-8 text");
  assert_refused ("[Prefer]\nvideo.model=v\0ga\n", 24, code, "line 2: this is no UTF-8 text");
  assert_refused ("[Prefer]\nreason=\x1b[31m\n", -1, code, "line 2: there is a control character");
}

static void
test_what_cannot_be_read_is_refused (void)
{
  g_autofree char *nowhere = g_build_filename (folder, "nowhere.policy", NULL);
  g_autofree char *large = NULL;
  g_autofree char *text = g_strnfill (300 * 1024, '#');
  const char *const files[] = { nowhere, folder, "/dev/zero", "" };
  g_autoptr (GError) too_large = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gvir_designer_policy_new_from_file (files[i], &error));
      g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT);
      g_assert_null (gvir_designer_policy_new_from_file (files[i], NULL));
    }
  large = write_policy ("large.policy", text, -1);
  g_assert_null (gvir_designer_policy_new_from_file (large, &too_large));
  g_assert_nonnull (strstr (too_large->message, "longer than 256 KiB"));
}

static void
test_names_are_found_in_their_folders (void)
{
  g_autofree char *second = g_build_filename (folder, "second", NULL);
  g_autofree char *first_file = write_policy ("mine.policy", "[Policy]\ntitle=first\n", -1);
  g_autofree char *second_file = g_build_filename (second, "mine.policy", NULL);
  g_autofree char *other_file = g_build_filename (second, "other.policy", NULL);
  g_autofree char *path = g_strjoin (":", "/nonexistent", folder, second, NULL);
  g_autoptr (GVirDesignerPolicy) mine = NULL;
  g_autoptr (GVirDesignerPolicy) other = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;

  g_assert_cmpint (g_mkdir (second, 0700), ==, 0);
  g_assert_true (g_file_set_contents (second_file, "[Policy]\ntitle=second\n", -1, NULL));
  g_assert_true (g_file_set_contents (other_file, "", -1, NULL));
  g_setenv ("LIBVIRT_DESIGNER_POLICY_PATH", path, TRUE);
  mine = gvir_designer_policy_new_from_name ("mine", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gvir_designer_policy_get_title (mine), ==, "first");
  other = gvir_designer_policy_new_from_name ("other", &error);
  g_assert_no_error (error);
  names = gvir_designer_policy_list_names ();
  g_assert_true (g_strv_contains ((const char *const *) names, "mine"));
  g_assert_true (g_strv_contains ((const char *const *) names, "other"));
  g_assert_null (gvir_designer_policy_new_from_name ("othr", &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME);
  g_assert_nonnull (strstr (error->message, "did you mean 'other'?"));
}

static void
test_names_do_not_leave_their_folders (void)
{
  const char *const names[] = { "", ".", "..", "../mine", "second/mine", "/etc/passwd", ".hidden", "a\nb" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gvir_designer_policy_new_from_name (names[i], &error));
      g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME);
      g_assert_null (gvir_designer_policy_new_from_name (names[i], NULL));
    }
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (g_file_test (file, G_FILE_TEST_IS_DIR))
        remove_folder (file);
      g_remove (file);
    }
}

int
main (int argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("policy-XXXXXX", NULL);
  g_test_add_func ("/policy/every-kind-is-read", test_every_kind_is_read);
  g_test_add_func ("/policy/place/names-file-line-and-group", test_place_names_file_line_and_group);
  g_test_add_func ("/policy/empty-file-says-nothing", test_empty_file_says_nothing);
  g_test_add_func ("/policy/refused/misspelt-names", test_misspelt_names_are_refused);
  g_test_add_func ("/policy/refused/impossible-values", test_impossible_values_are_refused);
  g_test_add_func ("/policy/refused/contradictions", test_contradictions_are_refused);
  g_test_add_func ("/policy/refused/what-is-no-key-file", test_what_is_no_key_file_is_refused);
  g_test_add_func ("/policy/refused/what-cannot-be-read", test_what_cannot_be_read_is_refused);
  g_test_add_func ("/policy/names/are-found-in-their-folders", test_names_are_found_in_their_folders);
  g_test_add_func ("/policy/names/do-not-leave-their-folders", test_names_do_not_leave_their_folders);
  status = g_test_run ();
  remove_folder (folder);
  g_rmdir (folder);
  g_free (folder);
  return status;
}
