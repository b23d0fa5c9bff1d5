/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* All that would be better now, or what of it is chosen, at once. */

#include "check/modernise-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "base/nearest-private.h"
#include "check/rows-private.h"
#include "config/written-private.h"
#include "domain/change-private.h"
#include "domain/selection-private.h"

/* What one change makes possible, another check finds; so many times at most. */
#define MOST_ROUNDS 8
#define PREFIX "check."

/* Changes of many parts. Each mends what a row or rule of that id finds. */
static const struct
{
  const char *id;
  DesignerConversion *convert;
} conversions[] = {
  { "check.machine.q35", designer_convert_to_q35 },
  { "graphics.spice", designer_convert_from_spice },
};

/* The number-th device of OPTION's kind, or NULL where it is about none. */
static gboolean
find_device (GVirDesignerDomain *design,
             const DesignerOptionRow *option,
             guint number,
             DesignerSubject **device,
             GError **error)
{
  g_autofree char *selector = g_strdup_printf ("%u", number);
  g_autoptr (GPtrArray) devices = NULL;

  *device = NULL;
  if (number == 0)
    return TRUE;
  devices = designer_selection_find (design, option, selector, error);
  if (devices != NULL)
    *device = g_ptr_array_index (devices, 0);
  return devices != NULL;
}

gboolean
designer_modernise_edit (GVirDesignerDomain *design,
                         const char *option,
                         guint number,
                         const char *argument,
                         GError **error)
{
  const DesignerOptionRow *row = designer_option_find (option, error);
  DesignerSubject *device;
  g_autoptr (DesignerChange) change = NULL;

  if (row == NULL || !designer_change_begin (design, error) || !find_device (design, row, number, &device, error))
    return FALSE;
  change = designer_change_new (design->priv->facts->intent, device != NULL ? device->request : NULL, row, argument, error);
  if (change == NULL)
    return FALSE;
  return device != NULL ? designer_change_device (design, device, change, error) : designer_change_whole (design, change, error);
}

DesignerConversion *
designer_conversion_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (conversions); i++)
    {
      if (g_str_equal (conversions[i].id, id))
        return conversions[i].convert;
    }
  return NULL;
}

/* Ids are also given without the part that all of them have. */
static gboolean
is_called (const char *id,
           const char *name)
{
  return g_str_equal (id, name) || (g_str_has_prefix (id, PREFIX) && g_str_equal (id + strlen (PREFIX), name));
}

static gboolean
is_wanted (const GVirDesignerFinding *finding,
           const char *const *ids)
{
  if (finding->mend.kind == DESIGNER_MEND_NONE)
    return FALSE;
  if (ids == NULL)
    return finding->severity == GVIR_DESIGNER_SEVERITY_BETTER && !finding->by_choice;
  for (guint i = 0; ids[i] != NULL; i++)
    {
      if (is_called (finding->rule, ids[i]))
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_id (const char *id,
          GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *hint = NULL;
  guint n;

  for (guint choice = 0; choice < 2; choice++)
    {
      const DesignerCheckRow *rows = choice ? designer_choice_rows_get (&n) : designer_check_rows_get (&n);

      for (guint i = 0; i < n; i++)
        {
          if (is_called (rows[i].id, id))
            return TRUE;
          g_ptr_array_add (names, (gpointer) (rows[i].id + strlen (PREFIX)));
        }
    }
  if (designer_rule_find (id) != NULL)
    return TRUE;
  hint = designer_nearest_hint (id, (const char *const *) names->pdata, names->len);
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME,
               "'%s' is nothing that can be modernised%s; 'modernise --list' shows what can be of this guest", id, hint);
  return FALSE;
}

/* The same part is not changed twice in a row: what one change makes of it, the next
 * round looks at anew. */
static char *
key_of (const GVirDesignerFinding *finding,
        gboolean with_rule)
{
  return g_strjoin (" ", finding->path, finding->thing, with_rule ? finding->rule : NULL, NULL);
}

static gboolean
apply (GVirDesignerDomain *design,
       const GVirDesignerFinding *finding,
       GError **error)
{
  const DesignerMend *mend = &finding->mend;

  switch (mend->kind)
    {
    case DESIGNER_MEND_NONE:
      break;
    case DESIGNER_MEND_EDIT:
      return designer_modernise_edit (design, mend->option, mend->number, mend->argument, error);
    case DESIGNER_MEND_ADD:
      return gvir_designer_domain_add_by_option (design, mend->option, mend->argument, error);
    case DESIGNER_MEND_MODERNISE:
      return designer_conversion_find (mend->argument) (design, error);
    }
  return TRUE;
}

/* A change of many parts comes by itself, since all others hang on it. */
static const GVirDesignerFinding *
find_first_conversion (const GPtrArray *findings,
                       GHashTable *done,
                       const char *const *ids)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const GVirDesignerFinding *finding = g_ptr_array_index (findings, i);

      if (finding->mend.kind == DESIGNER_MEND_MODERNISE && is_wanted (finding, ids)
          && g_hash_table_add (done, key_of (finding, TRUE)))
        return finding;
    }
  return NULL;
}

/* Adds what was changed to APPLIED. */
static gboolean
apply_round (GVirDesignerDomain *design,
             GHashTable *done,
             const char *const *ids,
             GListStore *applied,
             GError **error)
{
  g_autoptr (GPtrArray) findings = designer_look_for_all (design, DESIGNER_LOOK_CHOICES);
  g_autoptr (GHashTable) touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const GVirDesignerFinding *first = find_first_conversion (findings, done, ids);

  if (first != NULL)
    {
      g_list_store_append (applied, (gpointer) first);
      return apply (design, first, error);
    }
  for (guint i = 0; i < findings->len; i++)
    {
      const GVirDesignerFinding *finding = g_ptr_array_index (findings, i);

      if (!is_wanted (finding, ids) || !g_hash_table_add (touched, key_of (finding, FALSE))
          || !g_hash_table_add (done, key_of (finding, TRUE)))
        continue;
      g_list_store_append (applied, (gpointer) finding);
      if (!apply (design, finding, error))
        {
          g_prefix_error (error, "%s: ", finding->rule);
          return FALSE;
        }
    }
  return TRUE;
}

static GListModel *
apply_all (GVirDesignerDomain *design,
           const char *const *ids,
           GError **error)
{
  g_autoptr (GHashTable) done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GListStore) applied = g_list_store_new (GVIR_DESIGNER_TYPE_FINDING);
  guint before = 0;

  for (guint i = 0; i < MOST_ROUNDS; i++)
    {
      if (!apply_round (design, done, ids, applied, error))
        return NULL;
      if (g_list_model_get_n_items (G_LIST_MODEL (applied)) == before)
        break;
      before = g_list_model_get_n_items (G_LIST_MODEL (applied));
    }
  return G_LIST_MODEL (g_steal_pointer (&applied));
}

/**
 * gvir_designer_domain_modernise:
 * @design: a design, as a rule one that was begun with a guest that is there already
 * @ids: (nullable) (array zero-terminated=1): what is to be changed, by the ids that
 *   [method@LibvirtDesigner.Domain.list_modernisations] gives, with `check.` before
 *   them or without; %NULL: all that policy would do better now, but for what has to
 *   be chosen
 * @error: return location for a #GError
 *
 * Changes a guest to what policy would have now: a PC of 1996 to one with PCI Express,
 * with its buses, controllers and the names and addresses of its devices, old cards to
 * those that were made for virtual machines, and so on.
 *
 * What is chosen and does not apply to the guest changes nothing.
 *
 * Returns: (transfer full): a list of [class@LibvirtDesigner.Finding], what was changed
 *   in that order, empty where nothing was; or %NULL with
 *   %GVIR_DESIGNER_ERROR_UNKNOWN_NAME for an id that there is not, or as [method@LibvirtDesigner.Domain.edit_by_option]; after a failure of
 *   the latter the design is of no further use
 */
GListModel *
gvir_designer_domain_modernise (GVirDesignerDomain *design,
                                const char *const *ids,
                                GError **error)
{
  g_autoptr (GListModel) applied = NULL;
  gboolean sound;

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      if (!check_id (ids[i], error))
        return NULL;
    }
  sound = designer_written_check_all (designer_domain_root (design), NULL);
  applied = apply_all (design, ids, error);
  if (applied == NULL || (sound && !designer_written_check_all (designer_domain_root (design), error)))
    return NULL;
  return g_steal_pointer (&applied);
}

/**
 * gvir_designer_domain_mend:
 * @design: a design
 * @finding: something that was found of it
 * @error: return location for a #GError
 *
 * Carries out what mends a finding, as [method@LibvirtDesigner.Finding.get_mend] says.
 *
 * Returns: %TRUE, or %FALSE with %GVIR_DESIGNER_ERROR_CONFLICT where nothing is known
 *   that mends it, or as [method@LibvirtDesigner.Domain.edit_by_option]; after a
 *   failure of the latter the design is of no further use
 */
gboolean
gvir_designer_domain_mend (GVirDesignerDomain *design,
                           GVirDesignerFinding *finding,
                           GError **error)
{
  gboolean sound;

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), FALSE);
  g_return_val_if_fail (GVIR_DESIGNER_IS_FINDING (finding), FALSE);

  if (finding->mend.kind == DESIGNER_MEND_NONE)
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_CONFLICT,
                   "nothing is known that mends %s of %s: see its reason, and change the guest by hand", finding->rule,
                   finding->subject);
      return FALSE;
    }
  sound = designer_written_check_all (designer_domain_root (design), NULL);
  return apply (design, finding, error) && (!sound || designer_written_check_all (designer_domain_root (design), error));
}
