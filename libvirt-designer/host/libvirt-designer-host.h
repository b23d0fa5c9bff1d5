/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <gio/gio.h>
#include <libvirt-designer/base/libvirt-designer-answer.h>

G_BEGIN_DECLS

#define GVIR_DESIGNER_TYPE_HOST (gvir_designer_host_get_type ())
G_DECLARE_FINAL_TYPE (GVirDesignerHost, gvir_designer_host, GVIR_DESIGNER, HOST, GObject)

GVirDesignerHost *gvir_designer_host_new (const char *capabilities,
                                          const char *const *domain_capabilities,
                                          const char *uri,
                                          GError **error);
GVirDesignerHost *gvir_designer_host_new_from_files (const char *capabilities_file,
                                                     const char *const *domain_capabilities_files,
                                                     GError **error);
GVirDesignerHost *gvir_designer_host_new_from_directory (const char *directory,
                                                         GError **error);
GVirDesignerHost *gvir_designer_host_new_builtin (void);
GVirDesignerHost *gvir_designer_host_new_set (GVirDesignerHost *const *hosts,
                                              guint n_hosts,
                                              GError **error);

GListModel *gvir_designer_host_list_hosts (GVirDesignerHost *host);
const char *gvir_designer_host_get_origin (GVirDesignerHost *host);
const char *gvir_designer_host_get_uri (GVirDesignerHost *host);
const char *gvir_designer_host_get_arch (GVirDesignerHost *host);
GVirDesignerAnswer gvir_designer_host_is_session (GVirDesignerHost *host);

GVirDesignerAnswer gvir_designer_host_offers (GVirDesignerHost *host,
                                              const char *arch,
                                              const char *os_type,
                                              const char *virt_type);
GVirDesignerAnswer gvir_designer_host_has_machine (GVirDesignerHost *host,
                                                   const char *arch,
                                                   const char *virt_type,
                                                   const char *machine);
const char *gvir_designer_host_get_canonical_machine (GVirDesignerHost *host,
                                                      const char *arch,
                                                      const char *virt_type,
                                                      const char *machine);
const char *gvir_designer_host_get_emulator (GVirDesignerHost *host,
                                             const char *arch,
                                             const char *virt_type);
GVirDesignerAnswer gvir_designer_host_lists (GVirDesignerHost *host,
                                             const char *arch,
                                             const char *virt_type,
                                             const char *machine,
                                             const char *what,
                                             const char *value);
char *gvir_designer_host_get_evidence (GVirDesignerHost *host,
                                       const char *arch,
                                       const char *virt_type,
                                       const char *machine,
                                       const char *what,
                                       const char *value);
guint gvir_designer_host_get_max_vcpus (GVirDesignerHost *host,
                                        const char *arch,
                                        const char *virt_type,
                                        const char *machine);

gboolean gvir_designer_host_equal (GVirDesignerHost *host,
                                   GVirDesignerHost *other);
char *gvir_designer_host_to_json (GVirDesignerHost *host);

G_END_DECLS
