/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "host/domcaps-private.h"

#include "base/libvirt-designer-error.h"

/* The emulator decides most answers; the rest are these. */
static const struct
{
  const char *what;
  DesignerReach scope;
} exceptions[] = {
  { "disk/bus", DESIGNER_REACH_MACHINE },
};

static DesignerReach
scope_of (const char *what,
          DesignerReach scope)
{
  for (gsize i = 0; i < G_N_ELEMENTS (exceptions); i++)
    if (g_str_equal (exceptions[i].what, what))
      return exceptions[i].scope;
  return scope;
}

static void
add (DesignerDomcaps *self,
     const char *what,
     const char *value,
     GVirDesignerAnswer answer,
     DesignerReach scope)
{
  designer_domcaps_add (self, what, value, answer, scope_of (what, scope));
}

static GVirDesignerAnswer
answer_from (const char *text,
             GVirDesignerAnswer when_absent)
{
  if (text == NULL)
    return when_absent;
  if (g_str_equal (text, "yes"))
    return GVIR_DESIGNER_ANSWER_YES;
  return g_str_equal (text, "no") ? GVIR_DESIGNER_ANSWER_NO : GVIR_DESIGNER_ANSWER_UNKNOWN;
}

/* An element without the attribute is there because it is supported: early
 * versions of libvirt wrote <sev> so. */
static GVirDesignerAnswer
supported (const xmlNode *element)
{
  g_autofree char *text = designer_xml_attribute (element, "supported");

  return answer_from (text, GVIR_DESIGNER_ANSWER_YES);
}

static void
read_values (DesignerDomcaps *self,
             const char *what,
             const xmlNode *parent,
             DesignerReach scope)
{
  const xmlNode *node;

  for (node = designer_xml_child (parent, "value"); node != NULL;
       node = designer_xml_next (node, "value"))
    {
      g_autofree char *value = designer_xml_text (node);

      if (value != NULL)
        add (self, what, value, GVIR_DESIGNER_ANSWER_YES, scope);
    }
}

static void
read_enums (DesignerDomcaps *self,
            const char *element,
            const xmlNode *parent,
            DesignerReach scope)
{
  const xmlNode *node;

  for (node = designer_xml_child (parent, "enum"); node != NULL;
       node = designer_xml_next (node, "enum"))
    {
      g_autofree char *name = designer_xml_attribute (node, "name");
      g_autofree char *what = NULL;

      if (name == NULL)
        continue;
      what = g_strdup_printf ("%s/%s", element, name);
      add (self, what, NULL, GVIR_DESIGNER_ANSWER_YES, scope);
      read_values (self, what, node, scope);
    }
}

/* A figure, such as that of <cbitpos> in <sev>. */
static void
read_figure (DesignerDomcaps *self,
             const char *parent,
             const xmlNode *node,
             DesignerReach scope)
{
  g_autofree char *text = designer_xml_text (node);
  g_autofree char *what = g_strdup_printf ("%s/%s", parent, (const char *) node->name);

  if (text == NULL)
    return;
  add (self, what, NULL, GVIR_DESIGNER_ANSWER_YES, scope);
  add (self, what, text, GVIR_DESIGNER_ANSWER_YES, scope);
  designer_domcaps_set_figure (self, what, g_ascii_strtoull (text, NULL, 10), scope);
}

static gboolean
is_figure (const xmlNode *node)
{
  return !designer_xml_is (node, "enum") && !designer_xml_is (node, "value")
         && designer_xml_child (node, NULL) == NULL
         && xmlHasProp (node, (const xmlChar *) "supported") == NULL;
}

/* Any element, known today or not: whether it is supported, its enumerations,
 * its values and figures, and the elements inside it that are of the same kind. */
static void
read_element (DesignerDomcaps *self,
              const xmlNode *element,
              DesignerReach scope)
{
  const char *name = (const char *) element->name;
  const xmlNode *node;

  add (self, name, NULL, supported (element), scope);
  read_enums (self, name, element, scope);
  read_values (self, name, element, scope);
  for (node = designer_xml_child (element, NULL); node != NULL; node = designer_xml_next (node, NULL))
    if (xmlHasProp (node, (const xmlChar *) "supported") != NULL)
      read_element (self, node, scope);
    else if (is_figure (node))
      read_figure (self, name, node, scope);
}

static void
read_children (DesignerDomcaps *self,
               const xmlNode *parent,
               DesignerReach scope)
{
  const xmlNode *node;

  for (node = designer_xml_child (parent, NULL); node != NULL; node = designer_xml_next (node, NULL))
    read_element (self, node, scope);
}

/* A host that can run no SEV-ES guest has no SEV-ES. */
static void
read_sev (DesignerDomcaps *self,
          const xmlNode *sev)
{
  guint64 guests;

  if (designer_domcaps_find_figure (self, "sev/maxESGuests", &guests, NULL))
    add (self, "sev/es", NULL, guests > 0 ? GVIR_DESIGNER_ANSWER_YES : GVIR_DESIGNER_ANSWER_NO,
         DESIGNER_REACH_VIRT_TYPE);
  else if (supported (sev) != GVIR_DESIGNER_ANSWER_NO)
    add (self, "sev/es", NULL, GVIR_DESIGNER_ANSWER_UNKNOWN, DESIGNER_REACH_VIRT_TYPE);
}

static void
read_features (DesignerDomcaps *self,
               const xmlNode *features)
{
  const xmlNode *sev = designer_xml_child (features, "sev");

  read_children (self, features, DESIGNER_REACH_VIRT_TYPE);
  if (sev != NULL)
    read_sev (self, sev);
}

static void
read_custom_models (DesignerDomcaps *self,
                    const xmlNode *mode)
{
  const xmlNode *node;

  add (self, "cpu/model", NULL, supported (mode), DESIGNER_REACH_VIRT_TYPE);
  for (node = designer_xml_child (mode, "model"); node != NULL;
       node = designer_xml_next (node, "model"))
    {
      g_autofree char *model = designer_xml_text (node);
      g_autofree char *usable = designer_xml_attribute (node, "usable");

      if (model != NULL)
        add (self, "cpu/model", model, answer_from (usable, GVIR_DESIGNER_ANSWER_UNKNOWN),
             DESIGNER_REACH_VIRT_TYPE);
    }
}

/* What the host's processor has beyond its model, and what of it is missing; of
 * other features nothing is said. */
static void
read_host_features (DesignerDomcaps *self,
                    const xmlNode *mode)
{
  const xmlNode *node;

  for (node = designer_xml_child (mode, "feature"); node != NULL;
       node = designer_xml_next (node, "feature"))
    {
      g_autofree char *name = designer_xml_attribute (node, "name");
      g_autofree char *policy = designer_xml_attribute (node, "policy");
      gboolean disabled = g_strcmp0 (policy, "disable") == 0;

      if (name == NULL)
        continue;
      add (self, "cpu/feature", name, disabled ? GVIR_DESIGNER_ANSWER_NO : GVIR_DESIGNER_ANSWER_YES,
           DESIGNER_REACH_VIRT_TYPE);
      g_ptr_array_add (disabled ? self->own_cpu.disabled : self->own_cpu.required,
                       g_string_chunk_insert_const (self->strings, name));
    }
}

static void
read_host_model (DesignerDomcaps *self,
                 const xmlNode *mode)
{
  g_autofree char *model = designer_xml_text (designer_xml_child (mode, "model"));
  g_autofree char *vendor = designer_xml_text (designer_xml_child (mode, "vendor"));

  if (model == NULL)
    return;
  self->own_cpu.model = g_string_chunk_insert_const (self->strings, model);
  if (vendor != NULL)
    self->own_cpu.vendor = g_string_chunk_insert_const (self->strings, vendor);
  add (self, "cpu/hostModel", NULL, GVIR_DESIGNER_ANSWER_YES, DESIGNER_REACH_VIRT_TYPE);
  add (self, "cpu/hostModel", model, GVIR_DESIGNER_ANSWER_YES, DESIGNER_REACH_VIRT_TYPE);
  read_host_features (self, mode);
}

static void
read_cpu (DesignerDomcaps *self,
          const xmlNode *cpu)
{
  const xmlNode *node;

  add (self, "cpu/mode", NULL, GVIR_DESIGNER_ANSWER_YES, DESIGNER_REACH_VIRT_TYPE);
  for (node = designer_xml_child (cpu, "mode"); node != NULL; node = designer_xml_next (node, "mode"))
    {
      g_autofree char *name = designer_xml_attribute (node, "name");

      if (name == NULL)
        continue;
      add (self, "cpu/mode", name, supported (node), DESIGNER_REACH_VIRT_TYPE);
      read_enums (self, "cpu", node, DESIGNER_REACH_VIRT_TYPE);
      if (g_str_equal (name, "custom"))
        read_custom_models (self, node);
      else if (g_str_equal (name, "host-model"))
        read_host_model (self, node);
    }
}

static gboolean
read_identity (DesignerDomcaps *self,
               const xmlNode *root,
               const char *name,
               GError **error)
{
  self->emulator = designer_xml_text (designer_xml_child (root, "path"));
  self->virt_type = designer_xml_text (designer_xml_child (root, "domain"));
  self->machine = designer_xml_text (designer_xml_child (root, "machine"));
  self->arch = designer_xml_text (designer_xml_child (root, "arch"));
  self->max_vcpus = designer_xml_attribute_uint (designer_xml_child (root, "vcpu"), "max");
  if (self->virt_type != NULL && self->arch != NULL)
    return TRUE;
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT,
               "%s lacks <%s>, so one cannot say what it describes; "
               "save one with 'virsh domcapabilities'",
               name, self->arch == NULL ? "arch" : "domain");
  return FALSE;
}

static void
read_section (DesignerDomcaps *self,
              const xmlNode *section)
{
  if (designer_xml_is (section, "cpu"))
    read_cpu (self, section);
  else if (designer_xml_is (section, "os"))
    read_element (self, section, DESIGNER_REACH_MACHINE);
  else if (designer_xml_is (section, "devices"))
    read_children (self, section, DESIGNER_REACH_EMULATOR);
  else if (designer_xml_is (section, "features"))
    read_features (self, section);
  else if (xmlHasProp (section, (const xmlChar *) "supported") != NULL)
    read_element (self, section, DESIGNER_REACH_EMULATOR);
}

DesignerDomcaps *
designer_domcaps_new_from_xml (const DesignerXmlDoc *doc,
                               const char *name,
                               const char *origin,
                               GError **error)
{
  g_autoptr (DesignerDomcaps) self = designer_domcaps_new (origin);
  const xmlNode *root = designer_xml_doc_root (doc);
  const xmlNode *node;

  if (!read_identity (self, root, name, error))
    return NULL;
  for (node = designer_xml_child (root, NULL); node != NULL; node = designer_xml_next (node, NULL))
    read_section (self, node);
  return g_steal_pointer (&self);
}
