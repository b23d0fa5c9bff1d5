/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "design-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/libvirt-designer-error.h"
#include "decisions/libvirt-designer-decision.h"

static GVirDesignerPolicy *
policy_of (const char *text)
{
  g_autofree char *file = NULL;
  g_autoptr (GError) error = NULL;
  GVirDesignerPolicy *policy;
  int descriptor = g_file_open_tmp ("site-XXXXXX.policy", &file, &error);

  g_assert_no_error (error);
  g_close (descriptor, NULL);
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
  policy = gvir_designer_policy_new_from_file (file, &error);
  g_assert_no_error (error);
  g_remove (file);
  return policy;
}

/* A design for Debian 11 under the policies, NULL-terminated. */
static GVirDesignerDomain *
design_under (const char *first,
              ...) G_GNUC_NULL_TERMINATED;

static GVirDesignerDomain *
design_under (const char *first,
              ...)
{
  GVirDesignerDomain *design = fixture_design ("debian11");
  va_list texts;

  va_start (texts, first);
  for (const char *text = first; text != NULL; text = va_arg (texts, const char *))
    {
      g_autoptr (GVirDesignerPolicy) policy = policy_of (text);

      g_assert_true (gvir_designer_domain_add_policy (design, policy, NULL));
    }
  va_end (texts);
  return design;
}

static GVirDesignerDomain *
complete_under (const char *text)
{
  GVirDesignerDomain *design = design_under (text, NULL);

  fixture_complete (design, GVIR_DESIGNER_PURPOSE_DESKTOP);
  return design;
}

static void
assert_error (GVirDesignerDomain *design,
              const char *clue)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (gvir_designer_domain_add_default_devices (design, GVIR_DESIGNER_PURPOSE_DESKTOP, &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_FORBIDDEN);
  if (strstr (error->message, clue) == NULL)
    g_error ("'%s' does not say '%s'", error->message, clue);
}

static void
test_preferred_value_is_taken (void)
{
  g_autoptr (GVirDesignerDomain) design = complete_under ("[Prefer]\ngraphics.type=vnc\nclock.offset=localtime\n");

  fixture_assert_text (design, "//graphics/@type", "vnc");
  fixture_assert_text (design, "//clock/@offset", "utc"); /* the rule says that the OS expects it so */
  fixture_assert_valid (design);
}

static void
test_what_no_rule_is_about_is_set (void)
{
  g_autoptr (GVirDesignerDomain) design = complete_under ("[Set for SPICE]\nif-graphics.type=spice\n"
                                                         "graphics.streaming.mode=filter\n");
  g_autoptr (GVirDesignerDomain) other = complete_under ("[Prefer]\ngraphics.type=vnc\n[Set]\nif-graphics.type=spice\n"
                                                        "graphics.streaming.mode=filter\n");

  fixture_assert_text (design, "//graphics/streaming/@mode", "filter");
  fixture_assert_valid (design);
  fixture_assert_count (other, "//graphics/streaming", 0);
}

static void
test_wish_goes_before_what_is_set (void)
{
  g_autoptr (GVirDesignerDomain) design = design_under ("[Set]\ngraphics.streaming.mode=filter\n", NULL);

  g_assert_true (gvir_designer_domain_apply_option (design, "graphics", "spice,streaming.mode=off", NULL));
  fixture_complete (design, GVIR_DESIGNER_PURPOSE_DESKTOP);
  fixture_assert_text (design, "//graphics/streaming/@mode", "off");
  fixture_assert_count (design, "//graphics/streaming", 1);
}

static void
test_preferred_value_without_a_rule_is_taken (void)
{
  g_autoptr (GVirDesignerDomain) design = complete_under ("[Prefer]\ntitle=Made by us\n"
                                                         "network.source.network=lab\n");

  fixture_assert_text (design, "/domain/title", "Made by us");
  fixture_assert_count (design, "//interface/source", 0); /* the network is of type user */
}

static void
test_what_cannot_be_is_not_preferred (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_design ("win10");
  g_autoptr (GVirDesignerPolicy) policy = policy_of ("[Prefer]\nnetwork.model=virtio\ncpu.mode=maximum\n");

  g_assert_true (gvir_designer_domain_add_policy (design, policy, NULL));
  fixture_complete (design, GVIR_DESIGNER_PURPOSE_DESKTOP);
  fixture_assert_text (design, "//interface/model/@type", "e1000e");
  fixture_assert_text (design, "//cpu/@mode", "host-passthrough");
}

static void
test_preferred_rule_goes_first (void)
{
  g_autoptr (GVirDesignerDomain) design = complete_under ("[Prefer]\nrules=memory.twice-minimum;video.qxl\n");

  fixture_assert_text (design, "//video/model/@type", "qxl");
}

static void
test_wish_goes_before_a_preference (void)
{
  g_autoptr (GVirDesignerDomain) design = design_under ("[Prefer]\ngraphics.type=vnc\n", NULL);

  fixture_apply (design, "graphics", "spice");
  fixture_complete (design, GVIR_DESIGNER_PURPOSE_DESKTOP);
  fixture_assert_text (design, "//graphics/@type", "spice");
}

static void
test_later_policy_and_later_line_win (void)
{
  g_autoptr (GVirDesignerDomain) design =
    design_under ("[Prefer]\nvideo.model=vga\n", "[Prefer]\nvideo.model=qxl\n", NULL);
  g_autoptr (GVirDesignerDomain) other =
    complete_under ("[Prefer]\nvideo.model=qxl\n[Prefer always]\nvideo.model=vga\n");

  fixture_complete (design, GVIR_DESIGNER_PURPOSE_DESKTOP);
  fixture_assert_text (design, "//video/model/@type", "qxl");
  fixture_assert_text (other, "//video/model/@type", "vga");
}

static void
test_conditions_limit_a_group (void)
{
  static const char *const fitting[] = {
    "if-os=debian*", "if-os-family=winnt;linux", "unless-os-family=winnt", "if-purpose=desktop",
    "if-session=yes", "if-arch=x86_64", "unless-virt-type=qemu", "if-machine.chipset=q35",
  };
  static const char *const others[] = {
    "unless-os=debian*", "if-os-family=winnt", "if-purpose=server", "if-session=no",
    "if-arch=i686", "if-virt-type=qemu", "if-machine.chipset=i440fx",
  };

  for (guint i = 0; i < G_N_ELEMENTS (fitting) + G_N_ELEMENTS (others); i++)
    {
      gboolean fits = i < G_N_ELEMENTS (fitting);
      const char *line = fits ? fitting[i] : others[i - G_N_ELEMENTS (fitting)];
      g_autofree char *text = g_strdup_printf ("[Prefer here]\n%s\nvideo.model=vga\n", line);
      g_autoptr (GVirDesignerDomain) design = complete_under (text);

      g_test_message ("%s", line);
      fixture_assert_text (design, "//video/model/@type", fits ? "vga" : "virtio");
    }
}

static void
test_forbidden_value_is_neither_chosen_nor_granted (void)
{
  static const char text[] = "[Forbid]\nreason=It is too new.\nvideo.model=virtio\n";
  g_autoptr (GVirDesignerDomain) design = complete_under (text);
  g_autoptr (GVirDesignerDomain) wished = design_under (text, NULL);

  fixture_assert_text (design, "//video/model/@type", "qxl");
  fixture_apply (wished, "video", "virtio");
  assert_error (wished, "forbids it: It is too new. (");
}

static void
test_forbidden_rule_does_not_decide (void)
{
  g_autoptr (GVirDesignerDomain) design = complete_under ("[Forbid]\nrules=video.virtio;video.qxl\n");

  fixture_assert_text (design, "//video/model/@type", "vga");
}

static void
test_everything_forbidden_is_an_error (void)
{
  g_autoptr (GVirDesignerDomain) design = design_under ("[Forbid]\nreason=No.\ngraphics.type=spice;vnc\n", NULL);

  assert_error (design, "forbids it: No.");
}

static void
test_required_value_is_as_good_as_a_wish (void)
{
  static const char text[] = "[Require]\nreason=All do.\nsound.model=ac97\n";
  g_autoptr (GVirDesignerDomain) design = complete_under (text);
  g_autoptr (GVirDesignerDomain) agreeing = design_under (text, NULL);
  g_autoptr (GVirDesignerDomain) contrary = design_under (text, NULL);

  fixture_assert_text (design, "//sound/@model", "ac97");
  fixture_apply (agreeing, "sound", "ac97");
  fixture_complete (agreeing, GVIR_DESIGNER_PURPOSE_DESKTOP);
  fixture_apply (contrary, "sound", "ich9");
  assert_error (contrary, "sound.model cannot be 'ich9', it must be 'ac97'");
}

static void
test_required_value_that_cannot_be_is_an_error (void)
{
  g_autoptr (GVirDesignerDomain) design = design_under ("[Require]\nvirt-type=lxc\n", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (gvir_designer_domain_setup_machine (design, &error));
  g_assert_nonnull (strstr (error->message, "requires it"));
  g_assert_nonnull (strstr (error->message, "virt-type cannot be 'lxc'"));
  g_assert_false (gvir_designer_domain_setup_machine (design, NULL));
}

static void
test_devices_are_added_and_removed (void)
{
  g_autoptr (GVirDesignerDomain) plain = complete_under ("");
  g_autoptr (GVirDesignerDomain) design =
    complete_under ("[Add]\ncontroller.pci.spare=9\n[Remove]\nadditions=panic.linux;rng.default;tpm.uefi\n");

  fixture_assert_count (plain, "//panic", 1);
  fixture_assert_count (design, "//panic", 0);
  fixture_assert_count (design, "//rng", 0);
  /* Five more spare ports, and one less that a device needs. */
  g_assert_cmpuint (fixture_count (design, "//controller[@type='pci']"), ==,
                    fixture_count (plain, "//controller[@type='pci']") + 4);
}

static void
test_omitted_things_are_decided_and_not_written (void)
{
  g_autoptr (GVirDesignerDomain) design =
    complete_under ("[Omit]\nthings=controller.index;serial.target.type;machine.chipset\n");
  g_autoptr (GVirDesignerDomain) wished = design_under ("[Omit]\nthings=serial.target.type\n", NULL);

  fixture_assert_count (design, "//controller/@index", 0);
  fixture_assert_count (design, "//serial/target", 0);
  fixture_assert_text (design, "//os/type/@machine", "q35");
  fixture_apply (wished, "serial", "pty,target.type=isa-serial");
  fixture_complete (wished, GVIR_DESIGNER_PURPOSE_DESKTOP);
  fixture_assert_text (wished, "//serial/target/@type", "isa-serial");
}

static void
test_permitted_wishes_are_left_to_libvirt (void)
{
  g_autoptr (GVirDesignerDomain) permitted = design_under ("[Permit]\nthings=cpu.model\n", NULL);
  g_autoptr (GVirDesignerDomain) other = design_under ("[Permit]\nthings=features.hyperv.ipi\n", NULL);
  g_autoptr (GError) error = NULL;

  fixture_apply (permitted, "cpu", "NoSuchModel");
  fixture_complete (permitted, GVIR_DESIGNER_PURPOSE_DESKTOP);
  fixture_assert_text (permitted, "//cpu/model", "NoSuchModel");
  fixture_apply (other, "cpu", "NoSuchModel");
  g_assert_false (gvir_designer_domain_add_default_devices (other, GVIR_DESIGNER_PURPOSE_DESKTOP, &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST);
}

static GVirDesignerDecision *
find_decision (GVirDesignerDomain *design,
               const char *thing)
{
  g_autoptr (GListModel) decisions = gvir_designer_domain_get_decisions (design);

  for (guint i = 0; i < g_list_model_get_n_items (decisions); i++)
    {
      g_autoptr (GVirDesignerDecision) decision = g_list_model_get_item (decisions, i);

      if (g_str_equal (gvir_designer_decision_get_thing (decision), thing))
        return g_steal_pointer (&decision);
    }
  g_error ("nothing was decided on %s", thing);
}

static void
test_permitted_wishes_name_the_policy (void)
{
  g_autoptr (GVirDesignerDomain) permitted = design_under ("[Permit]\nthings=cpu.model\n", NULL);
  g_autoptr (GVirDesignerDomain) needless = design_under ("[Permit]\nthings=video.model\n", NULL);
  g_autoptr (GVirDesignerDecision) decision = NULL;
  g_autoptr (GVirDesignerDecision) other = NULL;
  g_autoptr (GListModel) decisions = NULL;
  g_autofree char *text = NULL;

  fixture_apply (permitted, "cpu", "NoSuchModel");
  fixture_complete (permitted, GVIR_DESIGNER_PURPOSE_DESKTOP);
  decision = find_decision (permitted, "cpu.model");
  g_assert_true (gvir_designer_decision_is_wish (decision));
  g_assert_true (g_str_has_suffix (gvir_designer_decision_get_policy (decision), ", line 2 [Permit]"));
  g_assert_nonnull (strstr (gvir_designer_decision_get_reason (decision), "a policy leaves it to the hypervisor"));
  decisions = gvir_designer_domain_get_decisions (permitted);
  text = gvir_designer_decisions_to_text (decisions, GVIR_DESIGNER_DECISION_DETAIL_ALL);
  g_assert_nonnull (strstr (text, "[Permit]"));

  fixture_apply (needless, "video", "vga");
  fixture_complete (needless, GVIR_DESIGNER_PURPOSE_DESKTOP);
  other = find_decision (needless, "video.model");
  g_assert_null (gvir_designer_decision_get_policy (other));
}

static void
test_configuration_is_in_the_order_of_the_policy (void)
{
  static const char text[] = "[Order]\ndomain=clock;vcpu;on_reboot;os;pm;~pm\n"
                             "domain/devices/any/target=@dev;@bus\ndomain/features=~vmport;apic;~acpi\n";
  g_autoptr (GVirDesignerDomain) design = design_under (text, NULL);
  g_autoptr (GVirDesignerDomain) other = design_under (text, NULL);
  g_autofree char *xml = NULL;

  fixture_apply (design, "disk", "/srv/disk.qcow2,format=qcow2");
  fixture_complete (design, GVIR_DESIGNER_PURPOSE_DESKTOP);
  fixture_assert_count (design, "/domain/*[1][self::clock]/following-sibling::*[1][self::vcpu]/following-sibling::*[1][self::os]", 1);
  fixture_assert_count (design, "/domain/pm[preceding-sibling::os]", 1);
  fixture_assert_count (design, "//features/acpi[not (following-sibling::*)]/preceding-sibling::*[1][self::apic]", 1);
  xml = gvir_designer_domain_to_xml (design);
  g_assert_nonnull (strstr (xml, "<target dev=\"vda\" bus=\"virtio\"/>"));
  fixture_apply (other, "events", "on_reboot=destroy");
  fixture_complete (other, GVIR_DESIGNER_PURPOSE_DESKTOP);
  fixture_assert_count (other, "/domain/on_reboot[preceding-sibling::vcpu and following-sibling::os]", 1);
}

static void
assert_explained (GVirDesignerDomain *design,
                  const char *thing,
                  const char *rule,
                  const char *reason,
                  const char *place)
{
  g_autoptr (GVirDesignerDecision) decision = find_decision (design, thing);
  g_autofree char *json = gvir_designer_decision_to_json (decision);

  g_assert_cmpstr (gvir_designer_decision_get_rule (decision), ==, rule);
  g_assert_cmpstr (gvir_designer_decision_get_reason (decision), ==, reason);
  g_assert_false (gvir_designer_decision_is_wish (decision));
  if (place == NULL)
    g_assert_null (gvir_designer_decision_get_policy (decision));
  else
    g_assert_true (g_str_has_suffix (gvir_designer_decision_get_policy (decision), place));
  g_assert_true ((strstr (json, "\"policy\"") != NULL) == (place != NULL));
}

static void
test_decisions_name_the_policy (void)
{
  g_autoptr (GVirDesignerDomain) design =
    complete_under ("[Prefer]\nreason=We like it.\nvideo.model=vga\ntitle=Ours\n"
                    "[Omit]\nthings=memory\n[Remove]\nadditions=panic.linux\n[Require]\nsound.model=ac97\n");

  assert_explained (design, "video.model", "video.vga", "We like it.", ", line 3 [Prefer]");
  assert_explained (design, "title", "policy", "We like it.", ", line 4 [Prefer]");
  assert_explained (design, "memory", "memory.recommended", "A policy leaves it to the hypervisor.", ", line 6 [Omit]");
  assert_explained (design, "panic", "panic.linux", "A policy does without the device.", ", line 8 [Remove]");
  assert_explained (design, "sound.model", "policy", "A policy requires it.", ", line 10 [Require]");
  assert_explained (design, "clock.pit", "clock.pit.delay",
                    "Ticks of the interval timer that were missed come late rather than all at once.", NULL);
}

static void
test_policy_comes_before_set_up (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("debian11");
  g_autoptr (GVirDesignerPolicy) policy = policy_of ("[Prefer]\nvideo.model=vga\n");
  g_autoptr (GError) error = NULL;

  g_assert_false (gvir_designer_domain_add_policy (design, policy, &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_NOT_READY);
  g_assert_false (gvir_designer_domain_add_policy (design, policy, NULL));
  fixture_complete (design, GVIR_DESIGNER_PURPOSE_DESKTOP);
  fixture_assert_text (design, "//video/model/@type", "virtio");
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/policy/preferred-value-is-taken", test_preferred_value_is_taken);
  g_test_add_func ("/domain/policy/preferred-value-without-a-rule-is-taken", test_preferred_value_without_a_rule_is_taken);
  g_test_add_func ("/domain/policy/what-no-rule-is-about-is-set", test_what_no_rule_is_about_is_set);
  g_test_add_func ("/domain/policy/wish-goes-before-what-is-set", test_wish_goes_before_what_is_set);
  g_test_add_func ("/domain/policy/what-cannot-be-is-not-preferred", test_what_cannot_be_is_not_preferred);
  g_test_add_func ("/domain/policy/preferred-rule-goes-first", test_preferred_rule_goes_first);
  g_test_add_func ("/domain/policy/wish-goes-before-a-preference", test_wish_goes_before_a_preference);
  g_test_add_func ("/domain/policy/later-policy-and-later-line-win", test_later_policy_and_later_line_win);
  g_test_add_func ("/domain/policy/conditions-limit-a-group", test_conditions_limit_a_group);
  g_test_add_func ("/domain/policy/forbidden-value-is-neither-chosen-nor-granted", test_forbidden_value_is_neither_chosen_nor_granted);
  g_test_add_func ("/domain/policy/forbidden-rule-does-not-decide", test_forbidden_rule_does_not_decide);
  g_test_add_func ("/domain/policy/everything-forbidden-is-an-error", test_everything_forbidden_is_an_error);
  g_test_add_func ("/domain/policy/required-value-is-as-good-as-a-wish", test_required_value_is_as_good_as_a_wish);
  g_test_add_func ("/domain/policy/required-value-that-cannot-be-is-an-error", test_required_value_that_cannot_be_is_an_error);
  g_test_add_func ("/domain/policy/devices-are-added-and-removed", test_devices_are_added_and_removed);
  g_test_add_func ("/domain/policy/omitted-things-are-decided-and-not-written", test_omitted_things_are_decided_and_not_written);
  g_test_add_func ("/domain/policy/permitted-wishes-are-left-to-libvirt", test_permitted_wishes_are_left_to_libvirt);
  g_test_add_func ("/domain/policy/permitted-wishes-name-the-policy", test_permitted_wishes_name_the_policy);
  g_test_add_func ("/domain/policy/configuration-is-in-the-order-of-the-policy", test_configuration_is_in_the_order_of_the_policy);
  g_test_add_func ("/domain/policy/decisions-name-the-policy", test_decisions_name_the_policy);
  g_test_add_func ("/domain/policy/comes-before-set-up", test_policy_comes_before_set_up);
  return g_test_run ();
}
