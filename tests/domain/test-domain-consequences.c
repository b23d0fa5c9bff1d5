/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Each row of what follows from a change: where it does, and where it does not. */

#include "design-fixture.h"

#include <string.h>

#include "rules/consequences-private.h"

#define GUEST_START "<domain type='kvm'><name>g</name><uuid>8c2bd82a-33b0-4c70-95f1-a1b3ca7c02b1</uuid>"
#define MEMORY "<memory>1048576</memory><currentMemory>524288</currentMemory><vcpu>2</vcpu>"
#define OS(content) "<os>" content "</os>"
#define TYPE "<type arch='x86_64' machine='pc-q35-7.2'>hvm</type>"
#define GUEST(os, rest, devices) GUEST_START MEMORY os rest "<devices>" devices "</devices></domain>"
#define WITH(devices) GUEST (OS (TYPE), "", devices)

/* A change of GUEST by which the row applies: WITHOUT is no more there, and WITH is; and
 * one, OTHER, after which WITHOUT is there still. By the profile of virt-install, LEFT
 * rows do not apply. */
static const struct
{
  const char *id;
  const char *guest;
  const char *option;
  const char *argument;
  const char *without;
  const char *with;
  const char *other;
  gboolean left;
} rows[] = {
  { "edit.uuid.sysinfo", WITH (""), "sysinfo", "smbios,system.uuid=11111111-2222-3333-4444-555555555555",
    "<uuid>8c2bd82a", "<uuid>11111111-2222-3333-4444-555555555555", "smbios,system.serial=7", FALSE },
  { "edit.machine.type", WITH (""), "boot", "machine=pc", "pc-q35-7.2", "machine='pc'", "menu=on", FALSE },
  { "edit.boot.kinds", GUEST (OS (TYPE "<boot dev='hd'/><boot dev='cdrom'/>"), "", ""), "boot", "network", "dev='cdrom'",
    "<os>", "menu=on", FALSE },
  { "edit.firmware", GUEST ("<os firmware='efi'>" TYPE "<firmware><feature enabled='no' name='secure-boot'/></firmware></os>", "", ""),
    "boot", "bios", "secure-boot", "<os>", "menu=on", TRUE },
  { "edit.osinfo",
    GUEST (OS (TYPE), "<metadata><o:libosinfo xmlns:o='http://libosinfo.org/xmlns/libvirt/domain/1.0'>"
                      "<o:os id='http://fedoraproject.org/fedora/36'/></o:libosinfo></metadata>", ""),
    "metadata", "os_name=debian11", "fedora/36", "http://debian.org/debian/11", "title=x", FALSE },
  { "edit.secure-boot.firmware", WITH (""), "boot", "secure-boot=yes", "<os>", "firmware='efi'", "menu=on", TRUE },
  { "edit.memory.current", WITH (""), "memory", "2048", ">524288<", ">2097152<", "maxMemory=4194304,maxMemory.slots=2", FALSE },
  { "edit.vcpus.topology", GUEST (OS (TYPE), "<cpu><topology sockets='1' cores='2' threads='1'/></cpu>", ""), "vcpus", "6",
    "cores='2'", ">6<", "vcpu.placement=static", TRUE },
  { "edit.cpu.match", GUEST (OS (TYPE), "<cpu mode='custom' match='exact'><model>Haswell</model></cpu>", ""), "cpu", "qemu64",
    "Haswell", "qemu64", "check=full", FALSE },
  { "edit.cpu.model", GUEST (OS (TYPE), "<cpu mode='custom'><model>Haswell</model><feature policy='require' name='aes'/></cpu>", ""),
    "cpu", "host-model", "Haswell", "host-model", "check=full", FALSE },
  { "edit.disk.type", WITH ("<disk type='file' device='disk'><source file='/a'/><target dev='vda' bus='virtio'/></disk>"), "disk",
    "path=/dev/vg/b", "type='file'", "type='block'", "serial=x", FALSE },
  { "edit.disk.source", WITH ("<disk type='file' device='disk'><source file='/a'/><target dev='vda' bus='virtio'/></disk>"), "disk",
    "path=/dev/vg/b", "file='/a'", "dev='/dev/vg/b'", "serial=x", FALSE },
  { "edit.disk.volume", WITH ("<disk type='file' device='disk'><source file='/a'/><target dev='vda' bus='virtio'/></disk>"), "disk",
    "vol=default/b", "file='/a'", "volume='b'", "serial=x", FALSE },
  { "edit.disk.target", WITH ("<disk type='file' device='disk'><source file='/a'/><target dev='vda' bus='virtio'/></disk>"), "disk",
    "bus=sata", "dev='vda'", "dev='sda'", "serial=x", TRUE },
  { "edit.disk.address",
    WITH ("<disk type='file' device='disk'><source file='/a'/><target dev='vda' bus='virtio'/>"
          "<address type='pci' domain='0' bus='4' slot='0' function='0'/></disk>"),
    "disk", "bus=sata", "type='pci'", "bus='sata'", "serial=x", TRUE },
  { "edit.network.source", WITH ("<interface type='network'><source network='a'/><model type='virtio'/></interface>"), "network",
    "bridge=br0", "network='a'", "bridge='br0'", "link.state=up", FALSE },
  { "edit.graphics.autoport", WITH ("<graphics type='vnc' port='-1' autoport='yes'/>"), "graphics", "port=5905", "autoport='yes'",
    "port='5905'", "keymap=de", TRUE },
  { "edit.graphics.listener", WITH ("<graphics type='vnc' port='5901'/>"), "graphics", "listen=none", "5901", "type='none'",
    "keymap=de", FALSE },
  { "edit.graphics.type", WITH ("<graphics type='spice'><streaming mode='all'/></graphics>"), "graphics", "vnc", "streaming",
    "type='vnc'", "port=5905", TRUE },
  { "edit.video.model", WITH ("<video><model type='qxl' ram='65536' vram='65536'/></video>"), "video", "virtio", "ram='65536'",
    "type='virtio'", "heads=1", TRUE },
};

/* GUEST after the change; by POLICY, where one is given. */
static char *
change (const char *guest,
        const char *policy,
        const char *option,
        const char *argument)
{
  g_autoptr (GVirDesignerDomain) design = gvir_designer_domain_new_from_xml (NULL, NULL, guest, NULL);
  g_autoptr (GVirDesignerPolicy) read = policy != NULL ? gvir_designer_policy_new_from_name (policy, NULL) : NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (design);
  if (read != NULL)
    gvir_designer_domain_add_policy (design, read, NULL);
  gvir_designer_domain_edit_by_option (design, option, NULL, argument, &error);
  g_assert_no_error (error);
  return gvir_designer_domain_to_xml (design);
}

static void
test_follows (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *xml = change (rows[i].guest, NULL, rows[i].option, rows[i].argument);

  g_assert_nonnull (strstr (rows[i].guest, rows[i].without));
  g_assert_null (strstr (xml, rows[i].without));
  g_assert_nonnull (strstr (xml, rows[i].with));
}

static void
test_stays (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *xml = change (rows[i].guest, NULL, rows[i].option, rows[i].other);

  g_assert_nonnull (strstr (xml, rows[i].without));
}

static void
test_left (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *xml = change (rows[i].guest, "virt-install", rows[i].option, rows[i].argument);

  g_assert_true ((strstr (xml, rows[i].without) != NULL) == rows[i].left);
}

static void
test_all_tried (void)
{
  guint n;
  const DesignerConsequence *known = designer_consequences_get (&n);

  g_assert_cmpuint (n, ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (known[i].id, ==, rows[i].id);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/designer/consequences/each-is-tried", test_all_tried);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *follows = g_strdup_printf ("/designer/consequences/%s/follows", rows[i].id);
      g_autofree char *stays = g_strdup_printf ("/designer/consequences/%s/else-all-stays", rows[i].id);
      g_autofree char *left = g_strdup_printf ("/designer/consequences/%s/by-the-profile", rows[i].id);

      g_test_add_data_func (follows, GUINT_TO_POINTER (i), test_follows);
      g_test_add_data_func (stays, GUINT_TO_POINTER (i), test_stays);
      g_test_add_data_func (left, GUINT_TO_POINTER (i), test_left);
    }
  return g_test_run ();
}
