/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <gio/gio.h>
#include <libvirt-designer/host/libvirt-designer-host.h>
#include <libvirt-designer/os/libvirt-designer-os.h>
#include <libvirt-designer/policy/libvirt-designer-policy.h>
#include <libvirt-gconfig/libvirt-gconfig.h>
#include <osinfo/osinfo.h>

G_BEGIN_DECLS

#define GVIR_DESIGNER_TYPE_DOMAIN            (gvir_designer_domain_get_type ())
#define GVIR_DESIGNER_DOMAIN(obj)            (G_TYPE_CHECK_INSTANCE_CAST ((obj), GVIR_DESIGNER_TYPE_DOMAIN, GVirDesignerDomain))
#define GVIR_DESIGNER_DOMAIN_CLASS(klass)    (G_TYPE_CHECK_CLASS_CAST ((klass), GVIR_DESIGNER_TYPE_DOMAIN, GVirDesignerDomainClass))
#define GVIR_DESIGNER_IS_DOMAIN(obj)         (G_TYPE_CHECK_INSTANCE_TYPE ((obj), GVIR_DESIGNER_TYPE_DOMAIN))
#define GVIR_DESIGNER_IS_DOMAIN_CLASS(klass) (G_TYPE_CHECK_CLASS_TYPE ((klass), GVIR_DESIGNER_TYPE_DOMAIN))
#define GVIR_DESIGNER_DOMAIN_GET_CLASS(obj)  (G_TYPE_INSTANCE_GET_CLASS ((obj), GVIR_DESIGNER_TYPE_DOMAIN, GVirDesignerDomainClass))

/**
 * GVirDesignerDomainResources:
 * @GVIR_DESIGNER_DOMAIN_RESOURCES_MINIMAL: the least that the operating system
 *   runs with
 * @GVIR_DESIGNER_DOMAIN_RESOURCES_RECOMMENDED: what its makers recommend
 *
 * How much memory and how many processors a guest is to have.
 */
typedef enum
{
  GVIR_DESIGNER_DOMAIN_RESOURCES_MINIMAL,
  GVIR_DESIGNER_DOMAIN_RESOURCES_RECOMMENDED,
} GVirDesignerDomainResources;

/**
 * GVirDesignerDomainGraphics:
 * @GVIR_DESIGNER_DOMAIN_GRAPHICS_DESKTOP: a window on the host's desktop
 * @GVIR_DESIGNER_DOMAIN_GRAPHICS_RDP: a Remote Desktop server
 * @GVIR_DESIGNER_DOMAIN_GRAPHICS_SPICE: a SPICE server
 * @GVIR_DESIGNER_DOMAIN_GRAPHICS_VNC: a VNC server
 *
 * How a guest is watched.
 */
typedef enum
{
  GVIR_DESIGNER_DOMAIN_GRAPHICS_DESKTOP,
  GVIR_DESIGNER_DOMAIN_GRAPHICS_RDP,
  GVIR_DESIGNER_DOMAIN_GRAPHICS_SPICE,
  GVIR_DESIGNER_DOMAIN_GRAPHICS_VNC,
} GVirDesignerDomainGraphics;

/**
 * GVirDesignerPurpose:
 * @GVIR_DESIGNER_PURPOSE_DESKTOP: someone sits in front of the guest's screen
 * @GVIR_DESIGNER_PURPOSE_SERVER: the guest is reached through the network
 *
 * What the devices that a guest is completed with are to suit.
 */
typedef enum
{
  GVIR_DESIGNER_PURPOSE_DESKTOP,
  GVIR_DESIGNER_PURPOSE_SERVER,
} GVirDesignerPurpose;

/**
 * GVirDesignerPhase:
 * @GVIR_DESIGNER_PHASE_RUN: the guest runs its system
 * @GVIR_DESIGNER_PHASE_INSTALL: the guest boots the installer of its system
 *
 * What a guest is started for.
 */
typedef enum
{
  GVIR_DESIGNER_PHASE_RUN,
  GVIR_DESIGNER_PHASE_INSTALL,
} GVirDesignerPhase;

typedef struct _GVirDesignerDomain GVirDesignerDomain;
typedef struct _GVirDesignerDomainPrivate GVirDesignerDomainPrivate;
typedef struct _GVirDesignerDomainClass GVirDesignerDomainClass;

struct _GVirDesignerDomain
{
  GObject parent;

  /*< private >*/
  GVirDesignerDomainPrivate *priv;
};

struct _GVirDesignerDomainClass
{
  GObjectClass parent_class;

  /*< private >*/
  gpointer padding[20];
};

GType gvir_designer_domain_get_type (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GVirDesignerDomain, g_object_unref)

GVirDesignerDomain *gvir_designer_domain_new (OsinfoDb *osinfo_db,
                                              OsinfoOs *os,
                                              OsinfoPlatform *platform,
                                              GVirConfigCapabilities *caps);
GVirDesignerDomain *gvir_designer_domain_new_for_host (GVirDesignerOs *os,
                                                       GVirDesignerHost *host);
GVirDesignerDomain *gvir_designer_domain_new_from_xml (GVirDesignerOs *os,
                                                       GVirDesignerHost *host,
                                                       const char *xml,
                                                       GError **error);
GVirDesignerDomain *gvir_designer_domain_new_from_config (GVirDesignerOs *os,
                                                          GVirDesignerHost *host,
                                                          GVirConfigDomain *config,
                                                          GError **error);

OsinfoOs *gvir_designer_domain_get_os (GVirDesignerDomain *design);
OsinfoPlatform *gvir_designer_domain_get_platform (GVirDesignerDomain *design);
GVirConfigCapabilities *gvir_designer_domain_get_capabilities (GVirDesignerDomain *design);
GVirConfigDomain *gvir_designer_domain_get_config (GVirDesignerDomain *design);
GVirDesignerHost *gvir_designer_domain_get_host (GVirDesignerDomain *design);
GVirDesignerOs *gvir_designer_domain_get_guest_os (GVirDesignerDomain *design);
GListModel *gvir_designer_domain_get_decisions (GVirDesignerDomain *design);
char *gvir_designer_domain_to_xml (GVirDesignerDomain *design);

gboolean gvir_designer_domain_supports_machine (GVirDesignerDomain *design);
gboolean gvir_designer_domain_supports_machine_full (GVirDesignerDomain *design,
                                                     const char *arch,
                                                     GVirConfigDomainOsType ostype);
gboolean gvir_designer_domain_supports_container (GVirDesignerDomain *design);
gboolean gvir_designer_domain_supports_container_full (GVirDesignerDomain *design,
                                                       const char *arch);

gboolean gvir_designer_domain_setup_machine (GVirDesignerDomain *design,
                                             GError **error);
gboolean gvir_designer_domain_setup_machine_full (GVirDesignerDomain *design,
                                                  const char *arch,
                                                  GVirConfigDomainOsType ostype,
                                                  GError **error);
gboolean gvir_designer_domain_setup_container (GVirDesignerDomain *design,
                                               GError **error);
gboolean gvir_designer_domain_setup_container_full (GVirDesignerDomain *design,
                                                    const char *arch,
                                                    GError **error);
gboolean gvir_designer_domain_setup_resources (GVirDesignerDomain *design,
                                               GVirDesignerDomainResources req,
                                               GError **error);

GVirConfigDomainDisk *gvir_designer_domain_add_cdrom_file (GVirDesignerDomain *design,
                                                           const char *filepath,
                                                           const char *format,
                                                           GError **error);
GVirConfigDomainDisk *gvir_designer_domain_add_cdrom_device (GVirDesignerDomain *design,
                                                             const char *devpath,
                                                             GError **error);
GVirConfigDomainDisk *gvir_designer_domain_add_disk_file (GVirDesignerDomain *design,
                                                          const char *filepath,
                                                          const char *format,
                                                          GError **error);
GVirConfigDomainDisk *gvir_designer_domain_add_disk_device (GVirDesignerDomain *design,
                                                            const char *devpath,
                                                            GError **error);
GVirConfigDomainDisk *gvir_designer_domain_add_floppy_file (GVirDesignerDomain *design,
                                                            const char *filepath,
                                                            const char *format,
                                                            GError **error);
GVirConfigDomainDisk *gvir_designer_domain_add_floppy_device (GVirDesignerDomain *design,
                                                              const char *devpath,
                                                              GError **error);
GVirConfigDomainDisk *gvir_designer_domain_add_disk_new (GVirDesignerDomain *design,
                                                         guint64 size,
                                                         const char *format,
                                                         GError **error);
GVirConfigDomainDisk *gvir_designer_domain_add_disk_volume (GVirDesignerDomain *design,
                                                            const char *pool,
                                                            const char *volume,
                                                            const char *format,
                                                            GError **error);
GVirConfigDomainDisk *gvir_designer_domain_add_disk_network (GVirDesignerDomain *design,
                                                             const char *protocol,
                                                             const char *const *servers,
                                                             const char *name,
                                                             const char *format,
                                                             GError **error);
GVirConfigDomainFilesys *gvir_designer_domain_add_filesystem (GVirDesignerDomain *design,
                                                              const char *source,
                                                              const char *target,
                                                              GError **error);
GVirConfigDomainInterface *gvir_designer_domain_add_interface_network (GVirDesignerDomain *design,
                                                                       const char *network,
                                                                       GError **error);
GVirConfigDomainInterface *gvir_designer_domain_add_interface_bridge (GVirDesignerDomain *design,
                                                                      const char *bridge,
                                                                      GError **error);
GVirConfigDomainInterface *gvir_designer_domain_add_interface_user (GVirDesignerDomain *design,
                                                                    GError **error);
GVirConfigDomainGraphics *gvir_designer_domain_add_graphics (GVirDesignerDomain *design,
                                                             GVirDesignerDomainGraphics type,
                                                             GError **error);
GVirConfigDomainSound *gvir_designer_domain_add_sound (GVirDesignerDomain *design,
                                                       GError **error);
GVirConfigDomainDevice *gvir_designer_domain_add_tpm (GVirDesignerDomain *design,
                                                      GError **error);
GVirConfigDomainDevice *gvir_designer_domain_add_rng (GVirDesignerDomain *design,
                                                      GError **error);
GVirConfigDomainDevice *gvir_designer_domain_add_watchdog (GVirDesignerDomain *design,
                                                           GError **error);
GVirConfigDomainDevice *gvir_designer_domain_add_vsock (GVirDesignerDomain *design,
                                                        GError **error);
GVirConfigDomainDevice *gvir_designer_domain_add_controller (GVirDesignerDomain *design,
                                                             const char *type,
                                                             const char *model,
                                                             GError **error);
GVirConfigDomainDevice *gvir_designer_domain_add_hub (GVirDesignerDomain *design,
                                                      GError **error);
GVirConfigDomainDevice *gvir_designer_domain_add_lease (GVirDesignerDomain *design,
                                                        const char *lockspace,
                                                        const char *key,
                                                        const char *path,
                                                        GError **error);
GVirConfigDomainDevice *gvir_designer_domain_add_iommu (GVirDesignerDomain *design,
                                                        GError **error);
GVirConfigDomainDevice *gvir_designer_domain_add_panic (GVirDesignerDomain *design,
                                                        GError **error);
GVirConfigDomainDevice *gvir_designer_domain_add_channel (GVirDesignerDomain *design,
                                                          const char *name,
                                                          GError **error);
GVirConfigDomainVideo *gvir_designer_domain_add_video (GVirDesignerDomain *design,
                                                       GError **error);
GVirConfigDomainSmartcard *gvir_designer_domain_add_smartcard (GVirDesignerDomain *design,
                                                               GError **error);
GVirConfigDomainRedirdev *gvir_designer_domain_add_usb_redir (GVirDesignerDomain *design,
                                                              GError **error);
GVirConfigDomainInterface *gvir_designer_domain_add_interface_direct (GVirDesignerDomain *design,
                                                                      const char *device,
                                                                      GError **error);
GVirConfigDomainInterface *gvir_designer_domain_add_interface_vhostuser (GVirDesignerDomain *design,
                                                                         const char *socket,
                                                                         GError **error);
GVirConfigDomainInterface *gvir_designer_domain_add_interface_vdpa (GVirDesignerDomain *design,
                                                                    const char *device,
                                                                    GError **error);
GVirConfigDomainInterface *gvir_designer_domain_add_interface_ethernet (GVirDesignerDomain *design,
                                                                        const char *device,
                                                                        GError **error);
GVirConfigDomainInterface *gvir_designer_domain_add_interface_hostdev (GVirDesignerDomain *design,
                                                                       const char *address,
                                                                       GError **error);
GVirConfigDomainHostdev *gvir_designer_domain_add_hostdev_pci (GVirDesignerDomain *design,
                                                               const char *address,
                                                               GError **error);
GVirConfigDomainHostdev *gvir_designer_domain_add_hostdev_usb (GVirDesignerDomain *design,
                                                               const char *device,
                                                               GError **error);
GVirConfigDomainHostdev *gvir_designer_domain_add_hostdev_mdev (GVirDesignerDomain *design,
                                                                const char *uuid,
                                                                GError **error);
GVirConfigDomainSerial *gvir_designer_domain_add_serial (GVirDesignerDomain *design,
                                                         GError **error);
GVirConfigDomainParallel *gvir_designer_domain_add_parallel (GVirDesignerDomain *design,
                                                             GError **error);
GVirConfigDomainConsole *gvir_designer_domain_add_console (GVirDesignerDomain *design,
                                                           GError **error);
GVirConfigDomainInput *gvir_designer_domain_add_input (GVirDesignerDomain *design,
                                                       GVirConfigDomainInputDeviceType type,
                                                       GError **error);
GVirConfigDomainSmartcard *gvir_designer_domain_add_smartcard_host (GVirDesignerDomain *design,
                                                                    GError **error);
GVirConfigDomainSmartcard *gvir_designer_domain_add_smartcard_certificates (GVirDesignerDomain *design,
                                                                            const char *first,
                                                                            const char *second,
                                                                            const char *third,
                                                                            const char *database,
                                                                            GError **error);
GVirConfigDomainRedirdev *gvir_designer_domain_add_usb_redir_tcp (GVirDesignerDomain *design,
                                                                  const char *host,
                                                                  guint16 port,
                                                                  GError **error);
GVirConfigDomainDevice *gvir_designer_domain_add_audio (GVirDesignerDomain *design,
                                                        GError **error);
GVirConfigDomainMemballoon *gvir_designer_domain_add_memballoon (GVirDesignerDomain *design,
                                                                 GError **error);
GVirConfigDomainDevice *gvir_designer_domain_add_shmem (GVirDesignerDomain *design,
                                                        const char *name,
                                                        guint64 size,
                                                        GError **error);
GVirConfigDomainDevice *gvir_designer_domain_add_shmem_server (GVirDesignerDomain *design,
                                                               const char *name,
                                                               const char *socket,
                                                               GError **error);
GVirConfigDomainDevice *gvir_designer_domain_add_memory_dimm (GVirDesignerDomain *design,
                                                              guint64 size,
                                                              GError **error);
GVirConfigDomainDevice *gvir_designer_domain_add_memory_nvdimm (GVirDesignerDomain *design,
                                                                const char *path,
                                                                guint64 size,
                                                                GError **error);
GVirConfigDomainDevice *gvir_designer_domain_add_memory_virtio (GVirDesignerDomain *design,
                                                                guint64 size,
                                                                guint64 requested,
                                                                GError **error);

gboolean gvir_designer_domain_add_driver (GVirDesignerDomain *design,
                                          const char *driver_id,
                                          GError **error);
gboolean gvir_designer_domain_remove_all_drivers (GVirDesignerDomain *design,
                                                  GError **error);

gboolean gvir_designer_domain_add_policy (GVirDesignerDomain *design,
                                          GVirDesignerPolicy *policy,
                                          GError **error);
GVirDesignerPurpose gvir_designer_domain_get_purpose (GVirDesignerDomain *design);
gboolean gvir_designer_domain_set_policy_version (GVirDesignerDomain *design,
                                                  guint version,
                                                  GError **error);
guint gvir_designer_domain_get_policy_version (GVirDesignerDomain *design);
gboolean gvir_designer_domain_apply_option (GVirDesignerDomain *design,
                                            const char *option,
                                            const char *argument,
                                            GError **error);
gboolean gvir_designer_domain_add_by_option (GVirDesignerDomain *design,
                                             const char *option,
                                             const char *argument,
                                             GError **error);
char *gvir_designer_domain_build_by_option (GVirDesignerDomain *design,
                                            const char *option,
                                            const char *argument,
                                            GError **error);
gboolean gvir_designer_domain_edit_by_option (GVirDesignerDomain *design,
                                              const char *option,
                                              const char *selector,
                                              const char *argument,
                                              GError **error);
GPtrArray *gvir_designer_domain_find_by_option (GVirDesignerDomain *design,
                                                const char *option,
                                                const char *selector,
                                                GError **error);
gboolean gvir_designer_domain_remove_by_option (GVirDesignerDomain *design,
                                                const char *option,
                                                const char *selector,
                                                GError **error);
gboolean gvir_designer_domain_set_phase (GVirDesignerDomain *design,
                                         GVirDesignerPhase phase,
                                         GError **error);
gboolean gvir_designer_domain_installs (GVirDesignerDomain *design);

gboolean gvir_designer_domain_add_default_devices (GVirDesignerDomain *design,
                                                   GVirDesignerPurpose purpose,
                                                   GError **error);

G_END_DECLS
