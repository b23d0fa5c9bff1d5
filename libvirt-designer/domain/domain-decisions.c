/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The decisions of a design, put into words when they are asked for. */

#include "decisions/decision-private.h"
#include "domain/domain-private.h"

/**
 * gvir_designer_domain_get_decisions:
 * @design: a design
 *
 * Lists what was decided so far, in the order in which it was.
 *
 * Returns: (transfer full): a list of [class@LibvirtDesigner.Decision], which
 *   does not follow later calls
 */
GListModel *
gvir_designer_domain_get_decisions (GVirDesignerDomain *design)
{
  GVirDesignerDomainPrivate *priv;
  g_autoptr (GPtrArray) decisions = g_ptr_array_new_with_free_func (g_object_unref);
  GListStore *store;
  const DesignerSubject *newest = NULL;

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);

  priv = design->priv;
  for (guint i = 0; i < priv->log->len; i++)
    {
      const DesignerRecord *record = &g_array_index (priv->log, DesignerRecord, i);

      if (record->subject != newest && record->subject->number > 0)
        g_ptr_array_add (decisions,
                         designer_decision_new_presence (priv->facts, record->subject, record->subject->addition));
      newest = record->subject;
      if (record->kind == DESIGNER_RECORD_BARE)
        continue;
      g_ptr_array_add (decisions, designer_decision_new (priv->facts, record));
    }
  for (guint i = 0; i < priv->omissions->len; i++)
    g_ptr_array_add (decisions,
                     designer_decision_new_omission (priv->facts,
                                                     &g_array_index (priv->omissions, DesignerOmission, i)));
  for (guint i = DESIGNER_N_WHOLE_SCOPES; i < DESIGNER_N_SCOPES; i++)
    {
      if (designer_intent_declines (priv->facts->intent, i))
        g_ptr_array_add (decisions, designer_decision_new_declined (i));
    }
  store = g_list_store_new (GVIR_DESIGNER_TYPE_DECISION);
  g_list_store_splice (store, 0, 0, decisions->pdata, decisions->len);
  return G_LIST_MODEL (store);
}
