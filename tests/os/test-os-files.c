/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The installed database read file by file, against libosinfo's loading of the
 * same files: replaced, extended, hidden and broken. */

#include "os-place.h"

#include "base/libvirt-designer-error.h"
#include "os/libvirt-designer-os-database.h"

#include <string.h>

typedef struct
{
  const char *path;
  const char *name;     /* what is looked up */
  const char *expected; /* a part of what is then said in JSON, or of the error */
  File files[5];
} Case;

/* Each case has animals of its own: "penguin" stands for them. */
static const File common[] = {
  { "system/os/zoo.example/penguin-1.xml",
    OS ("1", "<short-id>penguin1</short-id><name>Penguin 1</name><family>linux</family><distro>penguin</distro>"
             "<version>1</version><devices>" LINK ("block") LINK ("net") "</devices>"
             "<resources arch='all'><minimum><ram>1048576</ram><n-cpus>2</n-cpus></minimum></resources>"
             "<firmware arch='x86_64' type='bios'/>") },
  { "system/os/zoo.example/penguin-2.xml",
    OS ("2", "<short-id>penguin2</short-id><short-id>penguinsecond</short-id>"
             "<name>Penguin 2</name><name xml:lang='de'>Pinguin 2</name><name xml:lang='uk'>&#x41F; 2</name>"
             "<family>linux</family><version>2</version><derives-from id='" ZOO "1'/><clones id='" ZOO "none'/>"
             "<devices>" DENIED ("net") LINK ("none") "</devices>"
             "<media arch='x86_64'/><media arch='aarch64'/><tree arch='ppc64le'/><image arch='s390x' format='raw'/>"
             "<resources arch='all' inherit='true'><minimum><ram>2097152</ram></minimum></resources>"
             "<firmware arch='x86_64' type='bios' supported='false'/><firmware arch='x86_64' type='efi'/>") },
  { "system/os/zoo.example/penguin-2.d/drivers.xml",
    OS ("2", "<short-id>penguin2</short-id><driver arch='x86_64'>" LINK ("video") LINK ("block") "</driver>") },
  { "system/device/zoo.example/penguin-block.xml", DEVICE ("block", "<name>zoo-block</name><class>block</class>") },
  { "system/device/zoo.example/penguin-net.xml", DEVICE ("net", "<name>zoo-net</name><class>net</class>") },
  { "system/device/zoo.example/penguin-video.d/class.xml", DEVICE ("video", "<class>video</class>") },
};

static const Case cases[] = {
  { "nothing-beside-the-system", "penguin2", "\"version\" : \"2\"", { { NULL, NULL } } },
  { "by-another-short-id", "penguinsecond", "\"short_id\" : \"penguin2\"", { { NULL, NULL } } },
  { "by-id", ZOO "2", "\"short_id\" : \"penguin2\"", { { NULL, NULL } } },
  { "extended-by-the-user", "penguin2", "\"name\" : \"Extended\"",
    { { "user/os/zoo.example/penguin-2.d/a.xml",
        OS ("2", "<name>Extended</name><devices>" LINK ("net") DENIED ("block") "</devices>"
                 "<resources arch='x86_64'><recommended><storage>5</storage></recommended></resources>") } } },
  { "short-id-of-an-extension", "penguinextra", "\"short_id\" : \"penguin1\"",
    { { "local/os/zoo.example/penguin-1.d/a.xml", OS ("1", "<short-id>penguinextra</short-id>") } } },
  { "replaced-by-the-administrator", "penguinnew", "\"name\" : \"Replaced\"",
    { { "local/os/zoo.example/penguin-2.xml",
        OS ("2", "<short-id>penguinnew</short-id><name>Replaced</name><derives-from id='" ZOO "1'/>") } } },
  { "name-of-what-was-replaced", "penguinsecond", "no operating system is called 'penguinsecond'",
    { { "local/os/zoo.example/penguin-2.xml", OS ("2", "<short-id>penguinnew</short-id>") } } },
  { "the-user-has-the-last-word", "penguin2", "\"name\" : \"User\"",
    { { "user/os/zoo.example/penguin-2.xml", OS ("2", "<short-id>penguin2</short-id><name>User</name>") },
      { "local/os/zoo.example/penguin-2.xml", OS ("2", "<short-id>penguin2</short-id><name>Local</name>") },
      { "local/os/zoo.example/penguin-2.d/a.xml", OS ("2", "<name>Local too</name>") },
      { "user/os/zoo.example/penguin-2.d/b.xml", OS ("2", "<version>user</version>") } } },
  { "extensions-of-the-same-name", "penguin2", ":drivers.xml:0",
    { { "user/os/zoo.example/penguin-2.d/drivers.xml",
        OS ("2", "<driver arch='i686'>" LINK ("net") "</driver><media arch='riscv64'/>") },
      { "local/os/zoo.example/penguin-2.d/drivers.xml", OS ("2", "<media arch='i686'/>") } } },
  { "extensions-in-the-order-of-their-names", "penguin1", "\"name\" : \"Last\"",
    { { "user/os/zoo.example/penguin-1.d/z.xml", OS ("1", "<name>Last</name>") },
      { "user/os/zoo.example/penguin-1.d/a.xml", OS ("1", "<name>First</name>") },
      { "user/os/zoo.example/penguin-1.d/zz.txt", OS ("1", "<name>Text</name>") } } },
  { "hidden-by-an-empty-file", ZOO "1", "no operating system is called",
    { { "user/os/zoo.example/penguin-1.xml", "" } } },
  { "hidden-by-a-link-to-nothing", "penguin1", "no operating system is called",
    { { "user/os/zoo.example/penguin-1.xml", DEV_NULL } } },
  { "hidden-by-an-empty-document", "penguin1", "no operating system is called",
    { { "local/os/zoo.example/penguin-1.xml", HEAD TAIL } } },
  { "ancestor-is-hidden", "penguin2", "\"vcpus\"", { { "local/os/zoo.example/nothing.xml", HEAD TAIL } } },
  { "descendant-of-what-is-hidden", "penguin2", "\"devices\" : [", { { "user/os/zoo.example/penguin-1.xml", "" } } },
  { "hidden-extension", "penguin2", "zoo-block", { { "user/os/zoo.example/penguin-2.d/drivers.xml", DEV_NULL } } },
  { "folder-with-the-name-of-a-file", "penguin1", "\"name\" : \"Penguin 1\"",
    { { "user/os/zoo.example/penguin-1.xml", FOLDER } } },
  { "device-is-replaced", "penguin1", "user-block",
    { { "user/device/zoo.example/penguin-block.xml", DEVICE ("block", "<name>user-block</name><class>disk</class>") } } },
  { "file-in-the-wrong-place", ZOO "3", "no operating system is called",
    { { "user/os/zoo.example/penguin-4.xml", OS ("3", "<short-id>penguin3</short-id>") } } },
  { "short-id-in-the-wrong-place", "penguin3", "'penguin3' is not in the OS database; using 'penguin2'",
    { { "user/os/zoo.example/penguin-4.xml", OS ("3", "<short-id>penguin3</short-id>") } } },
  { "short-id-with-a-character-by-number", "penguin3", "Numbered",
    { { "user/os/zoo.example/penguin-3.xml", OS ("3", "<short-id>penguin&#51;</short-id><name>Numbered</name>") } } },
  { "short-id-that-is-quoted", "penguin3", "Quoted",
    { { "user/os/zoo.example/penguin-3.xml",
        OS ("3", "<short-id><![CDATA[penguin3]]></short-id><name>Quoted</name>") } } },
  { "short-id-that-the-file-is-not-called", "otterpenguin", "Called otherwise",
    { { "user/os/zoo.example/penguin-3.xml", OS ("3", "<short-id>otterpenguin</short-id><name>Called otherwise</name>") } } },
  { "new-os-of-the-user", "penguin3", "\"source\" : \"penguin1\"",
    { { "user/os/zoo.example/penguin-3.xml",
        OS ("3", "<short-id>penguin3</short-id><name>Third</name><clones id='" ZOO "2'/>") } } },
  { "newest-of-several-files", "penguin9", "using 'penguin3', the newest release",
    { { "user/os/zoo.example/penguin-3.xml", OS ("3", "<short-id>penguin3</short-id><name>Third</name>") } } },
  { "circle", "penguin4", "Fifth",
    { { "user/os/zoo.example/penguin-4.xml",
        OS ("4", "<short-id>penguin4</short-id><name>Fifth</name><devices>" LINK ("net") "</devices>") } } },
};

static void
assert_has (const char *text,
            const char *part)
{
  if (strstr (text, part) == NULL)
    g_assert_cmpstr (text, ==, part);
}

/* The database with the animals of all cases, as libosinfo loads it once. */
static OsinfoDb *db_of_cases;

static char *
animal_of (const Case *one)
{
  gsize number = (gsize) (one - cases);

  return g_strdup_printf ("penguin%c%c", (char) ('a' + number / 26), (char) ('a' + number % 26));
}

static void
set_up_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *animal = animal_of (&cases[i]);

      place_write_all (common, G_N_ELEMENTS (common), animal);
      place_write_all (cases[i].files, G_N_ELEMENTS (cases[i].files), animal);
    }
  db_of_cases = place_load ();
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autofree char *animal = animal_of (one);
  g_autofree char *prefix = place_for_animal (ZOO, animal);
  g_autofree char *name = place_for_animal (one->name, animal);
  g_autofree char *expected = place_for_animal (one->expected, animal);
  g_autofree char *read = place_describe (name);

  assert_has (read, expected);
  place_assert_as_loaded (db_of_cases, prefix);
}

static void
test_names_of_all_cases_are_read_as_they_are_loaded (void)
{
  g_autofree char *read = gvir_designer_os_database_to_json (NULL, NULL);
  g_autofree char *loaded = gvir_designer_os_database_to_json (db_of_cases, NULL);

  assert_has (read, "penguin");
  g_assert_cmpstr (read, ==, loaded);
}

static void
test_names_are_in_the_users_language (void)
{
  static const struct
  {
    const char *language;
    const char *name;
  } rows[] = {
    { "de", "\"Pinguin 2\"" }, { "ka:uk:de", "\"\320\237 2\"" }, { "ka", "\"Penguin 2\"" },
  };

  place_begin ();
  place_write_all (common, G_N_ELEMENTS (common), "penguin");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (OsinfoDb) db = NULL;
      g_autofree char *read = NULL;

      g_setenv ("LANGUAGE", rows[i].language, TRUE);
      db = place_load ();
      read = place_describe ("penguin2");
      place_assert_as_loaded (db, ZOO);
      assert_has (read, rows[i].name);
    }
  g_unsetenv ("LANGUAGE");
  place_end ();
}

static void
test_broken_file_is_an_error_that_names_it (void)
{
  static const char *const texts[] = {
    "<libosinfo", " \n", "<other/>", "<libosinfo><os id='x'></libosinfo>", LINK_TO "/nonexistent/file",
    "<!DOCTYPE libosinfo [<!ENTITY a 'b'>]><libosinfo>&a;</libosinfo>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      File file = { "user/os/zoo.example/penguin-1.xml", texts[i] };
      g_autofree char *path = NULL;
      g_autoptr (GError) error = NULL;

      place_begin ();
      place_write_all (common, G_N_ELEMENTS (common), "penguin");
      place_write (&file, "penguin");
      path = place_path (file.path);
      g_assert_null (gvir_designer_os_find (NULL, "penguin2", &error));
      g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT);
      assert_has (error->message, "cannot read the OS database: '");
      assert_has (error->message, path);
      g_assert_null (strchr (error->message, '\n'));
      g_assert_null (gvir_designer_os_find (NULL, "penguin2", NULL));
      g_clear_error (&error);
      g_assert_null (gvir_designer_os_database_to_json (NULL, &error));
      g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT);
      assert_has (error->message, path);
      place_end ();
    }
}

static void
test_broken_file_that_is_not_needed_does_not_matter (void)
{
  static const File file = { "user/os/zoo.example/penguin-3.xml", "<libosinfo" };
  g_autoptr (GVirDesignerOs) os = NULL;
  g_autoptr (GError) error = NULL;

  place_begin ();
  place_write_all (common, G_N_ELEMENTS (common), "penguin");
  place_write (&file, "penguin");
  os = gvir_designer_os_find (NULL, "penguin2", &error);
  g_assert_no_error (error);
  g_assert_nonnull (os);
  place_end ();
}

static void
test_missing_database_is_an_error_that_names_the_package (void)
{
  static const char *const names[] = { "penguin1", ZOO "1", "" };

  place_begin ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gvir_designer_os_find (NULL, names[i], &error));
      g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT);
      assert_has (error->message, "install the package osinfo-db or correct OSINFO_SYSTEM_DIR");
    }
  place_end ();
}

static const File whole[] = {
  { "system/os/zoo.example/penguin-1.xml", OS ("1", "<short-id>penguin1</short-id>") },
};

static void
test_entry_of_libosinfo_is_to_be_had (void)
{
  g_autoptr (GVirDesignerOs) os = NULL;
  OsinfoOs *entry;

  place_begin ();
  place_write_all (whole, G_N_ELEMENTS (whole), "penguin");
  os = gvir_designer_os_find (NULL, "penguin1", NULL);
  entry = gvir_designer_os_get_osinfo (os);
  g_assert_nonnull (entry);
  g_assert_cmpstr (osinfo_entity_get_id (OSINFO_ENTITY (entry)), ==, ZOO "1");
  place_end ();
  g_assert_true (entry == gvir_designer_os_get_osinfo (os));
}

static void
test_entry_of_libosinfo_that_is_gone_is_null (void)
{
  g_autoptr (GVirDesignerOs) os = NULL;

  place_begin ();
  place_write_all (whole, G_N_ELEMENTS (whole), "penguin");
  os = gvir_designer_os_find (NULL, "penguin1", NULL);
  place_remove_nth (0);
  g_assert_null (gvir_designer_os_get_osinfo (os));
  place_end ();
}

int
main (int argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/os/files/", cases[i].path, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/os/files/names-of-all-cases-are-read-as-they-are-loaded",
                   test_names_of_all_cases_are_read_as_they_are_loaded);
  g_test_add_func ("/os/files/names-are-in-the-users-language", test_names_are_in_the_users_language);
  g_test_add_func ("/os/files/broken/is-an-error-that-names-it", test_broken_file_is_an_error_that_names_it);
  g_test_add_func ("/os/files/broken/does-not-matter-where-not-needed",
                   test_broken_file_that_is_not_needed_does_not_matter);
  g_test_add_func ("/os/files/missing-is-an-error-that-names-the-package",
                   test_missing_database_is_an_error_that_names_the_package);
  g_test_add_func ("/os/files/entry-of-libosinfo/is-to-be-had", test_entry_of_libosinfo_is_to_be_had);
  g_test_add_func ("/os/files/entry-of-libosinfo/is-null-when-gone", test_entry_of_libosinfo_that_is_gone_is_null);
  place_begin ();
  set_up_cases ();
  status = g_test_run ();
  g_clear_object (&db_of_cases);
  place_end ();
  return status;
}
