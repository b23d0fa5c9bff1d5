/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "host/host-set-private.h"

#include "host/host-members-private.h"
#include "host/host-private.h"

/* More kinds of guests than these are not remembered. */
#define MOST_VIEWS 32

struct _DesignerSetView
{
  GPtrArray *views; /* DesignerHostView, one for each member */
  guint max_vcpus;  /* the least; 0: none says it */
  guint least;      /* the member that says so */
  guint other_cpu;  /* the first member with another processor than the first one; 0: none */

  GMutex lock;
  DesignerHostCpu own_cpu; /* REQUIRED NULL: not asked yet */
  GHashTable *answers; /* question → answer and the member that decided, packed */
};

#define PACK(answer, decider) GUINT_TO_POINTER ((decider) * 4 + (answer))
#define ANSWER(packed) ((GVirDesignerAnswer) (GPOINTER_TO_UINT (packed) % 4))
#define DECIDER(packed) (GPOINTER_TO_UINT (packed) / 4)

static void
find_max_vcpus (DesignerSetView *self)
{
  for (guint i = 0; i < self->views->len; i++)
    {
      guint most = designer_host_view_max_vcpus (g_ptr_array_index (self->views, i), NULL);

      if (most == 0 || (self->max_vcpus > 0 && most >= self->max_vcpus))
        continue;
      self->max_vcpus = most;
      self->least = i;
    }
}

/* Of guests of other types nothing is known that could differ. */
static guint
find_other_cpu (const DesignerSetView *self,
                const char *virt_type)
{
  static const char *const with_cpu[] = { "kvm", "hvf", "qemu", NULL };
  DesignerDigest first;

  if (virt_type == NULL || !g_strv_contains (with_cpu, virt_type))
    return 0;
  first = designer_host_view_digest_cpu (g_ptr_array_index (self->views, 0), virt_type);

  for (guint i = 1; i < self->views->len; i++)
    {
      DesignerDigest other = designer_host_view_digest_cpu (g_ptr_array_index (self->views, i), virt_type);

      if (!designer_digest_equal (&first, &other))
        return i;
    }
  return 0;
}

/* By an alias each host would describe another machine than the one they share. */
static DesignerSetView *
set_view_new (DesignerHostSet *set,
              const char *arch,
              const char *virt_type,
              const char *machine)
{
  DesignerSetView *self = g_atomic_rc_box_new0 (DesignerSetView);
  const char *common = machine;

  if (machine != NULL)
    common = designer_host_set_machine (set, arch, virt_type, machine)->name;
  self->views = g_ptr_array_new_full (set->members->len, (GDestroyNotify) designer_host_view_free);
  for (guint i = 0; i < set->members->len; i++)
    g_ptr_array_add (self->views, designer_host_view_new (g_ptr_array_index (set->members, i), arch, virt_type,
                                                          common != NULL ? common : machine));
  find_max_vcpus (self);
  self->other_cpu = find_other_cpu (self, virt_type);
  g_mutex_init (&self->lock);
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

DesignerSetView *
designer_set_view_acquire (DesignerHostSet *set,
                           const char *arch,
                           const char *virt_type,
                           const char *machine)
{
  g_autofree char *question = g_strdup_printf ("%s %s %s", arch != NULL ? arch : "", virt_type != NULL ? virt_type : "",
                                               machine != NULL ? machine : "");
  DesignerSetView *view;

  g_mutex_lock (&set->lock);
  view = g_hash_table_lookup (set->views, question);
  if (view != NULL)
    g_atomic_rc_box_acquire (view);
  g_mutex_unlock (&set->lock);
  if (view != NULL)
    return view;
  view = set_view_new (set, arch, virt_type, machine);
  g_mutex_lock (&set->lock);
  if (g_hash_table_size (set->views) < MOST_VIEWS)
    g_hash_table_replace (set->views, g_steal_pointer (&question), g_atomic_rc_box_acquire (view));
  g_mutex_unlock (&set->lock);
  return view;
}

static void
clear (gpointer data)
{
  DesignerSetView *self = data;

  g_clear_pointer (&self->own_cpu.required, g_ptr_array_unref);
  g_hash_table_unref (self->answers);
  g_mutex_clear (&self->lock);
  g_ptr_array_unref (self->views);
}

void
designer_set_view_release (DesignerSetView *view)
{
  g_atomic_rc_box_release_full (view, clear);
}

static gpointer
ask_members (const DesignerSetView *self,
             const char *what,
             const char *value)
{
  GVirDesignerAnswer weakest = GVIR_DESIGNER_ANSWER_YES;
  guint decider = 0;

  for (guint i = 0; i < self->views->len && weakest != GVIR_DESIGNER_ANSWER_NO; i++)
    {
      GVirDesignerAnswer answer = designer_host_view_lists (g_ptr_array_index (self->views, i), what, value);

      if (answer >= weakest)
        continue;
      weakest = answer;
      decider = i;
    }
  return PACK (weakest, decider);
}

GVirDesignerAnswer
designer_set_view_lists (DesignerSetView *view,
                         const char *what,
                         const char *value,
                         guint *decider)
{
  g_autofree char *question = g_strconcat (what, value != NULL ? " " : NULL, value, NULL);
  gpointer packed;

  g_mutex_lock (&view->lock);
  if (!g_hash_table_lookup_extended (view->answers, question, NULL, &packed))
    {
      packed = ask_members (view, what, value);
      g_hash_table_insert (view->answers, g_steal_pointer (&question), packed);
    }
  g_mutex_unlock (&view->lock);
  if (decider != NULL)
    *decider = DECIDER (packed);
  return ANSWER (packed);
}

gboolean
designer_set_view_figure (const DesignerSetView *view,
                          const char *what,
                          guint64 *figure)
{
  guint64 first = 0;

  for (guint i = 0; i < view->views->len; i++)
    {
      guint64 other;

      if (!designer_host_view_figure (g_ptr_array_index (view->views, i), what, &other) || (i > 0 && other != first))
        return FALSE;
      first = other;
    }
  *figure = first;
  return TRUE;
}

char *
designer_set_view_evidence (DesignerSetView *view,
                            const DesignerHostSet *set,
                            const char *what,
                            const char *value)
{
  guint decider;
  GVirDesignerAnswer answer = designer_set_view_lists (view, what, value, &decider);
  g_autofree char *evidence = designer_host_view_evidence (g_ptr_array_index (view->views, decider), what, value);
  const char *name = g_ptr_array_index (set->names, decider);

  if (answer == GVIR_DESIGNER_ANSWER_YES)
    return g_strdup_printf ("each of %u hosts, such as %s: %s", set->hosts->len, name, evidence);
  return g_strdup_printf ("%s: %s", name, evidence);
}

const char *
designer_set_view_loader (const DesignerSetView *view)
{
  const char *common = designer_host_view_loader (g_ptr_array_index (view->views, 0));

  for (guint i = 1; i < view->views->len && common != NULL; i++)
    {
      if (g_strcmp0 (designer_host_view_loader (g_ptr_array_index (view->views, i)), common) != 0)
        return NULL;
    }
  return common;
}

guint
designer_set_view_max_vcpus (const DesignerSetView *view,
                             guint *decider)
{
  if (decider != NULL)
    *decider = view->least;
  return view->max_vcpus;
}

const DesignerHostCpu *
designer_set_view_own_cpu (DesignerSetView *view)
{
  g_mutex_lock (&view->lock);
  if (view->own_cpu.required == NULL)
    designer_host_cpu_combine (&view->own_cpu, view->views);
  g_mutex_unlock (&view->lock);
  return &view->own_cpu;
}

guint
designer_set_view_other_cpu (const DesignerSetView *view)
{
  return view->other_cpu;
}

const DesignerHostView *
designer_set_view_member (const DesignerSetView *view,
                          guint member)
{
  return g_ptr_array_index (view->views, member);
}
