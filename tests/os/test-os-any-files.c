/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Systems that nobody thought of, read file by file against libosinfo's loading. */

#include "os-place.h"

/* Those of one family speak of each other. */
#define N_FAMILIES 8
#define N_SYSTEMS 40
#define N_DEVICES 6

static void
append_maybe (GString *text,
              const char *format,
              gint number)
{
  if (g_test_rand_int_range (0, 3) > 0)
    g_string_append_printf (text, format, number);
}

/* To earlier ones, and to one that is not there: libosinfo does not survive a
 * circle. */
static void
append_relations (GString *text,
                  gint system)
{
  static const char *const names[] = { "derives-from", "clones", "upgrades" };

  for (gint i = g_test_rand_int_range (0, 4); i > 0 && system > 0; i--)
    g_string_append_printf (text, "<%s id='" ZOO "%d'/>", names[g_test_rand_int_range (0, 3)],
                            g_test_rand_int_range (-1, system));
}

static void
append_devices (GString *text)
{
  g_string_append (text, "<devices>");
  for (gint i = g_test_rand_int_range (0, 5); i > 0; i--)
    g_string_append_printf (text, "<device id='" ZOO "%d'%s/>", g_test_rand_int_range (0, N_DEVICES),
                            g_test_rand_int_range (0, 3) == 0 ? " supported='false'" : "");
  g_string_append (text, "</devices>");
}

static const char *
random_arch (void)
{
  static const char *const archs[] = { "all", "x86_64", "i686" };

  return archs[g_test_rand_int_range (0, G_N_ELEMENTS (archs))];
}

static void
append_resources (GString *text)
{
  for (gint i = g_test_rand_int_range (0, 3); i > 0; i--)
    {
      const char *which = g_test_rand_bit () ? "minimum" : "recommended";

      g_string_append_printf (text, "<resources arch='%s'%s><%s>", random_arch (),
                              g_test_rand_bit () ? " inherit='true'" : "", which);
      append_maybe (text, "<ram>%d</ram>", g_test_rand_int_range (0, 1000));
      append_maybe (text, "<storage>%d</storage>", g_test_rand_int_range (0, 1000));
      append_maybe (text, "<n-cpus>%d</n-cpus>", g_test_rand_int_range (0, 9));
      g_string_append_printf (text, "</%s></resources>", which);
    }
}

static void
append_parts (GString *text)
{
  static const char *const firmware[] = { "bios", "efi" };
  static const char *const products[] = { "media", "tree", "image" };

  for (gint i = g_test_rand_int_range (0, 4); i > 0; i--)
    g_string_append_printf (text, "<firmware arch='%s' type='%s'%s/>", random_arch (), firmware[g_test_rand_bit ()],
                            g_test_rand_bit () ? " supported='false'" : "");
  for (gint i = g_test_rand_int_range (0, 3); i > 0; i--)
    g_string_append_printf (text, "<driver arch='x86_64'><device id='" ZOO "%d'/></driver>",
                            g_test_rand_int_range (0, N_DEVICES));
  for (gint i = g_test_rand_int_range (0, 3); i > 0; i--)
    g_string_append_printf (text, "<%s arch='%s' format='raw'/>", products[g_test_rand_int_range (0, 3)], random_arch ());
}

static void
write_random_system (gint system,
                     const char *path,
                     const char *animal)
{
  g_autoptr (GString) text = g_string_new (NULL);
  File file = { path, NULL };

  g_string_printf (text, HEAD "<os id='" ZOO "%d'><short-id>penguin%d</short-id>", system, system);
  append_maybe (text, "<name>Penguin %d</name>", system);
  append_maybe (text, "<version>%d</version>", system);
  append_relations (text, system);
  append_devices (text);
  append_resources (text);
  append_parts (text);
  g_string_append (text, "</os>" TAIL);
  file.text = text->str;
  place_write (&file, animal);
}

static void
write_random_family (const char *animal)
{
  static const char *const folders[] = { "system", "local", "user" };
  static const File devices[] = {
    { "system/device/zoo.example/penguin-0.xml", DEVICE ("0", "<name>zero</name><class>net</class>") },
    { "system/device/zoo.example/penguin-1.xml", DEVICE ("1", "<name>one</name><class>block</class>") },
  };

  place_write_all (devices, G_N_ELEMENTS (devices), animal);
  for (gint i = 0; i < N_SYSTEMS; i++)
    {
      g_autofree char *own = g_strdup_printf ("%s/os/zoo.example/penguin-%d.xml",
                                              folders[g_test_rand_int_range (0, 3)], i);
      g_autofree char *beside = g_strdup_printf ("%s/os/zoo.example/penguin-%d.d/x.xml",
                                                 folders[g_test_rand_int_range (0, 3)], i);

      write_random_system (i, own, animal);
      if (g_test_rand_int_range (0, 3) == 0)
        write_random_system (i, beside, animal);
    }
}

/* However they are related, libosinfo sees nothing else in them. */
static void
test_any_systems_are_read_as_they_are_loaded (void)
{
  g_autoptr (OsinfoDb) db = NULL;

  place_begin ();
  for (gint i = 0; i < N_FAMILIES; i++)
    {
      g_autofree char *animal = g_strdup_printf ("penguin%c", 'a' + i);

      write_random_family (animal);
    }
  db = place_load ();
  place_assert_as_loaded (db, "http://zoo.example/penguin");
  place_end ();
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/os/files/any-systems-are-read-as-they-are-loaded",
                   test_any_systems_are_read_as_they_are_loaded);
  return g_test_run ();
}
