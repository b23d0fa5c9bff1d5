/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "base/libvirt-designer-error.h"
#include "rules/rules-private.h"

G_BEGIN_DECLS

/* What a wish must satisfy beyond the needs of the rules: limits that depend
 * on the wish itself. */
gboolean designer_checks_pass (const DesignerFacts *facts,
                               const DesignerSubject *subject,
                               DesignerThingId thing,
                               const char *value,
                               GError **error);

/* Whether what is wished is to be checked at all: a policy may leave it to the
 * hypervisor to find out whether a changed guest can run. */
gboolean designer_checks_are_held (const DesignerFacts *facts);

/* Sets an error, and is FALSE. */
gboolean designer_check_refuse (GError **error,
                                GVirDesignerError code,
                                const char *format,
                                ...) G_GNUC_PRINTF (3, 4);

/* Whether nothing is asked of a machine that only a container has. */
gboolean designer_check_for_containers (const DesignerIntent *intent,
                                        GError **error);

/* Whether the settings of processors and memory agree with each other, with what
 * was settled and with the host. */
gboolean designer_check_resources (const DesignerFacts *facts,
                                   GError **error);

/* Whether a part of a character device's source fits its type and the others'. */
gboolean designer_check_character (const DesignerFacts *facts,
                                   const DesignerSubject *subject,
                                   DesignerThingId thing,
                                   const char *value,
                                   GError **error);

/* Whether what was decided on a device, and what the caller set of it, makes one. */
gboolean designer_check_device (const DesignerFacts *facts,
                                const DesignerSubject *subject,
                                GError **error);

/* Whether each value of a request is in its range, has what it needs beside it, and
 * is there only once where it must be. */
gboolean designer_check_every_setting (const DesignerRequest *request,
                                       GError **error);

/* What says where the data of a device of one of TYPES is. */
typedef struct
{
  DesignerThingId thing;
  const char *types;
  const char *remedy;
} DesignerSourceRow;

/* Whether each source that is there is of TYPE, and TYPE has all of its sources. */
gboolean designer_check_sources (const DesignerFacts *facts,
                                 const DesignerSubject *subject,
                                 const DesignerSourceRow *rows,
                                 guint n_rows,
                                 const char *device,
                                 const char *type,
                                 gboolean may_be_empty,
                                 GError **error);

/* One check of a device. */
typedef gboolean DesignerDeviceCheck (const DesignerFacts *facts,
                                      const DesignerSubject *subject,
                                      GError **error);

DesignerDeviceCheck designer_check_disk;
DesignerDeviceCheck designer_check_filesystem;
DesignerDeviceCheck designer_check_settings;
DesignerDeviceCheck designer_check_nvram;
DesignerDeviceCheck designer_check_module;
DesignerDeviceCheck designer_check_host_device;
DesignerDeviceCheck designer_check_interface;
DesignerDeviceCheck designer_check_video;

/* One check of a wish. */
typedef gboolean DesignerCheckFunction (const DesignerFacts *facts,
                                        const DesignerSubject *subject,
                                        const char *value,
                                        GError **error);

DesignerCheckFunction designer_check_arch;
DesignerCheckFunction designer_check_topology;
DesignerCheckFunction designer_check_os_name;
DesignerCheckFunction designer_check_launch_policy;
DesignerCheckFunction designer_check_launch_es;
DesignerCheckFunction designer_check_channel_target;
DesignerCheckFunction designer_check_cid;
DesignerCheckFunction designer_check_audio_id;
DesignerCheckFunction designer_check_audio_of_sound;
DesignerCheckFunction designer_check_shmem_name;

G_END_DECLS
