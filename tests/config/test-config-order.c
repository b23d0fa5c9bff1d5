/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config/libvirt-designer-config.h"
#include "config/path-private.h"
#include "vocabulary/things-private.h"

/* The names of the children of the element that PATH leads to, in their order. */
static char *
children (GVirConfigObject *object,
          const char *element)
{
  g_autoptr (GString) names = g_string_new (NULL);
  xmlNode *node = NULL;

  g_object_get (object, "node", &node, NULL);
  if (element != NULL)
    node = xmlFirstElementChild (node);
  while (element != NULL && !xmlStrEqual (node->name, BAD_CAST element))
    node = xmlNextElementSibling (node);
  for (node = xmlFirstElementChild (node); node != NULL; node = xmlNextElementSibling (node))
    g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", (const char *) node->name);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
set (GVirConfigObject *object,
     const char *path)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (gvir_designer_config_set (object, path, "1", &error));
  g_assert_no_error (error);
}

static void
assert_order (GVirConfigObject *object,
              const char *element,
              const char *const *paths,
              const char *expected)
{
  g_autofree char *found = NULL;

  for (guint i = 0; paths[i] != NULL; i++)
    set (object, paths[i]);
  found = children (object, element);
  g_assert_cmpstr (found, ==, expected);
  g_object_unref (object);
}

static void
test_domain_is_in_the_usual_order (void)
{
  static const char *const paths[] = {
    "devices/emulator", "clock/@offset", "name", "os/type", "cpu/@mode", "memory", "vcpu", "uuid",
    "seclabel/@type", "features/acpi/@x", "metadata/a/@b", "on_crash", "pm/a/@b", NULL
  };

  assert_order (GVIR_CONFIG_OBJECT (gvir_config_domain_new ()), NULL, paths,
                "name uuid metadata memory vcpu os features cpu clock on_crash pm devices seclabel");
}

static void
test_elements_of_no_known_place_come_last (void)
{
  static const char *const paths[] = { "zebra", "name", "aardvark", "memory", NULL };

  assert_order (GVIR_CONFIG_OBJECT (gvir_config_domain_new ()), NULL, paths,
                "name memory zebra aardvark");
}

static void
test_devices_are_in_the_order_of_their_kinds (void)
{
  static const char *const paths[] = {
    "devices/video/a/@b", "devices/disk[@n='1']/@b", "devices/rng/@m", "devices/interface/@type",
    "devices/controller/@type", "devices/disk[@n='2']/@b", "devices/emulator", "devices/graphics/@type", NULL
  };

  assert_order (GVIR_CONFIG_OBJECT (gvir_config_domain_new ()), "devices", paths,
                "emulator disk disk controller interface graphics video rng");
}

static void
test_disk_is_in_the_usual_order (void)
{
  static const char *const paths[] = {
    "address/@type", "serial", "target/@dev", "boot/@order", "source/@file", "readonly", "driver/@name", NULL
  };

  assert_order (GVIR_CONFIG_OBJECT (gvir_config_domain_disk_new ()), NULL, paths,
                "driver source target readonly boot serial address");
}

static void
test_equals_stay_in_the_order_of_their_writing (void)
{
  g_autoptr (GObject) domain = G_OBJECT (gvir_config_domain_new ());
  g_autofree char *second = NULL;

  set (GVIR_CONFIG_OBJECT (domain), "devices/video/@n");
  for (guint i = 1; i < 30; i++)
    {
      g_autofree char *path = g_strdup_printf ("devices/disk[%u]/@n", i);
      g_autofree char *number = g_strdup_printf ("%u", i);

      g_assert_true (gvir_designer_config_set (GVIR_CONFIG_OBJECT (domain), path, number, NULL));
    }
  second = gvir_designer_config_get (GVIR_CONFIG_OBJECT (domain), "devices/disk[29]/@n", NULL);
  g_assert_cmpstr (second, ==, "29");
}

/* Each thing's path can be written, read and taken away again. */
static void
test_path_of_each_thing_works (void)
{
  for (guint i = 0; i < DESIGNER_N_THINGS; i++)
    {
      const DesignerThing *thing = designer_thing_get (i);
      xmlDoc *doc = xmlNewDoc (BAD_CAST "1.0");
      xmlNode *node = xmlNewDocNode (doc, NULL, BAD_CAST "element", NULL);
      g_auto (GStrv) parts = g_strsplit (thing->path != NULL ? thing->path : "", ";", -1);
      g_autofree char *value = NULL;

      xmlDocSetRootElement (doc, node);
      if (thing->path != NULL)
        {
          designer_path_fill (node, parts[0], "1");
          value = designer_path_get (node, parts[0], NULL);
          g_assert_cmpstr (value, ==, "1");
          g_assert_true (designer_path_set (node, parts[0], NULL, NULL));
        }
      xmlFreeDoc (doc);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/config/order/domain-is-in-the-usual-order", test_domain_is_in_the_usual_order);
  g_test_add_func ("/config/order/elements-of-no-known-place-come-last", test_elements_of_no_known_place_come_last);
  g_test_add_func ("/config/order/devices-are-in-the-order-of-their-kinds",
                   test_devices_are_in_the_order_of_their_kinds);
  g_test_add_func ("/config/order/disk-is-in-the-usual-order", test_disk_is_in_the_usual_order);
  g_test_add_func ("/config/order/equals-stay-in-the-order-of-their-writing",
                   test_equals_stay_in_the_order_of_their_writing);
  g_test_add_func ("/config/paths/of-each-thing-works", test_path_of_each_thing_works);
  return g_test_run ();
}
