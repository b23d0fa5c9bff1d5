/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The elements and attributes of a configuration in the order of a policy. */

#include "config/arrange-private.h"

#include <string.h>

#include "config/path-private.h"
#include "decisions/record-private.h"
#include "rules/policy-match-private.h"

/* What is needed to arrange a configuration. */
typedef struct
{
  GHashTable *orders; /* the path of an element → the names of what stands in it */
  GHashTable *chosen; /* the paths below the domain that rules chose to write */
} Arrangement;

static GHashTable *
read_orders (const DesignerFacts *facts)
{
  GHashTable *orders = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_strfreev);
  DesignerPolicyCursor cursor = { FALSE, 0, 0 };
  const DesignerStatement *statement;

  while ((statement = designer_policies_next (facts, NULL, DESIGNER_VERB_ORDER, DESIGNER_ORDERS, &cursor)) != NULL)
    {
      if (!g_hash_table_contains (orders, statement->id))
        g_hash_table_insert (orders, (gpointer) statement->id, g_strsplit (statement->value, ";", -1));
    }
  return orders;
}

/* "os/boot[2]/@dev" is about domain/os and domain/os/boot. */
static void
note_elements (GHashTable *table,
               const char *path)
{
  g_autoptr (GString) element = g_string_new ("domain");

  for (const char *c = path; *c != '\0' && *c != '@' && *c != ';'; c += strcspn (c, "/;"), c += *c == '/')
    {
      g_string_append_c (element, '/');
      g_string_append_len (element, c, strcspn (c, "/[;"));
      g_hash_table_add (table, g_strdup (element->str));
    }
}

/* The elements that rules chose, and the caller asked for nothing of. */
static GHashTable *
list_chosen (const GArray *log)
{
  GHashTable *chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter each;
  gpointer path;

  for (guint i = 0; i < log->len; i++)
    {
      const DesignerRecord *record = &g_array_index (log, DesignerRecord, i);

      if (record->subject->number == 0 && designer_record_is_written (record))
        note_elements (record->rule != NULL ? chosen : asked, designer_record_path (record));
    }
  g_hash_table_iter_init (&each, asked);
  while (g_hash_table_iter_next (&each, &path, NULL))
    g_hash_table_remove (chosen, path);
  return chosen;
}

static char *
name_of (const xmlNode *node)
{
  if (node->ns != NULL && node->ns->prefix != NULL)
    return g_strdup_printf ("%s:%s", node->ns->prefix, node->name);
  return g_strdup_printf ("%s%s", node->type == XML_ATTRIBUTE_NODE ? "@" : "", node->name);
}

/* Whether PATTERN, "feature[@policy='force']", is of NODE, whose name is NAME. */
static gboolean
is_pattern_of (const char *pattern,
               const xmlNode *node,
               const char *name)
{
  DesignerStep step;

  if (strchr (pattern, '[') == NULL)
    return g_str_equal (pattern, name);
  return designer_step_read (&pattern, &step) && designer_path_matches (node, &step);
}

static guint
find_name (char **names,
           const xmlNode *node,
           const char *name,
           gboolean chosen)
{
  guint place = 0;

  while (names[place] != NULL
         && (chosen != (names[place][0] == '~') || !is_pattern_of (names[place] + chosen, node, name)))
    place++;
  return place;
}

/* The place of each node; what has none comes last. */
static GHashTable *
rank (GPtrArray *nodes,
      const char *path,
      char **names,
      const Arrangement *how)
{
  GHashTable *ranks = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint i = 0; i < nodes->len; i++)
    {
      g_autofree char *name = name_of (nodes->pdata[i]);
      g_autofree char *below = g_strconcat (path, "/", name, NULL);
      gboolean chosen = g_hash_table_contains (how->chosen, below);
      guint place = find_name (names, nodes->pdata[i], name, chosen);

      if (chosen && names[place] == NULL)
        place = find_name (names, nodes->pdata[i], name, FALSE);
      g_hash_table_insert (ranks, nodes->pdata[i], GUINT_TO_POINTER (place));
    }
  return ranks;
}

static gint
compare (gconstpointer a,
         gconstpointer b,
         gpointer ranks)
{
  guint x = GPOINTER_TO_UINT (g_hash_table_lookup (ranks, *(gpointer const *) a));
  guint y = GPOINTER_TO_UINT (g_hash_table_lookup (ranks, *(gpointer const *) b));

  return (x > y) - (x < y);
}

static void
sort (GPtrArray *nodes,
      const char *path,
      char **names,
      const Arrangement *how)
{
  g_autoptr (GHashTable) ranks = rank (nodes, path, names, how);

  g_ptr_array_sort_with_data (nodes, compare, ranks);
}

static void
arrange_children (xmlNode *node,
                  const char *path,
                  char **names,
                  const Arrangement *how)
{
  g_autoptr (GPtrArray) children = g_ptr_array_new ();

  for (xmlNode *child = xmlFirstElementChild (node); child != NULL; child = xmlNextElementSibling (child))
    g_ptr_array_add (children, child);
  sort (children, path, names, how);
  for (guint i = 0; i < children->len; i++)
    {
      xmlUnlinkNode (children->pdata[i]);
      xmlAddChild (node, children->pdata[i]);
    }
}

/* libxml2 has no function that moves an attribute. */
static void
arrange_attributes (xmlNode *node,
                    const char *path,
                    char **names,
                    const Arrangement *how)
{
  g_autoptr (GPtrArray) attributes = g_ptr_array_new ();
  xmlAttr *last = NULL;

  for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    g_ptr_array_add (attributes, attribute);
  sort (attributes, path, names, how);
  for (guint i = 0; i < attributes->len; i++)
    {
      xmlAttr *attribute = attributes->pdata[i];

      attribute->prev = last;
      attribute->next = NULL;
      if (last != NULL)
        last->next = attribute;
      else
        node->properties = attribute;
      last = attribute;
    }
}

/* "domain/devices/disk/address" may be ordered as "domain/devices/any/address" is. */
static char **
find_names (const Arrangement *how,
            const char *path)
{
  const gsize start = strlen (DESIGNER_POLICY_DEVICES);
  g_autofree char *any = NULL;
  char **names = g_hash_table_lookup (how->orders, path);

  if (names != NULL || !g_str_has_prefix (path, DESIGNER_POLICY_DEVICES))
    return names;
  any = g_strconcat (DESIGNER_POLICY_DEVICES DESIGNER_POLICY_ANY, path + start + strcspn (path + start, "/"), NULL);
  return g_hash_table_lookup (how->orders, any);
}

static void
arrange (xmlNode *node,
         const char *path,
         const Arrangement *how)
{
  char **names = find_names (how, path);

  if (names != NULL)
    {
      arrange_children (node, path, names, how);
      arrange_attributes (node, path, names, how);
    }
  for (xmlNode *child = xmlFirstElementChild (node); child != NULL; child = xmlNextElementSibling (child))
    {
      g_autofree char *name = name_of (child);
      g_autofree char *below = g_strconcat (path, "/", name, NULL);

      arrange (child, below, how);
    }
}

/* What was read from a text knows where it stood there. */
static gboolean
is_new (const xmlNode *node)
{
  return node->_private == NULL;
}

/* Puts the new elements in NODE behind those that were there. */
static void
arrange_new_children (xmlNode *node,
                      const char *path,
                      const Arrangement *how)
{
  g_autoptr (GPtrArray) children = g_ptr_array_new ();
  char **names = find_names (how, path);

  for (xmlNode *child = xmlFirstElementChild (node); child != NULL; child = xmlNextElementSibling (child))
    {
      if (is_new (child))
        g_ptr_array_add (children, child);
    }
  if (names != NULL)
    sort (children, path, names, how);
  for (guint i = 0; i < children->len; i++)
    {
      if (xmlLastElementChild (node) != children->pdata[i])
        xmlAddNextSibling (xmlLastElementChild (node), children->pdata[i]);
    }
}

static void
arrange_in_text (xmlNode *node,
                 const char *path,
                 const Arrangement *how)
{
  arrange_new_children (node, path, how);
  for (xmlNode *child = xmlFirstElementChild (node); child != NULL; child = xmlNextElementSibling (child))
    {
      g_autofree char *name = name_of (child);
      g_autofree char *below = g_strconcat (path, "/", name, NULL);

      if (is_new (child))
        arrange (child, below, how);
      else
        arrange_in_text (child, below, how);
    }
}

/* By one of the two ways, where a policy gives any order. */
static void
arrange_by (void (*way) (xmlNode *node, const char *path, const Arrangement *how),
            xmlNode *domain,
            const DesignerFacts *facts,
            const GArray *log)
{
  g_autoptr (GHashTable) orders = read_orders (facts);
  g_autoptr (GHashTable) chosen = NULL;

  if (g_hash_table_size (orders) == 0)
    return;
  chosen = list_chosen (log);
  way (domain, "domain", &(const Arrangement) { orders, chosen });
}

void
designer_arrange_new (xmlNode *domain,
                      const DesignerFacts *facts,
                      const GArray *log)
{
  arrange_by (arrange_in_text, domain, facts, log);
}

void
designer_arrange (xmlNode *domain,
                  const DesignerFacts *facts,
                  const GArray *log)
{
  arrange_by (arrange, domain, facts, log);
}
