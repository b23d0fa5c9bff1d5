/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Each function that can fail, once where it works and wherever it does not,
 * with a place for the error and without. */

#include "design-fixture.h"

#include <string.h>

#include "base/libvirt-designer-error.h"

#define DRIVER "http://microsoft.com/win/10:pre-installable-drivers.xml:1"
#define NO_ERROR -1
#define INVALID_VALUE GVIR_DESIGNER_ERROR_INVALID_VALUE
#define UNKNOWN_NAME GVIR_DESIGNER_ERROR_UNKNOWN_NAME
#define HOST GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST
#define OS GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS
#define CONFLICT GVIR_DESIGNER_ERROR_CONFLICT
#define NOT_READY GVIR_DESIGNER_ERROR_NOT_READY

/* Calls one function; whether it worked. */
typedef gboolean (*Call) (GVirDesignerDomain *design,
                          GError **error);

typedef struct
{
  const char *name;
  GVirDesignerDomain *(*begin) (void);
  Call call;
  int code;
  const char *mentioned; /* in the message; where it works, an XPath into the design */
} Case;

static GVirDesignerDomain *
begin_on (const char *os,
          GVirDesignerHost *host)
{
  g_autoptr (GVirDesignerOs) guest = fixture_installed_os (os);
  GVirDesignerDomain *design = gvir_designer_domain_new_for_host (guest, host);

  g_object_unref (host);
  return design;
}

static GVirDesignerDomain *
nothing (void)
{
  return fixture_design ("debian11");
}

static GVirDesignerDomain *
machine (void)
{
  return fixture_machine ("debian11");
}

static GVirDesignerDomain *
windows (void)
{
  return fixture_machine ("win10");
}

static GVirDesignerDomain *
nothing_on_container_host (void)
{
  return begin_on ("debian11", fixture_container_host ());
}

static GVirDesignerDomain *
nothing_on_xen (void)
{
  return begin_on ("debian11", fixture_described_host ("xen"));
}

static GVirDesignerDomain *
windows_on_xen (void)
{
  return begin_on ("win10", fixture_described_host ("xen"));
}

static GVirDesignerDomain *
with_paravirtualisation (void)
{
  GVirDesignerDomain *design = nothing_on_xen ();

  fixture_apply (design, "os-type", "xen");
  return design;
}

static GVirDesignerDomain *
with_xen (void)
{
  GVirDesignerDomain *design = nothing ();

  fixture_apply (design, "virt-type", "xen");
  return design;
}

static GVirDesignerDomain *
container (void)
{
  GVirDesignerDomain *design = nothing_on_container_host ();

  g_assert_true (gvir_designer_domain_setup_container (design, NULL));
  return design;
}

static GVirDesignerDomain *
with_spice (void)
{
  GVirDesignerDomain *design = machine ();
  GVirConfigDomainGraphics *graphics = NULL;

  graphics = gvir_designer_domain_add_graphics (design, GVIR_DESIGNER_DOMAIN_GRAPHICS_SPICE, NULL);
  g_assert_nonnull (graphics);
  g_object_unref (graphics);
  return design;
}

static GVirDesignerDomain *
with_two_floppies (void)
{
  GVirDesignerDomain *design = machine ();

  for (guint i = 0; i < 2; i++)
    {
      GVirConfigDomainDisk *disk = gvir_designer_domain_add_floppy_file (design, "/a.img", "raw", NULL);

      g_assert_nonnull (disk);
      g_object_unref (disk);
    }
  return design;
}

static GVirDesignerDomain *
installing (void)
{
  GVirDesignerDomain *design = nothing ();

  g_assert_true (gvir_designer_domain_set_phase (design, GVIR_DESIGNER_PHASE_INSTALL, NULL));
  return design;
}

static GVirDesignerDomain *
with_impossible_disk (void)
{
  GVirDesignerDomain *design = machine ();

  fixture_apply (design, "disk", "path=/a.qcow2,bus=ide");
  return design;
}

static GVirDesignerDomain *
without_any_video (void)
{
  GVirDesignerDomain *design = begin_on ("debian11", fixture_host_that_says ("<devices><video supported='no'/></devices>"));

  g_assert_true (gvir_designer_domain_setup_machine (design, NULL));
  return design;
}

static GVirDesignerDomain *
without_any_redirection (void)
{
  GVirDesignerDomain *design =
    begin_on ("debian11", fixture_host_that_says ("<devices><redirdev supported='no'/></devices>"));

  g_assert_true (gvir_designer_domain_setup_machine (design, NULL));
  return design;
}

static GVirDesignerDomain *
with_unknown_sound (void)
{
  g_autoptr (GVirDesignerOs) os = fixture_os_with_device ("http://example.org/device/organ", "audio");
  g_autoptr (GVirDesignerHost) host = fixture_recorded_host ();
  GVirDesignerDomain *design = gvir_designer_domain_new_for_host (os, host);

  g_assert_true (gvir_designer_domain_setup_machine (design, NULL));
  return design;
}

/* A guest that has each of the devices that there can be only one of. */
static GVirDesignerDomain *
with_one_of_each (void)
{
  GVirDesignerDomain *design = machine ();

  g_object_unref (gvir_designer_domain_add_tpm (design, NULL));
  g_object_unref (gvir_designer_domain_add_watchdog (design, NULL));
  g_object_unref (gvir_designer_domain_add_vsock (design, NULL));
  g_object_unref (gvir_designer_domain_add_iommu (design, NULL));
  g_object_unref (gvir_designer_domain_add_panic (design, NULL));
  g_object_unref (gvir_designer_domain_add_channel (design, "org.example.port", NULL));
  g_object_unref (gvir_designer_domain_add_smartcard_host (design, NULL));
  g_object_unref (gvir_designer_domain_add_memballoon (design, NULL));
  g_object_unref (gvir_designer_domain_add_shmem (design, "memory", 0, NULL));
  return design;
}

/* The recorded host has none. */
static GVirDesignerDomain *
machine_with_iommu (void)
{
  GVirDesignerDomain *design = begin_on ("debian11", gvir_designer_host_new_builtin ());

  g_assert_true (gvir_designer_domain_setup_machine (design, NULL));
  return design;
}

static GVirDesignerDomain *
with_devices_of_the_host (void)
{
  GVirDesignerDomain *design = machine_with_iommu ();

  g_object_unref (gvir_designer_domain_add_hostdev_pci (design, "0000:01:00.0", NULL));
  g_object_unref (gvir_designer_domain_add_hostdev_usb (design, "1.3", NULL));
  g_object_unref (gvir_designer_domain_add_hostdev_mdev (design, "b4c1b8c0-0b0e-4ec0-a8b8-1d0f7c6f0d35", NULL));
  return design;
}

static gboolean
given (gpointer object)
{
  gboolean is_object = object != NULL;

  g_clear_object (&object);
  return is_object;
}

static const char *const servers[] = { "one.example:6789", "[fd00::1]:6789", "three.example", NULL };
static const char *const socket_servers[] = { "/run/nbd.sock", NULL };
static const char *const bad_servers[] = { "one.example:port", NULL };

/* The calls, and then the table of them: a row is known by its line in both. */
#define NAME_OF_CALL(line) call_##line
#define CALL(line) NAME_OF_CALL (line)
#define DO(function, arguments) gvir_designer_domain_##function arguments
#define ADD(function, arguments) given (gvir_designer_domain_add_##function arguments)

#define FAILS(path, begin, call, code, mentioned) \
  static gboolean CALL (__LINE__) (GVirDesignerDomain *design, GError **error) { return call; }
#define WORKS(path, begin, call, effect) FAILS (path, begin, call, 0, effect)
#include "test-domain-calls.def"
#undef FAILS
#undef WORKS

static const Case cases[] = {
#define FAILS(path, begin, call, code, mentioned) { path, begin, CALL (__LINE__), code, mentioned },
#define WORKS(path, begin, call, effect) { path, begin, CALL (__LINE__), NO_ERROR, effect },
#include "test-domain-calls.def"
};

static void
assert_error (const Case *row,
              const GError *error)
{
  if (error == NULL)
    {
      g_test_message ("nothing is refused, although '%s' should be", row->mentioned);
      g_test_fail ();
      return;
    }
  g_test_message ("%s", error->message);
  g_assert_error (error, GVIR_DESIGNER_ERROR, row->code);
  if (strstr (error->message, row->mentioned) == NULL)
    g_test_fail_printf ("the message lacks '%s'", row->mentioned);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_false (g_str_has_suffix (error->message, "."));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpuint (strlen (error->message), <, 1500);
}

static void
assert_effect (const Case *row,
               GVirDesignerDomain *design,
               const GError *error)
{
  g_assert_no_error (error);
  if (fixture_count (design, row->mentioned) == 0)
    {
      g_autofree char *xml = gvir_designer_domain_to_xml (design);

      g_test_message ("nothing is at %s in %s", row->mentioned, xml);
      g_test_fail ();
    }
}

static guint
count_decisions (GVirDesignerDomain *design)
{
  g_autoptr (GListModel) decisions = gvir_designer_domain_get_decisions (design);

  return g_list_model_get_n_items (decisions);
}

static void
test_call (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (GVirDesignerDomain) design = row->begin ();
  g_autoptr (GVirDesignerDomain) other = row->begin ();
  g_autofree char *before = gvir_designer_domain_to_xml (design);
  guint decisions_before = count_decisions (design);
  g_autofree char *after = NULL;
  g_autofree char *after_other = NULL;
  g_autoptr (GError) error = NULL;
  gboolean worked = row->call (design, &error);

  g_assert_true (worked == (error == NULL));
  if (row->code == NO_ERROR)
    assert_effect (row, design, error);
  else
    assert_error (row, error);
  g_assert_true (row->call (other, NULL) == worked);

  after = gvir_designer_domain_to_xml (design);
  after_other = gvir_designer_domain_to_xml (other);
  g_assert_cmpstr (after_other, ==, after);
  /* A complement that fails halfway spoils the design, as is documented. */
  if (worked || row->code == NO_ERROR || row->begin == with_impossible_disk)
    return;
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (count_decisions (design), ==, decisions_before);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/domain/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_call);
    }
  return g_test_run ();
}
