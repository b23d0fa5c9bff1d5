/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "fetch/fetcher-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define SOME 65536

/* Older trees have no better ones than SHA-1 and MD5: those still tell a damaged file. */
static const struct
{
  const char *name;
  GChecksumType type;
  gsize digits;
} kinds[] = {
  { "sha256", G_CHECKSUM_SHA256, 64 },
  { "sha512", G_CHECKSUM_SHA512, 128 },
  { "sha384", G_CHECKSUM_SHA384, 96 },
  { "sha1", G_CHECKSUM_SHA1, 40 },
  { "sha", G_CHECKSUM_SHA1, 40 },
  { "md5", G_CHECKSUM_MD5, 32 },
};

static gboolean
parse (const char *checksum,
       GChecksumType *type,
       const char **digits)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gsize length = strlen (kinds[i].name);
      gboolean is_it = g_ascii_strncasecmp (checksum, kinds[i].name, length) == 0 && checksum[length] == ':';

      if (!is_it)
        continue;
      *type = kinds[i].type;
      *digits = checksum + length + 1;
      return strlen (*digits) == kinds[i].digits && strspn (*digits, "0123456789abcdefABCDEF") == kinds[i].digits;
    }
  return FALSE;
}

gboolean
builder_checksum_check (const char *checksum,
                        GError **error)
{
  GChecksumType type;
  const char *digits;

  if (parse (checksum, &type, &digits))
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
               "'%s' is no checksum: give one such as 'sha256:' and 64 hexadecimal digits", checksum);
  return FALSE;
}

static char *
compute (const char *path,
         GChecksumType type,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (type);
  g_autofree guint8 *some = g_malloc (SOME);
  int file = open (path, O_RDONLY | O_CLOEXEC);
  gssize n = -1;
  int reason;

  while (file >= 0 && !g_cancellable_is_cancelled (cancellable) && (n = read (file, some, SOME)) > 0)
    g_checksum_update (sum, some, n);
  reason = errno;
  if (file >= 0)
    close (file);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (n < 0)
    builder_fetch_set_file_error (error, path, "read", reason);
  return n == 0 ? g_strdup (g_checksum_get_string (sum)) : NULL;
}

gboolean
builder_checksum_verify (const char *checksum,
                         const char *path,
                         const char *shown,
                         GCancellable *cancellable,
                         GError **error)
{
  GChecksumType type;
  const char *digits;
  g_autofree char *computed = NULL;

  if (!builder_checksum_check (checksum, error))
    return FALSE;
  parse (checksum, &type, &digits);
  computed = compute (path, type, cancellable, error);
  if (computed == NULL)
    return FALSE;
  if (g_ascii_strcasecmp (computed, digits) == 0)
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
               "'%s' is not what it should be: its checksum is %s, not %s; fetch it again, or from another mirror",
               shown, computed, digits);
  return FALSE;
}
