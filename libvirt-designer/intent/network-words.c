/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Words of virt-install about networks and devices of the host. */

#include "intent/option-words-private.h"

#include <string.h>

/* A card of the host by its PCI address. */
static gboolean
network_host_device (DesignerWords *words,
                     const char *value,
                     GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (!designer_host_device_write_out (value, "pci", parts, error))
    return FALSE;
  designer_words_add (words, "source.address.type=pci");
  for (guint i = 0; i < parts->len; i++)
    {
      if (g_str_has_prefix (g_ptr_array_index (parts, i), "source.address."))
        designer_words_keep (words, "", g_ptr_array_index (parts, i));
    }
  return TRUE;
}

gboolean
designer_words_network_source (DesignerWords *words,
                               G_GNUC_UNUSED const char *name,
                               const char *value,
                               GError **error)
{
  static const struct
  {
    const char *type;
    const char *part;
  } sources[] = {
    { "bridge", "bridge" }, { "direct", "source.dev" }, { "vdpa", "source.dev" }, { "vhostuser", "source.path" },
    { "internal", "source.name" },
  };
  const char *type = designer_words_given (words, "type");
  const char *part = "network";

  if (type == NULL && strchr (words->given[0], '=') == NULL)
    type = words->given[0];
  if (type == NULL && words->there != NULL)
    type = designer_request_get (words->there, DESIGNER_THING_NET_TYPE);
  if (g_strcmp0 (type, "hostdev") == 0)
    return network_host_device (words, value, error);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      if (g_strcmp0 (type, sources[i].type) == 0)
        part = sources[i].part;
    }
  designer_words_keep (words, part, value);
  return TRUE;
}

/* "bridge:br0" and "network:NAME" are old forms; "default" says nothing. */
gboolean
designer_words_network_word (DesignerWords *words,
                             G_GNUC_UNUSED const char *name,
                             const char *value,
                             G_GNUC_UNUSED GError **error)
{
  if (g_str_has_prefix (value, "bridge:") || g_str_has_prefix (value, "network:"))
    designer_words_add (words, "%.*s=%s", (int) strcspn (value, ":"), value, strchr (value, ':') + 1);
  else if (!g_str_equal (value, "default"))
    designer_words_keep (words, "", value);
  return TRUE;
}

/* A random address is what libvirt gives a card that has none. */
gboolean
designer_words_network_mac (DesignerWords *words,
                            const char *name,
                            const char *value,
                            G_GNUC_UNUSED GError **error)
{
  if (g_ascii_strcasecmp (value, "random") != 0)
    designer_words_keep (words, name, value);
  return TRUE;
}

/* Rules know whom a PCI device is taken from. */
static gboolean
is_pci (const DesignerWords *words)
{
  return g_strcmp0 (designer_words_given (words, "type"), "pci") == 0
         || g_ptr_array_find_with_equal_func (words->parts, "type=pci", g_str_equal, NULL);
}

gboolean
designer_words_host_device (DesignerWords *words,
                            G_GNUC_UNUSED const char *name,
                            const char *value,
                            GError **error)
{
  if (!designer_host_device_write_out (value, designer_words_given (words, "type"), words->parts, error))
    return FALSE;
  if (designer_words_given (words, "managed") == NULL && designer_words_given (words, "mode") == NULL && !is_pci (words))
    designer_words_add (words, "managed=yes");
  return TRUE;
}
