/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "os-place.h"

#include "os/libvirt-designer-os-database.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* The folders that the environment names, and what was written there. */
typedef struct Place Place;

struct Place
{
  char *top;
  GPtrArray *written;
  Place *outer;
};

static Place *place;

char *
place_path (const char *path)
{
  return g_build_filename (place->top, path, NULL);
}

char *
place_for_animal (const char *text,
                  const char *animal)
{
  g_auto (GStrv) parts = g_strsplit (text, "penguin", -1);

  return g_strjoinv (animal, parts);
}

void
place_write (const File *file,
             const char *animal)
{
  g_autofree char *relative = place_for_animal (file->path, animal);
  g_autofree char *text = place_for_animal (file->text, animal);
  char *path = place_path (relative);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  if (g_str_equal (text, FOLDER))
    g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  else if (g_str_has_prefix (text, LINK_TO))
    g_assert_cmpint (symlink (text + strlen (LINK_TO), path), ==, 0);
  else
    g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_ptr_array_add (place->written, path);
}

void
place_write_all (const File *files,
                 gsize n,
                 const char *animal)
{
  for (gsize i = 0; i < n && files[i].path != NULL; i++)
    place_write (&files[i], animal);
}

/* And its folders, as far as they are empty. */
static void
remove_file (const char *file)
{
  g_autofree char *path = g_strdup (file);

  g_remove (path);
  while (!g_str_equal (path, place->top))
    {
      char *parent = g_path_get_dirname (path);

      g_free (path);
      path = parent;
      if (g_rmdir (path) != 0)
        break;
    }
}

void
place_remove_nth (guint n)
{
  remove_file (g_ptr_array_index (place->written, n));
}

static void
set_variables (void)
{
  static const char *const variables[][2] = {
    { "OSINFO_SYSTEM_DIR", "system" }, { "OSINFO_LOCAL_DIR", "local" }, { "OSINFO_USER_DIR", "user" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      g_autofree char *folder = place != NULL ? place_path (variables[i][1]) : NULL;

      if (folder != NULL)
        g_setenv (variables[i][0], folder, TRUE);
      else
        g_unsetenv (variables[i][0]);
    }
}

void
place_begin (void)
{
  Place *inner = g_new0 (Place, 1);

  inner->top = g_dir_make_tmp ("os-files-XXXXXX", NULL);
  inner->written = g_ptr_array_new_with_free_func (g_free);
  inner->outer = place;
  place = inner;
  set_variables ();
}

void
place_end (void)
{
  Place *inner = place;

  for (guint i = inner->written->len; i > 0; i--)
    remove_file (g_ptr_array_index (inner->written, i - 1));
  g_rmdir (inner->top);
  place = inner->outer;
  set_variables ();
  g_ptr_array_unref (inner->written);
  g_free (inner->top);
  g_free (inner);
}

static guint n_messages;

static void
count_message (const char *domain G_GNUC_UNUSED,
               GLogLevelFlags level G_GNUC_UNUSED,
               const char *message G_GNUC_UNUSED,
               gpointer data G_GNUC_UNUSED)
{
  n_messages++;
}

/* What libosinfo says of files that are missing or in the wrong place is of no
 * interest here. */
OsinfoDb *
place_load (void)
{
  g_autoptr (GError) error = NULL;
  GLogLevelFlags fatal = g_log_set_always_fatal ((GLogLevelFlags) G_LOG_FATAL_MASK);
  GLogFunc log = g_log_set_default_handler (count_message, NULL);
  OsinfoDb *db = gvir_designer_os_database_load (&error);

  g_log_set_default_handler (log, NULL);
  g_log_set_always_fatal (fatal);
  g_assert_no_error (error);
  return db;
}

/* The text of the facts, or of the error. */
static char *
describe (OsinfoDb *db,
          const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerOs) os = gvir_designer_os_find (db, name, &error);

  return os != NULL ? gvir_designer_os_to_json (os) : g_strdup (error->message);
}

/* Nothing is reported but by the error. */
char *
place_describe (const char *name)
{
  GLogFunc log = g_log_set_default_handler (count_message, NULL);
  char *text;

  n_messages = 0;
  text = describe (NULL, name);
  g_log_set_default_handler (log, NULL);
  g_assert_cmpuint (n_messages, ==, 0);
  return text;
}

static void
assert_read_as_loaded (OsinfoDb *db,
                       const char *id)
{
  static const char nameless[] = "\"short_id\" : null,\n  \"name\" : null";
  g_autofree char *loaded = describe (db, id);
  g_autofree char *read = place_describe (id);

  /* What is only referred to is an entry without anything there, and none here. */
  if (strstr (loaded, nameless) != NULL)
    g_assert_nonnull (strstr (read, "no operating system is called"));
  else
    g_assert_cmpstr (read, ==, loaded);
}

/* Of the systems whose ids begin with PREFIX. */
void
place_assert_as_loaded (OsinfoDb *db,
                        const char *prefix)
{
  g_autoptr (OsinfoOsList) list = osinfo_db_get_os_list (db);
  guint n = 0;

  for (gint i = 0; i < osinfo_list_get_length (OSINFO_LIST (list)); i++)
    {
      const char *id = osinfo_entity_get_id (osinfo_list_get_nth (OSINFO_LIST (list), i));

      if (!g_str_has_prefix (id, prefix))
        continue;
      assert_read_as_loaded (db, id);
      n++;
    }
  g_assert_cmpuint (n, >, 1);
}
