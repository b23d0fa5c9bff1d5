/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the values of fields may be. */

#include "seeds/install-config-private.h"

#include "base/libvirt-builder-error.h"

gboolean
builder_field_value_check (GVirBuilderInstallField field,
                           const char *value,
                           GError **error)
{
  if (*value != '\0' && g_utf8_validate (value, -1, NULL))
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
               *value == '\0' ? "the %s is empty: give one, or leave it out" : "the %s is no text in UTF-8",
               builder_install_field_title (field));
  return FALSE;
}
