/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "storage/volumes-private.h"

static void
append (GString *xml,
        const char *format,
        ...) G_GNUC_PRINTF (2, 3);

/* With its arguments escaped. */
static void
append (GString *xml,
        const char *format,
        ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_markup_vprintf_escaped (format, arguments);
  va_end (arguments);
  g_string_append (xml, text);
}

char *
builder_volume_wish_to_xml (const BuilderVolumeWish *wish)
{
  g_autoptr (GString) xml = g_string_new ("<volume>");

  append (xml, "<name>%s</name>", wish->name);
  if (wish->capacity > 0 || wish->backing == NULL)
    append (xml, "<capacity unit='bytes'>%" G_GUINT64_FORMAT "</capacity>", wish->capacity);
  append (xml, "<allocation unit='bytes'>%" G_GUINT64_FORMAT "</allocation>", wish->allocation);
  if (wish->format != NULL)
    append (xml, "<target><format type='%s'/></target>", wish->format);
  if (wish->backing != NULL)
    {
      append (xml, "<backingStore><path>%s</path>", wish->backing);
      if (wish->backing_format != NULL)
        append (xml, "<format type='%s'/>", wish->backing_format);
      g_string_append (xml, "</backingStore>");
    }
  g_string_append (xml, "</volume>");
  return g_string_free (g_steal_pointer (&xml), FALSE);
}
