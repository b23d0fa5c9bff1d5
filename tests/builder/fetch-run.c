/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Brings things over HTTP, for tests that serve them.
 *
 * Usage: fetch-run look LOCATION
 *        fetch-run save LOCATION CHECKSUM|- DESTINATION [CANCEL-AFTER-BYTES]
 *        fetch-run member LOCATION MEMBER CHECKSUM|- DESTINATION
 *        fetch-run read LOCATION MOST
 *
 * Writes lines of a name and a value; an error is "error CODE MESSAGE", where CODE is the number of one of ours or
 * "cancelled". */

#include <stdio.h>
#include <stdlib.h>

#include "fetch/fetch-private.h"
#include "libvirt-builder.h"
#include "media/media-private.h"

#define TIMEOUT_SECONDS 1
#define PAUSE_MILLISECONDS 20

typedef struct
{
  GCancellable *cancellable;
  guint64 cancel_after;
  guint64 done;
  guint64 total;
  guint calls;
  gboolean is_odd; /* it went back without beginning anew, or further than the end */
} Progress;

static void
take_progress (gpointer data,
               guint64 done,
               guint64 total)
{
  Progress *progress = data;

  progress->is_odd |= total > 0 && done > total;
  progress->done = done;
  progress->total = total;
  progress->calls++;
  if (progress->cancel_after > 0 && done >= progress->cancel_after)
    g_cancellable_cancel (progress->cancellable);
}

static int
say (GError *error)
{
  if (error == NULL)
    printf ("done\n");
  else if (error->domain == GVIR_BUILDER_ERROR)
    printf ("error %d %s\n", error->code, error->message);
  else
    printf ("error %s %s\n", g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? "cancelled" : "foreign",
            error->message);
  g_clear_error (&error);
  return EXIT_SUCCESS;
}

static void
say_media (GVirBuilderMedia *media)
{
  GListModel *candidates = gvir_builder_media_get_candidates (media);
  const char *kernel = gvir_builder_media_get_kernel (media);

  printf ("kind %d\nkernel %s\ninitrd %s\narch %s\n", gvir_builder_media_get_kind (media), kernel,
          gvir_builder_media_get_initrd (media), gvir_builder_media_get_arch (media));
  printf ("checksum %s\n", kernel != NULL ? gvir_builder_media_get_checksum (media, kernel) : NULL);
  for (guint i = 0; i < g_list_model_get_n_items (candidates); i++)
    {
      g_autoptr (GVirBuilderMediaCandidate) one = g_list_model_get_item (candidates, i);

      printf ("candidate %u %s %s\n", gvir_builder_media_candidate_get_rank (one),
              gvir_designer_os_get_short_id (gvir_builder_media_candidate_get_os (one)),
              gvir_builder_media_candidate_get_evidence (one));
    }
}

static int
look (char **words)
{
  GError *error = NULL;
  g_autoptr (GVirBuilderMedia) media = gvir_builder_media_new (words[0], NULL, &error);

  if (media != NULL)
    say_media (media);
  return say (error);
}

static const char *
checksum_of (const char *word)
{
  return g_str_equal (word, "-") ? NULL : word;
}

static int
save (char **words)
{
  g_autoptr (BuilderFetcher) fetcher = builder_fetcher_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Progress progress = { cancellable, words[3] != NULL ? g_ascii_strtoull (words[3], NULL, 10) : 0, 0, 0, 0, FALSE };
  BuilderFetchWatch watch = { cancellable, take_progress, &progress };
  GError *error = NULL;

  builder_fetcher_set_patience (fetcher, TIMEOUT_SECONDS, PAUSE_MILLISECONDS);
  builder_fetcher_save (fetcher, words[0], checksum_of (words[1]), words[2], &watch, &error);
  printf ("progress %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %s\n", progress.done, progress.total,
          progress.is_odd ? "odd" : progress.calls > 0 ? "seen" : "none");
  return say (error);
}

static int
member (char **words)
{
  GError *error = NULL;

  builder_media_fetch (words[0], words[1], checksum_of (words[2]), words[3], NULL, NULL, NULL, &error);
  return say (error);
}

static int
read_text (char **words)
{
  g_autoptr (BuilderFetcher) fetcher = builder_fetcher_new ();
  GError *error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  builder_fetcher_set_patience (fetcher, TIMEOUT_SECONDS, PAUSE_MILLISECONDS);
  bytes = builder_fetcher_read (fetcher, words[0], g_ascii_strtoull (words[1], NULL, 10), NULL, &error);
  if (bytes != NULL)
    printf ("bytes %" G_GSIZE_FORMAT "\n", g_bytes_get_size (bytes));
  return say (error);
}

int
main (int argc,
      char **argv)
{
  static const struct
  {
    const char *name;
    int words;
    int (*run) (char **words);
  } verbs[] = {
    { "look", 1, look }, { "save", 3, save }, { "member", 4, member }, { "read", 2, read_text },
  };

  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (verbs); i++)
    {
      if (g_str_equal (argv[1], verbs[i].name) && argc - 2 >= verbs[i].words)
        return verbs[i].run (argv + 2);
    }
  fprintf (stderr, "usage: fetch-run look|save|member|read …\n");
  return 2;
}
