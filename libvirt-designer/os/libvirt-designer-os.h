/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib-object.h>
#include <libvirt-designer/base/libvirt-designer-answer.h>
#include <osinfo/osinfo.h>

G_BEGIN_DECLS

#define GVIR_DESIGNER_TYPE_OS (gvir_designer_os_get_type ())
G_DECLARE_FINAL_TYPE (GVirDesignerOs, gvir_designer_os, GVIR_DESIGNER, OS, GObject)

GVirDesignerOs *gvir_designer_os_new (OsinfoOs *os);
GVirDesignerOs *gvir_designer_os_find (OsinfoDb *db,
                                       const char *name,
                                       GError **error);
OsinfoMedia *gvir_designer_os_read_media (const char *path,
                                          GError **error);
GVirDesignerOs *gvir_designer_os_identify_media (OsinfoDb *db,
                                                 OsinfoMedia *media,
                                                 GError **error);
GVirDesignerOs *gvir_designer_os_identify_tree (OsinfoDb *db,
                                                OsinfoTree *tree,
                                                GError **error);
GVirDesignerOs *gvir_designer_os_with_driver (GVirDesignerOs *os,
                                              const char *driver_id,
                                              GError **error);
GVirDesignerOs *gvir_designer_os_without_drivers (GVirDesignerOs *os);

OsinfoOs *gvir_designer_os_get_osinfo (GVirDesignerOs *os);
const char *gvir_designer_os_get_id (GVirDesignerOs *os);
const char *gvir_designer_os_get_short_id (GVirDesignerOs *os);
const char *gvir_designer_os_get_name (GVirDesignerOs *os);
const char *gvir_designer_os_get_family (GVirDesignerOs *os);
const char *gvir_designer_os_get_distro (GVirDesignerOs *os);
const char *gvir_designer_os_get_version (GVirDesignerOs *os);
const char *gvir_designer_os_get_asked_name (GVirDesignerOs *os);
const char *gvir_designer_os_get_fallback_reason (GVirDesignerOs *os);

GVirDesignerAnswer gvir_designer_os_has_device (GVirDesignerOs *os,
                                                const char *device_id);
char *gvir_designer_os_get_device_evidence (GVirDesignerOs *os,
                                            const char *device_id);
gboolean gvir_designer_os_lists_class (GVirDesignerOs *os,
                                       const char *device_class);
GVirDesignerAnswer gvir_designer_os_supports_firmware (GVirDesignerOs *os,
                                                       const char *arch,
                                                       const char *firmware);
GVirDesignerAnswer gvir_designer_os_supports_arch (GVirDesignerOs *os,
                                                   const char *arch);
char *gvir_designer_os_get_arch_evidence (GVirDesignerOs *os,
                                          const char *arch);
char **gvir_designer_os_list_archs (GVirDesignerOs *os);
gint gvir_designer_os_compare_version (GVirDesignerOs *os,
                                       const char *version);

/**
 * GVirDesignerOsResources:
 * @GVIR_DESIGNER_OS_RESOURCES_MINIMUM: the least that the system runs with
 * @GVIR_DESIGNER_OS_RESOURCES_RECOMMENDED: what its makers recommend
 *
 * Which of the resource figures of an operating system to read.
 */
typedef enum
{
  GVIR_DESIGNER_OS_RESOURCES_MINIMUM,
  GVIR_DESIGNER_OS_RESOURCES_RECOMMENDED
} GVirDesignerOsResources;

guint64 gvir_designer_os_get_memory (GVirDesignerOs *os,
                                     const char *arch,
                                     GVirDesignerOsResources which);
guint gvir_designer_os_get_vcpus (GVirDesignerOs *os,
                                  const char *arch,
                                  GVirDesignerOsResources which);
guint64 gvir_designer_os_get_storage (GVirDesignerOs *os,
                                      const char *arch,
                                      GVirDesignerOsResources which);

gboolean gvir_designer_os_equal (GVirDesignerOs *os,
                                 GVirDesignerOs *other);
char *gvir_designer_os_to_json (GVirDesignerOs *os);

G_END_DECLS
