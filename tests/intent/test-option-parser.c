/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "intent-fixture.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "vocabulary/libvirt-designer-options.h"
#include "vocabulary/options-private.h"

/* A value that the thing can take. */
static char *
sample_value (const DesignerThing *thing)
{
  switch (thing->kind)
    {
    case DESIGNER_KIND_TEXT:
      return g_strdup (thing->id == DESIGNER_THING_BOOT_ORDER ? "hd" : "sample");
    case DESIGNER_KIND_PROSE:
    case DESIGNER_KIND_NAME:
      return g_strdup ("sample");
    case DESIGNER_KIND_PATH:
      return g_strdup ("/sample");
    case DESIGNER_KIND_PORT:
      return g_strdup ("5901");
    case DESIGNER_KIND_TOKEN:
      return g_strndup (thing->values, strcspn (thing->values, ","));
    case DESIGNER_KIND_SIZE:
      return g_strdup ("2048");
    case DESIGNER_KIND_BYTES:
      return g_strdup ("2"); /* GiB */
    case DESIGNER_KIND_COUNT:
    case DESIGNER_KIND_NUMBER:
    case DESIGNER_KIND_INTEGER:
    case DESIGNER_KIND_HEX:
      return g_strdup ("2");
    case DESIGNER_KIND_YES_NO:
    case DESIGNER_KIND_PRESENCE:
      return g_strdup ("yes");
    case DESIGNER_KIND_ON_OFF:
      return g_strdup ("on");
    }
  g_assert_not_reached ();
}

/* What must stand beside the sub-option for the device to be complete. */
static const char *
companion (DesignerThingId thing)
{
  if (thing == DESIGNER_THING_NET_TYPE)
    return "";
  if (designer_thing_get (thing)->scope != DESIGNER_SCOPE_DISK)
    return "";
  if (thing == DESIGNER_THING_DISK_SOURCE_FILE || thing == DESIGNER_THING_DISK_SOURCE_DEV
      || thing == DESIGNER_THING_DISK_SOURCE_VOLUME)
    return "";
  return ",path=/otter.raw";
}

static void
take_sub_option (const char *option,
                 const DesignerOptionRow *row,
                 const char *name)
{
  g_autoptr (DesignerIntent) intent = designer_intent_new ();
  const DesignerThing *thing = designer_thing_get (row->thing);
  g_autofree char *value = row->value != NULL ? g_strdup (row->value) : sample_value (thing);
  const char *prefix = thing->id == DESIGNER_THING_DISK_SOURCE_FILE ? "/" : "";
  g_autofree char *expected = g_strconcat (prefix, value, NULL);
  g_autofree char *argument = NULL;

  if (row->value != NULL)
    argument = g_strdup (name);
  else
    argument = g_strconcat (name, *name != '\0' ? "=" : "", prefix, value, companion (row->thing), NULL);
  intent_take (intent, option, argument);
  if (thing->kind == DESIGNER_KIND_SIZE)
    g_assert_cmpstr (intent_get (intent, row->thing), ==, "2097152");
  else if (thing->id == DESIGNER_THING_DISK_SIZE)
    g_assert_cmpstr (intent_get (intent, row->thing), ==, "2147483648");
  else
    g_assert_cmpstr (intent_get (intent, row->thing), ==, expected);
}

static void
test_every_sub_option_is_taken (void)
{
  g_auto (GStrv) names = gvir_designer_list_options ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      for (const DesignerOptionRow *row = designer_option_find (names[i], NULL) + 1; !row->option; row++)
        {
          if (row->path != NULL)
            continue;
          take_sub_option (names[i], row, row->name);
          if (row->other_name != NULL)
            take_sub_option (names[i], row, row->other_name);
        }
    }
}

/* Options of one text take it whole, whatever it is. */
static gboolean
takes_anything (const DesignerOptionRow *option)
{
  return option[1].option || (option[2].option && *option[1].name == '\0');
}

static void
test_every_misspelt_sub_option_is_told_the_nearest (void)
{
  g_auto (GStrv) names = gvir_designer_list_options ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      const DesignerOptionRow *option = designer_option_find (names[i], NULL);

      for (const DesignerOptionRow *row = option + 1; !row->option && !takes_anything (option); row++)
        {
          g_autoptr (DesignerIntent) intent = designer_intent_new ();
          const char *name = *row->name != '\0' ? row->name : row->other_name;
          g_autofree char *argument = NULL;
          g_autofree char *hint = g_strdup_printf ("'%s'", name);

          if (name == NULL)
            continue;
          argument = g_strconcat (name, "x=1", NULL);
          intent_refuse (intent, names[i], argument, GVIR_DESIGNER_ERROR_UNKNOWN_NAME, hint);
        }
    }
}

static void
test_unknown_option_is_told_the_nearest (void)
{
  g_autoptr (DesignerIntent) intent = designer_intent_new ();

  intent_refuse (intent, "dsik", "path=/a", GVIR_DESIGNER_ERROR_UNKNOWN_NAME, "did you mean 'disk'");
  intent_refuse (intent, "", "a", GVIR_DESIGNER_ERROR_UNKNOWN_NAME, "unknown option");
  intent_refuse (intent, "--disk", "path=/a", GVIR_DESIGNER_ERROR_UNKNOWN_NAME, "'disk'");
}

static void
test_storage_may_come_without_its_name (void)
{
  g_autoptr (DesignerIntent) intent = designer_intent_new ();

  intent_take (intent, "disk", "/images/a=b.qcow2,bus=sata");
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_DISK_SOURCE_FILE), ==, "/images/a=b.qcow2");
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_DISK_BUS), ==, "sata");
  intent_take (intent, "disk", "/dev/vg/lv");
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_DISK_SOURCE_DEV), ==, "/dev/vg/lv");
  g_assert_null (intent_get (intent, DESIGNER_THING_DISK_SOURCE_FILE));
  intent_take (intent, "disk", "vol=pool/a/b.qcow2");
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_DISK_SOURCE_POOL), ==, "pool");
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_DISK_SOURCE_VOLUME), ==, "a/b.qcow2");
  intent_refuse (intent, "disk", "cdrm", GVIR_DESIGNER_ERROR_UNKNOWN_NAME, "cdrm");
}

static void
test_storage_must_be_named (void)
{
  static const char *const arguments[] = { "bus=sata", "device=disk", "sparse=no" };
  g_autoptr (DesignerIntent) intent = designer_intent_new ();

  for (guint i = 0; i < G_N_ELEMENTS (arguments); i++)
    intent_refuse (intent, "disk", arguments[i], GVIR_DESIGNER_ERROR_INVALID_VALUE, "path=FILE");
  intent_refuse (intent, "disk", "size=20G", GVIR_DESIGNER_ERROR_INVALID_VALUE, "give GiB as a number");
  intent_refuse (intent, "disk", "vol=pool", GVIR_DESIGNER_ERROR_INVALID_VALUE, "POOL/VOLUME");
  intent_refuse (intent, "disk", "vol=/b", GVIR_DESIGNER_ERROR_INVALID_VALUE, "POOL/VOLUME");
  intent_refuse (intent, "disk", "vol=a/", GVIR_DESIGNER_ERROR_INVALID_VALUE, "POOL/VOLUME");
  intent_take (intent, "disk", "device=cdrom");
  intent_take (intent, "disk", "device=floppy");
}

static void
test_doubled_comma_is_a_comma (void)
{
  g_autoptr (DesignerIntent) intent = designer_intent_new ();

  intent_take (intent, "disk", "path=/a,,b,,,bus=sata");
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_DISK_SOURCE_FILE), ==, "/a,b,");
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_DISK_BUS), ==, "sata");
  intent_take (intent, "name", "a,b,,c");
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_NAME), ==, "a,b,,c");
  intent_take (intent, "metadata", "title=a,,b,description=c=d");
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_TITLE), ==, "a,b");
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_DESCRIPTION), ==, "c=d");
}

/* virt-install lets some values go on behind a comma that nobody doubled. */
static void
test_lists_and_texts_go_on_behind_a_comma (void)
{
  g_autoptr (DesignerIntent) intent = designer_intent_new ();

  intent_take (intent, "vcpus", "5,maxvcpus=10,cpuset=1-4,6,8");
  g_assert_cmpstr (designer_intent_setting (intent, "vcpu/@cpuset"), ==, "1-4,6,8");
  g_assert_cmpstr (designer_intent_setting (intent, "vcpu/@current"), ==, "5");
  intent_take (intent, "numatune", "0-1,3,mode=strict");
  g_assert_cmpstr (designer_intent_setting (intent, "numatune/memory/@nodeset"), ==, "0-1,3");
  intent_take (intent, "metadata", "title=a,b=c,description=d,,e,f");
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_TITLE), ==, "a,b=c");
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_DESCRIPTION), ==, "d,e,f");
  intent_take (intent, "boot", "cmdline=console=ttyS0,115200,menu=on");
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_CMDLINE), ==, "console=ttyS0,115200");
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_BOOT_MENU), ==, "yes");
  intent_take (intent, "seclabel", "label=system_u:object_r:svirt_t:s0:c1,c2");
  g_assert_cmpstr (designer_intent_setting (intent, "seclabel[1]/label"), ==, "system_u:object_r:svirt_t:s0:c1,c2");
}

static void
test_mistakes_behind_a_comma_are_none_of_the_value (void)
{
  g_autoptr (DesignerIntent) intent = designer_intent_new ();

  intent_refuse (intent, "vcpus", "2,cpuset=1,soket=2", GVIR_DESIGNER_ERROR_UNKNOWN_NAME, "'sockets'");
  intent_refuse (intent, "vcpus", "2,cpuset=1,many", GVIR_DESIGNER_ERROR_UNKNOWN_NAME, "'many'");
  intent_refuse (intent, "metadata", "title=a,nmae=b", GVIR_DESIGNER_ERROR_UNKNOWN_NAME, "'name'");
  intent_refuse (intent, "metadata", "title=a,uuid", GVIR_DESIGNER_ERROR_INVALID_VALUE, "uuid=VALUE");
  intent_refuse (intent, "disk", "path=/a,b", GVIR_DESIGNER_ERROR_UNKNOWN_NAME, "'b'");
}

static void
test_root_ports_are_as_many_controllers (void)
{
  g_autoptr (DesignerIntent) intent = designer_intent_new ();

  intent_refuse (intent, "controller", "num_pcie_root_ports=many", GVIR_DESIGNER_ERROR_INVALID_VALUE, "from 0 to");
  intent_refuse (intent, "controller", "num_pcie_root_ports=241", GVIR_DESIGNER_ERROR_INVALID_VALUE, "from 0 to");
  intent_refuse (intent, "controller", "pci,num_pcie_root_ports=3,index=4", GVIR_DESIGNER_ERROR_INVALID_VALUE, "index=4");
  intent_take (intent, "controller", "type=pci,num_pcie_root_ports=3");
  g_assert_cmpuint (intent->devices->len, ==, 4);
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_CONTROLLER_MODEL), ==, "pcie-root-port");
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_ROOT_PORTS), ==, "3");
  intent_refuse (intent, "controller", "num_pcie_root_ports=4", GVIR_DESIGNER_ERROR_CONFLICT, "'3' and '4'");
}

static void
test_older_words_stand_for_newer_ones (void)
{
  g_autoptr (DesignerIntent) intent = designer_intent_new ();

  intent_take (intent, "disk", "/a.raw,perms=ro");
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_DISK_READONLY), ==, "yes");
  intent_take (intent, "disk", "/a.raw,perms=sh");
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_DISK_SHAREABLE), ==, "yes");
  intent_take (intent, "disk", "/a.raw,perms=rw");
  g_assert_null (intent_get (intent, DESIGNER_THING_DISK_READONLY));
  intent_refuse (intent, "disk", "/a.raw,perms=rx", GVIR_DESIGNER_ERROR_INVALID_VALUE, "give ro, sh");
  intent_take (intent, "boot", "refresh-machine-type=no");
  intent_take (intent, "boot", "refresh-machine-type=yes");
  intent_refuse (intent, "boot", "refresh-machine-type=x", GVIR_DESIGNER_ERROR_INVALID_VALUE, "'x'");
  intent_take (intent, "osinfo", "detect=on,require=off,short-id=debian11");
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_OS_NAME), ==, "debian11");
  intent_refuse (intent, "osinfo", "detect=perhaps", GVIR_DESIGNER_ERROR_INVALID_VALUE, "'perhaps'");
}

static void
test_none_and_default_exclude_each_other (void)
{
  g_auto (GStrv) names = gvir_designer_list_options ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      const DesignerOptionRow *option = designer_option_find (names[i], NULL);
      g_autoptr (DesignerIntent) none = designer_intent_new ();
      g_autoptr (DesignerIntent) some = designer_intent_new ();
      const char *one = option->scope == DESIGNER_SCOPE_DISK ? "/a" : "default";

      if (designer_scope_get (option->scope)->element == NULL || option->scope == DESIGNER_SCOPE_MEMBALLOON
          || option->scope == DESIGNER_SCOPE_VIDEO)
        continue;
      intent_take (none, names[i], "none");
      intent_take (none, names[i], "none");
      g_assert_true (designer_intent_declines (none, option->scope));
      g_assert_cmpuint (none->devices->len, ==, 0);
      intent_refuse (none, names[i], one, GVIR_DESIGNER_ERROR_CONFLICT, names[i]);
      intent_take (some, names[i], one);
      g_assert_cmpuint (some->devices->len, ==, 1);
      intent_refuse (some, names[i], "none", GVIR_DESIGNER_ERROR_CONFLICT, names[i]);
    }
}

static void
test_balloon_none_is_a_model (void)
{
  g_autoptr (DesignerIntent) intent = designer_intent_new ();

  intent_take (intent, "memballoon", "none");
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_BALLOON_MODEL), ==, "none");
}

static void
test_wishes_that_contradict_are_refused (void)
{
  g_autoptr (DesignerIntent) intent = designer_intent_new ();

  intent_take (intent, "vcpus", "4");
  intent_take (intent, "vcpus", "4,cores=2");
  intent_refuse (intent, "vcpus", "8", GVIR_DESIGNER_ERROR_CONFLICT, "'4' and '8'");
  intent_refuse (intent, "vcpus", "threads=2,cores=4", GVIR_DESIGNER_ERROR_CONFLICT, "'2' and '4'");
  intent_refuse (intent, "disk", "path=/a,path=/b", GVIR_DESIGNER_ERROR_CONFLICT, "'/a' and '/b'");
  intent_refuse (intent, "boot", "uefi,bios", GVIR_DESIGNER_ERROR_CONFLICT, "firmware");
  intent_refuse (intent, "network", "user,bridge=br0", GVIR_DESIGNER_ERROR_CONFLICT, "network.type");
  intent_refuse (intent, "network", "type=bridge", GVIR_DESIGNER_ERROR_INVALID_VALUE, "bridge=NAME");
  intent_take (intent, "cpu", "host-passthrough");
  intent_refuse (intent, "cpu", "Nehalem", GVIR_DESIGNER_ERROR_CONFLICT, "cpu.mode");
}

static void
test_names_imply_their_kind (void)
{
  g_autoptr (DesignerIntent) intent = designer_intent_new ();

  intent_take (intent, "network", "bridge=br0");
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_NET_TYPE), ==, "bridge");
  intent_take (intent, "network", "network=lan,model=e1000");
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_NET_TYPE), ==, "network");
  intent_take (intent, "rng", "/dev/random");
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_RNG_BACKEND), ==, "random");
  intent_take (intent, "cpu", "Nehalem");
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_CPU_MODE), ==, "custom");
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_CPU_MODEL), ==, "Nehalem");
}

static void
test_boot_takes_kinds_firmware_and_switches (void)
{
  g_autoptr (DesignerIntent) intent = designer_intent_new ();

  intent_take (intent, "boot", "cdrom,hd,network,uefi,menu=on");
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_BOOT_ORDER), ==, "cdrom,hd,network");
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_FIRMWARE), ==, "efi");
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_BOOT_MENU), ==, "yes");
  intent_take (intent, "boot", "firmware=uefi");
  intent_take (intent, "boot", "uefi=yes");
  intent_refuse (intent, "boot", "uefi=no", GVIR_DESIGNER_ERROR_CONFLICT, "firmware");
  intent_refuse (intent, "boot", "uefi=perhaps", GVIR_DESIGNER_ERROR_INVALID_VALUE, "perhaps");
  intent_refuse (intent, "boot", "hdd", GVIR_DESIGNER_ERROR_UNKNOWN_NAME, "hdd");
  intent_refuse (intent, "boot", "menu", GVIR_DESIGNER_ERROR_INVALID_VALUE, "menu=VALUE");
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/option-parser/sub-options/every-one-is-taken", test_every_sub_option_is_taken);
  g_test_add_func ("/option-parser/sub-options/misspelt-ones-are-told-the-nearest",
                   test_every_misspelt_sub_option_is_told_the_nearest);
  g_test_add_func ("/option-parser/unknown-option/is-told-the-nearest", test_unknown_option_is_told_the_nearest);
  g_test_add_func ("/option-parser/storage/may-come-without-its-name", test_storage_may_come_without_its_name);
  g_test_add_func ("/option-parser/storage/must-be-named", test_storage_must_be_named);
  g_test_add_func ("/option-parser/commas/doubled-one-is-a-comma", test_doubled_comma_is_a_comma);
  g_test_add_func ("/option-parser/commas/lists-and-texts-go-on", test_lists_and_texts_go_on_behind_a_comma);
  g_test_add_func ("/option-parser/commas/mistakes-are-none-of-the-value", test_mistakes_behind_a_comma_are_none_of_the_value);
  g_test_add_func ("/option-parser/root-ports/are-as-many-controllers", test_root_ports_are_as_many_controllers);
  g_test_add_func ("/option-parser/words/older-ones-stand-for-newer", test_older_words_stand_for_newer_ones);
  g_test_add_func ("/option-parser/none/excludes-others", test_none_and_default_exclude_each_other);
  g_test_add_func ("/option-parser/none/is-a-model-of-balloons", test_balloon_none_is_a_model);
  g_test_add_func ("/option-parser/conflicts/are-refused", test_wishes_that_contradict_are_refused);
  g_test_add_func ("/option-parser/names/imply-their-kind", test_names_imply_their_kind);
  g_test_add_func ("/option-parser/boot/takes-kinds-firmware-and-switches",
                   test_boot_takes_kinds_firmware_and_switches);
  return g_test_run ();
}
