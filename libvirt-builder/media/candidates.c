/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "media/media-private.h"

/**
 * GVirBuilderMediaCandidate:
 *
 * An operating system that a medium may be of, and what speaks for that.
 */
struct _GVirBuilderMediaCandidate
{
  GObject parent_instance;

  GVirDesignerOs *os;
  char *evidence;
  char *arch;
  guint rank;
};

G_DEFINE_FINAL_TYPE (GVirBuilderMediaCandidate, gvir_builder_media_candidate, G_TYPE_OBJECT)

static void
gvir_builder_media_candidate_finalize (GObject *object)
{
  GVirBuilderMediaCandidate *self = GVIR_BUILDER_MEDIA_CANDIDATE (object);

  g_object_unref (self->os);
  g_free (self->evidence);
  g_free (self->arch);
  G_OBJECT_CLASS (gvir_builder_media_candidate_parent_class)->finalize (object);
}

static void
gvir_builder_media_candidate_class_init (GVirBuilderMediaCandidateClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gvir_builder_media_candidate_finalize;
}

static void
gvir_builder_media_candidate_init (GVirBuilderMediaCandidate *self G_GNUC_UNUSED)
{
}

GVirBuilderMediaCandidate *
builder_media_candidate_new (GVirDesignerOs *os,
                             const char *evidence,
                             const char *arch,
                             guint rank)
{
  GVirBuilderMediaCandidate *candidate = g_object_new (GVIR_BUILDER_TYPE_MEDIA_CANDIDATE, NULL);

  candidate->os = g_object_ref (os);
  candidate->evidence = g_strdup (evidence);
  candidate->arch = g_strdup (arch);
  candidate->rank = rank;
  return candidate;
}

/**
 * gvir_builder_media_candidate_get_os:
 * @candidate: a candidate
 *
 * Gets the operating system. Where the OS database lacks the release that the medium speaks of, it is
 * the one that stands for it, as [method@LibvirtDesigner.Os.get_fallback_reason] says.
 *
 * Returns: (transfer none): the operating system
 */
GVirDesignerOs *
gvir_builder_media_candidate_get_os (GVirBuilderMediaCandidate *candidate)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_MEDIA_CANDIDATE (candidate), NULL);
  return candidate->os;
}

/**
 * gvir_builder_media_candidate_get_evidence:
 * @candidate: a candidate
 *
 * Gets what speaks for it: what is written on the medium, and where.
 *
 * Returns: (transfer none): one sentence for people
 */
const char *
gvir_builder_media_candidate_get_evidence (GVirBuilderMediaCandidate *candidate)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_MEDIA_CANDIDATE (candidate), NULL);
  return candidate->evidence;
}

/**
 * gvir_builder_media_candidate_get_arch:
 * @candidate: a candidate
 *
 * Gets the architecture that the medium is for, should it be of that system.
 *
 * Returns: (transfer none) (nullable): the architecture as libvirt calls it, or %NULL where it is not known
 */
const char *
gvir_builder_media_candidate_get_arch (GVirBuilderMediaCandidate *candidate)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_MEDIA_CANDIDATE (candidate), NULL);
  return candidate->arch;
}

/**
 * gvir_builder_media_candidate_get_rank:
 * @candidate: a candidate
 *
 * Gets how much speaks for it, from 0 to 100. Candidates of the same rank are as likely as each other.
 *
 * Returns: the rank
 */
guint
gvir_builder_media_candidate_get_rank (GVirBuilderMediaCandidate *candidate)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_MEDIA_CANDIDATE (candidate), 0);
  return candidate->rank;
}
