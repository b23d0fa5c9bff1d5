/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "media/findings-private.h"

#include "media/media-private.h"

#include <string.h>

BuilderFindings *
builder_findings_new (void)
{
  BuilderFindings *findings = g_new0 (BuilderFindings, 1);

  findings->checksums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  findings->candidates = g_list_store_new (GVIR_BUILDER_TYPE_MEDIA_CANDIDATE);
  return findings;
}

void
builder_findings_free (BuilderFindings *findings)
{
  g_free (findings->arch);
  g_free (findings->kernel);
  g_free (findings->initrd);
  g_hash_table_unref (findings->checksums);
  g_object_unref (findings->candidates);
  g_clear_object (&findings->index);
  g_free (findings);
}

gboolean
builder_findings_any (const BuilderFindings *findings)
{
  return findings->kernel != NULL || g_list_model_get_n_items (G_LIST_MODEL (findings->candidates)) > 0;
}

void
builder_findings_set_arch (BuilderFindings *findings,
                           const char *arch)
{
  if (findings->arch == NULL)
    findings->arch = g_strdup (arch);
}

void
builder_findings_set_kernel (BuilderFindings *findings,
                             const char *kernel,
                             const char *initrd)
{
  if (findings->kernel != NULL)
    return;
  findings->kernel = g_strdup (kernel);
  findings->initrd = g_strdup (initrd);
}

/* The position of the candidate for a system, or that after the last. */
static guint
find_candidate (const BuilderFindings *findings,
                GVirDesignerOs *os)
{
  GListModel *model = G_LIST_MODEL (findings->candidates);
  guint i;

  for (i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GVirBuilderMediaCandidate) one = g_list_model_get_item (model, i);

      if (g_strcmp0 (gvir_designer_os_get_id (gvir_builder_media_candidate_get_os (one)),
                     gvir_designer_os_get_id (os)) == 0)
        break;
    }
  return i;
}

static gint
compare_ranks (gconstpointer a,
               gconstpointer b,
               gpointer data G_GNUC_UNUSED)
{
  guint first = gvir_builder_media_candidate_get_rank ((gpointer) a);
  guint second = gvir_builder_media_candidate_get_rank ((gpointer) b);

  return first == second ? 0 : first > second ? -1 : 1;
}

/* Candidates of the same rank stay in the order in which they come. */
static void
insert (BuilderFindings *findings,
        GVirDesignerOs *os,
        const char *evidence,
        const char *arch,
        guint rank)
{
  g_autoptr (GVirBuilderMediaCandidate) candidate = builder_media_candidate_new (os, evidence, arch, rank);

  g_list_store_insert_sorted (findings->candidates, candidate, compare_ranks, NULL);
}

void
builder_findings_add (BuilderFindings *findings,
                      GVirDesignerOs *os,
                      char *evidence,
                      const char *arch,
                      guint rank)
{
  guint at = find_candidate (findings, os);
  g_autoptr (GVirBuilderMediaCandidate) before = g_list_model_get_item (G_LIST_MODEL (findings->candidates), at);
  g_autofree char *both = NULL;

  if (before != NULL)
    {
      both = g_strdup_printf ("%s; %s", gvir_builder_media_candidate_get_evidence (before), evidence);
      rank = MAX (rank, gvir_builder_media_candidate_get_rank (before));
      if (arch == NULL)
        arch = gvir_builder_media_candidate_get_arch (before);
      g_list_store_remove (findings->candidates, at);
    }
  insert (findings, os, both != NULL ? both : evidence, arch, rank);
  g_object_unref (os);
  g_free (evidence);
}

void
builder_findings_add_named (BuilderFindings *findings,
                            const char *short_id,
                            char *evidence,
                            const char *arch,
                            guint rank)
{
  GVirDesignerOs *os = gvir_designer_os_find (NULL, short_id, NULL);

  if (os == NULL)
    g_free (evidence);
  else if (gvir_designer_os_get_fallback_reason (os) == NULL)
    builder_findings_add (findings, os, evidence, arch, rank);
  else
    {
      char *more = g_strdup_printf ("%s; %s", evidence, gvir_designer_os_get_fallback_reason (os));

      builder_findings_add (findings, os, more, arch, MIN (rank, BUILDER_RANK_RELATIVE));
      g_free (evidence);
    }
}

void
builder_findings_add_sums (BuilderFindings *findings,
                           const char *folder,
                           const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gsize digits = strspn (lines[i], "0123456789abcdefABCDEF");
      const char *name = lines[i] + digits + strspn (lines[i] + digits, " *");

      if (digits != 64 || name == lines[i] + digits)
        continue;
      name += g_str_has_prefix (name, "./") ? 2 : 0;
      lines[i][digits] = '\0';
      g_hash_table_insert (findings->checksums, g_strconcat (folder, name, NULL),
                           g_strconcat ("sha256:", lines[i], NULL));
    }
}
