/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Prints the seed of an unattended installation as JSON, for checks of what is in its files.
 *
 *   write-seed [--first-boot=FLAGS] [--iso=PATH] OS ARCH [FIELD=VALUE | FIELD@FILE]...
 *
 * With --first-boot, the seed is that of an image; FLAGS is the number of GVirBuilderFirstBootFlags. With
 * --iso, an image of the CD-ROM with its files is written, too.
 * FIELD is the nick of a GVirBuilderInstallField, as user-login; FIELD@FILE takes all that is in the file, to
 * its last byte. Where there is no seed, the message is on standard error, and it exits with 1; a wrong
 * command line is 2. */

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "archive/iso-private.h"
#include "base/json-private.h"
#include "libvirt-builder-enum-types.h"
#include "libvirt-builder.h"
#include "seeds/seed-private.h"

static gboolean
add_field (GVirBuilderInstallConfig *config,
           const char *word,
           GError **error)
{
  g_autoptr (GEnumClass) fields = g_type_class_ref (GVIR_BUILDER_TYPE_INSTALL_FIELD);
  const char *sign = strpbrk (word, "=@");
  g_autofree char *nick = g_strndup (word, sign != NULL ? (gsize) (sign - word) : strlen (word));
  const GEnumValue *field = g_enum_get_value_by_nick (fields, nick);
  g_autofree char *value = NULL;

  if (sign == NULL || field == NULL)
    {
      g_printerr ("write-seed: '%s' is neither FIELD=VALUE nor FIELD@FILE\n", word);
      exit (2);
    }
  if (*sign == '=')
    value = g_strdup (sign + 1);
  else if (!g_file_get_contents (sign + 1, &value, NULL, error))
    return FALSE;
  return gvir_builder_install_config_add (config, (GVirBuilderInstallField) field->value, value, error);
}

/* The value of that option, or NULL where the first word is another; then WORDS is left as it is. */
static const char *
take_option (char ***words,
             const char *name)
{
  return **words != NULL && g_str_has_prefix (**words, name) ? *(*words)++ + strlen (name) : NULL;
}

static gboolean
write_iso (GVirBuilderSeed *seed,
           const char *path,
           GError **error)
{
  g_auto (GStrv) names = gvir_builder_seed_list_files (seed);
  g_autoptr (GPtrArray) contents = g_ptr_array_new ();
  g_autoptr (GBytes) iso = NULL;

  for (char **name = names; *name != NULL; name++)
    g_ptr_array_add (contents, gvir_builder_seed_get_file (seed, *name));
  iso = builder_iso_write (gvir_builder_seed_get_label (seed), names, contents, error);
  return iso != NULL
         && g_file_set_contents (path, g_bytes_get_data (iso, NULL), (gssize) g_bytes_get_size (iso), error);
}

static GVirBuilderSeed *
make_seed (char **words,
           const char *flags,
           GError **error)
{
  g_autoptr (GVirBuilderInstallConfig) config = gvir_builder_install_config_new ();
  g_autoptr (GVirDesignerOs) os = gvir_designer_os_find (NULL, words[0], error);

  if (os == NULL)
    return NULL;
  for (char **word = words + 2; *word != NULL; word++)
    {
      if (!add_field (config, *word, error))
        return NULL;
    }
  if (flags != NULL)
    return gvir_builder_seed_new_first_boot (os, words[1], config, "instance",
                                             (GVirBuilderFirstBootFlags) atoi (flags), error);
  return gvir_builder_seed_new_unattended (os, words[1], config, error);
}

static void
print_files (JsonBuilder *builder,
             GVirBuilderSeed *seed)
{
  g_auto (GStrv) names = gvir_builder_seed_list_files (seed);

  json_builder_set_member_name (builder, "files");
  json_builder_begin_object (builder);
  for (char **name = names; *name != NULL; name++)
    {
      GBytes *contents = gvir_builder_seed_get_file (seed, *name);
      g_autofree char *text = g_strndup (g_bytes_get_data (contents, NULL), g_bytes_get_size (contents));

      g_assert_true (g_utf8_validate (text, (gssize) g_bytes_get_size (contents), NULL));
      builder_json_add_text (builder, *name, text);
    }
  json_builder_end_object (builder);
}

static void
print (GVirBuilderSeed *seed)
{
  static const char *const deliveries[] = { "initrd", "cdrom", "firmware" };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  builder_json_add_text (builder, "kind", gvir_builder_seed_get_kind (seed));
  builder_json_add_text (builder, "delivery", deliveries[gvir_builder_seed_get_delivery (seed)]);
  builder_json_add_text (builder, "label", gvir_builder_seed_get_label (seed));
  if (gvir_builder_seed_get_system_serial (seed) != NULL)
    builder_json_add_text (builder, "system-serial", gvir_builder_seed_get_system_serial (seed));
  builder_json_add_text (builder, "kernel-arguments", gvir_builder_seed_get_kernel_arguments (seed));
  json_builder_set_member_name (builder, "secret");
  json_builder_add_boolean_value (builder, builder_seed_is_secret (seed));
  print_files (builder, seed);
  json_builder_end_object (builder);
  text = builder_json_print (builder);
  puts (text);
}

int
main (G_GNUC_UNUSED int argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderSeed) seed = NULL;
  char **words = argv + 1;
  const char *flags = take_option (&words, "--first-boot=");
  const char *iso = take_option (&words, "--iso=");

  if (g_strv_length (words) < 2)
    {
      g_printerr ("Usage: write-seed [--first-boot=FLAGS] [--iso=PATH] OS ARCH [FIELD=VALUE | FIELD@FILE]...\n");
      return 2;
    }
  seed = make_seed (words, flags, &error);
  if (seed == NULL || (iso != NULL && !write_iso (seed, iso, &error)))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  print (seed);
  return 0;
}
