/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "os/libvirt-designer-os.h"

G_BEGIN_DECLS

#define DESIGNER_OS_N_RESOURCES (GVIR_DESIGNER_OS_RESOURCES_RECOMMENDED + 1)

/* How the entry that speaks of a device is related to the OS. */
typedef enum
{
  DESIGNER_OS_SOURCE_ITSELF,
  DESIGNER_OS_SOURCE_ANCESTOR,
  DESIGNER_OS_SOURCE_CLONED,
  DESIGNER_OS_SOURCE_DRIVER,
  DESIGNER_OS_SOURCE_OTHER_DRIVER /* one that the database does not have */
} DesignerOsSource;

/* LISTED is FALSE where the OS, or something nearer to it than SOURCE, says that
 * the device does not work. */
typedef struct
{
  char *id;
  char *name;
  char *device_class;
  char *source;
  DesignerOsSource relation;
  gboolean listed;
} DesignerOsDevice;

typedef struct
{
  char *id;
  char *arch; /* NULL: for all */
  GPtrArray *devices;
} DesignerOsDriver;

typedef struct
{
  char *id;
  char *arch;
  char *type;
  gboolean supported;
} DesignerOsFirmware;

/* An architecture that the OS exists for, and which of the database's lists
 * mentions it; NULL: none does, but the table of architectures. */
typedef struct
{
  char *name;
  const char *kind;
} DesignerOsArch;

/* Bytes and counts; 0 where nothing is stated. */
typedef struct
{
  char *id;
  char *arch;
  gint64 memory;
  gint64 storage;
  gint64 vcpus;
  gboolean inherits; /* what is not stated is that of an ancestor */
} DesignerOsAmounts;

/* All that is read from the OS database, once; shared by the values that differ
 * only in their added drivers. Arrays are sorted, so that equal facts are equal
 * text. */
typedef struct
{
  OsinfoOs *osinfo; /* NULL until it is asked for where no application gave it */
  char *id;
  char *short_id;
  char *name;
  char *family;
  char *distro;
  char *version;
  GPtrArray *devices;
  GPtrArray *drivers;
  GPtrArray *firmware;
  GPtrArray *archs;
  const char *archs_source; /* the page that lists all architectures, or NULL */
  GPtrArray *resources[DESIGNER_OS_N_RESOURCES];
} DesignerOsFacts;

struct _GVirDesignerOs
{
  GObject parent_instance;

  DesignerOsFacts *facts;
  GPtrArray *drivers;
  GHashTable *devices;
  GHashTable *classes;
  char *asked_name;
  char *fallback_reason;
};

DesignerOsDevice *designer_os_device_new (const char *id,
                                          const char *name,
                                          const char *device_class,
                                          const char *source,
                                          DesignerOsSource relation);
DesignerOsDriver *designer_os_driver_new (const char *id,
                                          const char *arch);
void designer_os_driver_free (gpointer driver);

/* Firmware, architectures and resources are for the caller to set. */
DesignerOsFacts *designer_os_facts_new (const char *id);
void designer_os_facts_sort (DesignerOsFacts *facts);
gboolean designer_os_facts_list_any_device (const DesignerOsFacts *facts);

/* Adds the drivers that the OS database lacks, but the table of drivers has. */
void designer_os_facts_add_drivers (DesignerOsFacts *facts);
gint designer_os_facts_compare_version (DesignerOsFacts *facts,
                                        const char *version);
void designer_os_facts_unref (DesignerOsFacts *facts);

/* The short id, or the id where there is none. */
const char *designer_os_facts_label (const DesignerOsFacts *facts);
const char *designer_os_label (GVirDesignerOs *os);

/* The version in TEXT as numbers joined by dots ("15sp4" is "15.4"), or NULL
 * where TEXT is not wholly a version. */
char *designer_version_parse (const char *text);

/* Where the version that NAME ends in begins, or 0 where it has none. */
gsize designer_version_offset (const char *name);

gint designer_version_compare (const char *a,
                               const char *b);

G_END_DECLS
