/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "os/os-private.h"

#include "os/libvirt-designer-os-database.h"

/**
 * gvir_designer_os_get_osinfo:
 * @os: an operating system
 *
 * Gives the entry of the OS database that the system was described from.
 *
 * For a system of the installed database, of which only a part was read, the
 * whole database is loaded the first time, which takes a third of a second.
 *
 * Returns: (transfer none) (nullable): the entry, or %NULL when the database can
 *   no longer be loaded or has that system no longer
 */
OsinfoOs *
gvir_designer_os_get_osinfo (GVirDesignerOs *os)
{
  static GMutex mutex;
  g_autoptr (OsinfoDb) db = NULL;
  DesignerOsFacts *facts;
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), NULL);

  facts = os->facts;
  locker = g_mutex_locker_new (&mutex);
  if (facts->osinfo == NULL)
    db = gvir_designer_os_database_load (NULL);
  if (db != NULL)
    g_set_object (&facts->osinfo, osinfo_db_get_os (db, facts->id));
  return facts->osinfo;
}

/**
 * gvir_designer_os_get_id:
 * @os: an operating system
 *
 * Gives the id of the system in the OS database, such as
 * `http://debian.org/debian/11`.
 *
 * Returns: (transfer none): the id
 */
const char *
gvir_designer_os_get_id (GVirDesignerOs *os)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), NULL);

  return os->facts->id;
}

/**
 * gvir_designer_os_get_short_id:
 * @os: an operating system
 *
 * Gives the short id of the system, such as `debian11`; the first where it has
 * several.
 *
 * Returns: (transfer none) (nullable): the short id, or %NULL when it has none
 */
const char *
gvir_designer_os_get_short_id (GVirDesignerOs *os)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), NULL);

  return os->facts->short_id;
}

/**
 * gvir_designer_os_get_name:
 * @os: an operating system
 *
 * Gives the name of the system for people, such as `Debian 11`, in the language
 * of the locale where the OS database has it.
 *
 * Returns: (transfer none) (nullable): the name, or %NULL when it has none
 */
const char *
gvir_designer_os_get_name (GVirDesignerOs *os)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), NULL);

  return os->facts->name;
}

/**
 * gvir_designer_os_get_family:
 * @os: an operating system
 *
 * Gives the family of the system, such as `linux`, `winnt` or `freebsd`.
 *
 * Returns: (transfer none) (nullable): the family, or %NULL when none is stated
 */
const char *
gvir_designer_os_get_family (GVirDesignerOs *os)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), NULL);

  return os->facts->family;
}

/**
 * gvir_designer_os_get_distro:
 * @os: an operating system
 *
 * Gives the distribution that the system is a release of, such as `debian` or
 * `win`.
 *
 * Returns: (transfer none) (nullable): the distribution, or %NULL when none is
 *   stated
 */
const char *
gvir_designer_os_get_distro (GVirDesignerOs *os)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), NULL);

  return os->facts->distro;
}

/**
 * gvir_designer_os_get_version:
 * @os: an operating system
 *
 * Gives the version of the system as the OS database states it. Not every
 * version is a number.
 *
 * Returns: (transfer none) (nullable): the version, or %NULL when none is
 *   stated
 */
const char *
gvir_designer_os_get_version (GVirDesignerOs *os)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), NULL);

  return os->facts->version;
}

/**
 * gvir_designer_os_get_asked_name:
 * @os: an operating system
 *
 * Gives the name by which the system was found.
 *
 * Returns: (transfer none) (nullable): the name given to
 *   [func@LibvirtDesigner.Os.find], or %NULL when the system was not found by
 *   name
 */
const char *
gvir_designer_os_get_asked_name (GVirDesignerOs *os)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), NULL);

  return os->asked_name;
}

/**
 * gvir_designer_os_get_fallback_reason:
 * @os: an operating system
 *
 * Tells in a sentence for a user why this system stands for the one asked for.
 *
 * Returns: (transfer none) (nullable): the sentence, or %NULL when the system is
 *   the one asked for
 */
const char *
gvir_designer_os_get_fallback_reason (GVirDesignerOs *os)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), NULL);

  return os->fallback_reason;
}

/**
 * gvir_designer_os_supports_firmware:
 * @os: an operating system
 * @arch: an architecture, such as `x86_64`
 * @firmware: a kind of firmware: `bios` or `efi`
 *
 * Tells whether the system starts with a kind of firmware.
 *
 * Returns: what the OS database says; unknown when it does not mention that
 *   firmware for that architecture
 */
GVirDesignerAnswer
gvir_designer_os_supports_firmware (GVirDesignerOs *os,
                                    const char *arch,
                                    const char *firmware)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), GVIR_DESIGNER_ANSWER_UNKNOWN);
  g_return_val_if_fail (arch != NULL, GVIR_DESIGNER_ANSWER_UNKNOWN);
  g_return_val_if_fail (firmware != NULL, GVIR_DESIGNER_ANSWER_UNKNOWN);

  for (guint i = 0; i < os->facts->firmware->len; i++)
    {
      DesignerOsFirmware *entry = g_ptr_array_index (os->facts->firmware, i);

      if (g_strcmp0 (entry->arch, arch) == 0 && g_strcmp0 (entry->type, firmware) == 0)
        return entry->supported ? GVIR_DESIGNER_ANSWER_YES : GVIR_DESIGNER_ANSWER_NO;
    }
  return GVIR_DESIGNER_ANSWER_UNKNOWN;
}

static DesignerOsAmounts *
find_amounts (GVirDesignerOs *os,
              const char *arch,
              GVirDesignerOsResources which)
{
  GPtrArray *resources = os->facts->resources[which];

  for (guint i = 0; i < resources->len; i++)
    {
      DesignerOsAmounts *amounts = g_ptr_array_index (resources, i);

      if (g_strcmp0 (amounts->arch, arch) == 0)
        return amounts;
    }
  return NULL;
}

/* Each amount that is stated for the architecture, else that for all, else that
 * for the architecture that most entries speak of: a system hardly needs less
 * elsewhere. */
static DesignerOsAmounts
stated_amounts (GVirDesignerOs *os,
                const char *arch,
                GVirDesignerOsResources which)
{
  const char *const archs[] = { arch, "all", "x86_64" };
  DesignerOsAmounts stated = { NULL, };

  for (guint i = 0; i < G_N_ELEMENTS (archs); i++)
    {
      DesignerOsAmounts *amounts = find_amounts (os, archs[i], which);

      if (amounts == NULL)
        continue;
      stated.memory = stated.memory > 0 ? stated.memory : amounts->memory;
      stated.storage = stated.storage > 0 ? stated.storage : amounts->storage;
      stated.vcpus = stated.vcpus > 0 ? stated.vcpus : amounts->vcpus;
    }
  return stated;
}

/**
 * gvir_designer_os_get_memory:
 * @os: an operating system
 * @arch: an architecture, such as `x86_64`
 * @which: which figure to give
 *
 * Gives how much memory the system needs.
 *
 * Returns: the amount for @arch, else that for all architectures, else that for
 *   x86_64, in bytes; 0 when none is stated
 */
guint64
gvir_designer_os_get_memory (GVirDesignerOs *os,
                             const char *arch,
                             GVirDesignerOsResources which)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), 0);
  g_return_val_if_fail (arch != NULL, 0);
  g_return_val_if_fail (which < DESIGNER_OS_N_RESOURCES, 0);

  return (guint64) stated_amounts (os, arch, which).memory;
}

/**
 * gvir_designer_os_get_vcpus:
 * @os: an operating system
 * @arch: an architecture, such as `x86_64`
 * @which: which figure to give
 *
 * Gives how many virtual CPUs the system needs.
 *
 * Returns: the number for @arch, else that for all architectures, else that for
 *   x86_64; 0 when none is stated
 */
guint
gvir_designer_os_get_vcpus (GVirDesignerOs *os,
                            const char *arch,
                            GVirDesignerOsResources which)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), 0);
  g_return_val_if_fail (arch != NULL, 0);
  g_return_val_if_fail (which < DESIGNER_OS_N_RESOURCES, 0);

  return (guint) stated_amounts (os, arch, which).vcpus;
}

/**
 * gvir_designer_os_get_storage:
 * @os: an operating system
 * @arch: an architecture, such as `x86_64`
 * @which: which figure to give
 *
 * Gives how much disk space the system needs.
 *
 * Returns: the amount for @arch, else that for all architectures, else that for
 *   x86_64, in bytes; 0 when none is stated
 */
guint64
gvir_designer_os_get_storage (GVirDesignerOs *os,
                              const char *arch,
                              GVirDesignerOsResources which)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), 0);
  g_return_val_if_fail (arch != NULL, 0);
  g_return_val_if_fail (which < DESIGNER_OS_N_RESOURCES, 0);

  return (guint64) stated_amounts (os, arch, which).storage;
}
