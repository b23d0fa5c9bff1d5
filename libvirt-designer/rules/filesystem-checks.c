/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the parts of a shared folder must agree on. */

#include "rules/checks-private.h"
#include "rules/compute-private.h"
#include "rules/numbered-private.h"

#define CONFLICT GVIR_DESIGNER_ERROR_CONFLICT
#define INVALID GVIR_DESIGNER_ERROR_INVALID_VALUE
#define refuse designer_check_refuse

/* Paths that only virtiofs has; "binary" stands for all below it. */
static const char *const of_virtiofs[] = { "driver/@queue", NULL };
static const char *const of_9p[] = { "@multidevs", "@fmode", "@dmode", "driver/@wrpolicy", NULL };

static const char *
first_set (const DesignerRequest *request,
           const char *const *paths)
{
  for (guint i = 0; paths[i] != NULL; i++)
    {
      const DesignerSetting *setting = request != NULL ? designer_settings_find (request->settings, paths[i]) : NULL;

      if (setting != NULL)
        return setting->name;
    }
  return NULL;
}

static const char *
first_of_binary (const DesignerRequest *request)
{
  for (guint i = 0; request != NULL && request->settings != NULL && i < request->settings->list->len; i++)
    {
      const DesignerSetting *setting = g_ptr_array_index (request->settings->list, i);

      if (g_str_has_prefix (setting->path, "binary/"))
        return setting->name;
    }
  return NULL;
}

const char *
designer_filesystem_setting (const DesignerRequest *request,
                             DesignerFilesystemKind kind)
{
  const char *mode = designer_request_get (request, DESIGNER_THING_FS_ACCESSMODE);
  const char *name;

  if (kind == DESIGNER_FILESYSTEM_VIRTIOFS)
    {
      name = first_set (request, of_virtiofs);
      if (name == NULL && designer_request_get (request, DESIGNER_THING_FS_SOCKET) != NULL)
        return "filesystem.source.socket";
      return name != NULL ? name : first_of_binary (request);
    }
  if (mode != NULL && !g_str_equal (mode, "passthrough"))
    return "filesystem.accessmode";
  if (g_strcmp0 (designer_request_get (request, DESIGNER_THING_FS_READONLY), "yes") == 0)
    return "filesystem.readonly";
  return first_set (request, of_9p);
}

static gboolean
check_driver (const DesignerFacts *facts,
              const DesignerSubject *subject,
              GError **error)
{
  const char *driver = designer_facts_get (facts, subject, DESIGNER_THING_FS_DRIVER);
  gboolean virtiofs = g_strcmp0 (driver, "virtiofs") == 0;
  const char *foreign = NULL;

  if (driver == NULL)
    return TRUE;
  foreign = designer_filesystem_setting (subject->request,
                                         virtiofs ? DESIGNER_FILESYSTEM_9P : DESIGNER_FILESYSTEM_VIRTIOFS);
  if (foreign == NULL)
    return TRUE;
  return refuse (error, CONFLICT, "%s cannot be had with %s: leave it out, or give driver.type=%s where host and "
                 "guest have that", foreign, virtiofs ? "virtiofs" : "9p", virtiofs ? "path" : "virtiofs");
}

/* Only where they are kept beside the files can they be anything. */
static gboolean
check_modes (const DesignerFacts *facts,
             const DesignerSubject *subject,
             GError **error)
{
  static const char *const modes[] = { "@fmode", "@dmode", NULL };
  const char *access = designer_facts_get (facts, subject, DESIGNER_THING_FS_ACCESSMODE);
  const char *name = first_set (subject->request, modes);

  if (name == NULL || access == NULL || g_str_equal (access, "mapped"))
    return TRUE;
  return refuse (error, CONFLICT, "%s cannot be had with the access mode %s: give accessmode=mapped", name, access);
}

/* The part of the source that a file system of some type has. */
static const DesignerSourceRow sources[] = {
  { DESIGNER_THING_FS_SOURCE, "mount,bind", "source=FOLDER" },
  { DESIGNER_THING_FS_SOURCE_FILE, "file", "source.file=IMAGE" },
  { DESIGNER_THING_FS_SOURCE_DEV, "block", "source.dev=/dev/DEVICE" },
  { DESIGNER_THING_FS_SOURCE_NAME, "template", "source.name=TEMPLATE" },
  { DESIGNER_THING_FS_SOURCE_USAGE, "ram", "source.usage=SIZE" },
  { DESIGNER_THING_FS_SOURCE_POOL, "volume", "source.pool=POOL" },
  { DESIGNER_THING_FS_SOURCE_VOLUME, "volume", "source.volume=VOLUME" },
};

static gboolean
check_source (const DesignerFacts *facts,
              const DesignerSubject *subject,
              GError **error)
{
  const char *type = designer_facts_get (facts, subject, DESIGNER_THING_FS_TYPE);
  gboolean socket = designer_facts_get (facts, subject, DESIGNER_THING_FS_SOCKET) != NULL;

  return designer_check_sources (facts, subject, sources, G_N_ELEMENTS (sources), "file system", type, socket, error);
}

static gboolean
check_target (const DesignerFacts *facts,
              const DesignerSubject *subject,
              GError **error)
{
  const char *target = designer_facts_get (facts, subject, DESIGNER_THING_FS_TARGET);
  const char *os_type = designer_facts_get (facts, NULL, DESIGNER_THING_OS_TYPE);

  if (target == NULL)
    return refuse (error, INVALID, "the guest cannot find the file system: give target=NAME to mount it by, or in a "
                   "container target=/FOLDER");
  if (g_strcmp0 (os_type, "exe") != 0 || g_path_is_absolute (target))
    return TRUE;
  return refuse (error, INVALID, "filesystem.target.dir cannot be '%s': give the folder of the container as a path from "
                 "the root on", target);
}

/* Each NUMA cell may say for itself whether its memory is shared. */
static gboolean
check_cells (const DesignerFacts *facts,
             const DesignerSubject *subject,
             GError **error)
{
  g_autoptr (GArray) cells = NULL;

  if (g_strcmp0 (designer_facts_get (facts, subject, DESIGNER_THING_FS_DRIVER), "virtiofs") != 0
      || facts->intent->whole[DESIGNER_SCOPE_DOMAIN]->settings == NULL)
    return TRUE;
  cells = designer_numbered (facts, "cpu/numa/cell");
  for (guint i = 0; i < cells->len; i++)
    {
      const char *access = designer_numbered_get (facts, "cpu/numa/cell", g_array_index (cells, guint64, i), "@memAccess");

      if (g_strcmp0 (access, "private") == 0)
        return refuse (error, CONFLICT, "virtiofs cannot be had with private memory, as a NUMA cell asks: leave out "
                       "memAccess=private, or give driver.type=path");
    }
  return TRUE;
}

gboolean
designer_check_filesystem (const DesignerFacts *facts,
                           const DesignerSubject *subject,
                           GError **error)
{
  return check_source (facts, subject, error) && check_target (facts, subject, error)
         && check_driver (facts, subject, error) && check_modes (facts, subject, error)
         && check_cells (facts, subject, error);
}
