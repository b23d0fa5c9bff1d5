/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "archive/iso-private.h"

#include <string.h>

#include "archive/pack-private.h"
#include "base/libvirt-builder-error.h"

/* ECMA-119 has 16 characters of UCS-2 in the volume identifier of Joliet. */
#define LONGEST_LABEL 16
/* For readers that look at the files alone. */
#define ANY_LABEL "SEED"

typedef struct
{
  const char *key;
  const char *value;
} Option;

/* Rock Ridge is for Linux and the BSDs, Joliet for Windows; both have the names as they are given. */
static const Option options[] = {
  { "rockridge", "useful" },
  { "joliet", "long" },
  { "iso-level", "3" },
};

static gboolean
check_label (const char *label,
             GError **error)
{
  if (g_str_is_ascii (label) && *label != '\0' && strlen (label) <= LONGEST_LABEL)
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
               "'%s' cannot be the label of a CD-ROM: give 1 to %d characters of ASCII", label, LONGEST_LABEL);
  return FALSE;
}

static BuilderPack *
start (const char *label,
       GError **error)
{
  struct archive *archive = archive_write_new ();

  /* The options are known to every libarchive that this is built with. */
  archive_write_set_format_iso9660 (archive);
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    archive_write_set_format_option (archive, "iso9660", options[i].key, options[i].value);
  archive_write_set_format_option (archive, "iso9660", "volume-id", label);
  return builder_pack_new (archive, error);
}

GBytes *
builder_iso_write (const char *label,
                   char **names,
                   GPtrArray *contents,
                   GError **error)
{
  g_autoptr (BuilderPack) pack = NULL;

  if (label == NULL)
    label = ANY_LABEL;
  if (!check_label (label, error) || !builder_pack_check_names (names, error))
    return NULL;
  pack = start (label, error);
  if (pack == NULL)
    return NULL;
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!builder_pack_add_file (pack, names[i], g_ptr_array_index (contents, i), error))
        return NULL;
    }
  return builder_pack_finish (pack, error);
}
