/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "storage/copy-watch-private.h"

#define PAUSE (G_USEC_PER_SEC / 2)

struct _BuilderCopyWatch
{
  virStoragePoolPtr pool;
  char *name;
  guint64 total;
  void (*report) (gpointer data, guint64 done, guint64 total);
  gpointer report_data;

  GThread *thread;
  GMutex lock;
  GCond changed;
  gboolean ended;
};

/* Of a copy that is not there yet, or not any more, nothing is said. */
static void
look (BuilderCopyWatch *watch)
{
  g_auto (virStorageVolPtr) volume = virStorageVolLookupByName (watch->pool, watch->name);
  virStorageVolInfo info = { 0 };

  if (volume != NULL && virStorageVolGetInfo (volume, &info) == 0)
    watch->report (watch->report_data, MIN (info.allocation, watch->total), watch->total);
}

static gpointer
watch_copy (gpointer data)
{
  BuilderCopyWatch *watch = data;
  gint64 next = g_get_monotonic_time () + PAUSE;

  g_mutex_lock (&watch->lock);
  while (!watch->ended)
    {
      if (g_cond_wait_until (&watch->changed, &watch->lock, next))
        continue;
      g_mutex_unlock (&watch->lock);
      look (watch);
      next = g_get_monotonic_time () + PAUSE;
      g_mutex_lock (&watch->lock);
    }
  g_mutex_unlock (&watch->lock);
  return NULL;
}

BuilderCopyWatch *
builder_copy_watch_begin (virStoragePoolPtr pool,
                          const char *name,
                          guint64 total,
                          void (*report) (gpointer data,
                                          guint64 done,
                                          guint64 total),
                          gpointer report_data)
{
  BuilderCopyWatch *watch = g_new0 (BuilderCopyWatch, 1);

  virStoragePoolRef (pool);
  watch->pool = pool;
  watch->name = g_strdup (name);
  watch->total = total;
  watch->report = report;
  watch->report_data = report_data;
  g_mutex_init (&watch->lock);
  g_cond_init (&watch->changed);
  watch->thread = g_thread_new ("copy-watch", watch_copy, watch);
  return watch;
}

void
builder_copy_watch_end (BuilderCopyWatch *watch)
{
  g_mutex_lock (&watch->lock);
  watch->ended = TRUE;
  g_cond_signal (&watch->changed);
  g_mutex_unlock (&watch->lock);
  g_thread_join (watch->thread);
  g_mutex_clear (&watch->lock);
  g_cond_clear (&watch->changed);
  virStoragePoolFree (watch->pool);
  g_free (watch->name);
  g_free (watch);
}
