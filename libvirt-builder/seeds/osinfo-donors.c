/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Systems that libosinfo links to no script, but that are installed by the same installer as one that it does. */

#include "seeds/osinfo-draft-make-private.h"

#include <string.h>

typedef struct
{
  const char *id;       /* of the row */
  const char *short_id; /* what the short ids of the systems begin with */
  const char *reason;
  const char *source;
} Donor;

static const Donor donors[] = {
  { "script.clone.oracle", "ol", "Oracle Linux is installed by the Anaconda of the RHEL that it is built like.",
    "https://docs.oracle.com/en/operating-systems/oracle-linux/8/install/" },
  { "script.clone.scientific", "scientificlinux",
    "Scientific Linux is installed by the Anaconda of the RHEL that it is built like.",
    "https://scientificlinux.org/documentation/" },
  { "script.clone.rocky", "rocky", "The minor releases of Rocky Linux are installed as the major one is.",
    "https://docs.rockylinux.org/" },
  { "script.clone.asianux", "asianux", "Asianux is installed by the Anaconda of the RHEL that it is built like.",
    "https://gitlab.com/libosinfo/osinfo-db" },
  { "script.clone.miracle", "miraclelinux",
    "MIRACLE LINUX is installed by the Anaconda of the RHEL that it is built like.",
    "https://www.miraclelinux.com/" },
  { "script.release.rhel", "rhel-unknown", "A release that is not known yet is installed as the newest known one.",
    "https://gitlab.com/libosinfo/osinfo-db" },
  { "script.release.circle", "circle-unknown", "A release that is not known yet is installed as the newest known one.",
    "https://gitlab.com/libosinfo/osinfo-db" },
  { "script.release.fedora", "fedora-unknown", "A release that is not known yet is installed as Rawhide is.",
    "https://gitlab.com/libosinfo/osinfo-db" },
  { "script.release.silverblue", "silverblue-unknown", "A release that is not known yet is installed as Rawhide is.",
    "https://gitlab.com/libosinfo/osinfo-db" },
  { "script.release.ubuntu", "ubuntu13.04", "The script for 12.10 has commands that are only for 13.04.",
    "https://gitlab.com/libosinfo/osinfo-db" },
  { "script.release.windows-2012", "win2k12", "Setup of Server 2012 reads the answers that that of Server 2008 R2 does.",
    "https://learn.microsoft.com/en-us/windows-hardware/customize/desktop/unattend/" },
};

static const Donor *
row_of (GVirDesignerOs *os)
{
  const char *short_id = gvir_designer_os_get_short_id (os);

  for (guint i = 0; short_id != NULL && i < G_N_ELEMENTS (donors); i++)
    {
      if (g_str_has_prefix (short_id, donors[i].short_id))
        return &donors[i];
    }
  return NULL;
}

static gboolean
has_scripts (OsinfoOs *entry)
{
  g_autoptr (OsinfoInstallScriptList) scripts = osinfo_os_get_install_script_list (entry);

  return osinfo_list_get_length (OSINFO_LIST (scripts)) > 0;
}

/* The nearest of what ENTRY is built like, then of what it follows. */
static OsinfoOs *
find_from (OsinfoOs *entry,
           guint depth)
{
  static const OsinfoProductRelationship relations[] = {
    OSINFO_PRODUCT_RELATIONSHIP_CLONES,
    OSINFO_PRODUCT_RELATIONSHIP_DERIVES_FROM,
    OSINFO_PRODUCT_RELATIONSHIP_UPGRADES,
  };
  OsinfoOs *found = has_scripts (entry) ? g_object_ref (entry) : NULL;

  for (guint i = 0; found == NULL && depth > 0 && i < G_N_ELEMENTS (relations); i++)
    {
      g_autoptr (OsinfoProductList) related = osinfo_product_get_related (OSINFO_PRODUCT (entry), relations[i]);

      for (gint j = 0; found == NULL && j < osinfo_list_get_length (OSINFO_LIST (related)); j++)
        found = find_from (OSINFO_OS (osinfo_list_get_nth (OSINFO_LIST (related), j)), depth - 1);
    }
  return found;
}

/* No relation is longer, and a database may have a circle in it. */
#define DEEPEST 6

OsinfoOs *
builder_osinfo_with_scripts (GVirDesignerOs *os)
{
  OsinfoOs *entry = gvir_designer_os_get_osinfo (os);

  if (entry == NULL)
    return NULL;
  return find_from (entry, row_of (os) != NULL ? DEEPEST : 0);
}
