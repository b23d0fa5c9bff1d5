/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "planners/disks-private.h"

static gboolean
open_view (BuilderHostView *view,
           GError **error)
{
  view->is_here = builder_host_is_here (view->handle);
  view->pools = builder_pools_read (view->handle, error);
  return view->pools != NULL;
}

static void
close_view (BuilderHostView *view)
{
  g_clear_pointer (&view->pools, g_ptr_array_unref);
  g_clear_pointer (&view->uses, builder_uses_free);
  g_clear_pointer (&view->bases, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BuilderHostView, close_view)

static gboolean
plan_disk (GVirBuilderPlan *plan,
           BuilderHostView *view,
           const BuilderDiskWish *wish,
           GError **error)
{
  const char *path = builder_disk_wish_path (wish);

  if (path != NULL && g_strv_contains (view->made, path))
    return TRUE;
  if (wish->medium != NULL
      && !builder_check_image (view, wish->medium,
                               " to install from: give the path of a CD-ROM or image that is there", error))
    return FALSE;
  return builder_disk_wish_is_new (wish) ? builder_plan_new_disk (plan, view, wish, error)
                                         : builder_check_old_disk (plan, view, wish, error);
}

static gboolean
check_address (BuilderHostView *view,
               const char *address,
               GError **error)
{
  g_autofree char *small = g_ascii_strdown (address, -1);
  BuilderUses *uses;
  const char *other;

  if ((view->flags & GVIR_BUILDER_INSTALL_FLAGS_SHARED_ADDRESSES) != 0)
    return TRUE;
  uses = builder_view_uses (view, error);
  other = uses != NULL ? g_hash_table_lookup (uses->addresses, small) : NULL;
  if (other != NULL)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_IN_USE,
                 "the guest '%s' has the MAC address '%s' already: give another, or switch the check mac_in_use off",
                 other, address);
  return uses != NULL && other == NULL;
}

static gboolean
check_other (BuilderHostView *view,
             GVirDesignerDecision *decision,
             GError **error)
{
  static const char *const boot_files[] = { "install.kernel", "install.initrd", NULL };
  const char *thing = gvir_designer_decision_get_thing (decision);
  const char *value = gvir_designer_decision_get_value (decision);

  if (value == NULL)
    return TRUE;
  if (g_strv_contains (boot_files, thing))
    return g_strv_contains (view->made, value)
           || builder_check_image (view, value,
                                ": give --install kernel=FILE,initrd=FILE with files that are there", error);
  return !g_str_equal (thing, "network.mac") || check_address (view, value, error);
}

gboolean
builder_plan_disks_of (GVirBuilderPlan *plan,
                       virConnectPtr handle,
                       GVirDesignerDomain *design,
                       const char *own,
                       const char *const *made,
                       GVirBuilderInstallFlags flags,
                       GError **error)
{
  g_autoptr (GListModel) decisions = gvir_designer_domain_get_decisions (design);
  g_autoptr (GArray) wishes = builder_disk_wishes_read (decisions);
  g_auto (BuilderHostView) view = { .handle = handle, .own = own, .flags = flags, .made = made };

  if (!open_view (&view, error))
    return FALSE;
  for (guint i = 0; i < wishes->len; i++)
    {
      if (!plan_disk (plan, &view, &g_array_index (wishes, BuilderDiskWish, i), error))
        return FALSE;
    }
  for (guint i = 0; i < g_list_model_get_n_items (decisions); i++)
    {
      g_autoptr (GVirDesignerDecision) decision = g_list_model_get_item (decisions, i);

      if (!check_other (&view, decision, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
builder_plan_disks (GVirBuilderPlan *plan,
                    virConnectPtr handle,
                    GVirDesignerDomain *design,
                    const char *const *made,
                    GVirBuilderInstallFlags flags,
                    GError **error)
{
  return builder_plan_disks_of (plan, handle, design, NULL, made, flags, error);
}
