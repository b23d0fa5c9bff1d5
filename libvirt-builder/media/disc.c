/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is written on a CD-ROM, held against the OS database. */

#include "media/findings-private.h"

gboolean
builder_look_at_disc (BuilderSource *source,
                      BuilderFindings *findings,
                      GError **error)
{
  const char *disc = builder_source_disc (source);
  g_autoptr (GError) problem = NULL;
  g_autoptr (OsinfoMedia) media = gvir_designer_os_read_media (disc, &problem);
  g_autoptr (GVirDesignerOs) os = media != NULL ? gvir_designer_os_identify_media (NULL, media, &problem) : NULL;

  if (os != NULL)
    builder_findings_add (findings, g_steal_pointer (&os),
                          g_strdup_printf ("the medium is called '%s'", osinfo_media_get_volume_id (media)), NULL,
                          BUILDER_RANK_MEDIUM);
  else if (media != NULL && !g_error_matches (problem, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME))
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT, "%s", problem->message);
      return FALSE;
    }
  return TRUE;
}
