/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config/written-private.h"
#include "domain/domain-private.h"

#include "config/emit-private.h"

/**
 * GVirDesignerDomain:
 *
 * A guest that is being designed for an operating system and a host.
 *
 * The application sets up a machine or a container, adds what concerns the host
 * and the user (disks, networks, how the guest is watched), and takes the
 * configuration from [method@LibvirtDesigner.Domain.get_config]. The guest's
 * hardware follows from what the operating system drives, what the host offers
 * and policy; [method@LibvirtDesigner.Domain.get_decisions] says why.
 *
 * A function that adds a device returns its libvirt-gconfig object, which is a
 * part of the configuration: the application may customise it further, and no
 * later call undoes that. A function that fails adds nothing.
 *
 * The same calls make the same configuration, byte for byte.
 */

enum
{
  PROP_OSINFO_DB = 1,
  PROP_OS,
  PROP_PLATFORM,
  PROP_CAPS,
  PROP_HOST,
  PROP_GUEST_OS,
  N_PROPERTIES
};

/* What most guests need no more than. */
#define USUAL_RECORDS 192

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_TYPE_WITH_PRIVATE (GVirDesignerDomain, gvir_designer_domain, G_TYPE_OBJECT)

static void
gvir_designer_domain_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  GVirDesignerDomainPrivate *priv = GVIR_DESIGNER_DOMAIN (object)->priv;

  switch (id)
    {
    case PROP_OSINFO_DB:
      priv->osinfo_db = g_value_dup_object (value);
      break;
    case PROP_OS:
      priv->osinfo_os = g_value_dup_object (value);
      break;
    case PROP_PLATFORM:
      priv->platform = g_value_dup_object (value);
      break;
    case PROP_CAPS:
      priv->caps = g_value_dup_object (value);
      break;
    case PROP_HOST:
      priv->host = g_value_dup_object (value);
      break;
    case PROP_GUEST_OS:
      priv->os = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gvir_designer_domain_get_property (GObject *object,
                                   guint id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  GVirDesignerDomainPrivate *priv = GVIR_DESIGNER_DOMAIN (object)->priv;

  switch (id)
    {
    case PROP_OSINFO_DB:
      g_value_set_object (value, priv->osinfo_db);
      break;
    case PROP_OS:
      g_value_set_object (value, gvir_designer_domain_get_os (GVIR_DESIGNER_DOMAIN (object)));
      break;
    case PROP_PLATFORM:
      g_value_set_object (value, priv->platform);
      break;
    case PROP_CAPS:
      g_value_set_object (value, priv->caps);
      break;
    case PROP_HOST:
      g_value_set_object (value, priv->host);
      break;
    case PROP_GUEST_OS:
      g_value_set_object (value, priv->os);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* What the capabilities object says; a host without any says nothing. */
static GVirDesignerHost *
host_of_capabilities (GVirConfigCapabilities *caps)
{
  g_autofree char *xml = NULL;
  GVirDesignerHost *host = NULL;

  if (caps == NULL)
    return gvir_designer_host_new_builtin ();
  xml = gvir_config_object_to_xml (GVIR_CONFIG_OBJECT (caps));
  if (xml != NULL)
    host = gvir_designer_host_new (xml, NULL, NULL, NULL);
  if (host == NULL)
    g_critical ("the capabilities object holds no readable host capabilities");
  return host != NULL ? host : gvir_designer_host_new ("<capabilities/>", NULL, NULL, NULL);
}

static GVirDesignerOs *
os_of_osinfo (OsinfoOs *os)
{
  g_autoptr (OsinfoOs) unknown = NULL;

  if (os != NULL)
    return gvir_designer_os_new (os);
  unknown = osinfo_os_new ("http://libosinfo.org/unknown");
  osinfo_entity_add_param (OSINFO_ENTITY (unknown), OSINFO_PRODUCT_PROP_SHORT_ID, "unknown");
  osinfo_entity_add_param (OSINFO_ENTITY (unknown), OSINFO_PRODUCT_PROP_NAME, "an unknown operating system");
  return gvir_designer_os_new (unknown);
}

static void
gvir_designer_domain_constructed (GObject *object)
{
  GVirDesignerDomainPrivate *priv = GVIR_DESIGNER_DOMAIN (object)->priv;

  G_OBJECT_CLASS (gvir_designer_domain_parent_class)->constructed (object);
  if (priv->host == NULL)
    priv->host = host_of_capabilities (priv->caps);
  if (priv->os == NULL)
    priv->os = os_of_osinfo (priv->osinfo_os);
  priv->facts = designer_facts_new (priv->host, priv->os);
}

static void
gvir_designer_domain_finalize (GObject *object)
{
  GVirDesignerDomainPrivate *priv = GVIR_DESIGNER_DOMAIN (object)->priv;

  g_clear_pointer (&priv->facts, designer_facts_free);
  g_array_unref (priv->log);
  g_array_unref (priv->omissions);
  g_hash_table_unref (priv->claims);
  g_ptr_array_unref (priv->requests);
  g_clear_object (&priv->config);
  g_clear_pointer (&priv->kept, designer_kept_text_free);
  g_clear_object (&priv->os);
  g_clear_object (&priv->host);
  g_clear_object (&priv->caps);
  g_clear_object (&priv->platform);
  g_clear_object (&priv->osinfo_os);
  g_clear_object (&priv->osinfo_db);
  G_OBJECT_CLASS (gvir_designer_domain_parent_class)->finalize (object);
}

static GParamSpec *
object_property (const char *name,
                 const char *blurb,
                 GType type)
{
  return g_param_spec_object (name, NULL, blurb, type,
                              G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
}

static void
gvir_designer_domain_class_init (GVirDesignerDomainClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->set_property = gvir_designer_domain_set_property;
  object_class->get_property = gvir_designer_domain_get_property;
  object_class->constructed = gvir_designer_domain_constructed;
  object_class->finalize = gvir_designer_domain_finalize;

  /**
   * GVirDesignerDomain:osinfo-db:
   *
   * The OS database that the operating system is from.
   */
  properties[PROP_OSINFO_DB] = object_property ("osinfo-db", "OS database", OSINFO_TYPE_DB);
  /**
   * GVirDesignerDomain:os:
   *
   * The operating system that the guest runs.
   */
  properties[PROP_OS] = object_property ("os", "operating system", OSINFO_TYPE_OS);
  /**
   * GVirDesignerDomain:platform:
   *
   * The hypervisor's entry in the OS database.
   */
  properties[PROP_PLATFORM] = object_property ("platform", "platform", OSINFO_TYPE_PLATFORM);
  /**
   * GVirDesignerDomain:capabilities:
   *
   * The capabilities of the host.
   */
  properties[PROP_CAPS] = object_property ("capabilities", "capabilities", GVIR_CONFIG_TYPE_CAPABILITIES);
  /**
   * GVirDesignerDomain:host:
   *
   * The host that the guest is designed for.
   */
  properties[PROP_HOST] = object_property ("host", "host", GVIR_DESIGNER_TYPE_HOST);
  /**
   * GVirDesignerDomain:guest-os:
   *
   * What the operating system supports.
   */
  properties[PROP_GUEST_OS] = object_property ("guest-os", "guest OS", GVIR_DESIGNER_TYPE_OS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

void
designer_domain_set_config (GVirDesignerDomain *design,
                            GVirConfigDomain *config)
{
  g_clear_object (&design->priv->config);
  design->priv->config = config;
  design->priv->root = designer_emit_root (GVIR_CONFIG_OBJECT (config));
}

static void
gvir_designer_domain_init (GVirDesignerDomain *design)
{
  design->priv = gvir_designer_domain_get_instance_private (design);
  designer_domain_set_config (design, gvir_config_domain_new ());
  design->priv->log = g_array_sized_new (FALSE, FALSE, sizeof (DesignerRecord), USUAL_RECORDS);
  design->priv->omissions = g_array_new (FALSE, FALSE, sizeof (DesignerOmission));
  design->priv->claims = designer_written_claims_new ();
  design->priv->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) designer_request_free);
}

xmlNode *
designer_domain_root (GVirDesignerDomain *design)
{
  return design->priv->root;
}

/**
 * gvir_designer_domain_new:
 * @osinfo_db: (nullable): the OS database that @os is from
 * @os: (nullable): the operating system that the guest runs; %NULL: unknown
 * @platform: (nullable): the hypervisor's entry in the OS database; kept for
 *   the application, since the host itself says more
 * @caps: (nullable): the capabilities of the host; %NULL: a built-in
 *   description of a current QEMU/KVM x86_64 host
 *
 * Begins the design of a guest.
 *
 * Capabilities alone say little of a host's devices; where there are domain
 * capabilities too, use [ctor@LibvirtDesigner.Domain.new_for_host].
 *
 * Returns: (transfer full): a design with nothing in it
 */
GVirDesignerDomain *
gvir_designer_domain_new (OsinfoDb *osinfo_db,
                          OsinfoOs *os,
                          OsinfoPlatform *platform,
                          GVirConfigCapabilities *caps)
{
  g_return_val_if_fail (osinfo_db == NULL || OSINFO_IS_DB (osinfo_db), NULL);
  g_return_val_if_fail (os == NULL || OSINFO_IS_OS (os), NULL);
  g_return_val_if_fail (platform == NULL || OSINFO_IS_PLATFORM (platform), NULL);
  g_return_val_if_fail (caps == NULL || GVIR_CONFIG_IS_CAPABILITIES (caps), NULL);

  return g_object_new (GVIR_DESIGNER_TYPE_DOMAIN, "osinfo-db", osinfo_db, "os", os,
                       "platform", platform, "capabilities", caps, NULL);
}

/**
 * gvir_designer_domain_new_for_host:
 * @os: what the operating system supports
 * @host: (nullable): what the host can run; %NULL: a built-in description of a
 *   current QEMU/KVM x86_64 host
 *
 * Begins the design of a guest with facts that are read once for many designs.
 *
 * Returns: (transfer full): a design with nothing in it
 */
GVirDesignerDomain *
gvir_designer_domain_new_for_host (GVirDesignerOs *os,
                                   GVirDesignerHost *host)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), NULL);
  g_return_val_if_fail (host == NULL || GVIR_DESIGNER_IS_HOST (host), NULL);

  return g_object_new (GVIR_DESIGNER_TYPE_DOMAIN, "guest-os", os, "host", host, NULL);
}

/**
 * gvir_designer_domain_get_os:
 * @design: a design
 *
 * Gives the operating system's entry in the OS database.
 *
 * Returns: (transfer none) (nullable): the entry; %NULL: unknown
 */
OsinfoOs *
gvir_designer_domain_get_os (GVirDesignerDomain *design)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  if (design->priv->osinfo_os != NULL)
    return design->priv->osinfo_os;
  return gvir_designer_os_get_osinfo (design->priv->os);
}

/**
 * gvir_designer_domain_get_platform:
 * @design: a design
 *
 * Gives the hypervisor's entry in the OS database.
 *
 * Returns: (transfer none) (nullable): what the design was begun with
 */
OsinfoPlatform *
gvir_designer_domain_get_platform (GVirDesignerDomain *design)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  return design->priv->platform;
}

/**
 * gvir_designer_domain_get_capabilities:
 * @design: a design
 *
 * Gives the capabilities of the host.
 *
 * Returns: (transfer none) (nullable): what the design was begun with
 */
GVirConfigCapabilities *
gvir_designer_domain_get_capabilities (GVirDesignerDomain *design)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  return design->priv->caps;
}

/**
 * gvir_designer_domain_get_config:
 * @design: a design
 *
 * Gives the configuration as it is so far.
 *
 * Returns: (transfer none): the configuration, which later calls add to
 */
GVirConfigDomain *
gvir_designer_domain_get_config (GVirDesignerDomain *design)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  return design->priv->config;
}

/**
 * gvir_designer_domain_get_host:
 * @design: a design
 *
 * Gives what the host can run.
 *
 * Returns: (transfer none): the host that the guest is designed for
 */
GVirDesignerHost *
gvir_designer_domain_get_host (GVirDesignerDomain *design)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  return design->priv->host;
}

/**
 * gvir_designer_domain_get_guest_os:
 * @design: a design
 *
 * Gives what the operating system supports, with the drivers that were added.
 *
 * Returns: (transfer none): the operating system that the guest is designed for
 */
GVirDesignerOs *
gvir_designer_domain_get_guest_os (GVirDesignerDomain *design)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  return design->priv->os;
}

/**
 * gvir_designer_domain_to_xml:
 * @design: a design
 *
 * Writes the configuration as XML; of one that was read from XML, what nothing
 * changed is written as it stood there.
 *
 * Returns: (transfer full): the domain XML
 */
char *
gvir_designer_domain_to_xml (GVirDesignerDomain *design)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);

  if (design->priv->kept != NULL)
    return designer_kept_text_write (design->priv->kept, designer_domain_root (design));
  return gvir_config_object_to_xml (GVIR_CONFIG_OBJECT (design->priv->config));
}
