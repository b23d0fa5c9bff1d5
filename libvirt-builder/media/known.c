/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the OS database describes. */

#include "media/findings-private.h"

/* Errors of the other library become ours. */
static gboolean
fail (const GError *problem,
      GError **error)
{
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT, "%s", problem->message);
  return FALSE;
}

static gboolean
take_kernel (BuilderFindings *findings,
             BuilderSource *source,
             GVirDesignerMediaMatch *match,
             GError **error)
{
  const char *kernel = gvir_designer_media_match_get_kernel (match);
  const char *initrd = gvir_designer_media_match_get_initrd (match);
  gboolean there = FALSE;

  if (findings->kernel != NULL || kernel == NULL || initrd == NULL)
    return TRUE;
  if (!builder_source_find (source, kernel, &there, error)
      || (there && !builder_source_find (source, initrd, &there, error)))
    return FALSE;
  if (there)
    builder_findings_set_kernel (findings, kernel, initrd);
  return TRUE;
}

/* FIRST is the likeliest. */
static gboolean
take (BuilderFindings *findings,
      BuilderSource *source,
      GVirDesignerMediaMatch *match,
      GVirDesignerMediaMatch *first,
      const char *evidence,
      GError **error)
{
  gboolean is_as_likely = gvir_designer_media_match_is_as_likely (first, match);
  const char *arch = builder_arch_of (gvir_designer_media_match_get_arch (match));
  g_autoptr (GError) problem = NULL;
  GVirDesignerOs *os = gvir_designer_media_match_find_os (match, &problem);

  if (os == NULL)
    return fail (problem, error);
  builder_findings_add (findings, os, g_strdup (evidence), arch,
                        is_as_likely ? BUILDER_RANK_KNOWN : BUILDER_RANK_LESS);
  if (match != first)
    return TRUE;
  builder_findings_set_arch (findings, arch);
  return take_kernel (findings, source, match, error);
}

static GListModel *
look_up (BuilderFindings *findings,
         OsinfoEntity *entity,
         GError **error)
{
  if (findings->index == NULL)
    findings->index = gvir_designer_media_index_new (NULL, error);
  if (findings->index == NULL)
    return NULL;
  return OSINFO_IS_TREE (entity)
           ? gvir_designer_media_index_match_tree (findings->index, OSINFO_TREE (entity), error)
           : gvir_designer_media_index_match_media (findings->index, OSINFO_MEDIA (entity), error);
}

gboolean
builder_findings_add_known (BuilderFindings *findings,
                            BuilderSource *source,
                            OsinfoEntity *entity,
                            const char *evidence,
                            GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GListModel) matches = look_up (findings, entity, &problem);
  g_autoptr (GVirDesignerMediaMatch) first = NULL;

  if (matches == NULL)
    return fail (problem, error);
  first = g_list_model_get_item (matches, 0);
  for (guint i = 0; i < g_list_model_get_n_items (matches); i++)
    {
      g_autoptr (GVirDesignerMediaMatch) match = g_list_model_get_item (matches, i);

      if (!take (findings, source, match, first, evidence, error))
        return FALSE;
    }
  return TRUE;
}
