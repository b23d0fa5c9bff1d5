/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config/libvirt-designer-config.h"

#include "base/libvirt-designer-error.h"
#include "config/emit-private.h"
#include "config/path-private.h"
#include "vocabulary/things-private.h"

/**
 * gvir_designer_config_get:
 * @object: a libvirt-gconfig object
 * @path: a path below its element, such as `driver/@cache`
 * @error: return location for a #GError
 *
 * Reads any element or attribute, also those that libvirt-gconfig lacks.
 *
 * A path is element names between slashes. A name with several elements takes
 * `[2]` or `[@name='rtc']` behind it; `@name` at the end is an attribute. The
 * prefixes `libosinfo:` and `qemu:` stand for those namespaces.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL: without an error
 *   where there is no such element or attribute, with
 *   %GVIR_DESIGNER_ERROR_INVALID_VALUE where @path is no path
 */
char *
gvir_designer_config_get (GVirConfigObject *object,
                          const char *path,
                          GError **error)
{
  g_return_val_if_fail (GVIR_CONFIG_IS_OBJECT (object), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  return designer_path_get (designer_emit_root (object), path, error);
}

/**
 * gvir_designer_config_set:
 * @object: a libvirt-gconfig object
 * @path: a path below its element, as in [func@LibvirtDesigner.config_get]
 * @value: (nullable): the text, or %NULL to take the element or attribute away
 * @error: return location for a #GError
 *
 * Writes any element or attribute, also those that libvirt-gconfig lacks.
 *
 * Elements that are not there are made, behind the others of their name. Taking
 * away also takes the elements above that are left with nothing in them, but
 * never the object's own.
 *
 * Returns: %TRUE, or %FALSE with %GVIR_DESIGNER_ERROR_INVALID_VALUE where @path
 *   is no path, or is of an element that cannot be made, or where @value is no
 *   text that XML can hold; then nothing is changed
 */
gboolean
gvir_designer_config_set (GVirConfigObject *object,
                          const char *path,
                          const char *value,
                          GError **error)
{
  g_return_val_if_fail (GVIR_CONFIG_IS_OBJECT (object), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (value == NULL || designer_text_fits_xml (value))
    return designer_path_set (designer_emit_root (object), path, value, error);
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
               "the value for '%s' has a character that XML cannot hold: give UTF-8 text without "
               "control characters", path);
  return FALSE;
}
