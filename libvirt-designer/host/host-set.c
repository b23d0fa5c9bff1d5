/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "host/host-set-private.h"

#include "host/host-private.h"

#define NAMED_HOSTS 3

static guint
hash_content (gconstpointer key)
{
  const GVirDesignerHost *host = key;

  return (guint) host->content.a;
}

static gboolean
equal_contents (gconstpointer a,
                gconstpointer b)
{
  const GVirDesignerHost *x = a;
  const GVirDesignerHost *y = b;

  return designer_digest_equal (&x->content, &y->content);
}

/* Where hosts have one name, they are told apart by their places. */
static char *
name_of (const GVirDesignerHost *host,
         guint place,
         GHashTable *seen)
{
  if (g_hash_table_add (seen, host->origin))
    return g_strdup (host->origin);
  return g_strdup_printf ("%s (host no. %u)", host->origin, place + 1);
}

static void
machine_free (gpointer data)
{
  DesignerCommonMachine *machine = data;

  g_free (machine->name);
  g_free (machine);
}

DesignerHostSet *
designer_host_set_new (GPtrArray *hosts)
{
  DesignerHostSet *self = g_new0 (DesignerHostSet, 1);
  g_autoptr (GHashTable) contents = g_hash_table_new (hash_content, equal_contents);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  self->hosts = g_ptr_array_ref (hosts);
  self->members = g_ptr_array_new ();
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->weights = g_array_new (FALSE, TRUE, sizeof (guint));
  for (guint i = 0; i < hosts->len; i++)
    {
      GVirDesignerHost *host = g_ptr_array_index (hosts, i);
      gpointer place;

      if (!g_hash_table_lookup_extended (contents, host, NULL, &place))
        {
          place = GUINT_TO_POINTER (self->members->len);
          g_hash_table_insert (contents, host, place);
          g_ptr_array_add (self->members, host);
          g_ptr_array_add (self->names, name_of (host, i, seen));
          g_array_set_size (self->weights, self->members->len);
        }
      g_array_index (self->weights, guint, GPOINTER_TO_UINT (place))++;
    }
  g_mutex_init (&self->lock);
  self->offers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->machines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, machine_free);
  self->views = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) designer_set_view_release);
  return self;
}

void
designer_host_set_free (DesignerHostSet *self)
{
  g_hash_table_unref (self->views);
  g_hash_table_unref (self->machines);
  g_hash_table_unref (self->offers);
  g_mutex_clear (&self->lock);
  g_clear_pointer (&self->topology, designer_host_topology_free);
  g_array_unref (self->weights);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->members);
  g_ptr_array_unref (self->hosts);
  g_free (self);
}

char *
designer_host_set_describe (const DesignerHostSet *self)
{
  GString *text = g_string_new (NULL);
  guint n = self->hosts->len;
  guint named = n > NAMED_HOSTS + 1 ? NAMED_HOSTS : n;

  g_string_printf (text, "%u hosts: ", n);
  for (guint i = 0; i < named; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            ((const GVirDesignerHost *) g_ptr_array_index (self->hosts, i))->origin);
  if (named < n)
    g_string_append_printf (text, " and %u others", n - named);
  return g_string_free (text, FALSE);
}

/* What one unprivileged connection cannot have, none of the guests can. */
GVirDesignerAnswer
designer_host_set_is_session (const DesignerHostSet *self)
{
  GVirDesignerAnswer strongest = GVIR_DESIGNER_ANSWER_NO;

  for (guint i = 0; i < self->hosts->len; i++)
    strongest = MAX (strongest, gvir_designer_host_is_session (g_ptr_array_index (self->hosts, i)));
  return strongest;
}

GVirDesignerAnswer
designer_host_set_offers (DesignerHostSet *self,
                          const char *arch,
                          const char *os_type,
                          const char *virt_type)
{
  g_autofree char *question = g_strdup_printf ("%s %s %s", arch != NULL ? arch : "", os_type != NULL ? os_type : "",
                                               virt_type != NULL ? virt_type : "");
  GVirDesignerAnswer answer = GVIR_DESIGNER_ANSWER_YES;
  gpointer known;

  g_mutex_lock (&self->lock);
  if (g_hash_table_lookup_extended (self->offers, question, NULL, &known))
    answer = GPOINTER_TO_INT (known);
  else
    {
      for (guint i = 0; i < self->members->len && answer != GVIR_DESIGNER_ANSWER_NO; i++)
        answer = MIN (answer, gvir_designer_host_offers (g_ptr_array_index (self->members, i), arch, os_type, virt_type));
      g_hash_table_insert (self->offers, g_steal_pointer (&question), GINT_TO_POINTER (answer));
    }
  g_mutex_unlock (&self->lock);
  return answer;
}

const DesignerHostTopology *
designer_host_set_topology (DesignerHostSet *self)
{
  g_mutex_lock (&self->lock);
  if (self->topology == NULL)
    {
      self->topology = designer_host_topology_new ();
      for (guint i = 0; i < self->hosts->len; i++)
        designer_host_topology_intersect (self->topology,
                                          designer_host_topology (g_ptr_array_index (self->hosts, i)));
    }
  g_mutex_unlock (&self->lock);
  return self->topology;
}

const char *
designer_host_set_common_text (const DesignerHostSet *self,
                               DesignerMemberText get,
                               gconstpointer data)
{
  const char *common = get (g_ptr_array_index (self->members, 0), data);

  for (guint i = 1; i < self->members->len && common != NULL; i++)
    {
      if (g_strcmp0 (get (g_ptr_array_index (self->members, i), data), common) != 0)
        return NULL;
    }
  return common;
}
