/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "seeds/passwords-private.h"

#include <crypt.h>
#include <errno.h>
#include <string.h>
#include <sys/random.h>

#include "base/libvirt-builder-error.h"

/* Letters that are at the same place on QWERTY, QWERTZ and AZERTY keyboards, since the password may have to be
 * typed before the guest knows which it has; and none that looks like another. */
#define LETTERS "bcdefghjknprstuvx"
#define N_LETTERS (sizeof (LETTERS) - 1)
/* 24 × log2 17 = 98 bits. */
#define GENERATED_LENGTH 24

typedef struct
{
  const char *prefix;
  gsize longest; /* of the password; more would be cut off unsaid, or refused */
} Method;

static const Method methods[] = {
  [BUILDER_HASH_YESCRYPT] = { "$y$", CRYPT_MAX_PASSPHRASE_SIZE - 1 },
  [BUILDER_HASH_SHA512] = { "$6$", CRYPT_MAX_PASSPHRASE_SIZE - 1 },
  [BUILDER_HASH_BCRYPT] = { "$2b$", 72 },
  [BUILDER_HASH_MD5] = { "$1$", CRYPT_MAX_PASSPHRASE_SIZE - 1 },
};

static char *
hash_with (const char *password,
           const char *setting,
           GError **error)
{
  struct crypt_data *state = g_new0 (struct crypt_data, 1);
  char *hash = g_strdup (crypt_rn (password, setting, state, (int) sizeof (*state)));
  int code = errno;

  /* What was derived from the password is in there. */
  explicit_bzero (state, sizeof (*state));
  g_free (state);
  if (hash == NULL)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                 "libcrypt cannot hash a password as %.3s: %s", setting, g_strerror (code));
  return hash;
}

char *
builder_password_hash (const char *password,
                       BuilderHash how,
                       GError **error)
{
  const Method *method = &methods[how];
  char setting[CRYPT_GENSALT_OUTPUT_SIZE];

  if (strlen (password) > method->longest)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                   "a password is too long: it may have %" G_GSIZE_FORMAT " bytes here", method->longest);
      return NULL;
    }
  /* No bytes of ours: libcrypt asks the kernel for them. */
  if (crypt_gensalt_rn (method->prefix, 0, NULL, 0, setting, (int) sizeof (setting)) != NULL)
    return hash_with (password, setting, error);
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
               "libcrypt makes no salt for passwords as %s: %s", method->prefix, g_strerror (errno));
  return NULL;
}

/**
 * gvir_builder_password_generate:
 * @error: return location for an error, or %NULL
 *
 * Makes a password that nobody can guess, of 24 letters from the random numbers of the
 * kernel. Keyboards of every country have these letters at the same place.
 *
 * Returns: (transfer full): a password, or %NULL with an error of %GVIR_BUILDER_ERROR_FAILED
 *   where the kernel gives no random numbers
 */
char *
gvir_builder_password_generate (GError **error)
{
  /* Numbers from here on are thrown away, so that every letter is as likely as any other. */
  const guint limit = 256 / N_LETTERS * N_LETTERS;
  g_autofree char *password = g_malloc0 (GENERATED_LENGTH + 1);
  guint length = 0;
  guint8 number;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  while (length < GENERATED_LENGTH)
    {
      if (getrandom (&number, 1, 0) != 1)
        {
          g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_FAILED,
                       "the kernel gives no random numbers: %s", g_strerror (errno));
          return NULL;
        }
      if (number < limit)
        password[length++] = LETTERS[number % N_LETTERS];
    }
  return g_steal_pointer (&password);
}
