/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "storage/access-private.h"

#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>

#include "storage/xml-private.h"

/* "+64055:+106": numbers have a plus sign; else they are names. */
static gboolean
read_label (const char *label,
            BuilderHypervisor *hypervisor)
{
  g_auto (GStrv) parts = g_strsplit (label, ":", 2);
  const struct passwd *user;
  const struct group *group;

  if (g_strv_length (parts) != 2)
    return FALSE;
  if (*parts[0] == '+' && *parts[1] == '+')
    {
      hypervisor->user = (guint) g_ascii_strtoull (parts[0] + 1, NULL, 10);
      hypervisor->group = (guint) g_ascii_strtoull (parts[1] + 1, NULL, 10);
      return TRUE;
    }
  user = getpwnam (parts[0]);
  if (user != NULL)
    hypervisor->user = user->pw_uid;
  group = user != NULL ? getgrnam (parts[1]) : NULL;
  if (group != NULL)
    hypervisor->group = group->gr_gid;
  return group != NULL;
}

static gboolean
read_model (xmlNodePtr model,
            BuilderHypervisor *hypervisor)
{
  g_autofree char *name = builder_xml_text (builder_xml_child (model, "model"));
  g_autofree char *label = builder_xml_text (builder_xml_child (model, "baselabel"));

  return g_strcmp0 (name, "dac") == 0 && label != NULL && read_label (label, hypervisor);
}

void
builder_hypervisor_read (virConnectPtr handle,
                         BuilderHypervisor *hypervisor)
{
  g_auto (xmlDocPtr) document = builder_xml_read (virConnectGetCapabilities (handle));
  xmlNodePtr host = builder_xml_find (document, "host");

  for (xmlNodePtr at = host != NULL ? host->children : NULL; at != NULL && !hypervisor->is_known; at = at->next)
    {
      if (at->type == XML_ELEMENT_NODE && strcmp ((const char *) at->name, "secmodel") == 0)
        hypervisor->is_known = read_model (at, hypervisor);
    }
}

/* What an access control list adds is not looked into: it may be enough. */
static gboolean
may_enter (const BuilderHypervisor *hypervisor,
           const char *folder)
{
  struct stat facts;

  if (stat (folder, &facts) != 0 || getxattr (folder, "system.posix_acl_access", NULL, 0) > 0)
    return TRUE;
  if (facts.st_uid == hypervisor->user)
    return (facts.st_mode & S_IXUSR) != 0;
  if (facts.st_gid == hypervisor->group)
    return (facts.st_mode & S_IXGRP) != 0;
  return (facts.st_mode & S_IXOTH) != 0;
}

char *
builder_hypervisor_find_closed (const BuilderHypervisor *hypervisor,
                                const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (!hypervisor->is_known || hypervisor->user == 0)
    return NULL;
  while (!g_str_equal (folder, "/") && !g_str_equal (folder, "."))
    {
      char *above = g_path_get_dirname (folder);

      if (!may_enter (hypervisor, folder))
        {
          g_free (above);
          return g_steal_pointer (&folder);
        }
      g_free (folder);
      folder = above;
    }
  return NULL;
}
