/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "host/host-private.h"

#include "base/libvirt-designer-error.h"

#include <string.h>

/**
 * GVirDesignerHost:
 *
 * What one hypervisor host can run.
 *
 * A host is read once from capabilities XML and any number of
 * domain-capabilities XMLs, and never changes afterwards. Every question to it
 * has three answers: yes, no, and unknown where the host said nothing.
 *
 * A question about a kind of guest is answered from the domain capabilities of
 * that architecture that are nearest to it: of the same virtualisation type,
 * of the same machine, of another version of it. What depends on the machine
 * (disk buses, firmware) or on the virtualisation type (CPU models, features)
 * is not taken from a description of another one.
 */
G_DEFINE_FINAL_TYPE (GVirDesignerHost, gvir_designer_host, G_TYPE_OBJECT)

static void
gvir_designer_host_finalize (GObject *object)
{
  GVirDesignerHost *self = GVIR_DESIGNER_HOST (object);

  g_free (self->origin);
  g_free (self->uri);
  g_free (self->arch);
  g_clear_pointer (&self->capabilities, designer_capabilities_free);
  g_ptr_array_unref (self->domcaps);
  g_clear_pointer (&self->set, designer_host_set_free);
  G_OBJECT_CLASS (gvir_designer_host_parent_class)->finalize (object);
}

static void
gvir_designer_host_class_init (GVirDesignerHostClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gvir_designer_host_finalize;
}

static void
gvir_designer_host_init (GVirDesignerHost *self)
{
  self->domcaps = g_ptr_array_new_with_free_func ((GDestroyNotify) designer_domcaps_free);
}

GVirDesignerHost *
designer_host_new_empty (const char *origin,
                         const char *uri)
{
  GVirDesignerHost *self = g_object_new (GVIR_DESIGNER_TYPE_HOST, NULL);

  self->origin = g_strdup (origin);
  self->uri = g_strdup (uri);
  return self;
}

void
designer_host_add_capabilities (GVirDesignerHost *self,
                                const DesignerXmlDoc *doc)
{
  g_clear_pointer (&self->capabilities, designer_capabilities_free);
  self->capabilities = designer_capabilities_new_from_xml (doc);
}

gboolean
designer_host_add_domcaps (GVirDesignerHost *self,
                           const DesignerXmlDoc *doc,
                           const char *name,
                           const char *origin,
                           GError **error)
{
  DesignerDomcaps *domcaps = designer_domcaps_new_from_xml (doc, name, origin, error);

  if (domcaps == NULL)
    return FALSE;
  g_ptr_array_add (self->domcaps, domcaps);
  return TRUE;
}

GPtrArray *
designer_host_get_domcaps (GVirDesignerHost *self,
                           const char *arch)
{
  return self->read_domcaps != NULL ? self->read_domcaps (arch) : self->domcaps;
}

static void
digest_domcaps (DesignerDigest *digest,
                const DesignerDomcaps *domcaps)
{
  designer_digest_add_text (digest, domcaps->emulator);
  designer_digest_add_text (digest, domcaps->virt_type);
  designer_digest_add_text (digest, domcaps->machine);
  designer_digest_add_text (digest, domcaps->arch);
  designer_digest_add_number (digest, domcaps->max_vcpus);
  designer_digest_add_number (digest, domcaps->content.a);
  designer_digest_add_number (digest, domcaps->content.b);
}

/* The built-in host, of which there is one, is like no other. */
static void
digest_content (GVirDesignerHost *self)
{
  designer_digest_add_number (&self->content, self->read_domcaps != NULL);
  if (self->read_domcaps != NULL)
    return;
  designer_digest_add_text (&self->content, self->arch);
  if (self->capabilities != NULL)
    designer_capabilities_digest (self->capabilities, &self->content);
  for (guint i = 0; i < self->domcaps->len; i++)
    digest_domcaps (&self->content, g_ptr_array_index (self->domcaps, i));
}

gboolean
designer_host_finish (GVirDesignerHost *self,
                      GError **error)
{
  const char *arch = self->capabilities != NULL ? self->capabilities->host_arch : NULL;

  if (arch == NULL && self->domcaps->len > 0)
    arch = ((const DesignerDomcaps *) g_ptr_array_index (self->domcaps, 0))->arch;
  if (arch == NULL)
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT,
                   "The capabilities from %s lack <host><cpu><arch>; "
                   "save them with 'virsh capabilities', or add domain capabilities",
                   self->origin);
      return FALSE;
    }
  self->arch = g_strdup (arch);
  digest_content (self);
  return TRUE;
}

/**
 * gvir_designer_host_get_origin:
 * @host: a host
 *
 * Says where the description of the host comes from, for people: a directory,
 * files, a connection, or the built-in description.
 *
 * Returns: (transfer none): the origin
 */
const char *
gvir_designer_host_get_origin (GVirDesignerHost *host)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_HOST (host), NULL);

  return host->origin;
}

/**
 * gvir_designer_host_get_uri:
 * @host: a host
 *
 * Gives the URI of the connection that the description was saved from; of a set
 * of hosts, the one that all of them have.
 *
 * Returns: (transfer none) (nullable): the URI, or %NULL where it is not known
 */
const char *
gvir_designer_host_get_uri (GVirDesignerHost *host)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_HOST (host), NULL);

  return host->uri;
}

/**
 * gvir_designer_host_get_arch:
 * @host: a host
 *
 * Gives the architecture of the host's own CPUs, in libvirt's spelling. Where
 * there are no capabilities, it is that of the first domain capabilities.
 *
 * Returns: (transfer none): the architecture, such as `x86_64`
 */
const char *
gvir_designer_host_get_arch (GVirDesignerHost *host)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_HOST (host), NULL);

  return host->arch;
}

static GVirDesignerAnswer
is_session_path (const char *path)
{
  const char *slash = strrchr (path, '/');
  const char *last = slash != NULL ? slash + 1 : path;

  if (g_str_equal (last, "session") || g_str_equal (last, "embed"))
    return GVIR_DESIGNER_ANSWER_YES;
  return g_str_equal (last, "system") ? GVIR_DESIGNER_ANSWER_NO : GVIR_DESIGNER_ANSWER_UNKNOWN;
}

/**
 * gvir_designer_host_is_session:
 * @host: a host
 *
 * Says whether the connection is a user's own, which has no host networks and
 * no right to the host's devices. An embedded connection counts as one, and so
 * does a set of hosts where one of theirs is one.
 *
 * Returns: yes for a session, no for a system connection, unknown without a URI
 *   or for another kind of connection
 */
GVirDesignerAnswer
gvir_designer_host_is_session (GVirDesignerHost *host)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (GVIR_DESIGNER_IS_HOST (host), GVIR_DESIGNER_ANSWER_UNKNOWN);

  if (host->set != NULL)
    return designer_host_set_is_session (host->set);
  if (host->uri == NULL ||
      !g_uri_split (host->uri, G_URI_FLAGS_PARSE_RELAXED, NULL, NULL, NULL, NULL, &path, NULL, NULL, NULL))
    return GVIR_DESIGNER_ANSWER_UNKNOWN;
  return is_session_path (path);
}
