/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Each element and attribute of a design is one that a decision wrote, and each
 * path of a decision is there. */

#include "design-fixture.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

#include "decisions/libvirt-designer-decision.h"

/* An operating system, and options between spaces: "debian11 disk=/a bus=…". */
static const char *const cases[] = {
  "debian11",
  "debian11 disk=/a.qcow2",
  "debian11 disk=/a.qcow2 virt-type=qemu",
  "debian11 boot=uefi disk=/a.qcow2",
  "fedora36 boot=uefi,secure-boot=yes disk=/a.qcow2 tpm=default",
  "win10 disk=/a.qcow2 disk=/b.iso,device=cdrom",
  "win10 virt-type=qemu disk=/a.qcow2",
  "win11 disk=/a.qcow2 name=otter",
  "winxp disk=/a.qcow2 disk=/b.img,device=floppy",
  "msdos6.22 disk=/a.img",
  "freebsd12.3 disk=/a.qcow2",
  "rhel5.4 disk=/a.qcow2",
  "centos6.5 disk=/a.qcow2 vcpus=8,sockets=2",
  "unknown disk=/a.qcow2",
  "fedora99 disk=/a.qcow2",
  "debian11 memory=4096 vcpus=6 cpu=host-model",
  "debian11 virt-type=qemu cpu=qemu64 disk=/dev/vg/lv",
  "debian11 disk=/a,bus=scsi disk=/b,bus=usb disk=/c,bus=sata disk=vol=pool/volume",
  "debian11 disk=/a,cache=none,io=native,discard=ignore,serial=x,shareable=on,boot_order=3",
  "debian11 network=bridge=br0 network=user network=network=lan,mac=52:54:00:11:22:33,link.state=down",
  "debian11 graphics=vnc,port=5901,listen=127.0.0.1,password=otter",
  "debian11 graphics=spice video=qxl sound=ich9 redirdev=usb smartcard=default",
  "debian11 graphics=none sound=none",
  "debian11 tpm=emulator rng=/dev/hwrng watchdog=i6300esb,action=poweroff panic=default",
  "debian11 boot=cdrom,hd,menu=on disk=/a disk=/b.iso,device=cdrom",
  "debian11 boot=kernel=/k,initrd=/i,cmdline=quiet",
  "debian11 machine=pc disk=/a,bus=ide",
  "debian11 machine=q35,pin=yes features=acpi=off,pae=on,vmport.state=on",
  "debian11 controller=scsi,model=virtio-scsi controller=usb,model=qemu-xhci",
  "debian11 serial=pty console=pty channel=unix,name=org.example.otter input=keyboard,bus=virtio",
  "debian11 metadata=title=Otter,description=swims,uuid=12345678-1234-4234-8234-123456789abc",
  "debian11 clock=offset=localtime,rtc_tickpolicy=delay pm=suspend_to_mem=yes events=on_crash=preserve",
  "win10 features=hyperv.vapic=off clock=hypervclock_present=no",
};

typedef struct
{
  xmlDoc *doc;
  xmlXPathContext *context;
  GHashTable *named; /* nodes that a decision names */
} Trace;

static void
name_nodes (Trace *trace,
            GVirDesignerDecision *decision,
            const char *path)
{
  xmlXPathObject *found = xmlXPathEval (BAD_CAST path, trace->context);

  if (found == NULL || found->nodesetval == NULL || found->nodesetval->nodeNr != 1)
    g_error ("%s: %s is not there", gvir_designer_decision_get_thing (decision), path);
  g_hash_table_add (trace->named, found->nodesetval->nodeTab[0]);
  xmlXPathFreeObject (found);
}

static void
name_all (Trace *trace,
          GListModel *decisions)
{
  for (guint i = 0; i < g_list_model_get_n_items (decisions); i++)
    {
      g_autoptr (GVirDesignerDecision) decision = g_list_model_get_item (decisions, i);
      const char *const *paths = gvir_designer_decision_get_paths (decision);

      for (guint j = 0; paths[j] != NULL; j++)
        name_nodes (trace, decision, paths[j]);
    }
}

/* An element that only holds others follows from them. */
static void
assert_named (Trace *trace,
              xmlNode *element)
{
  gboolean holds_others = xmlFirstElementChild (element) != NULL;

  if (!holds_others && element->properties == NULL && !g_hash_table_contains (trace->named, element))
    g_error ("nothing says why there is %s", (char *) xmlGetNodePath (element));
  if (!holds_others && element->children != NULL && !g_hash_table_contains (trace->named, element))
    g_error ("nothing says why %s holds a text", (char *) xmlGetNodePath (element));
  for (xmlAttr *attribute = element->properties; attribute != NULL; attribute = attribute->next)
    {
      if (!g_hash_table_contains (trace->named, attribute))
        g_error ("nothing says why there is %s", (char *) xmlGetNodePath ((xmlNode *) attribute));
    }
  for (xmlNode *child = xmlFirstElementChild (element); child != NULL; child = xmlNextElementSibling (child))
    assert_named (trace, child);
}

static void
assert_traceable (GVirDesignerDomain *design)
{
  g_autofree char *xml = gvir_designer_domain_to_xml (design);
  g_autoptr (GListModel) decisions = gvir_designer_domain_get_decisions (design);
  Trace trace;

  trace.doc = xmlReadMemory (xml, (int) strlen (xml), NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOBLANKS);
  trace.context = xmlXPathNewContext (trace.doc);
  trace.named = g_hash_table_new (NULL, NULL);
  xmlXPathRegisterNs (trace.context, BAD_CAST "libosinfo",
                      BAD_CAST "http://libosinfo.org/xmlns/libvirt/domain/1.0");
  name_all (&trace, decisions);
  assert_named (&trace, xmlDocGetRootElement (trace.doc));
  g_hash_table_unref (trace.named);
  xmlXPathFreeContext (trace.context);
  xmlFreeDoc (trace.doc);
}

static void
test_case (gconstpointer data)
{
  g_auto (GStrv) words = g_strsplit (data, " ", -1);

  for (guint purpose = 0; purpose < 2; purpose++)
    {
      g_autoptr (GVirDesignerDomain) design = fixture_design (words[0]);

      for (guint i = 1; words[i] != NULL; i++)
        {
          g_auto (GStrv) halves = g_strsplit (words[i], "=", 2);

          fixture_apply (design, halves[0], halves[1]);
        }
      fixture_complete (design, purpose == 0 ? GVIR_DESIGNER_PURPOSE_DESKTOP : GVIR_DESIGNER_PURPOSE_SERVER);
      assert_traceable (design);
      fixture_assert_valid (design);
    }
}

static void
test_devices_added_one_by_one (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("debian11");

  g_assert_true (gvir_designer_domain_setup_resources (design, GVIR_DESIGNER_DOMAIN_RESOURCES_MINIMAL, NULL));
  for (guint i = 0; i < 60; i++)
    g_object_unref (gvir_designer_domain_add_disk_file (design, "/a.qcow2", NULL, NULL));
  g_assert_null (gvir_designer_domain_add_disk_file (design, "", NULL, NULL));
  g_object_unref (gvir_designer_domain_add_cdrom_device (design, "/dev/sr0", NULL));
  g_object_unref (gvir_designer_domain_add_floppy_file (design, "/a.img", NULL, NULL));
  g_object_unref (gvir_designer_domain_add_interface_user (design, NULL));
  g_object_unref (gvir_designer_domain_add_graphics (design, GVIR_DESIGNER_DOMAIN_GRAPHICS_SPICE, NULL));
  g_object_unref (gvir_designer_domain_add_smartcard (design, NULL));
  g_object_unref (gvir_designer_domain_add_usb_redir (design, NULL));
  g_object_unref (gvir_designer_domain_add_sound (design, NULL));
  g_object_unref (gvir_designer_domain_add_video (design, NULL));
  assert_traceable (design);
}

static void
test_container (void)
{
  g_autoptr (GVirDesignerOs) os = fixture_installed_os ("debian11");
  g_autoptr (GVirDesignerHost) host = fixture_container_host ();
  g_autoptr (GVirDesignerDomain) design = gvir_designer_domain_new_for_host (os, host);

  fixture_apply (design, "filesystem", "source=/srv/guest,target=/");
  fixture_apply (design, "network", "default");
  g_assert_true (gvir_designer_domain_setup_container (design, NULL));
  fixture_complete (design, GVIR_DESIGNER_PURPOSE_SERVER);
  assert_traceable (design);
}

static void
test_set_up_again (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("win11");

  g_assert_true (gvir_designer_domain_setup_machine (design, NULL));
  g_assert_true (gvir_designer_domain_setup_resources (design, GVIR_DESIGNER_DOMAIN_RESOURCES_MINIMAL, NULL));
  assert_traceable (design);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (cases[i]), "/ ", '-');
      g_autofree char *path = g_strconcat ("/traceable/", name, NULL);

      g_test_add_data_func (path, cases[i], test_case);
    }
  g_test_add_func ("/traceable/devices-added-one-by-one", test_devices_added_one_by_one);
  g_test_add_func ("/traceable/container", test_container);
  g_test_add_func ("/traceable/set-up-again", test_set_up_again);
  return g_test_run ();
}
