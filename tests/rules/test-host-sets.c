/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What holds for every design for several hosts, tried on sets put together at random:
 * each host is asked alone whether it has what was chosen, and the order in which the
 * hosts are given does not matter. */

#include "trial-design.h"

#include "complain.h"
#include "decisions/libvirt-designer-decision.h"
#include "edited-host.h"
#include "os/libvirt-designer-os-database.h"

#define N_SETS 150
#define MOST_HOSTS 6

static const char *const edits[] = {
  "uri=qemu:///system", "older=6.2", "older=5.0", "host=recorded", "host=recorded older=7.1", "host=amd-sev",
  "host=intel-tdx", "cpu=Haswell-noTSX", "cpu=EPYC-Rome older=7.0", "-graphics/type:spice", "-video/modelType:virtio",
  "-disk/bus:sata", "-tpm/backendModel:emulator", "-os/firmware:efi", "?domcaps", "?cpu/models", "emulator=/opt/qemu",
  "-kvm", "-machine:q35", "-cpu/mode:host-passthrough", "-rng/model:virtio", "uri=qemu:///session",
};
static const char *const systems[] = { "fedora36", "debian11", "win10", "win11", "ubuntu22.04", "win7" };

/* Of what each thing is in the domain capabilities. */
static const struct
{
  const char *thing;
  const char *what;
} chosen[] = {
  { "video.model", "video/modelType" },
  { "graphics.type", "graphics/type" },
  { "disk.bus", "disk/bus" },
  { "rng.model", "rng/model" },
  { "tpm.model", "tpm/model" },
  { "tpm.backend", "tpm/backendModel" },
};

static GVirDesignerHost *
host_at (guint i)
{
  static GVirDesignerHost *hosts[G_N_ELEMENTS (edits)];

  if (hosts[i] == NULL)
    {
      g_auto (GStrv) words = g_strsplit (edits[i], " ", -1);

      hosts[i] = edited_host_new (words);
    }
  return hosts[i];
}

static GVirDesignerDomain *
design_for (GPtrArray *hosts,
            GVirDesignerOs *os,
            GError **error)
{
  g_autoptr (GVirDesignerHost) set =
    gvir_designer_host_new_set ((GVirDesignerHost *const *) hosts->pdata, hosts->len, error);
  g_autoptr (GVirDesignerDomain) design = NULL;

  if (set == NULL)
    return NULL;
  design = gvir_designer_domain_new_for_host (os, set);
  if (!gvir_designer_domain_apply_option (design, "disk", "path=/i/a.qcow2", error)
      || !gvir_designer_domain_add_default_devices (design, GVIR_DESIGNER_PURPOSE_DESKTOP, error))
    return NULL;
  return g_steal_pointer (&design);
}

static char *
value_of (GVirDesignerDomain *design,
          const char *thing)
{
  g_autoptr (GListModel) decisions = gvir_designer_domain_get_decisions (design);

  for (guint i = 0; i < g_list_model_get_n_items (decisions); i++)
    {
      g_autoptr (GVirDesignerDecision) decision = g_list_model_get_item (decisions, i);

      if (g_str_equal (gvir_designer_decision_get_thing (decision), thing))
        return g_strdup (gvir_designer_decision_get_value (decision));
    }
  return NULL;
}

static void
check_devices (GVirDesignerDomain *design,
               GVirDesignerHost *host,
               const char *virt_type,
               const char *machine,
               const char *set)
{
  for (guint i = 0; i < G_N_ELEMENTS (chosen); i++)
    {
      g_autofree char *value = value_of (design, chosen[i].thing);

      if (value != NULL
          && gvir_designer_host_lists (host, NULL, virt_type, machine, chosen[i].what, value) == GVIR_DESIGNER_ANSWER_NO)
        complain ("%s: %s is %s, which %s lacks", set, chosen[i].thing, value, gvir_designer_host_get_origin (host));
    }
}

static void
check_cpu (GVirDesignerDomain *design,
           GVirDesignerHost *host,
           const char *virt_type,
           const char *set)
{
  g_autofree char *mode = value_of (design, "cpu.mode");
  g_autofree char *model = value_of (design, "cpu.model");

  if (mode != NULL && gvir_designer_host_lists (host, NULL, virt_type, "q35", "cpu/mode", mode) == GVIR_DESIGNER_ANSWER_NO)
    complain ("%s: the CPU mode %s is one that a host lacks", set, mode);
  if (model != NULL && gvir_designer_host_lists (host, NULL, virt_type, "q35", "cpu/model", model) != GVIR_DESIGNER_ANSWER_YES
      && gvir_designer_host_lists (host, NULL, virt_type, "q35", "cpu/hostModel", model) != GVIR_DESIGNER_ANSWER_YES)
    complain ("%s: the CPU model %s is one that a host cannot run", set, model);
}

static void
check_member (GVirDesignerDomain *design,
              GVirDesignerHost *host,
              const char *set)
{
  g_autofree char *virt_type = value_of (design, "virt-type");
  g_autofree char *machine = value_of (design, "machine");
  const char *canonical = gvir_designer_host_get_canonical_machine (host, "x86_64", virt_type, machine);

  if (gvir_designer_host_offers (host, "x86_64", "hvm", virt_type) == GVIR_DESIGNER_ANSWER_NO)
    complain ("%s: a host has no %s guests", set, virt_type);
  if (canonical == NULL || !g_str_equal (canonical, machine))
    complain ("%s: the machine is %s, which one host knows as %s", set, machine, canonical);
  check_devices (design, host, virt_type, machine, set);
  check_cpu (design, host, virt_type, set);
}

/* Turned round, and one place on. */
static GPtrArray *
reorder (GPtrArray *hosts)
{
  GPtrArray *other = g_ptr_array_new ();

  for (guint i = 0; i < hosts->len; i++)
    g_ptr_array_add (other, g_ptr_array_index (hosts, (2 * hosts->len - 2 - i) % hosts->len));
  return other;
}

static void
check_order (GPtrArray *hosts,
             GVirDesignerOs *os,
             GVirDesignerDomain *design,
             const GError *problem,
             const char *set)
{
  g_autoptr (GPtrArray) other = reorder (hosts);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerDomain) again = design_for (other, os, &error);
  g_autofree char *xml = design != NULL ? gvir_designer_domain_to_xml (design) : NULL;
  g_autofree char *other_xml = again != NULL ? gvir_designer_domain_to_xml (again) : NULL;

  if (g_strcmp0 (xml, other_xml) != 0)
    complain ("%s: in another order it is another guest:\n%s\n%s", set, xml, other_xml);
  if (problem != NULL && error != NULL && problem->code != error->code)
    complain ("%s: '%s' is in another order '%s'", set, problem->message, error->message);
}

static guint n_designed;

static void
try_set (void)
{
  const char *system = systems[g_test_rand_int_range (0, G_N_ELEMENTS (systems))];
  guint n = (guint) g_test_rand_int_range (2, MOST_HOSTS + 1);
  g_autoptr (GPtrArray) hosts = g_ptr_array_new ();
  g_autoptr (GString) set = g_string_new (system);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerOs) os = gvir_designer_os_find (trial_database (), system, NULL);
  g_autoptr (GVirDesignerDomain) design = NULL;

  for (guint i = 0; i < n; i++)
    {
      guint which = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (edits));

      g_ptr_array_add (hosts, host_at (which));
      g_string_append_printf (set, "%s %s", i > 0 ? " and-host" : "", edits[which]);
    }
  design = design_for (hosts, os, &error);
  check_order (hosts, os, design, error, set->str);
  n_designed += design != NULL;
  for (guint i = 0; design != NULL && i < hosts->len; i++)
    check_member (design, g_ptr_array_index (hosts, i), set->str);
}

static void
test_random_sets (void)
{
  for (guint i = 0; i < N_SETS; i++)
    try_set ();
  /* Of most sets something is common. */
  g_assert_cmpuint (n_designed, >, N_SETS / 2);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/host-sets/each-host-has-what-was-chosen", test_random_sets);
  return g_test_run ();
}
