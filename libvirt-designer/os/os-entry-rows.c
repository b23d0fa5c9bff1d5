/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The elements of libosinfo's files that are read, and what becomes of each. */

#include "os/os-entry-rows-private.h"

#include "os/os-files-private.h"

#define WORDS_OF_AN_ATTRIBUTE 5

/* What an element of amounts is. */
enum
{
  AMOUNT_MEMORY,
  AMOUNT_STORAGE,
  AMOUNT_VCPUS,
  AMOUNT_OTHER
};

/* Without what may come before its colon. */
static char *
attribute (const DesignerOsAttributes *attributes,
           const char *name)
{
  for (int i = 0; i < attributes->n; i++)
    {
      const xmlChar **words = attributes->words + (gsize) i * WORDS_OF_AN_ATTRIBUTE;

      if (g_str_equal ((const char *) words[0], name))
        return g_strndup ((const char *) words[3], (gsize) (words[4] - words[3]));
    }
  return NULL;
}

static gboolean
attribute_is (const DesignerOsAttributes *attributes,
              const char *name,
              const char *value)
{
  g_autofree char *text = attribute (attributes, name);

  return g_strcmp0 (text, value) == 0;
}

/* The id by which libosinfo knows the NUMBERth of its kind in a file. */
static char *
part_id (DesignerOsProgress *progress,
         guint number)
{
  if (progress->extension != NULL)
    return g_strdup_printf ("%s:%s:%u", progress->entry->id, progress->extension, number);
  return g_strdup_printf ("%s:%u", progress->entry->id, number);
}

/* In a file by itself, each part is another. */
static void
put (DesignerOsProgress *progress,
     GPtrArray *parts,
     gpointer part)
{
  if (progress->extension != NULL)
    designer_os_entry_put (parts, part);
  else
    g_ptr_array_add (parts, part);
}

static gboolean
start_entry (DesignerOsProgress *progress,
             const DesignerOsRow *row,
             const DesignerOsAttributes *attributes)
{
  g_autofree char *id = attribute (attributes, "id");
  g_autofree char *key = id != NULL ? designer_os_files_key (row->name, id) : NULL;

  if (!g_str_equal (row->name, progress->kind) || g_strcmp0 (key, progress->key) != 0)
    return FALSE;
  if (progress->id != NULL && !g_str_equal (progress->id, id))
    return FALSE;
  if (progress->entry == NULL)
    progress->entry = designer_os_entry_new (id);
  return g_str_equal (progress->entry->id, id);
}

/* The last of the user's languages except the one that everything is in. */
static gboolean
is_language (const char *name)
{
  const char *const *languages = g_get_language_names ();

  for (guint i = 0; languages[i] != NULL && languages[i + 1] != NULL; i++)
    {
      if (g_str_equal (languages[i], name))
        return TRUE;
    }
  return FALSE;
}

/* The last that is in the user's language, else the first of all. */
static gboolean
start_text (DesignerOsProgress *progress,
            const DesignerOsRow *row,
            const DesignerOsAttributes *attributes)
{
  g_autofree char *language = attribute (attributes, "lang");
  gboolean is_first = !progress->had_text[row->detail];

  progress->had_text[row->detail] = TRUE;
  progress->is_localised = language != NULL && is_language (language);
  return progress->is_localised || (is_first && !progress->had_localised[row->detail]);
}

static void
end_text (DesignerOsProgress *progress,
          const DesignerOsRow *row)
{
  char **text = &progress->entry->texts[row->detail];

  if (progress->is_localised)
    progress->had_localised[row->detail] = TRUE;
  if (progress->text->len == 0)
    return;
  g_free (*text);
  *text = g_strdup (progress->text->str);
}

static void
end_short_id (DesignerOsProgress *progress,
              const DesignerOsRow *row G_GNUC_UNUSED)
{
  g_ptr_array_add (progress->entry->short_ids, g_strdup (progress->text->str));
}

static gboolean
start_relation (DesignerOsProgress *progress,
                const DesignerOsRow *row,
                const DesignerOsAttributes *attributes)
{
  g_autofree char *id = attribute (attributes, "id");

  if (id != NULL)
    designer_os_entry_relate (row->detail ? progress->entry->clones : progress->entry->derives_from, id);
  return FALSE;
}

static gboolean
start_link (DesignerOsProgress *progress,
            const DesignerOsRow *row G_GNUC_UNUSED,
            const DesignerOsAttributes *attributes)
{
  g_autofree char *id = attribute (attributes, "id");

  if (id != NULL)
    designer_os_entry_add_link (progress->entry, id, !attribute_is (attributes, "supported", "false"));
  return FALSE;
}

static gboolean
start_driver (DesignerOsProgress *progress,
              const DesignerOsRow *row G_GNUC_UNUSED,
              const DesignerOsAttributes *attributes)
{
  g_autofree char *id = part_id (progress, progress->n_drivers++);
  g_autofree char *arch = attribute (attributes, "arch");

  put (progress, progress->entry->drivers, designer_os_driver_new (id, arch));
  return TRUE;
}

static gboolean
has_same_id (gconstpointer device,
             gconstpointer id)
{
  return g_str_equal (((const DesignerOsDevice *) device)->id, id);
}

static gboolean
start_driver_device (DesignerOsProgress *progress,
                     const DesignerOsRow *row G_GNUC_UNUSED,
                     const DesignerOsAttributes *attributes)
{
  GPtrArray *drivers = progress->entry->drivers;
  DesignerOsDriver *driver = g_ptr_array_index (drivers, drivers->len - 1);
  g_autofree char *id = attribute (attributes, "id");

  if (id != NULL && !g_ptr_array_find_with_equal_func (driver->devices, id, has_same_id, NULL))
    g_ptr_array_add (driver->devices,
                     designer_os_device_new (id, NULL, NULL, driver->id, DESIGNER_OS_SOURCE_DRIVER));
  return FALSE;
}

static gboolean
start_firmware (DesignerOsProgress *progress,
                const DesignerOsRow *row G_GNUC_UNUSED,
                const DesignerOsAttributes *attributes)
{
  g_autofree char *id = part_id (progress, progress->n_firmware++);
  g_autofree char *arch = attribute (attributes, "arch");
  g_autofree char *type = attribute (attributes, "type");
  g_autofree char *supported = attribute (attributes, "supported");

  put (progress, progress->entry->firmware,
       designer_os_firmware_new (id, arch, type, supported == NULL || g_str_equal (supported, "true")));
  return FALSE;
}

static gboolean
start_product (DesignerOsProgress *progress,
               const DesignerOsRow *row,
               const DesignerOsAttributes *attributes)
{
  g_autofree char *id = part_id (progress, progress->n_products[row->detail]++);
  g_autofree char *arch = attribute (attributes, "arch");

  put (progress, progress->entry->products[row->detail], designer_os_product_new (id, arch));
  return FALSE;
}

/* What is written on it, and what is in it. */
static gboolean
start_marked_product (DesignerOsProgress *progress,
                      const DesignerOsRow *row,
                      const DesignerOsAttributes *attributes)
{
  start_product (progress, row, attributes);
  return TRUE;
}

/* The one that is being read. */
static DesignerOsProduct *
product_of (DesignerOsProgress *progress,
            const DesignerOsRow *row)
{
  gboolean is_tree = row->parent == DESIGNER_OS_PLACE_TREE || row->parent == DESIGNER_OS_PLACE_TREEINFO;
  GPtrArray *products = progress->entry->products[is_tree ? DESIGNER_OS_TREES : DESIGNER_OS_MEDIA];

  return g_ptr_array_index (products, products->len - 1);
}

static gboolean
start_treeinfo (DesignerOsProgress *progress,
                const DesignerOsRow *row,
                const DesignerOsAttributes *attributes G_GNUC_UNUSED)
{
  product_of (progress, row)->has_treeinfo = TRUE;
  return TRUE;
}

static void
set_text (DesignerOsProgress *progress,
          char **text)
{
  if (progress->text->len == 0)
    return;
  g_free (*text);
  *text = g_strdup (progress->text->str);
}

static void
end_mark (DesignerOsProgress *progress,
          const DesignerOsRow *row)
{
  set_text (progress, &product_of (progress, row)->marks[row->detail]);
}

static void
end_member (DesignerOsProgress *progress,
            const DesignerOsRow *row)
{
  set_text (progress, &product_of (progress, row)->members[row->detail]);
}

static gboolean
start_resources (DesignerOsProgress *progress,
                 const DesignerOsRow *row G_GNUC_UNUSED,
                 const DesignerOsAttributes *attributes)
{
  gboolean inherits = attribute_is (attributes, "inherit", "true");
  g_autofree char *id = part_id (progress, progress->n_resources++);
  g_autofree char *arch = attribute (attributes, "arch");

  for (guint i = 0; i < DESIGNER_OS_N_RESOURCES; i++)
    {
      progress->amounts[i] = designer_os_amounts_new (id, arch);
      progress->amounts[i]->inherits = inherits;
      progress->has_amounts[i] = inherits;
    }
  return TRUE;
}

static void
end_resources (DesignerOsProgress *progress,
               const DesignerOsRow *row G_GNUC_UNUSED)
{
  for (guint i = 0; i < DESIGNER_OS_N_RESOURCES; i++)
    {
      if (progress->has_amounts[i])
        put (progress, progress->entry->resources[i], progress->amounts[i]);
      else
        designer_os_amounts_free (progress->amounts[i]);
      progress->amounts[i] = NULL;
    }
}

static GVirDesignerOsResources
resources_of (const DesignerOsRow *row)
{
  return row->parent == DESIGNER_OS_PLACE_MINIMUM ? GVIR_DESIGNER_OS_RESOURCES_MINIMUM
                                                  : GVIR_DESIGNER_OS_RESOURCES_RECOMMENDED;
}

static gboolean
start_amount (DesignerOsProgress *progress,
              const DesignerOsRow *row,
              const DesignerOsAttributes *attributes G_GNUC_UNUSED)
{
  progress->has_amounts[resources_of (row)] = TRUE;
  return row->detail != AMOUNT_OTHER;
}

static void
end_amount (DesignerOsProgress *progress,
            const DesignerOsRow *row)
{
  DesignerOsAmounts *amounts = progress->amounts[resources_of (row)];
  gint64 *const values[] = {
    [AMOUNT_MEMORY] = &amounts->memory,
    [AMOUNT_STORAGE] = &amounts->storage,
    [AMOUNT_VCPUS] = &amounts->vcpus,
  };

  if (progress->text->len > 0)
    *values[row->detail] = g_ascii_strtoll (progress->text->str, NULL, 0);
}

#define PLACE(name) DESIGNER_OS_PLACE_##name
#define ANY (DESIGNER_OS_READ_ALL | DESIGNER_OS_READ_MARKS)
#define NAMES DESIGNER_OS_READ_NAMES
#define INHERITED DESIGNER_OS_READ_INHERITED
#define PRODUCTS DESIGNER_OS_READ_PRODUCTS
#define MARKS DESIGNER_OS_READ_MARKS
#define TEXT_ROW(element, detail) \
  { PLACE (ENTRY), element, PLACE (TEXT), NAMES, start_text, end_text, DESIGNER_OS_TEXT_##detail }
#define PRODUCT_ROW(element, detail) \
  { PLACE (ENTRY), element, PLACE (NOWHERE), PRODUCTS, start_product, NULL, DESIGNER_OS_##detail }
#define MARK_ROW(where, element, detail) \
  { PLACE (where), element, PLACE (TEXT), MARKS, NULL, end_mark, DESIGNER_OS_MARK_##detail }
#define MEMBER_ROW(where, element, detail) \
  { PLACE (where), element, PLACE (TEXT), MARKS, NULL, end_member, DESIGNER_OS_MEMBER_##detail }
#define AMOUNT_ROW(where, element, detail) \
  { PLACE (where), element, PLACE (TEXT), INHERITED, start_amount, end_amount, AMOUNT_##detail }

const DesignerOsRow designer_os_rows[] = {
  { PLACE (DOCUMENT), "libosinfo", PLACE (ROOT), ANY, NULL, NULL, 0 },
  { PLACE (ROOT), "os", PLACE (ENTRY), ANY, start_entry, NULL, 0 },
  { PLACE (ROOT), "device", PLACE (ENTRY), ANY, start_entry, NULL, 0 },
  { PLACE (ENTRY), "short-id", PLACE (TEXT), ANY, NULL, end_short_id, 0 },
  TEXT_ROW ("name", NAME),
  TEXT_ROW ("class", CLASS),
  TEXT_ROW ("version", VERSION),
  TEXT_ROW ("family", FAMILY),
  TEXT_ROW ("distro", DISTRO),
  TEXT_ROW ("release-date", RELEASE_DATE),
  TEXT_ROW ("release-status", RELEASE_STATUS),
  { PLACE (ENTRY), "derives-from", PLACE (NOWHERE), INHERITED, start_relation, NULL, FALSE },
  { PLACE (ENTRY), "clones", PLACE (NOWHERE), INHERITED, start_relation, NULL, TRUE },
  { PLACE (ENTRY), "devices", PLACE (DEVICES), INHERITED, NULL, NULL, 0 },
  { PLACE (DEVICES), "device", PLACE (NOWHERE), INHERITED, start_link, NULL, 0 },
  { PLACE (ENTRY), "driver", PLACE (DRIVER), INHERITED, start_driver, NULL, 0 },
  { PLACE (DRIVER), "device", PLACE (NOWHERE), INHERITED, start_driver_device, NULL, 0 },
  { PLACE (ENTRY), "firmware", PLACE (NOWHERE), INHERITED, start_firmware, NULL, 0 },
  { PLACE (ENTRY), "resources", PLACE (RESOURCES), INHERITED, start_resources, end_resources, 0 },
  { PLACE (RESOURCES), "minimum", PLACE (MINIMUM), INHERITED, NULL, NULL, 0 },
  { PLACE (RESOURCES), "recommended", PLACE (RECOMMENDED), INHERITED, NULL, NULL, 0 },
  AMOUNT_ROW (MINIMUM, "ram", MEMORY),
  AMOUNT_ROW (MINIMUM, "storage", STORAGE),
  AMOUNT_ROW (MINIMUM, "n-cpus", VCPUS),
  AMOUNT_ROW (MINIMUM, "cpu", OTHER),
  AMOUNT_ROW (RECOMMENDED, "ram", MEMORY),
  AMOUNT_ROW (RECOMMENDED, "storage", STORAGE),
  AMOUNT_ROW (RECOMMENDED, "n-cpus", VCPUS),
  AMOUNT_ROW (RECOMMENDED, "cpu", OTHER),
  PRODUCT_ROW ("media", MEDIA),
  { PLACE (ENTRY), "media", PLACE (MEDIUM), MARKS, start_marked_product, NULL, DESIGNER_OS_MEDIA },
  { PLACE (MEDIUM), "iso", PLACE (LABEL), MARKS, NULL, NULL, 0 },
  MARK_ROW (LABEL, "volume-id", VOLUME_ID),
  MARK_ROW (LABEL, "system-id", SYSTEM_ID),
  MARK_ROW (LABEL, "publisher-id", PUBLISHER_ID),
  MARK_ROW (LABEL, "application-id", APPLICATION_ID),
  MARK_ROW (LABEL, "volume-size", VOLUME_SIZE),
  MEMBER_ROW (MEDIUM, "kernel", KERNEL),
  MEMBER_ROW (MEDIUM, "initrd", INITRD),
  PRODUCT_ROW ("tree", TREES),
  { PLACE (ENTRY), "tree", PLACE (TREE), MARKS, start_marked_product, NULL, DESIGNER_OS_TREES },
  { PLACE (TREE), "treeinfo", PLACE (TREEINFO), MARKS, start_treeinfo, NULL, 0 },
  MARK_ROW (TREEINFO, "family", TREE_FAMILY),
  MARK_ROW (TREEINFO, "variant", TREE_VARIANT),
  MARK_ROW (TREEINFO, "version", TREE_VERSION),
  MARK_ROW (TREEINFO, "arch", TREE_ARCH),
  MEMBER_ROW (TREE, "kernel", KERNEL),
  MEMBER_ROW (TREE, "initrd", INITRD),
  PRODUCT_ROW ("image", IMAGES),
};
const guint designer_os_n_rows = G_N_ELEMENTS (designer_os_rows);
