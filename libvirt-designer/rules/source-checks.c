/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Where the data of disks and file systems is. */

#include "rules/checks-private.h"

#include "base/words-private.h"

static gboolean
check_row (const DesignerFacts *facts,
           const DesignerSubject *subject,
           const DesignerSourceRow *row,
           const char *device,
           const char *type,
           gboolean may_be_empty,
           GError **error)
{
  const char *value = designer_facts_get (facts, subject, row->thing);
  gboolean belongs = designer_word_is_among (type, row->types);

  if (value != NULL && !belongs)
    return designer_check_refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                                  "%s cannot be '%s' for a %s of type %s: give only one kind of storage",
                                  designer_thing_get (row->thing)->name, value, device, type);
  if (value == NULL && belongs && !may_be_empty)
    return designer_check_refuse (error, GVIR_DESIGNER_ERROR_INVALID_VALUE, "a %s of type %s names no %s: give %s", device,
                                  type, designer_thing_get (row->thing)->title, row->remedy);
  return TRUE;
}

gboolean
designer_check_sources (const DesignerFacts *facts,
                        const DesignerSubject *subject,
                        const DesignerSourceRow *rows,
                        guint n_rows,
                        const char *device,
                        const char *type,
                        gboolean may_be_empty,
                        GError **error)
{
  for (guint i = 0; i < n_rows; i++)
    {
      if (!check_row (facts, subject, &rows[i], device, type, may_be_empty, error))
        return FALSE;
    }
  return TRUE;
}
