/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "check/look-private.h"

/* Those that were found first come first among those that are as bad. */
static gint
compare (gconstpointer a,
         gconstpointer b)
{
  const GVirDesignerFinding *one = *(const GVirDesignerFinding *const *) a;
  const GVirDesignerFinding *other = *(const GVirDesignerFinding *const *) b;

  return (gint) other->severity - (gint) one->severity;
}

static void
look_at (DesignerLook *look,
         DesignerSubject *subject)
{
  designer_look_for_refusals (look, subject);
  designer_look_for_rows (look, subject);
}

GPtrArray *
designer_look_for_all (GVirDesignerDomain *design,
                       DesignerLookFor what)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_object_unref);
  DesignerLook look = { design, design->priv->facts, findings };

  for (guint i = DESIGNER_SCOPE_DOMAIN; i < DESIGNER_N_WHOLE_SCOPES; i++)
    look_at (&look, look.facts->whole[i]);
  for (guint i = 0; i < look.facts->devices->len; i++)
    look_at (&look, g_ptr_array_index (look.facts->devices, i));
  designer_look_at_xml (&look);
  g_ptr_array_sort (findings, compare);
  if (what == DESIGNER_LOOK_CHOICES)
    designer_look_for_choices (&look);
  return findings;
}

static GListModel *
list_of (GPtrArray *findings)
{
  GListStore *store = g_list_store_new (GVIR_DESIGNER_TYPE_FINDING);

  g_list_store_splice (store, 0, 0, findings->pdata, findings->len);
  return G_LIST_MODEL (store);
}

/**
 * gvir_designer_domain_check:
 * @design: a design, as a rule one that was begun with a guest that is there already
 *
 * Finds what the host would refuse of the guest, what would start and not work since
 * the operating system has no driver for it, and what policy would do better now.
 *
 * Nothing is changed. Policies that were added to @design have their say.
 *
 * Returns: (transfer full): a list of [class@LibvirtDesigner.Finding], the worst
 *   first, which does not follow later calls; empty where nothing is found
 */
GListModel *
gvir_designer_domain_check (GVirDesignerDomain *design)
{
  g_autoptr (GPtrArray) findings = NULL;

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);

  findings = designer_look_for_all (design, DESIGNER_LOOK_FINDINGS);
  return list_of (findings);
}

/**
 * gvir_designer_domain_list_modernisations:
 * @design: a design, as a rule one that was begun with a guest that is there already
 *
 * Lists what [method@LibvirtDesigner.Domain.modernise] can change of the guest: what
 * [method@LibvirtDesigner.Domain.check] finds and knows how to mend, and what is better
 * but has to be chosen, since a system that is installed may not survive it.
 *
 * Returns: (transfer full): a list of [class@LibvirtDesigner.Finding]; the rule of each
 *   is its id
 */
GListModel *
gvir_designer_domain_list_modernisations (GVirDesignerDomain *design)
{
  g_autoptr (GPtrArray) findings = NULL;

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);

  findings = designer_look_for_all (design, DESIGNER_LOOK_CHOICES);
  for (guint i = findings->len; i-- > 0;)
    {
      if (((GVirDesignerFinding *) g_ptr_array_index (findings, i))->mend.kind == DESIGNER_MEND_NONE)
        g_ptr_array_remove_index (findings, i);
    }
  return list_of (findings);
}
