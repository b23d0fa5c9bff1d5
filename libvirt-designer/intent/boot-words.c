/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The ways in which --boot asks for secure boot. */

#include "intent/option-words-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"

/* The firmware that is asked for, and not named as a file, is found by its features. */
gboolean
designer_words_secure_loader (DesignerWords *words,
                              const char *name,
                              const char *value,
                              GError **error)
{
  gboolean yes;

  if (!designer_words_read_answer (words, name, value, &yes, error))
    return FALSE;
  designer_words_add (words, "loader.secure=%s", yes ? "yes" : "no");
  if (yes && designer_words_given (words, "loader") == NULL)
    designer_words_add (words, "secure-boot=yes");
  return TRUE;
}

/* The other half of "firmware.feature0.name" or "firmware.feature0.enabled". */
static const char *
other_half (const DesignerWords *words,
            const char *name,
            const char *half)
{
  g_autofree char *other = g_strdup_printf ("%.*s.%s", (int) (strrchr (name, '.') - name), name, half);

  return designer_words_given (words, other);
}

static gboolean
refuse_half (const char *name,
             const char *remedy,
             GError **error)
{
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
               "'%s' of --boot says nothing by itself: give %s too", name, remedy);
  return FALSE;
}

/* "firmware.feature0.name=secure-boot,firmware.feature0.enabled=yes" is secure-boot=yes. */
gboolean
designer_words_firmware_feature (DesignerWords *words,
                                 const char *name,
                                 const char *value,
                                 GError **error)
{
  static const char *const known[] = { "secure-boot", "enrolled-keys", NULL };
  const char *enabled = other_half (words, name, "enabled");
  gboolean yes;

  if (!g_strv_contains (known, value))
    {
      designer_words_keep (words, name, value);
      return TRUE;
    }
  if (enabled == NULL)
    return refuse_half (name, "the same with 'enabled' for 'name', as yes or no", error);
  if (!designer_words_read_answer (words, name, enabled, &yes, error))
    return FALSE;
  designer_words_add (words, "%s=%s", value, yes ? "yes" : "no");
  return TRUE;
}

/* Its name takes it along. */
gboolean
designer_words_firmware_enabled (DesignerWords *words,
                                 const char *name,
                                 G_GNUC_UNUSED const char *value,
                                 GError **error)
{
  return other_half (words, name, "name") != NULL
         || refuse_half (name, "the same with 'name' for 'enabled', as secure-boot or enrolled-keys", error);
}
