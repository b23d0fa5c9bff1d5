/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Where what the caller asked for by path is written. */

#include "decisions/record-private.h"

#include <string.h>

#include "rules/policy-match-private.h"

/* The numbers that the caller gave to elements of one name, and how many of
 * that name are written by others. */
typedef struct
{
  GArray *numbers; /* guint64, ascending once all are known */
  guint others;
} Siblings;

static void
siblings_free (gpointer data)
{
  Siblings *siblings = data;

  g_array_unref (siblings->numbers);
  g_free (siblings);
}

static gint
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint64 x = *(const guint64 *) a;
  guint64 y = *(const guint64 *) b;

  return x < y ? -1 : x > y;
}

/* The next "[number]" of a path from AT on, or NULL; predicates by attribute
 * are passed over. */
static const char *
next_number (const char *at)
{
  while ((at = strchr (at, '[')) != NULL)
    {
      if (g_ascii_isdigit (at[1]))
        return at;
      at += strcspn (at, "]");
    }
  return NULL;
}

static void
note_numbers (GHashTable *groups,
              const char *path)
{
  for (const char *at = next_number (path); at != NULL; at = next_number (at + 1))
    {
      g_autofree char *prefix = g_strndup (path, at - path);
      guint64 number = g_ascii_strtoull (at + 1, NULL, 10);
      Siblings *siblings = g_hash_table_lookup (groups, prefix);

      if (siblings == NULL)
        {
          siblings = g_new0 (Siblings, 1);
          siblings->numbers = g_array_new (FALSE, FALSE, sizeof number);
          g_hash_table_insert (groups, g_steal_pointer (&prefix), siblings);
        }
      g_array_append_val (siblings->numbers, number);
    }
}

static void
sort_numbers (GHashTable *groups)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GArray *numbers = ((Siblings *) value)->numbers;
      guint kept = 0;

      g_array_sort (numbers, compare_numbers);
      for (guint i = 0; i < numbers->len; i++)
        {
          if (i == 0 || g_array_index (numbers, guint64, i) != g_array_index (numbers, guint64, kept - 1))
            g_array_index (numbers, guint64, kept++) = g_array_index (numbers, guint64, i);
        }
      g_array_set_size (numbers, kept);
    }
}

/* "timer[@name='rtc']/@tickpolicy" makes an element that takes a place; each
 * such element counts once. */
static void
note_other (GHashTable *groups,
            GHashTable *seen,
            const char *path)
{
  const char *open = path != NULL ? strstr (path, "[@") : NULL;
  const char *close = open != NULL ? strchr (open, ']') : NULL;
  g_autofree char *prefix = close != NULL ? g_strndup (path, open - path) : NULL;
  Siblings *siblings = prefix != NULL ? g_hash_table_lookup (groups, prefix) : NULL;

  if (siblings != NULL && g_hash_table_add (seen, g_strndup (path, close - path)))
    siblings->others++;
}

/* Where a thing or what a rule made of one is written, or NULL. */
static const char *
written_path (const DesignerRecord *record)
{
  if (record->kind == DESIGNER_RECORD_SETTING)
    return record->path;
  if (record->kind == DESIGNER_RECORD_THING && designer_thing_is_written (designer_thing_get (record->thing), record->value))
    return designer_thing_get (record->thing)->path;
  return NULL;
}

static void
note_others (GHashTable *groups,
             const DesignerSubject *subject,
             const GArray *log)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const GPtrArray *list = subject->request->settings->list;

  for (guint i = 0; i < log->len; i++)
    {
      const DesignerRecord *record = &g_array_index (log, DesignerRecord, i);
      gboolean whole = subject->number == 0 && record->subject->number == 0;

      if (whole || record->subject == subject)
        note_other (groups, seen, written_path (record));
    }
  for (guint i = 0; i < list->len; i++)
    note_other (groups, seen, ((const DesignerSetting *) g_ptr_array_index (list, i))->path);
}

/* The caller's numbers leave gaps; the elements are one behind the other. */
static guint
place_of (const Siblings *siblings,
          guint64 number)
{
  guint rank = 0;

  g_array_binary_search (siblings->numbers, &number, compare_numbers, &rank);
  return siblings->others + rank + 1;
}

static const char *
place (DesignerFacts *facts,
       GHashTable *groups,
       const char *path)
{
  g_autoptr (GString) placed = g_string_new (NULL);
  const char *done = path;

  for (const char *at = next_number (path); at != NULL; at = next_number (at + 1))
    {
      g_autofree char *prefix = g_strndup (path, at - path);
      const Siblings *siblings = g_hash_table_lookup (groups, prefix);

      g_string_append_len (placed, done, at - done);
      g_string_append_printf (placed, "[%u", place_of (siblings, g_ascii_strtoull (at + 1, NULL, 10)));
      done = at + strcspn (at, "]");
    }
  g_string_append (placed, done);
  return g_string_chunk_insert (facts->strings, placed->str);
}

static void
append (DesignerFacts *facts,
        const DesignerSubject *subject,
        GHashTable *groups,
        gboolean numbered,
        GArray *log)
{
  const GPtrArray *list = subject->request->settings->list;

  for (guint i = 0; i < list->len; i++)
    {
      const DesignerSetting *setting = g_ptr_array_index (list, i);
      DesignerRecord record = {
        .kind = DESIGNER_RECORD_SETTING, .subject = subject, .setting = setting, .answer = GVIR_DESIGNER_ANSWER_YES,
      };

      if ((next_number (setting->path) != NULL) != numbered)
        continue;
      record.path = place (facts, groups, setting->path);
      record.value = setting->value;
      g_array_append_val (log, record);
    }
}

/* Whether something is written at PATH of SUBJECT already, or was to be left out. */
static gboolean
is_decided (const DesignerSubject *subject,
            const GArray *log,
            const char *path)
{
  for (guint i = log->len; i-- > 0;)
    {
      const DesignerRecord *record = &g_array_index (log, DesignerRecord, i);

      if (subject->number > 0 && record->subject != subject)
        break;
      if (record->subject->number == subject->number && record->kind == DESIGNER_RECORD_SETTING
          && g_str_equal (record->path, path))
        return TRUE;
    }
  return FALSE;
}

/* What policies set where the caller did not; the last word comes first. */
static void
append_policies (DesignerFacts *facts,
                 const DesignerSubject *subject,
                 GArray *log)
{
  DesignerPolicyCursor cursor = { FALSE, 0, 0 };
  const DesignerStatement *statement;

  while (facts->policies->len > 0
         && (statement = designer_policies_next (facts, subject, DESIGNER_VERB_SET, DESIGNER_SETTINGS, &cursor)) != NULL)
    {
      const DesignerRecord record = {
        .kind = DESIGNER_RECORD_SETTING, .subject = subject, .setting = statement->setting,
        .path = statement->setting->path, .value = statement->setting->value, .statement = statement,
        .answer = GVIR_DESIGNER_ANSWER_YES,
      };

      if (statement->scope == subject->scope && !is_decided (subject, log, record.path))
        g_array_append_val (log, record);
    }
}

/* The last record of THING, or NULL. */
static const DesignerRecord *
find_record (const GArray *log,
             DesignerThingId thing)
{
  for (guint i = log->len; i-- > 0;)
    {
      const DesignerRecord *record = &g_array_index (log, DesignerRecord, i);

      if (record->kind == DESIGNER_RECORD_THING && record->thing == thing)
        return record;
    }
  return NULL;
}

/* One thing names several features, each of which is an element. */
static void
append_features (DesignerFacts *facts,
                 DesignerThingId thing,
                 const char *policy,
                 GArray *log)
{
  const DesignerRecord *found = find_record (log, thing);
  g_auto (GStrv) names = g_strsplit (found != NULL && found->value != NULL ? found->value : "", ",", -1);
  DesignerRecord record = { .kind = DESIGNER_RECORD_SETTING, .answer = GVIR_DESIGNER_ANSWER_YES };

  if (found == NULL)
    return;
  record.subject = found->subject;
  record.rule = found->rule;
  record.statement = found->statement;
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("cpu/feature[@name='%s']/@policy", names[i]);
      g_autofree char *name = g_strdup_printf ("cpu.feature.%s", names[i]);
      DesignerSetting *setting = designer_setting_new (DESIGNER_SETTING_VALUE, path, policy, name);

      g_ptr_array_add (facts->settings, setting);
      record.setting = setting;
      record.path = setting->path;
      record.value = setting->value;
      g_array_append_val (log, record);
    }
}

/* Elements that are numbered come behind those that are known by an attribute,
 * so that no number hits one of these. */
static void
append_asked (DesignerFacts *facts,
              const DesignerSubject *subject,
              GArray *log)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, siblings_free);
  const DesignerSettings *settings = subject->request->settings;

  for (guint i = 0; i < settings->list->len; i++)
    note_numbers (groups, ((const DesignerSetting *) g_ptr_array_index (settings->list, i))->path);
  sort_numbers (groups);
  note_others (groups, subject, log);
  append (facts, subject, groups, FALSE, log);
  append (facts, subject, groups, TRUE, log);
}

void
designer_decide_settings (DesignerFacts *facts,
                          const DesignerSubject *subject,
                          GArray *log)
{
  if (subject->scope == DESIGNER_SCOPE_DOMAIN)
    {
      append_features (facts, DESIGNER_THING_CPU_FEATURES, "require", log);
      append_features (facts, DESIGNER_THING_CPU_NO_FEATURES, "disable", log);
    }
  if (subject->request != NULL && subject->request->settings != NULL)
    append_asked (facts, subject, log);
  append_policies (facts, subject, log);
}

DesignerRecord
designer_record_edit (const DesignerSubject *subject,
                      const DesignerSetting *edit)
{
  const DesignerRecord record = {
    .kind = DESIGNER_RECORD_SETTING, .subject = subject, .setting = edit, .path = edit->path, .value = edit->value,
    .answer = GVIR_DESIGNER_ANSWER_YES,
  };

  return record;
}

gboolean
designer_record_is_written (const DesignerRecord *record)
{
  if (record->kind == DESIGNER_RECORD_THING)
    return designer_thing_is_written (designer_thing_get (record->thing), record->value);
  return record->kind == DESIGNER_RECORD_SETTING && record->setting->action != DESIGNER_SETTING_DELETE
         && !(record->setting->action == DESIGNER_SETTING_CREATE && g_strcmp0 (record->value, "no") == 0);
}

const char *
designer_record_path (const DesignerRecord *record)
{
  return record->path != NULL ? record->path : designer_thing_get (record->thing)->path;
}
