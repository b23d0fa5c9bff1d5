/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/checks-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "base/words-private.h"
#include "facts/endpoints-private.h"
#include "rules/host-conflict-private.h"
#include "rules/rules-private.h"

#define FIRST_VNC_PORT 5900
#define refuse designer_check_refuse

gboolean
designer_check_refuse (GError **error,
                       GVirDesignerError code,
                       const char *format,
                       ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, GVIR_DESIGNER_ERROR, code, message);
  return FALSE;
}

/* Xen has one machine type for each kind of guest. */
static gboolean
check_xen_machine (const DesignerFacts *facts,
                   const char *value,
                   GError **error)
{
  const char *os_type = designer_facts_get (facts, NULL, DESIGNER_THING_OS_TYPE);
  const char *machine = designer_xen_machine (os_type);

  if (g_str_equal (value, machine))
    return TRUE;
  if (g_str_equal (value, "xenpvh") && !designer_rules_permit (facts, NULL, DESIGNER_THING_OS_TYPE, "xenpvh", error))
    return FALSE;
  if (g_str_equal (value, "xenpv") && !designer_rules_permit (facts, NULL, DESIGNER_THING_OS_TYPE, "xen", error))
    return FALSE;
  return refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                 "machine cannot be '%s': the machine type of Xen's guests of the kind %s is '%s'", value,
                 os_type, machine);
}

static gboolean
check_machine (const DesignerFacts *facts,
               G_GNUC_UNUSED const DesignerSubject *subject,
               const char *value,
               GError **error)
{
  const char *arch = designer_facts_get (facts, NULL, DESIGNER_THING_ARCH);
  const char *virt_type = designer_facts_get (facts, NULL, DESIGNER_THING_VIRT_TYPE);
  const DesignerMachineFamily *family = designer_machine_family_of (value);
  const DesignerCondition condition = NEED_HOST_MACHINE (value);
  g_autofree char *lacking = NULL;

  if ((facts->hypervisor & (DESIGNER_XEN | DESIGNER_XEN_PARA)) != 0)
    return check_xen_machine (facts, value, error);
  if ((facts->hypervisor & DESIGNER_QEMU) == 0)
    return refuse (error, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST,
                   "machine cannot be '%s': guests of type %s have no machine types", value, virt_type);
  if (family == NULL || !designer_word_is_among (arch, family->archs))
    {
      g_autofree char *known = designer_machine_families_for (arch);

      return refuse (error, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                     "'%s' is no machine type of %s that can be designed for: give one of %s, or a "
                     "versioned name of these", value, arch, known);
    }
  if (gvir_designer_host_has_machine (facts->host, arch, virt_type, value) != GVIR_DESIGNER_ANSWER_NO)
    return TRUE;
  lacking = designer_condition_describe (&condition, facts, NULL, GVIR_DESIGNER_ANSWER_NO);
  return refuse (error, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST,
                 "machine cannot be '%s': %s for %s guests of type %s; "
                 "'virt-designer host show' lists what there is", value, lacking, arch, virt_type);
}

static gboolean
check_vcpus (const DesignerFacts *facts,
             G_GNUC_UNUSED const DesignerSubject *subject,
             const char *value,
             GError **error)
{
  guint least = 0;
  guint most = facts->view != NULL ? designer_host_view_max_vcpus (facts->view, &least) : 0;
  g_autofree char *host = NULL;

  if (most == 0 || g_ascii_strtoull (value, NULL, 10) <= most)
    return TRUE;
  host = designer_host_word (facts, least);
  return refuse (error, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST,
                 "vcpus cannot be '%s': %s gives such a guest at most %u", value, host, most);
}

static gboolean
check_cpu_model (const DesignerFacts *facts,
                 G_GNUC_UNUSED const DesignerSubject *subject,
                 const char *value,
                 GError **error)
{
  const DesignerCondition condition = HOST ("cpu/model", value);
  g_autofree char *host = NULL;

  if (facts->view == NULL
      || designer_host_view_lists (facts->view, "cpu/model", value) != GVIR_DESIGNER_ANSWER_NO)
    return TRUE;
  host = designer_denier_word (&condition, facts);
  return refuse (error, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST,
                 "cpu cannot be '%s': %s lists no usable CPU model of that name; "
                 "'virt-designer host show' lists those it has", value, host);
}

/* Targets are a prefix for each bus and letters behind it. */
static gboolean
check_target (const DesignerFacts *facts,
              const DesignerSubject *subject,
              const char *value,
              GError **error)
{
  gsize letters = strspn (value, "abcdefghijklmnopqrstuvwxyz");
  gboolean known = g_str_has_prefix (value, "vd") || g_str_has_prefix (value, "sd")
                   || g_str_has_prefix (value, "hd") || g_str_has_prefix (value, "fd")
                   || g_str_has_prefix (value, "xvd");

  if (!known || letters < 3 || letters > 8 || value[letters] != '\0')
    return refuse (error, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                   "'%s' is no name for a disk: give one like 'vda' or 'sdb'", value);
  if (g_str_equal (designer_facts_get (facts, subject, DESIGNER_THING_DISK_DEVICE), "floppy")
      != g_str_has_prefix (value, "fd"))
    return refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                   "disk.target.dev cannot be '%s': names of floppies, and only they, begin with 'fd'", value);
  if (designer_facts_target_is_free (facts, value))
    return TRUE;
  return refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                 "disk.target.dev cannot be '%s': another disk has that name", value);
}

static gboolean
check_boot_order (const DesignerFacts *facts,
                  G_GNUC_UNUSED const DesignerSubject *subject,
                  const char *value,
                  GError **error)
{
  if (designer_facts_boot_order_is_free (facts, (guint) g_ascii_strtoull (value, NULL, 10)))
    return TRUE;
  return refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                 "boot.order cannot be '%s': another device has that place", value);
}

static gboolean
check_mac (const DesignerFacts *facts,
           G_GNUC_UNUSED const DesignerSubject *subject,
           const char *value,
           GError **error)
{
  gboolean good = strlen (value) == 17;

  for (guint i = 0; good && i < 17; i++)
    good = i % 3 == 2 ? value[i] == ':' : g_ascii_isxdigit (value[i]);
  if (!good)
    return refuse (error, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                   "'%s' is no MAC address: give one like 52:54:00:12:34:56", value);
  if (g_ascii_xdigit_value (value[1]) % 2 != 0)
    return refuse (error, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                   "'%s' is a multicast address: the second digit of a network card's must be even", value);
  if (designer_facts_mac_is_free (facts, value))
    return TRUE;
  return refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                 "network.mac cannot be '%s': another network card of the guest has that address", value);
}

/* Modes are of a shared device of the host, or of a socket. */
static gboolean
check_network_mode (const DesignerFacts *facts,
                    const DesignerSubject *subject,
                    const char *value,
                    GError **error)
{
  const char *type = designer_facts_get (facts, subject, DESIGNER_THING_NET_TYPE);
  gboolean of_socket = g_str_equal (value, "client") || g_str_equal (value, "server");

  if (g_str_equal (type, of_socket ? "vhostuser" : "direct"))
    return TRUE;
  return refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                 "network.source.mode cannot be '%s': network.type is %s, and that is a mode of %s", value, type,
                 of_socket ? "vhostuser" : "direct");
}

static gboolean
check_network_model (const DesignerFacts *facts,
                     const DesignerSubject *subject,
                     const char *value,
                     GError **error)
{
  const char *type = designer_facts_get (facts, subject, DESIGNER_THING_NET_TYPE);

  if ((!g_str_equal (type, "vhostuser") && !g_str_equal (type, "vdpa")) || g_str_has_prefix (value, "virtio"))
    return TRUE;
  return refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                 "network.model cannot be '%s': network.type is %s, whose cards are virtio only", value, type);
}

static gboolean
check_queues (const DesignerFacts *facts,
              const DesignerSubject *subject,
              const char *value,
              GError **error)
{
  const char *model = designer_facts_get (facts, subject, DESIGNER_THING_NET_MODEL);

  if (g_str_equal (value, "1") || (model != NULL && g_str_has_prefix (model, "virtio")))
    return TRUE;
  return refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                 "network.driver.queues cannot be '%s': only virtio cards have several queues, and network.model "
                 "is %s; give model=virtio where the operating system has its driver", value,
                 model != NULL ? model : "not set");
}

static gboolean
check_name (G_GNUC_UNUSED const DesignerFacts *facts,
            G_GNUC_UNUSED const DesignerSubject *subject,
            const char *value,
            GError **error)
{
  if (strpbrk (value, "/\n") == NULL && !g_str_equal (value, ".") && !g_str_equal (value, ".."))
    return TRUE;
  return refuse (error, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                 "'%s' is no name for a guest: it must not have a slash or a line break", value);
}

static gboolean
check_uuid (G_GNUC_UNUSED const DesignerFacts *facts,
            G_GNUC_UNUSED const DesignerSubject *subject,
            const char *value,
            GError **error)
{
  if (g_uuid_string_is_valid (value))
    return TRUE;
  return refuse (error, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                 "'%s' is no UUID: give one like 12345678-1234-4234-8234-123456789abc", value);
}

static gboolean
check_boot_kinds (G_GNUC_UNUSED const DesignerFacts *facts,
                  G_GNUC_UNUSED const DesignerSubject *subject,
                  const char *value,
                  GError **error)
{
  static const char *const known[] = { "hd", "cdrom", "network", "fd", NULL };
  g_auto (GStrv) kinds = g_strsplit (value, ",", -1);

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      if (!g_strv_contains (known, kinds[i]))
        return refuse (error, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                       "'%s' is nothing to boot from: possible are hd, cdrom, network and fd", kinds[i]);
    }
  return TRUE;
}

static gboolean
check_serial (G_GNUC_UNUSED const DesignerFacts *facts,
              G_GNUC_UNUSED const DesignerSubject *subject,
              const char *value,
              GError **error)
{
  if (value[strspn (value, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_.+ ")] == '\0')
    return TRUE;
  return refuse (error, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                 "'%s' is no serial number: give letters, digits, '-', '_', '.', '+' and spaces only", value);
}

static gboolean
check_listen (G_GNUC_UNUSED const DesignerFacts *facts,
              G_GNUC_UNUSED const DesignerSubject *subject,
              const char *value,
              GError **error)
{
  if (g_hostname_is_ip_address (value)
      || value[strspn (value, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-.")] == '\0')
    return TRUE;
  return refuse (error, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                 "'%s' is no address to listen on: give an IP address or the name of a host", value);
}

static gboolean
check_port (const DesignerFacts *facts,
            const DesignerSubject *subject,
            DesignerThingId thing,
            const char *value,
            GError **error)
{
  if (designer_endpoint_is_free (facts, subject, thing, value))
    return TRUE;
  return refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                 "%s cannot be '%s': another device of the guest listens on that port already; give each its own",
                 designer_thing_get (thing)->name, value);
}

static gboolean
check_graphics_port (const DesignerFacts *facts,
                     const DesignerSubject *subject,
                     const char *value,
                     GError **error)
{
  guint64 port = g_ascii_strtoull (value, NULL, 10); /* "-1" is the greatest */

  if (port >= FIRST_VNC_PORT || g_strcmp0 (designer_facts_get (facts, subject, DESIGNER_THING_GRAPHICS_TYPE), "vnc") != 0)
    return check_port (facts, subject, DESIGNER_THING_GRAPHICS_PORT, value, error);
  return refuse (error, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                 "graphics.port cannot be '%s': VNC has the ports from %d on; give one of them, or -1 for any that is free",
                 value, FIRST_VNC_PORT);
}

static gboolean
check_tls_port (const DesignerFacts *facts,
                const DesignerSubject *subject,
                const char *value,
                GError **error)
{
  return check_port (facts, subject, DESIGNER_THING_GRAPHICS_TLS_PORT, value, error);
}

static gboolean
check_websocket (const DesignerFacts *facts,
                 const DesignerSubject *subject,
                 const char *value,
                 GError **error)
{
  return check_port (facts, subject, DESIGNER_THING_GRAPHICS_WEBSOCKET, value, error);
}

static gboolean
check_password (const DesignerFacts *facts,
                const DesignerSubject *subject,
                const char *value,
                GError **error)
{
  if (strlen (value) <= 8 || g_strcmp0 (designer_facts_get (facts, subject, DESIGNER_THING_GRAPHICS_TYPE), "vnc") != 0)
    return TRUE;
  return refuse (error, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                 "graphics.password is too long: VNC takes at most 8 characters; give a shorter one, or use SPICE");
}

static gboolean
check_video_model (const DesignerFacts *facts,
                   G_GNUC_UNUSED const DesignerSubject *subject,
                   const char *value,
                   GError **error)
{
  if (designer_facts_tally (facts, DESIGNER_THING_VIDEO_MODEL, "none") == 0)
    return TRUE;
  return refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                 "video.model cannot be '%s' beside 'none', which says that the guest has no video card: "
                 "ask for one of them", value);
}

static gboolean
check_controller_index (const DesignerFacts *facts,
                        const DesignerSubject *subject,
                        const char *value,
                        GError **error)
{
  const char *type = designer_facts_get (facts, subject, DESIGNER_THING_CONTROLLER_TYPE);

  /* USB controllers share a number with their companions. */
  if (g_strcmp0 (type, "usb") == 0 || designer_facts_controller_is_free (facts, type, value))
    return TRUE;
  return refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                 "controller.index cannot be '%s': another %s controller has that number", value, type);
}

static gboolean
check_channel_name (const DesignerFacts *facts,
                    G_GNUC_UNUSED const DesignerSubject *subject,
                    const char *value,
                    GError **error)
{
  if (designer_facts_tally (facts, DESIGNER_THING_CHANNEL_NAME, value) == 0)
    return TRUE;
  return refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                 "channel.target.name cannot be '%s': another channel has that name", value);
}

/* UEFI keeps its keys from the guest's system in system management mode alone, but
 * on ARM, where it has no such protection. */
static gboolean
check_secure_boot (const DesignerFacts *facts,
                   G_GNUC_UNUSED const DesignerSubject *subject,
                   const char *value,
                   GError **error)
{
  const char *arch = designer_facts_get (facts, NULL, DESIGNER_THING_ARCH);

  if (!g_str_equal (value, "yes") || arch == NULL || designer_word_is_among (arch, "x86_64,i686,aarch64"))
    return TRUE;
  return refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                 "firmware.secure-boot cannot be 'yes': it keeps its keys in system management mode, which machines of %s do "
                 "not have; leave it out, or give '--arch x86_64'", arch);
}

static const struct
{
  DesignerThingId thing;
  DesignerCheckFunction *check;
} checks[] = {
  { DESIGNER_THING_NAME, check_name },
  { DESIGNER_THING_UUID, check_uuid },
  { DESIGNER_THING_OS_NAME, designer_check_os_name },
  { DESIGNER_THING_ARCH, designer_check_arch },
  { DESIGNER_THING_VCPUS, check_vcpus },
  { DESIGNER_THING_MACHINE_ASKED, check_machine },
  { DESIGNER_THING_BOOT_ORDER, check_boot_kinds },
  { DESIGNER_THING_SECURE_BOOT, check_secure_boot },
  { DESIGNER_THING_LAUNCH_ES, designer_check_launch_es },
  { DESIGNER_THING_LAUNCH_POLICY, designer_check_launch_policy },
  { DESIGNER_THING_CPU_MODEL, check_cpu_model },
  { DESIGNER_THING_CPU_SOCKETS, designer_check_topology },
  { DESIGNER_THING_CPU_DIES, designer_check_topology },
  { DESIGNER_THING_CPU_CORES, designer_check_topology },
  { DESIGNER_THING_CPU_THREADS, designer_check_topology },
  { DESIGNER_THING_DISK_TARGET, check_target },
  { DESIGNER_THING_DISK_BOOT, check_boot_order },
  { DESIGNER_THING_DISK_SERIAL, check_serial },
  { DESIGNER_THING_GRAPHICS_LISTEN, check_listen },
  { DESIGNER_THING_GRAPHICS_PORT, check_graphics_port },
  { DESIGNER_THING_GRAPHICS_TLS_PORT, check_tls_port },
  { DESIGNER_THING_GRAPHICS_WEBSOCKET, check_websocket },
  { DESIGNER_THING_GRAPHICS_PASSWORD, check_password },
  { DESIGNER_THING_VIDEO_MODEL, check_video_model },
  { DESIGNER_THING_CONTROLLER_INDEX, check_controller_index },
  { DESIGNER_THING_CHANNEL_NAME, check_channel_name },
  { DESIGNER_THING_VSOCK_CID, designer_check_cid },
  { DESIGNER_THING_AUDIO_ID, designer_check_audio_id },
  { DESIGNER_THING_SOUND_AUDIO, designer_check_audio_of_sound },
  { DESIGNER_THING_SHMEM_NAME, designer_check_shmem_name },
  { DESIGNER_THING_CHANNEL_TARGET, designer_check_channel_target },
  { DESIGNER_THING_NET_BOOT, check_boot_order },
  { DESIGNER_THING_NET_MAC, check_mac },
  { DESIGNER_THING_NET_MODE, check_network_mode },
  { DESIGNER_THING_NET_MODEL, check_network_model },
  { DESIGNER_THING_NET_QUEUES, check_queues },
};

gboolean
designer_checks_pass (const DesignerFacts *facts,
                      const DesignerSubject *subject,
                      DesignerThingId thing,
                      const char *value,
                      GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      if (checks[i].thing == thing)
        return checks[i].check (facts, subject, value, error);
    }
  return designer_check_character (facts, subject, thing, value, error);
}

gboolean
designer_checks_are_held (const DesignerFacts *facts)
{
  return g_strcmp0 (designer_facts_get (facts, NULL, DESIGNER_THING_EDIT_CHECKS), "left") != 0;
}

gboolean
designer_check_device (const DesignerFacts *facts,
                       const DesignerSubject *subject,
                       GError **error)
{
  static DesignerDeviceCheck *const device_checks[DESIGNER_N_SCOPES] = {
    [DESIGNER_SCOPE_DISK] = designer_check_disk,
    [DESIGNER_SCOPE_FILESYSTEM] = designer_check_filesystem,
    [DESIGNER_SCOPE_GRAPHICS] = designer_check_settings,
    [DESIGNER_SCOPE_VIDEO] = designer_check_video,
    [DESIGNER_SCOPE_INPUT] = designer_check_settings,
    [DESIGNER_SCOPE_TPM] = designer_check_settings,
    [DESIGNER_SCOPE_RNG] = designer_check_settings,
    [DESIGNER_SCOPE_SMARTCARD] = designer_check_settings,
    [DESIGNER_SCOPE_SHMEM] = designer_check_settings,
    [DESIGNER_SCOPE_IOMMU] = designer_check_settings,
    [DESIGNER_SCOPE_NVRAM] = designer_check_nvram,
    [DESIGNER_SCOPE_MEMORY_DEVICE] = designer_check_module,
    [DESIGNER_SCOPE_HOSTDEV] = designer_check_host_device,
    [DESIGNER_SCOPE_INTERFACE] = designer_check_interface,
  };

  if (subject->request != NULL && !designer_check_every_setting (subject->request, error))
    return FALSE;
  return device_checks[subject->scope] == NULL || device_checks[subject->scope] (facts, subject, error);
}
