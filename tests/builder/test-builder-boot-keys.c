/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Which discs ask for a key before a guest starts from them, and what becomes of guests that never do. */

#include "fixture.h"
#include "guest/installing-private.h"
#include "plan/plan-private.h"
#include "planners/install/installation-private.h"

/* The drive with a disc that asks for a key; freed by the caller. */
static char *
key_drive (const char *os_name,
           const char *option,
           const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerOs) os = gvir_designer_os_find (NULL, os_name, &error);
  g_autoptr (GVirDesignerDomain) design = gvir_designer_domain_new_for_host (os, NULL);

  g_assert_true (gvir_designer_domain_set_phase (design, GVIR_DESIGNER_PHASE_INSTALL, &error));
  g_assert_true (gvir_designer_domain_apply_option (design, "disk", "path=/srv/guest.img,bus=sata", &error));
  g_assert_true (gvir_designer_domain_apply_option (design, "network", "default", &error));
  if (!g_str_equal (option, "cdrom"))
    g_assert_true (gvir_designer_domain_apply_option (design, "disk", "path=/srv/disc.iso,device=cdrom", &error));
  g_assert_true (gvir_designer_domain_apply_option (design, option, value, &error));
  gvir_designer_domain_add_default_devices (design, GVIR_DESIGNER_PURPOSE_DESKTOP, &error);
  g_assert_no_error (error);
  return builder_boot_key_drive (design);
}

/* What is left out, or started in another way, asks for none. */
static void
test_boot_key (void)
{
  static const struct
  {
    const char *os;
    const char *option;
    const char *value;
    const char *drive;
  } rows[] = {
    { "win10", "cdrom", "/srv/disc.iso", "sdb" },
    { "win2k16", "install", "bootdev=cdrom", "sdb" },
    { "win10", "pxe", "yes", NULL },
    { "win10", "install", "kernel=/srv/kernel", NULL },
    { "debian11", "cdrom", "/srv/disc.iso", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *drive = key_drive (rows[i].os, rows[i].option, rows[i].value);

      g_assert_cmpstr (drive, ==, rows[i].drive);
    }
}

/* A guest that is being installed, and reads nothing. */
static virDomainPtr
start_installer (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *xml = builder_installing_mark ("<domain type='test'><name>idle</name><memory>8192</memory>"
                                                  "<os><type>hvm</type></os></domain>", &error);
  virDomainPtr domain;

  g_assert_no_error (error);
  domain = virDomainCreateXML (fixture->handle, xml, 0);
  g_assert_nonnull (domain);
  return domain;
}

static gboolean
press (Fixture *fixture,
       virDomainPtr domain,
       const char *unattended,
       GError **error)
{
  g_autoptr (GVirBuilderPlan) plan = builder_plan_new ("press a key", "idle", GVIR_BUILDER_DIRECTION_UNDO);
  GVirBuilderStep *step = builder_step_new ("disc-start", 1, "press a key", NULL);
  g_autoptr (GVirBuilderRun) run = NULL;
  char uuid[VIR_UUID_STRING_BUFLEN];

  g_assert_cmpint (virDomainGetUUIDString (domain, uuid), ==, 0);
  builder_step_set (step, "name", "idle");
  builder_step_set (step, "uuid", uuid);
  builder_step_set (step, "target", "vda");
  builder_step_set (step, "seconds", "2");
  builder_step_set (step, "unattended", unattended);
  builder_plan_add (plan, step);
  run = gvir_builder_run_new (plan, fixture->connection);
  return gvir_builder_run_perform (run, NULL, error);
}

/* Where nobody is there to see it, that is the end; else it may be a disc with a menu. One that is gone is not installed. */
static void
test_never_started (Fixture *fixture,
                    G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (virDomainPtr) domain = start_installer (fixture);

  g_assert_true (press (fixture, domain, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (press (fixture, domain, "yes", &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_TIMED_OUT);
  g_assert_nonnull (strstr (error->message, "has not started from its disc within 2 s"));
  g_assert_false (press (fixture, domain, "yes", NULL));
  g_clear_error (&error);
  virDomainDestroy (domain);
  g_assert_false (press (fixture, domain, NULL, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/builder/boot-key/of-media-of-windows", test_boot_key);
  FIXTURE_TEST ("/builder/boot-key/pressed-in-vain", test_never_started);
  return g_test_run ();
}
