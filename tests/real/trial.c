/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "trial.h"

#include "document.h"
#include "embed.h"

#include <glib/gstdio.h>

#define UNDEFINE_FLAGS (VIR_DOMAIN_UNDEFINE_NVRAM | VIR_DOMAIN_UNDEFINE_TPM)

static GMutex claims_lock;
static GCond claims_changed;
static GHashTable *claims_taken;

Trial *
trial_parse (const char *line, char **reason)
{
  static const char *const goals[] = { "validate", "define", "start", NULL };
  g_auto (GStrv) fields = g_strsplit (line, "\t", -1);
  g_autoptr (Trial) trial = g_new0 (Trial, 1);
  guint i;

  if (g_strv_length (fields) != 3)
    {
      *reason = g_strdup_printf ("work list line \"%s\" is not NAME<TAB>FILE<TAB>GOAL", line);
      return NULL;
    }
  for (i = 0; goals[i] != NULL && !g_str_equal (goals[i], fields[2]);)
    i++;
  if (goals[i] == NULL)
    {
      *reason = g_strdup_printf ("goal \"%s\" is none of validate, define, start", fields[2]);
      return NULL;
    }
  trial->name = g_strdup (fields[0]);
  trial->path = g_strdup (fields[1]);
  trial->goal = i;
  return g_steal_pointer (&trial);
}

void
trial_free (Trial *trial)
{
  g_free (trial->name);
  g_free (trial->path);
  g_free (trial);
}

static gboolean
are_free (GPtrArray *claims)
{
  guint i;

  if (claims_taken == NULL)
    claims_taken = g_hash_table_new (g_str_hash, g_str_equal);
  for (i = 0; i < claims->len; i++)
    {
      if (g_hash_table_contains (claims_taken, g_ptr_array_index (claims, i)))
        return FALSE;
    }
  return TRUE;
}

static void
take_claims (GPtrArray *claims)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&claims_lock);
  guint i;

  while (!are_free (claims))
    g_cond_wait (&claims_changed, &claims_lock);
  for (i = 0; i < claims->len; i++)
    g_hash_table_add (claims_taken, g_ptr_array_index (claims, i));
}

static void
release_claims (GPtrArray *claims)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&claims_lock);
  guint i;

  for (i = 0; i < claims->len; i++)
    g_hash_table_remove (claims_taken, g_ptr_array_index (claims, i));
  g_cond_broadcast (&claims_changed);
}

static char *
stage_error (const char *stage)
{
  g_autofree char *message = embed_last_error ();

  return g_strdup_printf ("%s: %s", stage, message);
}

/* A helper of the guest's that was not ready in time, or a port that another
 * program took first, are the machine's affair: a design that cannot start fails
 * each time. What the machine said is told, whatever comes of the next try. */
static gboolean
create (virDomainPtr domain)
{
  for (guint left = 2; virDomainCreateWithFlags (domain, VIR_DOMAIN_START_PAUSED) != 0; left--)
    {
      g_autofree char *message = NULL;

      if (left == 0)
        return FALSE;
      message = embed_last_error ();
      g_print ("# a start is tried again: %s\n", message);
      g_usleep (2 * G_USEC_PER_SEC);
    }
  return TRUE;
}

static gboolean
start_domain (virDomainPtr domain, char **note)
{
  if (!create (domain))
    {
      *note = stage_error ("start");
      return FALSE;
    }
  if (virDomainDestroy (domain) < 0)
    {
      *note = stage_error ("destroy");
      return FALSE;
    }
  return TRUE;
}

static gboolean
use_domain (Document *document, const TrialGround *ground, gboolean start, char **note)
{
  g_autofree char *xml = document_to_xml (document);
  virDomainPtr domain =
      virDomainDefineXMLFlags (ground->connection, xml, VIR_DOMAIN_DEFINE_VALIDATE);
  gboolean passed;

  if (domain == NULL)
    {
      *note = stage_error ("define");
      return FALSE;
    }
  passed = !start || start_domain (domain, note);
  if (virDomainUndefineFlags (domain, UNDEFINE_FLAGS) < 0 && passed)
    {
      *note = stage_error ("undefine");
      passed = FALSE;
    }
  virDomainFree (domain);
  return passed;
}

static void
remove_created (GPtrArray *created)
{
  guint i;

  for (i = 0; i < created->len; i++)
    g_remove (g_ptr_array_index (created, i));
}

static gboolean
try_start (Document *document, const TrialGround *ground, char **note)
{
  g_autoptr (GPtrArray) created = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *reason = NULL;
  gboolean passed;

  if (!document_make_images (document, ground->image_folder, created, &reason))
    {
      *note = g_strdup_printf ("images: %s", reason);
      remove_created (created);
      return FALSE;
    }
  document_replace_networks (document);
  passed = use_domain (document, ground, TRUE, note);
  remove_created (created);
  return passed;
}

static gboolean
try_domain (Document *document, const TrialGround *ground, TrialGoal goal, char **note)
{
  g_autofree char *obstacle = NULL;

  if (goal == TRIAL_START)
    obstacle = document_find_obstacle (document);
  if (goal == TRIAL_START && obstacle == NULL)
    return try_start (document, ground, note);
  if (!use_domain (document, ground, FALSE, note))
    return FALSE;
  if (obstacle != NULL)
    *note = g_strdup_printf ("defined, not started: %s", obstacle);
  return TRUE;
}

gboolean
trial_run (const Trial *trial, const TrialGround *ground, char **note)
{
  g_autofree char *reason = NULL;
  g_autoptr (Document) document = document_read (trial->path, &reason);
  g_autoptr (GPtrArray) claims = NULL;
  gboolean passed;

  if (document == NULL)
    {
      *note = g_strdup_printf ("read: %s", reason);
      return FALSE;
    }
  if (!document_validate (document, &reason))
    {
      *note = g_strdup_printf ("validate: %s", reason);
      return FALSE;
    }
  if (trial->goal == TRIAL_VALIDATE)
    return TRUE;
  claims = document_list_claims (document);
  take_claims (claims);
  passed = try_domain (document, ground, trial->goal, note);
  release_claims (claims);
  return passed;
}
