/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What guests are installed from, and told. */

#include <glib/gstdio.h>

#include "archive/iso-private.h"
#include "fixture.h"
#include "plan/plan-private.h"
#include "planners/install/installation-private.h"
#include "seeds/seed-private.h"

#define DISK "pool=" FIXTURE_POOL ",size=1"
#define SECRET "a secret"

static char *
make_file (const char *folder,
           const char *name,
           const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *above = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (above, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return g_steal_pointer (&path);
}

/* A folder as Debian's installer is in. */
static GVirBuilderMedia *
make_tree (char **folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kernel = NULL;
  g_autofree char *initrd = NULL;
  GVirBuilderMedia *media;

  *folder = g_dir_make_tmp ("installation-XXXXXX", NULL);
  kernel = make_file (*folder, "debian-installer/amd64/linux", "kernel");
  initrd = make_file (*folder, "debian-installer/amd64/initrd.gz", "initrd");
  media = gvir_builder_media_new (*folder, NULL, &error);
  g_assert_no_error (error);
  return media;
}

static void
remove_tree (const char *folder)
{
  static const char *const names[] = { "debian-installer/amd64/linux", "debian-installer/amd64/initrd.gz",
                                       "debian-installer/amd64", "debian-installer", "" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_remove (path);
    }
}

static GVirBuilderSeed *
make_seed (GVirBuilderDelivery delivery)
{
  GVirBuilderSeed *seed = builder_seed_new ("preseed", delivery);
  g_autoptr (GBytes) content = g_bytes_new_static (SECRET, strlen (SECRET));

  builder_seed_add_file (seed, "preseed.cfg", content);
  builder_seed_set_label (seed, "SEED");
  builder_seed_set_kernel_arguments (seed, "one=1");
  builder_seed_set_secret (seed);
  return seed;
}

/* As an application does it: the default devices come last. */
static GVirDesignerDomain *
begin_design (GVirDesignerPhase phase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerOs) os = gvir_designer_os_find (NULL, "debian11", &error);
  GVirDesignerDomain *design = gvir_designer_domain_new_for_host (os, NULL);

  g_assert_true (gvir_designer_domain_set_phase (design, phase, &error));
  g_assert_true (gvir_designer_domain_apply_option (design, "name", "fed", &error));
  g_assert_true (gvir_designer_domain_apply_option (design, "disk", DISK, &error));
  g_assert_no_error (error);
  return design;
}

static GVirDesignerDomain *
equip_on_network (Fixture *fixture,
                  GVirBuilderInstallation *installation,
                  GVirDesignerPhase phase,
                  const char *network)
{
  g_autoptr (GError) error = NULL;
  GVirDesignerDomain *design = begin_design (phase);

  g_assert_true (gvir_designer_domain_apply_option (design, "network", network, &error));
  g_assert_true (gvir_builder_installation_equip (installation, fixture->connection, design, phase, "fed", &error));
  g_assert_no_error (error);
  g_assert_true (gvir_designer_domain_add_default_devices (design, GVIR_DESIGNER_PURPOSE_SERVER, &error));
  g_assert_no_error (error);
  return design;
}

static GVirDesignerDomain *
equip (Fixture *fixture,
       GVirBuilderInstallation *installation,
       GVirDesignerPhase phase)
{
  return equip_on_network (fixture, installation, phase, "user");
}

static void
assert_has (GVirDesignerDomain *design,
            const char *text,
            gboolean has)
{
  g_autofree char *xml = gvir_designer_domain_to_xml (design);

  if ((strstr (xml, text) != NULL) != has)
    g_error ("'%s' is %s in %s", text, has ? "not" : "still", xml);
}

static char *
list_kinds (GVirBuilderPlan *plan)
{
  g_autoptr (GString) kinds = g_string_new (NULL);

  for (guint i = 0; i < builder_plan_n_steps (plan); i++)
    g_string_append_printf (kinds, "%s%s", i > 0 ? " " : "", gvir_builder_step_get_kind (builder_plan_step (plan, i)));
  return g_string_free (g_steal_pointer (&kinds), FALSE);
}

static void
test_tree (Fixture *fixture,
           G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GVirBuilderMedia) media = make_tree (&folder);
  g_autoptr (GVirBuilderInstallation) installation = gvir_builder_installation_new ();
  g_autoptr (GVirBuilderSeed) seed = make_seed (GVIR_BUILDER_DELIVERY_INITRD);
  g_autoptr (GVirDesignerDomain) installer = NULL;
  g_autoptr (GVirDesignerDomain) guest = NULL;
  g_autoptr (GVirBuilderPlan) plan = NULL;
  g_autofree char *kinds = NULL;
  g_autofree char *json = NULL;

  gvir_builder_installation_set_media (installation, media, GVIR_BUILDER_MEDIA_USE_KERNEL);
  gvir_builder_installation_add_seed (installation, seed);
  gvir_builder_installation_set_kernel_arguments (installation, GVIR_BUILDER_KERNEL_ARGUMENTS_BESIDE, "two=2");
  installer = equip (fixture, installation, GVIR_DESIGNER_PHASE_INSTALL);
  guest = equip (fixture, installation, GVIR_DESIGNER_PHASE_RUN);
  assert_has (installer, "<kernel>/var/lib/libvirt/boot/fed-install-kernel</kernel>", TRUE);
  assert_has (installer, "<initrd>/var/lib/libvirt/boot/fed-install-initrd</initrd>", TRUE);
  assert_has (installer, "<cmdline>one=1 two=2</cmdline>", TRUE);
  assert_has (installer, SECRET, FALSE);
  assert_has (guest, "<kernel>", FALSE);
  plan = gvir_builder_plan_new_install (fixture->connection, guest, installer, installation, GVIR_BUILDER_INSTALL_FLAGS_START,
                                        &error);
  g_assert_no_error (error);
  kinds = list_kinds (plan);
  g_assert_cmpstr (kinds, ==,
                   "volume-create pool-make pool-try pool-build pool-start media-fill media-fill domain-create domain-define install-await "
                   "media-remove media-remove domain-start");
  json = gvir_builder_plan_to_json (plan);
  g_assert_null (strstr (json, SECRET));
  remove_tree (folder);
}

/* The kinds of the steps of an installation with that seed; freed by the caller. */
static char *
kinds_with_seed (Fixture *fixture,
                 GVirBuilderSeed *seed,
                 const char *network)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GVirBuilderMedia) media = make_tree (&folder);
  g_autoptr (GVirBuilderInstallation) installation = gvir_builder_installation_new ();
  g_autoptr (GVirDesignerDomain) installer = NULL;
  g_autoptr (GVirDesignerDomain) guest = NULL;
  g_autoptr (GVirBuilderPlan) plan = NULL;

  gvir_builder_installation_set_media (installation, media, GVIR_BUILDER_MEDIA_USE_KERNEL);
  gvir_builder_installation_add_seed (installation, seed);
  installer = equip_on_network (fixture, installation, GVIR_DESIGNER_PHASE_INSTALL, network);
  guest = equip_on_network (fixture, installation, GVIR_DESIGNER_PHASE_RUN, network);
  plan = gvir_builder_plan_new_install (fixture->connection, guest, installer, installation, GVIR_BUILDER_INSTALL_FLAGS_START,
                                        &error);
  g_assert_no_error (error);
  remove_tree (folder);
  return list_kinds (plan);
}

/* Where the script brings an agent, its answer is the end. */
static void
test_agent (Fixture *fixture,
            G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GVirBuilderSeed) seed = make_seed (GVIR_BUILDER_DELIVERY_INITRD);
  g_autofree char *kinds = NULL;

  builder_seed_set_agent (seed);
  kinds = kinds_with_seed (fixture, seed, "user");
  g_assert_true (g_str_has_suffix (kinds, "media-remove domain-start answer-await"));
}

/* Where somebody may log in over SSH, and libvirt gives the guest its address, that is the end. */
static void
test_ssh (Fixture *fixture,
          gconstpointer data)
{
  const char *network = data;
  g_autoptr (GVirBuilderSeed) seed = make_seed (GVIR_BUILDER_DELIVERY_INITRD);
  g_autofree char *kinds = NULL;

  builder_seed_set_ssh (seed);
  kinds = kinds_with_seed (fixture, seed, network);
  g_assert_true (g_str_has_suffix (kinds, g_str_equal (network, "default") ? "domain-start ssh-await" : "domain-start"));
}

static void
test_instead (Fixture *fixture,
              G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *folder = NULL;
  g_autoptr (GVirBuilderMedia) media = make_tree (&folder);
  g_autoptr (GVirBuilderInstallation) installation = gvir_builder_installation_new ();
  g_autoptr (GVirBuilderSeed) seed = make_seed (GVIR_BUILDER_DELIVERY_INITRD);
  g_autoptr (GVirDesignerDomain) installer = NULL;

  gvir_builder_installation_set_media (installation, media, GVIR_BUILDER_MEDIA_USE_KERNEL);
  gvir_builder_installation_add_seed (installation, seed);
  gvir_builder_installation_set_kernel_arguments (installation, GVIR_BUILDER_KERNEL_ARGUMENTS_INSTEAD, "two=2");
  installer = equip (fixture, installation, GVIR_DESIGNER_PHASE_INSTALL);
  assert_has (installer, "<cmdline>two=2</cmdline>", TRUE);
  remove_tree (folder);
}

/* An image is told what it is to be at its first boot, on a disc. */
static void
test_first_boot (Fixture *fixture,
                 G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderInstallation) installation = gvir_builder_installation_new ();
  g_autoptr (GVirBuilderSeed) seed = make_seed (GVIR_BUILDER_DELIVERY_CDROM);
  g_autoptr (GVirDesignerDomain) installer = NULL;
  g_autoptr (GVirDesignerDomain) guest = NULL;
  g_autoptr (GVirBuilderPlan) plan = NULL;
  g_autofree char *kinds = NULL;

  builder_seed_set_kernel_arguments (seed, NULL);
  gvir_builder_installation_add_seed (installation, seed);
  installer = equip (fixture, installation, GVIR_DESIGNER_PHASE_INSTALL);
  guest = equip (fixture, installation, GVIR_DESIGNER_PHASE_RUN);
  assert_has (installer, "/var/lib/libvirt/boot/fed-seed.iso", TRUE);
  assert_has (installer, "bus=\"scsi\"", TRUE);
  assert_has (guest, "seed.iso", FALSE);
  plan = gvir_builder_plan_new_install (fixture->connection, guest, installer, installation, GVIR_BUILDER_INSTALL_FLAGS_START,
                                        &error);
  g_assert_no_error (error);
  kinds = list_kinds (plan);
  g_assert_cmpstr (kinds, ==,
                   "volume-create pool-make pool-try pool-build pool-start media-fill domain-create domain-define first-boot-await "
                   "seed-eject media-remove");
}

static void
test_injected (G_GNUC_UNUSED Fixture *fixture,
               G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderInstallation) installation = gvir_builder_installation_new ();
  g_autoptr (GVirDesignerDomain) design = begin_design (GVIR_DESIGNER_PHASE_INSTALL);
  g_autofree char *folder = g_dir_make_tmp ("installation-XXXXXX", NULL);
  g_autofree char *path = make_file (folder, "ks.cfg", "text");

  g_assert_false (gvir_builder_installation_inject_file (installation, "/nowhere", &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (error->message, "/nowhere"));
  g_clear_error (&error);
  g_assert_false (gvir_builder_installation_inject_file (installation, "/nowhere", NULL));
  g_assert_true (gvir_builder_installation_inject_file (installation, path, NULL));
  /* Into what, nobody has said. */
  g_assert_false (gvir_builder_installation_equip (installation, NULL, design, GVIR_DESIGNER_PHASE_INSTALL, "fed", &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (error->message, "--location"));
  g_assert_false (gvir_builder_installation_equip (installation, NULL, design, GVIR_DESIGNER_PHASE_INSTALL, "fed", NULL));
  g_remove (path);
  g_rmdir (folder);
}

static GVirDesignerDomain *
redesign (virDomainPtr domain)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerOs) os = gvir_designer_os_find (NULL, "debian11", NULL);
  g_autoptr (GVirDesignerHost) host = gvir_designer_host_new_builtin ();
  char *xml = virDomainGetXMLDesc (domain, VIR_DOMAIN_XML_INACTIVE);
  GVirDesignerDomain *design = gvir_designer_domain_new_from_xml (os, host, xml, &error);

  g_assert_no_error (error);
  free (xml);
  return design;
}

static void
assert_no_reinstall (Fixture *fixture,
                     GVirDesignerDomain *guest,
                     int code,
                     const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gvir_builder_plan_new_reinstall (fixture->connection, guest, guest, NULL, GVIR_BUILDER_INSTALL_FLAGS_NONE,
                                                  &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_null (gvir_builder_plan_new_reinstall (fixture->connection, guest, guest, NULL, GVIR_BUILDER_INSTALL_FLAGS_NONE,
                                                  NULL));
}

/* A guest that is there stays what it is; one that runs, or is gone, cannot be installed anew. */
static void
test_reinstalled (Fixture *fixture,
                  G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GVirBuilderMedia) media = make_tree (&folder);
  g_autoptr (GVirBuilderInstallation) installation = gvir_builder_installation_new ();
  g_autoptr (GVirDesignerDomain) first = fixture_design (fixture, "again", DISK);
  g_autofree char *xml = gvir_designer_domain_to_xml (first);
  g_auto (virDomainPtr) domain = virDomainDefineXML (fixture->handle, xml);
  g_autoptr (GVirDesignerDomain) installer = redesign (domain);
  g_autoptr (GVirDesignerDomain) guest = redesign (domain);
  g_autoptr (GVirBuilderPlan) plan = NULL;
  g_autofree char *kinds = NULL;

  gvir_builder_installation_set_media (installation, media, GVIR_BUILDER_MEDIA_USE_KERNEL);
  gvir_builder_installation_set_kernel_arguments (installation, GVIR_BUILDER_KERNEL_ARGUMENTS_BESIDE, "a=1,2");
  g_assert_true (gvir_builder_installation_equip_existing (installation, NULL, installer, GVIR_DESIGNER_PHASE_INSTALL, "again",
                                                           &error));
  g_assert_no_error (error);
  g_assert_true (gvir_builder_installation_equip_existing (installation, NULL, guest, GVIR_DESIGNER_PHASE_RUN, "again", NULL));
  assert_has (installer, "<cmdline>a=1,2</cmdline>", TRUE);
  assert_has (installer, "<on_reboot>destroy</on_reboot>", TRUE);
  assert_has (guest, "<kernel>", FALSE);
  plan = gvir_builder_plan_new_reinstall (fixture->connection, guest, installer, installation, GVIR_BUILDER_INSTALL_FLAGS_START,
                                          &error);
  g_assert_no_error (error);
  kinds = list_kinds (plan);
  g_assert_cmpstr (kinds, ==,
                   "pool-make pool-try pool-build pool-start media-fill media-fill domain-create install-await media-remove "
                   "media-remove domain-start");
  g_assert_cmpint (virDomainCreate (domain), ==, 0);
  assert_no_reinstall (fixture, guest, GVIR_BUILDER_ERROR_GUEST, "stop it");
  virDomainDestroy (domain);
  virDomainUndefine (domain);
  assert_no_reinstall (fixture, guest, GVIR_BUILDER_ERROR_NOT_FOUND, "there is no guest");
  remove_tree (folder);
}

/* Without media, what is installed comes over the network, and cannot be told anything. */
static void
test_reinstalled_over_network (Fixture *fixture,
                               G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderInstallation) installation = gvir_builder_installation_new ();
  g_autoptr (GVirBuilderSeed) seed = make_seed (GVIR_BUILDER_DELIVERY_CDROM);
  g_autoptr (GVirDesignerDomain) first = fixture_design (fixture, "again", DISK);
  g_autofree char *xml = gvir_designer_domain_to_xml (first);
  g_auto (virDomainPtr) domain = virDomainDefineXML (fixture->handle, xml);
  g_autoptr (GVirDesignerDomain) installer = redesign (domain);
  g_autoptr (GVirDesignerDomain) guest = redesign (domain);
  g_autoptr (GVirBuilderPlan) plan = NULL;
  g_autofree char *kinds = NULL;

  g_assert_true (gvir_builder_installation_equip_existing (installation, NULL, installer, GVIR_DESIGNER_PHASE_INSTALL, "again",
                                                           &error));
  g_assert_no_error (error);
  g_assert_true (gvir_builder_installation_equip_existing (installation, NULL, guest, GVIR_DESIGNER_PHASE_RUN, "again", NULL));
  assert_has (installer, "<on_reboot>destroy</on_reboot>", TRUE);
  assert_has (installer, "<boot order='2'/>", TRUE);
  assert_has (guest, "<boot order='2'/>", FALSE);
  plan = gvir_builder_plan_new_reinstall (fixture->connection, guest, installer, installation, GVIR_BUILDER_INSTALL_FLAGS_NONE,
                                          &error);
  g_assert_no_error (error);
  kinds = list_kinds (plan);
  g_assert_cmpstr (kinds, ==, "domain-create install-await");
  gvir_builder_installation_add_seed (installation, seed);
  g_assert_false (gvir_builder_installation_equip_existing (installation, NULL, guest, GVIR_DESIGNER_PHASE_INSTALL, "again",
                                                            &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT);
  virDomainUndefine (domain);
}

static void
test_reinstalled_without_network (G_GNUC_UNUSED Fixture *fixture,
                                  G_GNUC_UNUSED gconstpointer data)
{
  static const char xml[] = "<domain type='qemu'><name>again</name><memory>65536</memory>"
                            "<os><type arch='x86_64' machine='q35'>hvm</type></os></domain>";
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderInstallation) installation = gvir_builder_installation_new ();
  g_autoptr (GVirDesignerDomain) installer = gvir_designer_domain_new_from_xml (NULL, NULL, xml, &error);

  g_assert_no_error (error);
  g_assert_false (gvir_builder_installation_equip_existing (installation, NULL, installer, GVIR_DESIGNER_PHASE_INSTALL, "again",
                                                            &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (error->message, "no network interface"));
}

/* A disc that has no kernel of an installer cannot be told anything. */
static void
test_reinstalled_without_kernel (Fixture *fixture,
                                 G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  char *names[] = { (char *) "README", NULL };
  g_autoptr (GBytes) text = g_bytes_new_static ("text", 4);
  g_autoptr (GPtrArray) contents = g_ptr_array_new ();
  g_autofree char *folder = g_dir_make_tmp ("installation-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "disc.iso", NULL);
  g_autoptr (GBytes) image = NULL;
  g_autoptr (GVirBuilderMedia) media = NULL;
  g_autoptr (GVirBuilderInstallation) installation = gvir_builder_installation_new ();
  g_autoptr (GVirDesignerDomain) first = fixture_design (fixture, "again", DISK);
  g_autofree char *xml = gvir_designer_domain_to_xml (first);
  g_auto (virDomainPtr) domain = virDomainDefineXML (fixture->handle, xml);
  g_autoptr (GVirDesignerDomain) installer = redesign (domain);

  g_ptr_array_add (contents, text);
  image = builder_iso_write ("DISC", names, contents, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (image, NULL), (gssize) g_bytes_get_size (image), NULL));
  media = gvir_builder_media_new (path, NULL, &error);
  g_assert_no_error (error);
  gvir_builder_installation_set_media (installation, media, GVIR_BUILDER_MEDIA_USE_KERNEL);
  g_assert_false (gvir_builder_installation_equip_existing (installation, NULL, installer, GVIR_DESIGNER_PHASE_INSTALL, "again",
                                                            &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND);
  g_assert_false (gvir_builder_installation_equip_existing (installation, NULL, installer, GVIR_DESIGNER_PHASE_INSTALL, "again",
                                                            NULL));
  virDomainUndefine (domain);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/builder/installation/tree", test_tree);
  FIXTURE_TEST ("/builder/installation/agent", test_agent);
  g_test_add ("/builder/installation/ssh", Fixture, "default", fixture_set_up, test_ssh, fixture_tear_down);
  g_test_add ("/builder/installation/no-ssh-without-address", Fixture, "user", fixture_set_up, test_ssh, fixture_tear_down);
  FIXTURE_TEST ("/builder/installation/arguments-instead", test_instead);
  FIXTURE_TEST ("/builder/installation/first-boot", test_first_boot);
  FIXTURE_TEST ("/builder/installation/injected", test_injected);
  FIXTURE_TEST ("/builder/installation/reinstalled", test_reinstalled);
  FIXTURE_TEST ("/builder/installation/reinstalled-over-network", test_reinstalled_over_network);
  FIXTURE_TEST ("/builder/installation/reinstalled-without-network", test_reinstalled_without_network);
  FIXTURE_TEST ("/builder/installation/reinstalled-without-kernel", test_reinstalled_without_kernel);
  return g_test_run ();
}
