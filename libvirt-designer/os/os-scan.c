/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "os/os-scan-private.h"

#include <string.h>

/* What is looked for: the element that all of one medium is in, and the one that tells most of them apart. */
typedef struct
{
  const char *group;
  const char *end;
  const char *element;
} Place;

static const Place of_media = { "<iso", "</iso>", "<volume-id" };
static const Place of_trees = { "<treeinfo", "</treeinfo>", "<family" };

DesignerOsScan *
designer_os_scan_new (void)
{
  DesignerOsScan *scan = g_new0 (DesignerOsScan, 1);

  scan->media.texts = g_ptr_array_new_with_free_func (g_free);
  scan->trees.texts = g_ptr_array_new_with_free_func (g_free);
  return scan;
}

void
designer_os_scan_free (DesignerOsScan *scan)
{
  g_ptr_array_unref (scan->media.texts);
  g_ptr_array_unref (scan->trees.texts);
  g_free (scan);
}

/* The text of a pattern in what is between START and END, or NULL where it has to be read as XML. */
static char *
text_in (const Place *place,
         const char *start,
         const char *end)
{
  const char *at = strstr (start, place->element);
  gsize length;

  if (at == NULL || at > end)
    return NULL;
  at += strcspn (at, ">");
  at += *at == '>';
  length = strcspn (at, "<&");
  if (length == 0 || at[length] != '<' || at[length + 1] != '/')
    return NULL;
  return designer_os_pattern_text (at, length);
}

static void
add (DesignerOsHints *hints,
     char *text)
{
  hints->any = hints->any || text == NULL;
  if (text != NULL)
    g_ptr_array_add (hints->texts, text);
}

static void
scan_place (DesignerOsHints *hints,
            const Place *place,
            const char *xml)
{
  const char *at = xml;

  while ((at = strstr (at, place->group)) != NULL)
    {
      const char *end = strstr (at, place->end);

      if (end == NULL)
        {
          hints->any = TRUE;
          return;
        }
      add (hints, text_in (place, at, end));
      at = end;
    }
}

/* What is in no encoding like ASCII has to be read in full. */
void
designer_os_scan_text (DesignerOsScan *scan,
                       const char *xml)
{
  gboolean is_plain = *xml == '\0' || strstr (xml, "<libosinfo") != NULL;

  scan->media.any = scan->media.any || !is_plain;
  scan->trees.any = scan->trees.any || !is_plain;
  scan_place (&scan->media, &of_media, xml);
  scan_place (&scan->trees, &of_trees, xml);
}

gboolean
designer_os_hints_may_match (const DesignerOsHints *hints,
                             const char *value)
{
  if (hints->any)
    return TRUE;
  for (guint i = 0; value != NULL && i < hints->texts->len; i++)
    {
      if (strstr (value, g_ptr_array_index (hints->texts, i)) != NULL)
        return TRUE;
    }
  return FALSE;
}
