/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "guest/installing-private.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

#include "guest/devices-private.h"

#define NAMESPACE "https://libvirt.org/libvirt-builder/domain/1.0"
#define MARK "/domain/metadata/*[local-name()='installing' and namespace-uri()='" NAMESPACE "']"

static xmlNode *
need_child (xmlNode *parent,
            const char *name)
{
  for (xmlNode *child = xmlFirstElementChild (parent); child != NULL; child = xmlNextElementSibling (child))
    {
      if (g_strcmp0 ((const char *) child->name, name) == 0)
        return child;
    }
  return xmlNewChild (parent, NULL, BAD_CAST name, NULL);
}

char *
builder_installing_mark (const char *xml,
                         GError **error)
{
  xmlDoc *document = xmlReadMemory (xml, (int) strlen (xml), NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  xmlNode *root = document != NULL ? xmlDocGetRootElement (document) : NULL;
  xmlNode *mark;
  xmlChar *text = NULL;
  char *marked;
  int size;

  if (root == NULL)
    {
      g_set_error_literal (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                           "the design of the installation cannot be read as XML");
      return NULL;
    }
  mark = xmlNewChild (need_child (root, "metadata"), NULL, BAD_CAST "installing", NULL);
  xmlSetNs (mark, xmlNewNs (mark, BAD_CAST NAMESPACE, BAD_CAST "builder"));
  xmlDocDumpMemoryEnc (document, &text, &size, "UTF-8");
  marked = g_strdup ((const char *) text);
  xmlFree (text);
  xmlFreeDoc (document);
  return marked;
}

gboolean
builder_installing_is (virDomainPtr domain)
{
  g_autoptr (BuilderDevices) devices = NULL;

  if (virDomainIsActive (domain) != 1)
    return FALSE;
  devices = builder_devices_read (domain, 0, NULL);
  return devices != NULL && builder_devices_find (devices, MARK) != NULL;
}

/* A transient guest is gone once it stops, which is its end as well. */
static BuilderVerdict
judge_end (BuilderMoment *moment,
           gpointer data,
           GError **error)
{
  const gboolean *defined = data;
  gboolean off = moment->state == GVIR_BUILDER_GUEST_STATE_SHUTOFF;

  if (builder_moment_has_crashed (moment, error))
    return BUILDER_VERDICT_FAILED;
  if (moment->seen.destroyed || (off && moment->reason == VIR_DOMAIN_SHUTOFF_DESTROYED))
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST,
                   "the guest '%s' was stopped by force before it was installed: remove it and begin again, or start it "
                   "where its system is whole", gvir_builder_guest_get_name (moment->guest));
      return BUILDER_VERDICT_FAILED;
    }
  if (off)
    return BUILDER_VERDICT_DONE;
  if (moment->state != GVIR_BUILDER_GUEST_STATE_GONE)
    return builder_installing_is (moment->domain) ? BUILDER_VERDICT_WAIT : BUILDER_VERDICT_DONE;
  if (!*defined)
    return BUILDER_VERDICT_DONE;
  builder_moment_is_over (moment, error);
  return BUILDER_VERDICT_FAILED;
}

gboolean
builder_installing_wait (GVirBuilderGuest *guest,
                         gboolean defined,
                         gint64 until,
                         GCancellable *cancellable,
                         GError **error)
{
  return builder_wait (guest, judge_end, &defined, "ended its installation", builder_wait_seconds (until), cancellable, error);
}
