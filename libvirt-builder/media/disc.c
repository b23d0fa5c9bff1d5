/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is written on a CD-ROM, held against the OS database. */

#include "media/findings-private.h"

gboolean
builder_look_at_disc (BuilderSource *source,
                      BuilderFindings *findings,
                      GError **error)
{
  g_autoptr (OsinfoMedia) media = gvir_designer_os_read_media (builder_source_disc (source), NULL);
  g_autofree char *evidence = NULL;
  const char *name;

  /* What cannot be booted from has nothing written on it that would say more. */
  if (media == NULL)
    return TRUE;
  name = osinfo_media_get_volume_id (media);
  evidence = g_strdup_printf ("the medium is called '%s'", name != NULL ? name : "");
  return builder_findings_add_known (findings, source, OSINFO_ENTITY (media), evidence, error);
}
