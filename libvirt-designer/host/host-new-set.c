/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "host/host-private.h"

#include "base/libvirt-designer-error.h"
#include "host/host-members-private.h"

/* Sets among them are taken apart. */
static void
add_host (GPtrArray *hosts,
          GVirDesignerHost *host)
{
  if (host->set == NULL)
    {
      g_ptr_array_add (hosts, g_object_ref (host));
      return;
    }
  for (guint i = 0; i < host->set->hosts->len; i++)
    g_ptr_array_add (hosts, g_object_ref (g_ptr_array_index (host->set->hosts, i)));
}

static gboolean
have_one_arch (const GPtrArray *hosts,
               GError **error)
{
  const GVirDesignerHost *first = g_ptr_array_index (hosts, 0);

  for (guint i = 1; i < hosts->len; i++)
    {
      const GVirDesignerHost *other = g_ptr_array_index (hosts, i);

      if (g_str_equal (first->arch, other->arch))
        continue;
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_CONFLICT,
                   "the hosts '%s' (%s) and '%s' (%s) have different architectures, so no guest can move "
                   "between them; give hosts of one architecture", first->origin, first->arch, other->origin, other->arch);
      return FALSE;
    }
  return TRUE;
}

static const char *
uri_of_all (const GPtrArray *hosts)
{
  const char *uri = ((const GVirDesignerHost *) g_ptr_array_index (hosts, 0))->uri;

  for (guint i = 1; i < hosts->len; i++)
    {
      if (g_strcmp0 (((const GVirDesignerHost *) g_ptr_array_index (hosts, i))->uri, uri) != 0)
        return NULL;
    }
  return uri;
}

/**
 * gvir_designer_host_new_set:
 * @hosts: (array length=n_hosts): the hosts
 * @n_hosts: how many there are
 * @error: return location for an error
 *
 * Makes a host of several: a guest that is designed for it runs on each of them,
 * and can be migrated between them. The answer of a set is the weakest of its
 * hosts' answers; an alias of a machine type stands for the newest that all of them
 * have, and what each has in another place, such as its emulator, it does not name.
 *
 * Hosts that offer the same are asked once, and what was asked is remembered.
 *
 * Fails with %GVIR_DESIGNER_ERROR_CONFLICT where the hosts have different
 * architectures, and with %GVIR_DESIGNER_ERROR_INVALID_INPUT where there is none.
 *
 * Returns: (transfer full): a new host, or %NULL on error; of one host, that host
 */
GVirDesignerHost *
gvir_designer_host_new_set (GVirDesignerHost *const *hosts,
                            guint n_hosts,
                            GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *origin = NULL;
  DesignerHostSet *set;
  GVirDesignerHost *self;

  g_return_val_if_fail (hosts != NULL || n_hosts == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  for (guint i = 0; i < n_hosts; i++)
    add_host (all, hosts[i]);
  if (all->len == 0)
    {
      g_set_error_literal (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT,
                           "A set of hosts needs hosts, and none was given; give at least one");
      return NULL;
    }
  if (all->len == 1)
    return g_object_ref (g_ptr_array_index (all, 0));
  if (!have_one_arch (all, error))
    return NULL;
  set = designer_host_set_new (all);
  origin = designer_host_set_describe (set);
  self = designer_host_new_empty (origin, uri_of_all (all));
  self->arch = g_strdup (((const GVirDesignerHost *) g_ptr_array_index (all, 0))->arch);
  self->set = set;
  return self;
}

/**
 * gvir_designer_host_list_hosts:
 * @host: a host
 *
 * Lists the hosts that a set was made of. Of a single host, it is the list of
 * that host alone.
 *
 * Returns: (transfer full): a list of #GVirDesignerHost, in the order in which they
 *   were given
 */
GListModel *
gvir_designer_host_list_hosts (GVirDesignerHost *host)
{
  GListStore *list;

  g_return_val_if_fail (GVIR_DESIGNER_IS_HOST (host), NULL);

  list = g_list_store_new (GVIR_DESIGNER_TYPE_HOST);
  if (host->set == NULL)
    g_list_store_append (list, host);
  else
    g_list_store_splice (list, 0, 0, host->set->hosts->pdata, host->set->hosts->len);
  return G_LIST_MODEL (list);
}

guint
designer_host_n_members (GVirDesignerHost *host)
{
  return host->set != NULL ? host->set->members->len : 1;
}

GVirDesignerHost *
designer_host_member (GVirDesignerHost *host,
                      guint member)
{
  return host->set != NULL ? g_ptr_array_index (host->set->members, member) : host;
}

guint
designer_host_member_weight (GVirDesignerHost *host,
                             guint member)
{
  return host->set != NULL ? g_array_index (host->set->weights, guint, member) : 1;
}

const char *
designer_host_member_name (GVirDesignerHost *host,
                           guint member)
{
  return host->set != NULL ? g_ptr_array_index (host->set->names, member) : host->origin;
}

gboolean
designer_host_is_set (GVirDesignerHost *host)
{
  return host->set != NULL;
}
