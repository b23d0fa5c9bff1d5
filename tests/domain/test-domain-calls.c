/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Each function that can fail, once where it works and wherever it does not,
 * with a place for the error and without. */

#include "design-fixture.h"

#include <string.h>

#include "base/libvirt-designer-error.h"

#define DRIVER "http://microsoft.com/win/10:pre-installable-drivers.xml:1"
#define WORKS -1
#define INVALID_VALUE GVIR_DESIGNER_ERROR_INVALID_VALUE
#define UNKNOWN_NAME GVIR_DESIGNER_ERROR_UNKNOWN_NAME
#define HOST GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST
#define OS GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS
#define CONFLICT GVIR_DESIGNER_ERROR_CONFLICT
#define NOT_READY GVIR_DESIGNER_ERROR_NOT_READY

/* Calls one function; whether it worked. */
typedef gboolean (*Call) (GVirDesignerDomain *design,
                          GError **error);

typedef struct
{
  const char *name;
  GVirDesignerDomain *(*begin) (void);
  Call call;
  int code;
  const char *mentioned; /* in the message */
} Case;

static GVirDesignerDomain *
begin_on (const char *os,
          GVirDesignerHost *host)
{
  g_autoptr (GVirDesignerOs) guest = fixture_installed_os (os);
  GVirDesignerDomain *design = gvir_designer_domain_new_for_host (guest, host);

  g_object_unref (host);
  return design;
}

static GVirDesignerDomain *
nothing (void)
{
  return fixture_design ("debian11");
}

static GVirDesignerDomain *
machine (void)
{
  return fixture_machine ("debian11");
}

static GVirDesignerDomain *
windows (void)
{
  return fixture_machine ("win10");
}

static GVirDesignerDomain *
nothing_on_container_host (void)
{
  return begin_on ("debian11", fixture_container_host ());
}

static GVirDesignerDomain *
nothing_on_xen (void)
{
  return begin_on ("debian11", fixture_described_host ("xen"));
}

static GVirDesignerDomain *
windows_on_xen (void)
{
  return begin_on ("win10", fixture_described_host ("xen"));
}

static GVirDesignerDomain *
with_paravirtualisation (void)
{
  GVirDesignerDomain *design = nothing_on_xen ();

  fixture_apply (design, "os-type", "xen");
  return design;
}

static GVirDesignerDomain *
with_xen (void)
{
  GVirDesignerDomain *design = nothing ();

  fixture_apply (design, "virt-type", "xen");
  return design;
}

static GVirDesignerDomain *
container (void)
{
  GVirDesignerDomain *design = nothing_on_container_host ();

  g_assert_true (gvir_designer_domain_setup_container (design, NULL));
  return design;
}

static GVirDesignerDomain *
with_spice (void)
{
  GVirDesignerDomain *design = machine ();
  GVirConfigDomainGraphics *graphics = NULL;

  graphics = gvir_designer_domain_add_graphics (design, GVIR_DESIGNER_DOMAIN_GRAPHICS_SPICE, NULL);
  g_assert_nonnull (graphics);
  g_object_unref (graphics);
  return design;
}

static GVirDesignerDomain *
with_two_floppies (void)
{
  GVirDesignerDomain *design = machine ();

  for (guint i = 0; i < 2; i++)
    {
      GVirConfigDomainDisk *disk = gvir_designer_domain_add_floppy_file (design, "/a.img", "raw", NULL);

      g_assert_nonnull (disk);
      g_object_unref (disk);
    }
  return design;
}

static GVirDesignerDomain *
installing (void)
{
  GVirDesignerDomain *design = nothing ();

  g_assert_true (gvir_designer_domain_set_phase (design, GVIR_DESIGNER_PHASE_INSTALL, NULL));
  return design;
}

static GVirDesignerDomain *
with_impossible_disk (void)
{
  GVirDesignerDomain *design = machine ();

  fixture_apply (design, "disk", "path=/a.qcow2,bus=ide");
  return design;
}

static GVirDesignerDomain *
without_any_video (void)
{
  GVirDesignerDomain *design = begin_on ("debian11", fixture_host_that_says ("<devices><video supported='no'/></devices>"));

  g_assert_true (gvir_designer_domain_setup_machine (design, NULL));
  return design;
}

static GVirDesignerDomain *
with_unknown_sound (void)
{
  g_autoptr (GVirDesignerOs) os = fixture_os_with_device ("http://example.org/device/organ", "audio");
  g_autoptr (GVirDesignerHost) host = fixture_recorded_host ();
  GVirDesignerDomain *design = gvir_designer_domain_new_for_host (os, host);

  g_assert_true (gvir_designer_domain_setup_machine (design, NULL));
  return design;
}

/* A guest that has each of the devices that there can be only one of. */
static GVirDesignerDomain *
with_one_of_each (void)
{
  GVirDesignerDomain *design = machine ();

  g_object_unref (gvir_designer_domain_add_tpm (design, NULL));
  g_object_unref (gvir_designer_domain_add_watchdog (design, NULL));
  g_object_unref (gvir_designer_domain_add_vsock (design, NULL));
  g_object_unref (gvir_designer_domain_add_iommu (design, NULL));
  g_object_unref (gvir_designer_domain_add_panic (design, NULL));
  g_object_unref (gvir_designer_domain_add_channel (design, "org.example.port", NULL));
  return design;
}

static gboolean
given (gpointer object)
{
  gboolean is_object = object != NULL;

  g_clear_object (&object);
  return is_object;
}

static const char *const servers[] = { "one.example:6789", "[fd00::1]:6789", "three.example", NULL };
static const char *const socket_servers[] = { "/run/nbd.sock", NULL };
static const char *const bad_servers[] = { "one.example:port", NULL };

#define CALL(name, expression) \
  static gboolean call_##name (GVirDesignerDomain *design, GError **error) { return expression; }
#define ADD(name, ...) CALL (name, given (gvir_designer_domain_add_##__VA_ARGS__))

CALL (setup_machine, gvir_designer_domain_setup_machine (design, error))
CALL (setup_x86, gvir_designer_domain_setup_machine_full (design, "x86_64", GVIR_CONFIG_DOMAIN_OS_TYPE_HVM, error))
CALL (setup_s390x, gvir_designer_domain_setup_machine_full (design, "s390x", GVIR_CONFIG_DOMAIN_OS_TYPE_HVM, error))
CALL (setup_linux, gvir_designer_domain_setup_machine_full (design, "x86_64", GVIR_CONFIG_DOMAIN_OS_TYPE_LINUX, error))
CALL (setup_uml, gvir_designer_domain_setup_machine_full (design, "x86_64", GVIR_CONFIG_DOMAIN_OS_TYPE_UML, error))
CALL (setup_xen, gvir_designer_domain_setup_machine_full (design, "x86_64", GVIR_CONFIG_DOMAIN_OS_TYPE_XEN, error))
CALL (setup_container, gvir_designer_domain_setup_container (design, error))
CALL (setup_container_i686, gvir_designer_domain_setup_container_full (design, "i686", error))
CALL (setup_container_arm, gvir_designer_domain_setup_container_full (design, "armv7l", error))
CALL (minimal, gvir_designer_domain_setup_resources (design, GVIR_DESIGNER_DOMAIN_RESOURCES_MINIMAL, error))
CALL (recommended, gvir_designer_domain_setup_resources (design, GVIR_DESIGNER_DOMAIN_RESOURCES_RECOMMENDED, error))
ADD (disk_file, disk_file (design, "/a.qcow2", NULL, error))
ADD (disk_file_bad_path, disk_file (design, "/a\x01", NULL, error))
ADD (disk_file_bad_format, disk_file (design, "/a", "qcow3", error))
ADD (disk_device, disk_device (design, "/dev/vda", error))
ADD (disk_device_empty, disk_device (design, "", error))
ADD (cdrom_file, cdrom_file (design, "/a.iso", "raw", error))
ADD (cdrom_file_bad, cdrom_file (design, "\xff", NULL, error))
ADD (cdrom_device, cdrom_device (design, "/dev/sr0", error))
ADD (cdrom_device_empty, cdrom_device (design, "", error))
ADD (floppy_file, floppy_file (design, "/a.img", NULL, error))
ADD (floppy_device, floppy_device (design, "/dev/fd0", error))
ADD (disk_new, disk_new (design, 5000000000, "raw", error))
ADD (disk_new_recommended, disk_new (design, 0, NULL, error))
ADD (disk_volume, disk_volume (design, "images", "a.qcow2", NULL, error))
ADD (disk_volume_empty, disk_volume (design, "images", "", NULL, error))
ADD (disk_network, disk_network (design, "rbd", servers, "pool/image", NULL, error))
ADD (disk_network_socket, disk_network (design, "nbd", socket_servers, NULL, NULL, error))
ADD (disk_network_bad_server, disk_network (design, "nbd", bad_servers, NULL, NULL, error))
ADD (disk_network_nowhere, disk_network (design, "nbd", NULL, "a", NULL, error))
ADD (disk_network_nameless, disk_network (design, "iscsi", servers, NULL, NULL, error))
ADD (disk_network_unknown, disk_network (design, "gopher", servers, "a", NULL, error))
ADD (filesystem, filesystem (design, "/srv/shared", "shared", error))
ADD (filesystem_root, filesystem (design, "/srv/root", "/", error))
ADD (filesystem_empty, filesystem (design, "/srv/shared", "", error))
ADD (network, interface_network (design, "default", error))
ADD (network_empty, interface_network (design, "", error))
ADD (bridge, interface_bridge (design, "br0", error))
ADD (bridge_empty, interface_bridge (design, "", error))
ADD (user, interface_user (design, error))
ADD (spice, graphics (design, GVIR_DESIGNER_DOMAIN_GRAPHICS_SPICE, error))
ADD (vnc, graphics (design, GVIR_DESIGNER_DOMAIN_GRAPHICS_VNC, error))
ADD (rdp, graphics (design, GVIR_DESIGNER_DOMAIN_GRAPHICS_RDP, error))
ADD (desktop, graphics (design, GVIR_DESIGNER_DOMAIN_GRAPHICS_DESKTOP, error))
ADD (sound, sound (design, error))
ADD (video, video (design, error))
ADD (smartcard, smartcard (design, error))
ADD (usb_redir, usb_redir (design, error))
ADD (tpm, tpm (design, error))
ADD (rng, rng (design, error))
ADD (watchdog, watchdog (design, error))
ADD (vsock, vsock (design, error))
ADD (iommu, iommu (design, error))
ADD (panic, panic (design, error))
ADD (channel, channel (design, "org.example.port", error))
ADD (channel_empty, channel (design, "", error))
CALL (driver, gvir_designer_domain_add_driver (design, DRIVER, error))
CALL (bad_driver, gvir_designer_domain_add_driver (design, "http://example.org/otter", error))
CALL (no_drivers, gvir_designer_domain_remove_all_drivers (design, error))
CALL (option, gvir_designer_domain_apply_option (design, "disk", "/a", error))
CALL (bad_option, gvir_designer_domain_apply_option (design, "dissk", "/a", error))
CALL (bad_sub_option, gvir_designer_domain_apply_option (design, "disk", "/a,buss=ide", error))
CALL (bad_value, gvir_designer_domain_apply_option (design, "disk", "/a,bus=idee", error))
CALL (late_option, gvir_designer_domain_apply_option (design, "memory", "2048", error))
CALL (contradiction, gvir_designer_domain_apply_option (design, "boot", "uefi,bios", error))
CALL (phase_install, gvir_designer_domain_set_phase (design, GVIR_DESIGNER_PHASE_INSTALL, error))
CALL (phase_run, gvir_designer_domain_set_phase (design, GVIR_DESIGNER_PHASE_RUN, error))
CALL (desktop_devices, gvir_designer_domain_add_default_devices (design, GVIR_DESIGNER_PURPOSE_DESKTOP, error))
CALL (server_devices, gvir_designer_domain_add_default_devices (design, GVIR_DESIGNER_PURPOSE_SERVER, error))

static const Case cases[] = {
  { "setup-machine/works", nothing, call_setup_machine, WORKS, NULL },
  { "setup-machine/host-runs-containers-only", nothing_on_container_host, call_setup_machine, HOST, "virtual machines" },
  { "setup-machine-full/works", nothing, call_setup_x86, WORKS, NULL },
  { "setup-machine-full/host-lacks-arch", nothing, call_setup_s390x, HOST, "s390x" },
  { "setup-machine-full/xen-works", nothing_on_xen, call_setup_xen, WORKS, NULL },
  { "setup-machine-full/linux-works", nothing_on_xen, call_setup_linux, WORKS, NULL },
  { "setup-machine-full/host-lacks-xen", nothing, call_setup_xen, HOST, "xen" },
  { "setup-machine-full/os-lacks-xen", windows_on_xen, call_setup_xen, OS, "winnt" },
  { "setup-machine-full/type-is-no-machine", nothing, call_setup_uml, HOST, "hvm" },
  { "setup-machine-full/option-says-otherwise", with_paravirtualisation, call_setup_x86, CONFLICT, "kind xen" },
  { "setup-machine-full/has-devices", with_spice, call_setup_x86, NOT_READY, "devices" },
  { "setup-container/works", nothing_on_container_host, call_setup_container, WORKS, NULL },
  { "setup-container/host-has-none", nothing, call_setup_container, HOST, "containers" },
  { "setup-container-full/works", nothing_on_container_host, call_setup_container_i686, WORKS, NULL },
  { "setup-container-full/host-lacks-arch", nothing_on_container_host, call_setup_container_arm, HOST, "armv7l" },
  { "setup-resources/minimal-works", machine, call_minimal, WORKS, NULL },
  { "setup-resources/recommended-works", machine, call_recommended, WORKS, NULL },
  { "setup-resources/sets-up-first", nothing, call_minimal, WORKS, NULL },
  { "setup-resources/sets-up-a-container", nothing_on_container_host, call_minimal, WORKS, NULL },
  { "setup-resources/cannot-set-up", with_xen, call_minimal, HOST, "xen" },
  { "add-disk-file/works", machine, call_disk_file, WORKS, NULL },
  { "add-disk-file/path-is-no-text", machine, call_disk_file_bad_path, INVALID_VALUE, "disk.source.file" },
  { "add-disk-file/format-is-unknown", machine, call_disk_file_bad_format, INVALID_VALUE, "'qcow2'" },
  { "add-disk-device/works", machine, call_disk_device, WORKS, NULL },
  { "add-disk-device/path-is-empty", machine, call_disk_device_empty, INVALID_VALUE, "disk.source.dev" },
  { "add-cdrom-file/works", machine, call_cdrom_file, WORKS, NULL },
  { "add-cdrom-file/path-is-no-text", machine, call_cdrom_file_bad, INVALID_VALUE, "disk.source.file" },
  { "add-cdrom-device/works", machine, call_cdrom_device, WORKS, NULL },
  { "add-cdrom-device/path-is-empty", machine, call_cdrom_device_empty, INVALID_VALUE, "disk.source.dev" },
  { "add-floppy-file/works", machine, call_floppy_file, WORKS, NULL },
  { "add-floppy-file/bus-is-full", with_two_floppies, call_floppy_file, CONFLICT, "disk.bus" },
  { "add-floppy-device/works", machine, call_floppy_device, WORKS, NULL },
  { "add-floppy-device/bus-is-full", with_two_floppies, call_floppy_device, CONFLICT, "disk.bus" },
  { "add-disk-new/works", machine, call_disk_new, WORKS, NULL },
  { "add-disk-new/as-recommended", machine, call_disk_new_recommended, WORKS, NULL },
  { "add-disk-new/nothing-is-recommended", with_unknown_sound, call_disk_new_recommended, INVALID_VALUE, "size" },
  { "add-disk-volume/works", machine, call_disk_volume, WORKS, NULL },
  { "add-disk-volume/name-is-empty", machine, call_disk_volume_empty, INVALID_VALUE, "disk.source.volume" },
  { "add-disk-network/works", machine, call_disk_network, WORKS, NULL },
  { "add-disk-network/socket-works", machine, call_disk_network_socket, WORKS, NULL },
  { "add-disk-network/server-is-none", machine, call_disk_network_bad_server, INVALID_VALUE, "one.example:port" },
  { "add-disk-network/no-server", machine, call_disk_network_nowhere, INVALID_VALUE, "server" },
  { "add-disk-network/no-name", machine, call_disk_network_nameless, INVALID_VALUE, "name" },
  { "add-disk-network/protocol-is-unknown", machine, call_disk_network_unknown, INVALID_VALUE, "rbd" },
  { "add-filesystem/works", machine, call_filesystem, WORKS, NULL },
  { "add-filesystem/in-a-container-works", container, call_filesystem_root, WORKS, NULL },
  { "add-filesystem/in-a-container-target-is-relative", container, call_filesystem, INVALID_VALUE, "filesystem.target.dir" },
  { "add-filesystem/target-is-empty", machine, call_filesystem_empty, INVALID_VALUE, "filesystem.target.dir" },
  { "add-interface-network/works", machine, call_network, WORKS, NULL },
  { "add-interface-network/name-is-empty", machine, call_network_empty, INVALID_VALUE, "network" },
  { "add-interface-bridge/works", machine, call_bridge, WORKS, NULL },
  { "add-interface-bridge/name-is-empty", machine, call_bridge_empty, INVALID_VALUE, "bridge" },
  { "add-interface-user/works", machine, call_user, WORKS, NULL },
  { "add-interface-user/in-a-container", container, call_user, CONFLICT, "user" },
  { "add-graphics/spice-works", machine, call_spice, WORKS, NULL },
  { "add-graphics/vnc-works", machine, call_vnc, WORKS, NULL },
  { "add-graphics/rdp-is-not-qemu-s", machine, call_rdp, CONFLICT, "rdp" },
  { "add-graphics/desktop-is-not-qemu-s", machine, call_desktop, CONFLICT, "desktop" },
  { "add-sound/works", machine, call_sound, WORKS, NULL },
  { "add-sound/no-card-of-the-os", with_unknown_sound, call_sound, OS, "sound" },
  { "add-video/works", machine, call_video, WORKS, NULL },
  { "add-video/host-has-none", without_any_video, call_video, HOST, "video" },
  { "add-tpm/works", machine, call_tpm, WORKS, NULL },
  { "add-rng/works", machine, call_rng, WORKS, NULL },
  { "add-watchdog/works", machine, call_watchdog, WORKS, NULL },
  { "add-vsock/works", machine, call_vsock, WORKS, NULL },
  { "add-iommu/works", machine, call_iommu, WORKS, NULL },
  { "add-panic/works", machine, call_panic, WORKS, NULL },
  { "add-channel/works", machine, call_channel, WORKS, NULL },
  { "add-channel/without-a-name", machine, call_channel_empty, INVALID_VALUE, "empty" },
  { "add-tpm/twice", with_one_of_each, call_tpm, CONFLICT, "module" },
  { "add-watchdog/twice", with_one_of_each, call_watchdog, CONFLICT, "watchdog" },
  { "add-vsock/twice", with_one_of_each, call_vsock, CONFLICT, "socket" },
  { "add-iommu/twice", with_one_of_each, call_iommu, CONFLICT, "IOMMU" },
  { "add-panic/twice", with_one_of_each, call_panic, CONFLICT, "panic" },
  { "add-channel/twice", with_one_of_each, call_channel, CONFLICT, "another channel" },
  { "add-smartcard/works", with_spice, call_smartcard, WORKS, NULL },
  { "add-smartcard/before-spice", machine, call_smartcard, CONFLICT, "spice" },
  { "add-usb-redir/works", with_spice, call_usb_redir, WORKS, NULL },
  { "add-usb-redir/before-spice", machine, call_usb_redir, CONFLICT, "spice" },
  { "add-driver/works", windows, call_driver, WORKS, NULL },
  { "add-driver/os-has-no-such", windows, call_bad_driver, UNKNOWN_NAME, DRIVER },
  { "remove-all-drivers/works", windows, call_no_drivers, WORKS, NULL },
  { "apply-option/works", machine, call_option, WORKS, NULL },
  { "apply-option/unknown-option", machine, call_bad_option, UNKNOWN_NAME, "'disk'" },
  { "apply-option/unknown-sub-option", machine, call_bad_sub_option, UNKNOWN_NAME, "'bus'" },
  { "apply-option/impossible-value", machine, call_bad_value, INVALID_VALUE, "'ide'" },
  { "apply-option/too-late", machine, call_late_option, NOT_READY, "--memory" },
  { "apply-option/contradiction", nothing, call_contradiction, CONFLICT, "firmware" },
  { "set-phase/works", nothing, call_phase_install, WORKS, NULL },
  { "set-phase/twice-works", installing, call_phase_install, WORKS, NULL },
  { "set-phase/the-other-one", installing, call_phase_run, CONFLICT, "install.phase" },
  { "set-phase/too-late", machine, call_phase_run, NOT_READY, "phase" },
  { "setup-machine/installs-from-nothing", installing, call_setup_machine, INVALID_VALUE, "--cdrom" },
  { "add-default-devices/desktop-works", nothing, call_desktop_devices, WORKS, NULL },
  { "add-default-devices/server-works", machine, call_server_devices, WORKS, NULL },
  { "add-default-devices/in-a-container-works", container, call_server_devices, WORKS, NULL },
  { "add-default-devices/wish-cannot-be-honoured", with_impossible_disk, call_server_devices, CONFLICT, "ide" },
  { "add-default-devices/cannot-set-up", with_xen, call_server_devices, HOST, "xen" },
};

static void
assert_error (const Case *row,
              const GError *error)
{
  g_test_message ("%s", error->message);
  g_assert_error (error, GVIR_DESIGNER_ERROR, row->code);
  g_assert_nonnull (strstr (error->message, row->mentioned));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_false (g_str_has_suffix (error->message, "."));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpuint (strlen (error->message), <, 1500);
}

static guint
count_decisions (GVirDesignerDomain *design)
{
  g_autoptr (GListModel) decisions = gvir_designer_domain_get_decisions (design);

  return g_list_model_get_n_items (decisions);
}

static void
test_call (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (GVirDesignerDomain) design = row->begin ();
  g_autoptr (GVirDesignerDomain) other = row->begin ();
  g_autofree char *before = gvir_designer_domain_to_xml (design);
  guint decisions_before = count_decisions (design);
  g_autofree char *after = NULL;
  g_autofree char *after_other = NULL;
  g_autoptr (GError) error = NULL;
  gboolean worked = row->call (design, &error);

  g_assert_true (worked == (error == NULL));
  if (row->code == WORKS)
    g_assert_no_error (error);
  else
    assert_error (row, error);
  g_assert_true (row->call (other, NULL) == worked);

  after = gvir_designer_domain_to_xml (design);
  after_other = gvir_designer_domain_to_xml (other);
  g_assert_cmpstr (after_other, ==, after);
  /* A complement that fails halfway spoils the design, as is documented. */
  if (worked || row->begin == with_impossible_disk)
    return;
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (count_decisions (design), ==, decisions_before);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/domain/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_call);
    }
  return g_test_run ();
}
