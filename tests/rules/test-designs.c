/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What holds for every design, tried on designs put together at random. Each is
 * a text that trial-design.h explains, so that a failure can be tried alone. */

#include "trial-design.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "complain.h"
#include "design-checks.h"
#include "os/libvirt-designer-os-database.h"

#define N_DESIGNS 200

static const char *const hosts[] = {
  "", "", "", "-kvm", "host=recorded", "host=recorded -kvm", "-graphics/type:spice", "?domcaps",
  "-disk/bus:sata", "uri=qemu:///session", "-machine:q35", "-machine:pc", "-hyperv/features:vpindex",
  "-hyperv/features:synic", "-tpm/backendModel:emulator", "-os/firmware:efi", "-video/modelType:virtio",
  NULL
};
static const char *const bodies[] = {
  "", "", "", "server", "--machine q35", "--machine pc", "--machine pin=yes", "--virt-type qemu",
  "--boot uefi", "--boot secure-boot=yes", "--boot cdrom,hd", "--boot network,hd,fd", "--vcpus 8",
  "--vcpus 12,cores=3", "--memory 700", "--cpu host-model", "--clock hypervclock_present=no",
  "--features hyperv.vpindex=off", "--features hyperv.stimer=on", NULL
};
static const char *const disks[] = {
  "path=/i/a.qcow2", "path=/i/a.qcow2", "path=/i/b.img,bus=virtio", "path=/i/c.img,bus=scsi",
  "path=/i/d.img,bus=sata", "path=/i/e.img,bus=ide", "path=/i/f.img,bus=usb", "path=/dev/sdq",
  "path=/i/g.iso,device=cdrom", "device=cdrom", "path=/i/h.img,device=floppy", "vol=pool/vol",
  "path=/i/i.img,target=vdb", "path=/i/j.img,boot_order=1", "path=/i/k.vmdk,readonly=yes", NULL
};
static const char *const others[] = {
  "--network user", "--network default", "--network bridge=br0,model=e1000", "--network network=lab,boot_order=2",
  "--network none", "--graphics vnc", "--graphics spice", "--graphics none", "--video qxl", "--sound ac97",
  "--tpm default", "--input mouse", "--input tablet", "--controller usb", "--controller scsi",
  "--controller virtio-serial", "--channel unix", "--redirdev usb", "--watchdog default", "--memballoon none",
  "--smartcard default", "--panic isa", "--serial none", "--rng random", NULL
};

static const char *
pick (const char *const *words)
{
  return words[g_test_rand_int_range (0, (gint32) g_strv_length ((char **) words))];
}

/* Few designs have many disks, and then mostly of one kind. */
static void
append_disks (GString *text)
{
  guint kinds = (guint) g_test_rand_int_range (0, 4);

  for (guint i = 0; i < kinds; i++)
    {
      guint times = g_test_rand_int_range (0, 4) == 0 ? (guint) g_test_rand_int_range (2, 40) : 1;

      g_string_append_printf (text, " %ux --disk %s", times, pick (disks));
    }
}

static char *
invent_design (char **systems)
{
  GString *text = g_string_new (pick ((const char *const *) systems));
  guint place = (guint) g_test_rand_int_range (0, 8);

  g_string_append_printf (text, " %s %s", pick (hosts), pick (bodies));
  append_disks (text);
  /* None twice: of some devices there can only be one. */
  for (; place < G_N_ELEMENTS (others) - 1; place += (guint) g_test_rand_int_range (3, 20))
    g_string_append_printf (text, " %s", others[place]);
  return g_string_free (text, FALSE);
}

/* A refusal is one line of this library's own. */
static void
check_refusal (const char *text,
               const GError *error)
{
  if (error->domain != GVIR_DESIGNER_ERROR || strchr (error->message, '\n') != NULL
      || strlen (error->message) < 10)
    complain ("%s: no proper refusal: %s", text, error->message);
}

static void
check_same_again (const char *text,
                  GVirDesignerDomain *design)
{
  g_autoptr (GVirDesignerDomain) again = trial_design (text, NULL);
  g_autofree char *xml = gvir_designer_domain_to_xml (design);
  g_autofree char *other = gvir_designer_domain_to_xml (again);

  if (g_strcmp0 (xml, other) != 0)
    complain ("%s: not the same twice", text);
}

static void
test_at_random (void)
{
  g_auto (GStrv) systems = gvir_designer_os_database_list (trial_database ());
  guint made = 0;

  for (guint i = 0; i < N_DESIGNS; i++)
    {
      g_autofree char *text = invent_design (systems);
      g_autoptr (GError) error = NULL;
      g_autoptr (GVirDesignerDomain) design = trial_design (text, &error);

      if (design == NULL)
        {
          check_refusal (text, error);
          continue;
        }
      made++;
      check_same_again (text, design);
      check_design (text, design);
    }
  g_test_message ("%u of %d were designed, the others refused", made, N_DESIGNS);
  g_assert_cmpuint (made, >, N_DESIGNS / 2);
}

static void
test_many_disks (void)
{
  static const char *const texts[] = {
    "fedora36 1000x --disk path=/i/a.img,bus=scsi", "fedora36 200x --disk path=/i/a.img",
    "win10 120x --disk path=/i/a.img", "msdos6.22 60x --disk path=/i/a.img",
    "win10 --disk path=/i/a.img,target=sdb 8x --disk path=/i/b.img",
    "winxp 100x --disk path=/i/a.img,bus=scsi", "fedora36 120x --disk device=cdrom",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GVirDesignerDomain) design = trial_design (texts[i], &error);

      if (design == NULL)
        complain ("%s: %s", texts[i], error->message);
      else
        check_design (texts[i], design);
    }
}

/* Of these, libvirt or QEMU takes one. */
static void
test_only_one (void)
{
  static const char *const devices[] = {
    "--tpm default", "--memballoon virtio", "--smartcard default", "--panic isa", "--watchdog i6300esb",
    "--graphics spice", "--graphics vnc", "--channel unix,name=org.qemu.guest_agent.0",
  };

  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    {
      g_autofree char *text = g_strdup_printf ("fedora36 2x %s", devices[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (GVirDesignerDomain) design = trial_design (text, &error);

      if (design != NULL)
        complain ("%s: not refused", text);
      else
        check_refusal (text, error);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/designs/at-random-hold-together", test_at_random);
  g_test_add_func ("/designs/with-many-disks-hold-together", test_many_disks);
  g_test_add_func ("/designs/with-two-of-what-there-is-one-of-are-refused", test_only_one);
  return g_test_run ();
}
