/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Passwords: hashes are verified by libcrypt, as a login does. */

#include <crypt.h>
#include <string.h>

#include <libvirt-builder/libvirt-builder.h>

#include "seeds/passwords-private.h"

static const char *const prefixes[] = {
  [BUILDER_HASH_YESCRYPT] = "$y$",
  [BUILDER_HASH_SHA512] = "$6$",
  [BUILDER_HASH_BCRYPT] = "$2b$",
};

static void
assert_verifies (const char *password,
                 const char *hash,
                 gboolean expected)
{
  g_autofree struct crypt_data *state = g_new0 (struct crypt_data, 1);
  const char *again = crypt_r (password, hash, state);

  g_assert_nonnull (again);
  g_assert_true (g_str_equal (again, hash) == expected);
}

static void
test_hashes (void)
{
  const char *const passwords[] = { "secret", "with \"quotes\" and 'these': {$}\\", "größer als 安全", "-", "#", NULL };

  for (guint how = 0; how < G_N_ELEMENTS (prefixes); how++)
    {
      for (guint i = 0; passwords[i] != NULL; i++)
        {
          g_autoptr (GError) error = NULL;
          g_autofree char *hash = builder_password_hash (passwords[i], (BuilderHash) how, &error);

          g_assert_no_error (error);
          g_assert_true (g_str_has_prefix (hash, prefixes[how]));
          assert_verifies (passwords[i], hash, TRUE);
          assert_verifies ("another", hash, FALSE);
        }
    }
}

static void
test_salt (void)
{
  g_autofree char *one = builder_password_hash ("secret", BUILDER_HASH_SHA512, NULL);
  g_autofree char *two = builder_password_hash ("secret", BUILDER_HASH_SHA512, NULL);

  g_assert_cmpstr (one, !=, two);
}

static void
test_too_long (void)
{
  g_autofree char *fits = g_strnfill (72, 'x');
  g_autofree char *one_more = g_strnfill (73, 'x');
  g_autofree char *far_more = g_strnfill (CRYPT_MAX_PASSPHRASE_SIZE, 'x');
  g_autofree char *hash = builder_password_hash (fits, BUILDER_HASH_BCRYPT, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (hash);
  g_assert_null (builder_password_hash (one_more, BUILDER_HASH_BCRYPT, NULL));
  g_assert_null (builder_password_hash (far_more, BUILDER_HASH_YESCRYPT, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT);
  g_assert_null (strstr (error->message, "xx"));
}

static void
test_generated (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (GError) error = NULL;
      char *password = gvir_builder_password_generate (i % 2 == 0 ? &error : NULL);

      g_assert_no_error (error);
      g_assert_cmpint (strlen (password), ==, 24);
      g_assert_cmpint (strspn (password, "bcdefghjknprstuvx"), ==, 24);
      g_assert_true (g_hash_table_add (seen, password));
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/builder/passwords/hashes-are-those-of-a-login", test_hashes);
  g_test_add_func ("/builder/passwords/every-hash-has-a-salt", test_salt);
  g_test_add_func ("/builder/passwords/too-long-ones-are-refused", test_too_long);
  g_test_add_func ("/builder/passwords/generated-ones-differ", test_generated);

  return g_test_run ();
}
