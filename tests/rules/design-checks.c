/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "design-checks.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include <string.h>

#include "complain.h"
#include "decisions/libvirt-designer-decision.h"

#define LIBOSINFO "http://libosinfo.org/xmlns/libvirt/domain/1.0"

/* One design under inspection. */
typedef struct
{
  const char *text;
  GVirDesignerDomain *design;
  xmlDoc *doc;
  xmlXPathContext *context;
} Sight;

static xmlXPathObject *
find (const Sight *sight,
      const char *xpath)
{
  xmlXPathObject *found = xmlXPathEval (BAD_CAST xpath, sight->context);

  if (found == NULL)
    g_error ("'%s' is no XPath", xpath);
  return found;
}

static double
count (const Sight *sight,
       const char *xpath)
{
  xmlXPathObject *found = find (sight, xpath);
  double n = found->type == XPATH_NODESET ? xmlXPathNodeSetGetLength (found->nodesetval)
                                          : found->floatval;

  xmlXPathFreeObject (found);
  return n;
}

static char *
read_text (const Sight *sight,
           const char *xpath)
{
  xmlXPathObject *found = find (sight, xpath);
  xmlChar *text = xmlXPathCastToString (found);
  char *copy = g_strdup ((const char *) text);

  xmlFree (text);
  xmlXPathFreeObject (found);
  return copy;
}

/* The attributes of NODE that MEMBERS name, joined. */
static char *
key_of (xmlNode *node,
        char **members)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; members[i] != NULL; i++)
    {
      xmlChar *value = xmlGetProp (node, BAD_CAST members[i]);

      g_string_append_printf (key, "%s=%s ", members[i], value != NULL ? (const char *) value : "");
      xmlFree (value);
    }
  return g_string_free (key, FALSE);
}

/* No two of the nodes have the same values of these attributes. */
static void
check_unique (const Sight *sight,
              const char *xpath,
              const char *attributes)
{
  xmlXPathObject *found = find (sight, xpath);
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) members = g_strsplit (attributes, " ", -1);

  for (int i = 0; i < xmlXPathNodeSetGetLength (found->nodesetval); i++)
    {
      char *key = key_of (found->nodesetval->nodeTab[i], members);

      if (!g_hash_table_add (keys, key))
        complain ("%s: %s has twice %s", sight->text, xpath, attributes);
    }
  xmlXPathFreeObject (found);
}

static void
check_at_most (const Sight *sight,
               const char *xpath,
               double most)
{
  double n = count (sight, xpath);

  if (n > most)
    complain ("%s: %g of %s, where %g are possible", sight->text, n, xpath, most);
}

/* Each of the nodes that the first XPath finds fits the second one, in which
 * current() cannot be used: it is a predicate on the node. */
static void
check_all (const Sight *sight,
           const char *xpath,
           const char *predicate)
{
  g_autofree char *wrong = g_strdup_printf ("(%s)[not(%s)]", xpath, predicate);

  if (count (sight, wrong) > 0)
    complain ("%s: %s is not always so: %s", sight->text, xpath, predicate);
}

static void
check_uniqueness (const Sight *sight)
{
  static const char *const buses[] = { "ide", "sata", "scsi" };

  check_unique (sight, "//disk/target", "dev");
  check_unique (sight, "//devices/*/boot", "order");
  check_unique (sight, "//channel/target", "name");
  check_unique (sight, "//mac", "address");
  check_unique (sight, "//graphics", "type");
  check_unique (sight, "//panic", "model");
  check_unique (sight, "//controller[not(master)]", "type index");
  for (guint i = 0; i < G_N_ELEMENTS (buses); i++)
    {
      g_autofree char *xpath = g_strdup_printf ("//disk[target/@bus='%s']/address", buses[i]);

      check_unique (sight, xpath, "controller bus target unit");
    }
}

static void
check_limits (const Sight *sight)
{
  check_at_most (sight, "//disk[target/@bus='ide']", 4);
  check_at_most (sight, "//disk[target/@bus='fdc']", 2);
  check_at_most (sight, "//memballoon", 1);
  check_at_most (sight, "//tpm", 1);
  check_at_most (sight, "//watchdog", 1);
  check_at_most (sight, "//smartcard", 1);
  check_all (sight, "//disk[target/@bus='fdc']", "@device='floppy'");
  check_all (sight, "//disk[@device='floppy']", "target/@bus='fdc'");
  check_all (sight, "//disk[@device='cdrom']", "target/@bus!='virtio' and readonly");
  check_all (sight, "//disk[target/@bus='ide']", "not(contains(/domain/os/type/@machine, 'q35'))");
  check_all (sight, "//smartcard|//redirdev|//channel[@type='spicevmc']", "//graphics[@type='spice']");
  check_all (sight, "//sound|//video|//input", "/domain/@type!='lxc'");
}

static void
check_enlightenments (const Sight *sight)
{
  check_all (sight, "//hyperv/stimer[@state='on']", "../synic/@state='on'");
  check_all (sight, "//hyperv/stimer[@state='on']", "//timer[@name='hypervclock']/@present='yes'");
  check_all (sight, "//hyperv/synic[@state='on']", "../vpindex/@state='on'");
  check_all (sight, "//hyperv/tlbflush[@state='on']", "../vpindex/@state='on'");
  check_all (sight, "//hyperv/ipi[@state='on']", "../vpindex/@state='on'");
  check_all (sight, "//hyperv/spinlocks[@state='on']", "@retries");
}

/* Each drive's controller is one of the machine's or one of the design's. */
static void
check_controllers (const Sight *sight)
{
  check_all (sight, "//disk[target/@bus='ide']", "address/@controller='0' and address/@unit<2 and address/@bus<2");
  check_all (sight, "//disk[target/@bus='sata']",
             "address/@unit<6 and ((address/@controller='0' and contains(/domain/os/type/@machine, 'q35'))"
             " or address/@controller=//controller[@type='sata']/@index)");
  check_all (sight, "//disk[target/@bus='scsi']", "address/@controller=//controller[@type='scsi']/@index");
  check_all (sight, "//disk[target/@bus='scsi']", "address/@unit!=7");
  check_all (sight, "//disk[target/@bus='usb']|//input[@bus='usb']|//redirdev", "//controller[@type='usb']");
  check_all (sight, "//channel[target/@type='virtio']", "//controller[@type='virtio-serial']");
}

static void
check_host_lists (const Sight *sight,
                  const char *xpath,
                  const char *what)
{
  xmlXPathObject *found = find (sight, xpath);
  GVirDesignerHost *host = gvir_designer_domain_get_host (sight->design);
  g_autofree char *arch = read_text (sight, "string(/domain/os/type/@arch)");
  g_autofree char *virt_type = read_text (sight, "string(/domain/@type)");
  g_autofree char *machine = read_text (sight, "string(/domain/os/type/@machine)");

  for (int i = 0; i < xmlXPathNodeSetGetLength (found->nodesetval); i++)
    {
      xmlChar *value = xmlNodeGetContent (found->nodesetval->nodeTab[i]);

      if (gvir_designer_host_lists (host, arch, virt_type, machine, what, (const char *) value)
          == GVIR_DESIGNER_ANSWER_NO)
        complain ("%s: the host lists no %s %s", sight->text, what, value);
      xmlFree (value);
    }
  xmlXPathFreeObject (found);
}

static void
check_host_has_it_all (const Sight *sight)
{
  check_host_lists (sight, "//disk/target/@bus", "disk/bus");
  check_host_lists (sight, "//disk/@device", "disk/diskDevice");
  check_host_lists (sight, "//graphics/@type", "graphics/type");
  check_host_lists (sight, "//video/model/@type", "video/modelType");
  check_host_lists (sight, "//tpm/@model", "tpm/model");
  check_host_lists (sight, "//tpm/backend/@type", "tpm/backendModel");
  check_host_lists (sight, "//rng/backend/@model", "rng/backendModel");
  check_host_lists (sight, "//channel/@type", "channel/type");
  check_host_lists (sight, "//redirdev/@bus", "redirdev/bus");
  check_host_lists (sight, "//panic/@model", "panic/model");
  check_host_lists (sight, "/domain/os/@firmware", "os/firmware");
  check_host_lists (sight, "/domain/cpu/@mode", "cpu/mode");
}

/* An enlightenment that is on is one that the host has. */
static void
check_host_enlightens (const Sight *sight)
{
  static const char *const names[] = {
    "relaxed", "vapic", "spinlocks", "vpindex", "runtime", "frequencies", "tlbflush", "ipi", "synic", "stimer",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *xpath = g_strdup_printf ("//hyperv/%s[@state='on']", names[i]);
      g_autofree char *listed = g_strdup_printf ("//hyperv/%s[@state='on']/@state", names[i]);

      if (count (sight, xpath) > 0
          && gvir_designer_host_lists (gvir_designer_domain_get_host (sight->design), "x86_64", "kvm", "q35",
                                       "hyperv/features", names[i]) == GVIR_DESIGNER_ANSWER_NO)
        complain ("%s: the host lists no %s", sight->text, listed);
    }
}

static void
check_decision (const Sight *sight,
                GVirDesignerDecision *decision)
{
  const char *const *paths = gvir_designer_decision_get_paths (decision);
  const char *value = gvir_designer_decision_get_value (decision);

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *there = NULL;

      if (count (sight, paths[i]) != 1)
        complain ("%s: %s leads nowhere", sight->text, paths[i]);
      if (i > 0 || g_strcmp0 (value, "present") == 0 || g_strcmp0 (value, "yes") == 0)
        continue;
      there = read_text (sight, paths[i]);
      if (g_strcmp0 (there, value) != 0)
        complain ("%s: %s is '%s', and '%s' was decided", sight->text, paths[i], there, value);
    }
}

static void
check_decisions (const Sight *sight)
{
  g_autoptr (GListModel) decisions = gvir_designer_domain_get_decisions (sight->design);

  for (guint i = 0; i < g_list_model_get_n_items (decisions); i++)
    {
      g_autoptr (GVirDesignerDecision) decision = g_list_model_get_item (decisions, i);

      check_decision (sight, decision);
    }
}

/* The value that an option's argument gives NAME, or NULL. */
static char *
asked_value (const char *argument,
             const char *name)
{
  g_auto (GStrv) parts = g_strsplit (argument, ",", -1);
  g_autofree char *prefix = g_strconcat (name, "=", NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (g_str_has_prefix (parts[i], prefix))
        return g_strdup (parts[i] + strlen (prefix));
    }
  return NULL;
}

/* What each sub-option of --disk that the designs here use is in the XML. */
static void
check_disk_wishes (const Sight *sight,
                   const char *argument,
                   guint number)
{
  static const char *const wishes[][2] = {
    { "path", "source/@file|source/@dev" }, { "bus", "target/@bus" }, { "device", "@device" },
    { "target", "target/@dev" }, { "boot_order", "boot/@order" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    {
      g_autofree char *asked = asked_value (argument, wishes[i][0]);
      g_auto (GStrv) members = g_strsplit (wishes[i][1], "|", -1);
      gboolean found = asked == NULL;

      for (guint m = 0; members[m] != NULL && !found; m++)
        {
          g_autofree char *xpath = g_strdup_printf ("string(/domain/devices/disk[%u]/%s)", number, members[m]);
          g_autofree char *value = read_text (sight, xpath);

          found = g_str_equal (value, asked);
        }
      if (!found)
        complain ("%s: disk %u was asked to have %s=%s", sight->text, number, wishes[i][0], asked);
    }
}

static void
check_wishes (const Sight *sight)
{
  g_auto (GStrv) words = NULL;
  guint times = 1;
  guint number = 0;

  g_assert_true (g_shell_parse_argv (sight->text, NULL, &words, NULL));
  for (guint i = 1; words[i] != NULL; i++)
    {
      if (g_str_has_suffix (words[i], "x") && g_ascii_isdigit (*words[i]))
        times = (guint) g_ascii_strtoull (words[i], NULL, 10);
      if (!g_str_equal (words[i], "--disk"))
        continue;
      for (; times > 0; times--)
        check_disk_wishes (sight, words[i + 1], ++number);
      times = 1;
    }
  if (count (sight, "//disk") != number)
    complain ("%s: %u disks were asked for", sight->text, number);
}

void
check_design (const char *text,
              GVirDesignerDomain *design)
{
  g_autofree char *xml = gvir_designer_domain_to_xml (design);
  Sight sight = { text, design, NULL, NULL };

  sight.doc = xmlReadDoc (BAD_CAST xml, NULL, NULL, XML_PARSE_NOBLANKS);
  g_assert_nonnull (sight.doc);
  sight.context = xmlXPathNewContext (sight.doc);
  xmlXPathRegisterNs (sight.context, BAD_CAST "libosinfo", BAD_CAST LIBOSINFO);
  check_uniqueness (&sight);
  check_limits (&sight);
  check_enlightenments (&sight);
  check_controllers (&sight);
  check_host_has_it_all (&sight);
  check_host_enlightens (&sight);
  check_decisions (&sight);
  check_wishes (&sight);
  xmlXPathFreeContext (sight.context);
  xmlFreeDoc (sight.doc);
}
