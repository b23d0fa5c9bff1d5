/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The XML of a guest, from a file or a stream. */

#include "tool.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define MAX_BYTES (16 * 1024 * 1024)

static char *
read_stream (FILE *stream,
             const char *name,
             GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[65536];
  gsize n;

  while ((n = fread (buffer, 1, sizeof buffer, stream)) > 0 && text->len <= MAX_BYTES)
    g_string_append_len (text, buffer, (gssize) n);
  if (!ferror (stream) && text->len <= MAX_BYTES && strlen (text->str) == text->len)
    return g_string_free (g_steal_pointer (&text), FALSE);
  g_set_error (error, TOOL_ERROR, TOOL_ERROR_FAILED, "%s %s", name,
               text->len > MAX_BYTES ? "is larger than 16 MiB, which no domain is"
                                     : "cannot be read, or is no text: give the XML that 'virsh dumpxml' writes");
  return NULL;
}

char *
tool_guest_xml_read (const char *file,
                     GError **error)
{
  g_autofree char *shown = g_filename_display_name (file);
  g_autofree char *name = g_strdup_printf ("'%s'", shown);
  FILE *stream;
  char *text;

  if (g_str_equal (file, "-"))
    return read_stream (stdin, "standard input", error);
  stream = fopen (file, "re");
  if (stream == NULL)
    {
      g_set_error (error, TOOL_ERROR, TOOL_ERROR_FAILED,
                   "%s cannot be opened: %s; give the file with the guest's XML, or --connect with the guest's name",
                   name, g_strerror (errno));
      return NULL;
    }
  text = read_stream (stream, name, error);
  fclose (stream);
  return text;
}
