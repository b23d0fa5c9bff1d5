/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "os/os-private.h"

#include <string.h>

static gsize
digits (const char *text)
{
  return strspn (text, "0123456789");
}

/* The length of the service pack at TEXT ("sp4"), or 0. */
static gsize
service_pack (const char *text)
{
  gsize n;

  if (!g_str_has_prefix (text, "sp"))
    return 0;
  n = digits (text + 2);
  return n > 0 ? n + 2 : 0;
}

char *
designer_version_parse (const char *text)
{
  GString *version = NULL;
  gsize n = digits (text);

  if (n == 0)
    return NULL;
  version = g_string_new_len (text, n);
  text += n;
  while (*text == '.' && (n = digits (text + 1)) > 0)
    {
      g_string_append_len (version, text, n + 1);
      text += n + 1;
    }
  n = service_pack (text);
  if (n > 0)
    g_string_append_printf (version, ".%s", text + 2);
  return g_string_free (version, text[n] != '\0');
}

gsize
designer_version_offset (const char *name)
{
  for (gsize i = 1; name[0] != '\0' && name[i] != '\0'; i++)
    {
      g_autofree char *version = NULL;

      if (g_ascii_isdigit (name[i - 1]) || name[i - 1] == '.')
        continue;
      version = designer_version_parse (name + i);
      if (version != NULL)
        return i;
    }
  return 0;
}

/* By length and digits rather than by value, so that no number is too big. */
static gint
compare_numbers (const char *a,
                 gsize n_a,
                 const char *b,
                 gsize n_b)
{
  for (; n_a > 0 && *a == '0'; n_a--)
    a++;
  for (; n_b > 0 && *b == '0'; n_b--)
    b++;
  if (n_a != n_b)
    return n_a < n_b ? -1 : 1;
  return CLAMP (memcmp (a, b, n_a), -1, 1);
}

/* Reads leading numbers only; a missing one counts as 0. */
gint
designer_version_compare (const char *a,
                          const char *b)
{
  gsize n_a = digits (a);
  gsize n_b = digits (b);

  while (n_a > 0 || n_b > 0)
    {
      gint order = compare_numbers (a, n_a, b, n_b);

      if (order != 0)
        return order;
      a += n_a;
      b += n_b;
      n_a = *a == '.' ? digits (++a) : 0;
      n_b = *b == '.' ? digits (++b) : 0;
    }
  return 0;
}

static gboolean
is_open_ended (const char *version)
{
  return version == NULL || digits (version) == 0;
}

/* A few entries give their version in the short id alone. */
static const char *
stated_version (DesignerOsFacts *facts)
{
  const char *version = facts->version;
  const char *short_id = facts->short_id;
  gsize offset;

  if (version != NULL && *version != '\0')
    return version;
  offset = short_id != NULL ? designer_version_offset (short_id) : 0;
  return offset > 0 ? short_id + offset : NULL;
}

/* "9-unknown" stands for every release of 9 that the database does not know. */
static gboolean
is_line_of (const char *version,
            const char *other)
{
  gsize length;

  if (!g_str_has_suffix (version, "-unknown"))
    return FALSE;
  length = strlen (version) - strlen ("-unknown");
  return strncmp (version, other, length) == 0 &&
         (other[length] == '.' || other[length] == '\0');
}

gint
designer_os_facts_compare_version (DesignerOsFacts *facts,
                                   const char *version)
{
  const char *own = stated_version (facts);

  if (is_open_ended (own) || is_line_of (own, version))
    return 1;
  return designer_version_compare (own, version);
}

/**
 * gvir_designer_os_compare_version:
 * @os: an operating system
 * @version: a version: numbers joined by dots, such as `10.2`
 *
 * Tells whether the system is older or newer than a version of it.
 *
 * The numbers are compared one after another, a missing one being 0. The
 * version is the database's, which for some systems is not the one in their
 * name: that of `win7` is 6.1. A system without a numbered version (a rolling
 * or development release, or the entry for unknown releases) is newer than
 * every version.
 *
 * Returns: -1 when the system is older than @version, 0 when it is that
 *   version, 1 when it is newer
 */
gint
gvir_designer_os_compare_version (GVirDesignerOs *os,
                                  const char *version)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), 0);
  g_return_val_if_fail (version != NULL, 0);

  return designer_os_facts_compare_version (os->facts, version);
}
