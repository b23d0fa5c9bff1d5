/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "host/host-private.h"

#include "base/json-private.h"

/* Whether to write where the facts come from, beside the facts. */
typedef enum
{
  JSON_FACTS_ONLY,
  JSON_WITH_ORIGINS
} JsonDetail;

static void
add_machine (JsonBuilder *builder,
             const DesignerMachine *machine)
{
  json_builder_begin_object (builder);
  designer_json_add_text (builder, "name", machine->name);
  designer_json_add_text (builder, "canonical", machine->canonical);
  designer_json_add_number (builder, "max_vcpus", machine->max_vcpus);
  json_builder_end_object (builder);
}

/* In the order of their names. */
static void
add_features (JsonBuilder *builder,
              GHashTable *features)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (features), (GCompareFunc) g_strcmp0);

  json_builder_set_member_name (builder, "features");
  json_builder_begin_array (builder);
  for (const GList *name = names; name != NULL; name = name->next)
    json_builder_add_string_value (builder, name->data);
  json_builder_end_array (builder);
}

static void
add_offer (JsonBuilder *builder,
           const DesignerOffer *offer)
{
  json_builder_begin_object (builder);
  designer_json_add_text (builder, "os_type", offer->os_type);
  designer_json_add_text (builder, "arch", offer->arch);
  designer_json_add_text (builder, "virt_type", offer->virt_type);
  designer_json_add_text (builder, "emulator", offer->emulator);
  if (offer->loader != NULL)
    designer_json_add_text (builder, "loader", offer->loader);
  if (offer->features != NULL)
    add_features (builder, offer->features);
  json_builder_set_member_name (builder, "machines");
  json_builder_begin_array (builder);
  for (guint i = 0; i < offer->machines->len; i++)
    add_machine (builder, g_ptr_array_index (offer->machines, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* All facts about one WHAT, which stand side by side from FIRST on. */
static guint
add_what (JsonBuilder *builder,
          const GPtrArray *facts,
          guint first)
{
  const char *what = ((const DesignerFact *) g_ptr_array_index (facts, first))->what;
  guint i;

  json_builder_set_member_name (builder, what);
  json_builder_begin_object (builder);
  for (i = first; i < facts->len; i++)
    {
      const DesignerFact *fact = g_ptr_array_index (facts, i);

      if (!g_str_equal (fact->what, what))
        break;
      designer_json_add_text (builder, fact->value != NULL ? fact->value : "",
                gvir_designer_answer_to_string (fact->answer));
    }
  json_builder_end_object (builder);
  return i;
}

static void
add_domcaps (JsonBuilder *builder,
             const DesignerDomcaps *domcaps,
             JsonDetail detail)
{
  g_autoptr (GPtrArray) facts = designer_domcaps_list_facts (domcaps);

  json_builder_begin_object (builder);
  if (detail == JSON_WITH_ORIGINS)
    designer_json_add_text (builder, "origin", domcaps->origin);
  designer_json_add_text (builder, "arch", domcaps->arch);
  designer_json_add_text (builder, "virt_type", domcaps->virt_type);
  designer_json_add_text (builder, "machine", domcaps->machine);
  designer_json_add_text (builder, "emulator", domcaps->emulator);
  designer_json_add_number (builder, "max_vcpus", domcaps->max_vcpus);
  json_builder_set_member_name (builder, "lists");
  json_builder_begin_object (builder);
  for (guint i = 0; i < facts->len;)
    i = add_what (builder, facts, i);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static GPtrArray *
list_offers (GVirDesignerHost *host)
{
  if (host->set != NULL)
    return designer_host_set_list_offers (host);
  return host->capabilities != NULL ? g_ptr_array_ref (host->capabilities->offers) : g_ptr_array_new ();
}

static GPtrArray *
list_domcaps (GVirDesignerHost *host)
{
  if (host->set != NULL)
    return designer_host_set_list_domcaps (host);
  return g_ptr_array_ref (designer_host_get_domcaps (host, NULL));
}

static void
add_names (JsonBuilder *builder,
           const DesignerHostSet *set)
{
  json_builder_set_member_name (builder, "hosts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < set->hosts->len; i++)
    json_builder_add_string_value (builder, ((const GVirDesignerHost *) g_ptr_array_index (set->hosts, i))->origin);
  json_builder_end_array (builder);
}

static void
add_host (JsonBuilder *builder,
          GVirDesignerHost *host,
          JsonDetail detail)
{
  g_autoptr (GPtrArray) offers = list_offers (host);
  g_autoptr (GPtrArray) described = list_domcaps (host);

  json_builder_begin_object (builder);
  if (detail == JSON_WITH_ORIGINS)
    designer_json_add_text (builder, "origin", host->origin);
  designer_json_add_text (builder, "uri", host->uri);
  designer_json_add_text (builder, "session", gvir_designer_answer_to_string (gvir_designer_host_is_session (host)));
  designer_json_add_text (builder, "arch", host->arch);
  if (host->set != NULL && detail == JSON_WITH_ORIGINS)
    add_names (builder, host->set);
  json_builder_set_member_name (builder, "guests");
  json_builder_begin_array (builder);
  for (guint i = 0; i < offers->len; i++)
    add_offer (builder, g_ptr_array_index (offers, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "domain_capabilities");
  json_builder_begin_array (builder);
  for (guint i = 0; i < described->len; i++)
    add_domcaps (builder, g_ptr_array_index (described, i), detail);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static char *
to_json (GVirDesignerHost *host,
         JsonDetail detail)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  add_host (builder, host, detail);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}

/**
 * gvir_designer_host_equal:
 * @host: a host
 * @other: another host
 *
 * Compares what two hosts say: their URI, and the answers they give. Where they
 * were read from does not count.
 *
 * Returns: %TRUE where they say the same
 */
gboolean
gvir_designer_host_equal (GVirDesignerHost *host,
                          GVirDesignerHost *other)
{
  g_autofree char *json = NULL;
  g_autofree char *other_json = NULL;

  g_return_val_if_fail (GVIR_DESIGNER_IS_HOST (host), FALSE);
  g_return_val_if_fail (GVIR_DESIGNER_IS_HOST (other), FALSE);

  if (host == other)
    return TRUE;
  json = to_json (host, JSON_FACTS_ONLY);
  other_json = to_json (other, JSON_FACTS_ONLY);
  return g_str_equal (json, other_json);
}

/**
 * gvir_designer_host_to_json:
 * @host: a host
 *
 * Writes all that is known of the host as JSON: an object with `origin`, `uri`,
 * `session`, `arch`, `guests` (the capabilities) and `domain_capabilities`. In
 * each of the latter, `lists` has an object for each place that
 * [method@LibvirtDesigner.Host.lists] can be asked about, with the answer for
 * each value; the empty name stands for the place itself. Of a set, `hosts` has the
 * origins of its hosts, and all else is what they have in common.
 *
 * Returns: (transfer full): the JSON text, the same for the same host
 */
char *
gvir_designer_host_to_json (GVirDesignerHost *host)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_HOST (host), NULL);

  return to_json (host, JSON_WITH_ORIGINS);
}
