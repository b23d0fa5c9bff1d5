/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A program as it was written for the first releases of the library: only that
 * header, those functions and those names. */

#include <libvirt-designer/libvirt-designer.h>

/* Each function with the type that programs rely on. */
static void (*const init) (int *, char ***) = gvir_designer_init;
static gboolean (*const init_check) (int *, char ***, GError **) = gvir_designer_init_check;
static GType (*const get_type) (void) = gvir_designer_domain_get_type;
static GVirDesignerDomain *(*const new_design) (OsinfoDb *, OsinfoOs *, OsinfoPlatform *,
                                                GVirConfigCapabilities *) = gvir_designer_domain_new;
static OsinfoOs *(*const get_os) (GVirDesignerDomain *) = gvir_designer_domain_get_os;
static OsinfoPlatform *(*const get_platform) (GVirDesignerDomain *) = gvir_designer_domain_get_platform;
static GVirConfigCapabilities *(*const get_capabilities) (GVirDesignerDomain *) =
  gvir_designer_domain_get_capabilities;
static GVirConfigDomain *(*const get_config) (GVirDesignerDomain *) = gvir_designer_domain_get_config;
static gboolean (*const supports_machine) (GVirDesignerDomain *) = gvir_designer_domain_supports_machine;
static gboolean (*const supports_machine_full) (GVirDesignerDomain *, const char *, GVirConfigDomainOsType) =
  gvir_designer_domain_supports_machine_full;
static gboolean (*const supports_container) (GVirDesignerDomain *) = gvir_designer_domain_supports_container;
static gboolean (*const supports_container_full) (GVirDesignerDomain *, const char *) =
  gvir_designer_domain_supports_container_full;
static gboolean (*const setup_machine) (GVirDesignerDomain *, GError **) = gvir_designer_domain_setup_machine;
static gboolean (*const setup_machine_full) (GVirDesignerDomain *, const char *, GVirConfigDomainOsType,
                                             GError **) = gvir_designer_domain_setup_machine_full;
static gboolean (*const setup_container) (GVirDesignerDomain *, GError **) = gvir_designer_domain_setup_container;
static gboolean (*const setup_container_full) (GVirDesignerDomain *, const char *, GError **) =
  gvir_designer_domain_setup_container_full;
static gboolean (*const setup_resources) (GVirDesignerDomain *, GVirDesignerDomainResources, GError **) =
  gvir_designer_domain_setup_resources;
typedef GVirConfigDomainDisk *(*AddFile) (GVirDesignerDomain *, const char *, const char *, GError **);
typedef GVirConfigDomainDisk *(*AddDevice) (GVirDesignerDomain *, const char *, GError **);
static const AddFile add_file[] = {
  gvir_designer_domain_add_disk_file,
  gvir_designer_domain_add_cdrom_file,
  gvir_designer_domain_add_floppy_file,
};
static const AddDevice add_device[] = {
  gvir_designer_domain_add_disk_device,
  gvir_designer_domain_add_cdrom_device,
  gvir_designer_domain_add_floppy_device,
};
static GVirConfigDomainInterface *(*const add_interface_network) (GVirDesignerDomain *, const char *, GError **) =
  gvir_designer_domain_add_interface_network;
static GVirConfigDomainGraphics *(*const add_graphics) (GVirDesignerDomain *, GVirDesignerDomainGraphics, GError **) =
  gvir_designer_domain_add_graphics;
static GVirConfigDomainSound *(*const add_sound) (GVirDesignerDomain *, GError **) = gvir_designer_domain_add_sound;
static GVirConfigDomainVideo *(*const add_video) (GVirDesignerDomain *, GError **) = gvir_designer_domain_add_video;
static GVirConfigDomainSmartcard *(*const add_smartcard) (GVirDesignerDomain *, GError **) =
  gvir_designer_domain_add_smartcard;
static GVirConfigDomainRedirdev *(*const add_usb_redir) (GVirDesignerDomain *, GError **) =
  gvir_designer_domain_add_usb_redir;
static gboolean (*const add_driver) (GVirDesignerDomain *, const char *, GError **) = gvir_designer_domain_add_driver;
static gboolean (*const remove_all_drivers) (GVirDesignerDomain *, GError **) =
  gvir_designer_domain_remove_all_drivers;

static const char capabilities[] =
  "<capabilities><host><cpu><arch>x86_64</arch></cpu></host>"
  "<guest><os_type>hvm</os_type><arch name='x86_64'><wordsize>64</wordsize>"
  "<emulator>/usr/bin/qemu-system-x86_64</emulator>"
  "<machine canonical='pc-i440fx-7.2' maxCpus='255'>pc</machine>"
  "<machine canonical='pc-q35-7.2' maxCpus='288'>q35</machine>"
  "<domain type='qemu'/><domain type='kvm'/></arch></guest></capabilities>";

/* What a program takes for granted of one object that it was given. */
static void
keep (gpointer object,
      GError *error)
{
  g_assert_no_error (error);
  g_assert_true (GVIR_CONFIG_IS_DOMAIN_DEVICE (object));
  g_object_unref (object);
}

static void
add_devices (GVirDesignerDomain *design)
{
  GError *error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (add_file); i++)
    keep (add_file[i] (design, "/images/a", "raw", &error), error);
  for (guint i = 0; i < G_N_ELEMENTS (add_device); i++)
    keep (add_device[i] (design, "/dev/sdx", &error), error);
  keep (add_interface_network (design, "default", &error), error);
  keep (add_graphics (design, GVIR_DESIGNER_DOMAIN_GRAPHICS_VNC, &error), error);
  keep (add_sound (design, &error), error);
  keep (add_video (design, &error), error);
}

static void
test_program_for_the_original_works (void)
{
  GError *error = NULL;
  OsinfoOs *os = osinfo_os_new ("http://example.org/os/otter1");
  OsinfoDb *db = osinfo_db_new ();
  OsinfoPlatform *platform = osinfo_platform_new ("http://example.org/platform/otter");
  GVirConfigCapabilities *caps = gvir_config_capabilities_new_from_xml (capabilities, &error);
  GVirDesignerDomain *design = new_design (db, os, platform, caps);
  GVirConfigDomain *config;
  char *xml;

  g_assert_no_error (error);
  g_assert_true (GVIR_DESIGNER_IS_DOMAIN (design));
  g_assert_true (G_OBJECT_TYPE (design) == get_type ());
  g_assert_true (get_os (design) == os && get_platform (design) == platform && get_capabilities (design) == caps);
  g_assert_true (supports_machine (design));
  g_assert_true (supports_machine_full (design, "x86_64", GVIR_CONFIG_DOMAIN_OS_TYPE_HVM));
  g_assert_false (supports_container (design) || supports_container_full (design, "x86_64"));
  g_assert_true (setup_machine (design, &error));
  g_assert_true (setup_machine_full (design, "x86_64", GVIR_CONFIG_DOMAIN_OS_TYPE_HVM, &error));
  g_assert_true (setup_resources (design, GVIR_DESIGNER_DOMAIN_RESOURCES_MINIMAL, &error));
  g_assert_true (setup_resources (design, GVIR_DESIGNER_DOMAIN_RESOURCES_RECOMMENDED, &error));
  g_assert_true (remove_all_drivers (design, &error));
  g_assert_no_error (error);
  config = get_config (design);
  gvir_config_domain_set_name (config, "otter");
  add_devices (design);
  xml = gvir_config_object_to_xml (GVIR_CONFIG_OBJECT (config));
  g_assert_nonnull (g_strstr_len (xml, -1, "<name>otter</name>"));
  g_free (xml);
  g_object_unref (design);
  g_object_unref (caps);
  g_object_unref (platform);
  g_object_unref (db);
  g_object_unref (os);
}

static void
test_errors_of_the_original_are_reported (void)
{
  GError *error = NULL;
  GVirConfigCapabilities *caps = gvir_config_capabilities_new_from_xml (capabilities, NULL);
  GVirDesignerDomain *design = new_design (NULL, NULL, NULL, caps);

  g_assert_false (setup_container (design, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (setup_container_full (design, "x86_64", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (add_driver (design, "http://example.org/driver/otter", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (add_smartcard (design, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (add_usb_redir (design, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_object_unref (design);
  g_object_unref (caps);
}

/* The class can still be derived from, and its instances hold what they held. */
static void
test_types_of_the_original_are_there (void)
{
  static const GVirDesignerDomainGraphics graphics[] = {
    GVIR_DESIGNER_DOMAIN_GRAPHICS_DESKTOP,
    GVIR_DESIGNER_DOMAIN_GRAPHICS_RDP,
    GVIR_DESIGNER_DOMAIN_GRAPHICS_SPICE,
    GVIR_DESIGNER_DOMAIN_GRAPHICS_VNC,
  };
  GVirDesignerDomain *design = g_object_new (GVIR_DESIGNER_TYPE_DOMAIN, NULL);
  GVirDesignerDomainClass *class = GVIR_DESIGNER_DOMAIN_GET_CLASS (design);

  g_assert_cmpuint (G_N_ELEMENTS (graphics), ==, 4);
  g_assert_true (GVIR_DESIGNER_IS_DOMAIN_CLASS (class));
  g_assert_true (GVIR_DESIGNER_DOMAIN (design) == design);
  g_assert_true (GVIR_DESIGNER_DOMAIN_CLASS (class) == class);
  g_assert_nonnull (design->priv);
  g_object_unref (design);
}

int
main (int argc,
      char **argv)
{
  GError *error = NULL;

  g_test_init (&argc, &argv, NULL);
  init (&argc, &argv);
  g_assert_true (init_check (&argc, &argv, &error));
  g_assert_no_error (error);
  g_test_add_func ("/original-api/program-works", test_program_for_the_original_works);
  g_test_add_func ("/original-api/errors-are-reported", test_errors_of_the_original_are_reported);
  g_test_add_func ("/original-api/types-are-there", test_types_of_the_original_are_there);
  return g_test_run ();
}
