/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/os-arch-private.h"

#include "rules/checks-private.h"

/* A system for i686 is one for this too, without being listed so. */
#define COMPATIBLE "x86_64"

/* libvirt's test driver only pretends to run its guests, whatever they hold. */
gboolean
designer_os_may_be_for (const DesignerFacts *facts,
                        const char *arch)
{
  return gvir_designer_os_supports_arch (facts->os, arch) != GVIR_DESIGNER_ANSWER_NO
         || gvir_designer_host_offers (facts->host, arch, NULL, "test") == GVIR_DESIGNER_ANSWER_YES;
}

static void
add_possible (GStrvBuilder *names,
              const DesignerFacts *facts,
              const char *arch)
{
  if (gvir_designer_host_offers (facts->host, arch, NULL, NULL) != GVIR_DESIGNER_ANSWER_NO)
    g_strv_builder_add (names, arch);
}

/* The architectures that the host runs and the operating system exists for;
 * empty where there are none. */
static char *
list_possible (const DesignerFacts *facts)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) listed = gvir_designer_os_list_archs (facts->os);
  g_auto (GStrv) possible = NULL;

  for (guint i = 0; listed[i] != NULL; i++)
    add_possible (names, facts, listed[i]);
  if (!g_strv_contains ((const char *const *) listed, COMPATIBLE)
      && gvir_designer_os_supports_arch (facts->os, COMPATIBLE) == GVIR_DESIGNER_ANSWER_YES)
    add_possible (names, facts, COMPATIBLE);
  possible = g_strv_builder_end (names);
  return g_strjoinv (", ", possible);
}

char *
designer_os_arch_remedy (const DesignerFacts *facts)
{
  g_autofree char *possible = list_possible (facts);
  g_auto (GStrv) listed = gvir_designer_os_list_archs (facts->os);
  g_autofree char *all = g_strjoinv (", ", listed);

  if (*possible != '\0')
    return g_strdup_printf ("ask for an architecture that it exists for and the host runs: %s", possible);
  return g_strdup_printf ("use a host for the architectures that it exists for: %s", all);
}

gboolean
designer_check_arch (const DesignerFacts *facts,
                     G_GNUC_UNUSED const DesignerSubject *subject,
                     const char *value,
                     GError **error)
{
  g_autofree char *remedy = NULL;
  g_autofree char *possible = NULL;

  if (!designer_os_may_be_for (facts, value))
    {
      possible = list_possible (facts);
      remedy = designer_os_arch_remedy (facts);
      return designer_check_refuse (error, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS,
                                    "arch cannot be '%s': %s does not exist for %s; %s%s", value,
                                    designer_facts_os_name (facts), value,
                                    *possible != '\0' ? "possible here: " : "to make it possible, ",
                                    *possible != '\0' ? possible : remedy);
    }
  if (gvir_designer_host_offers (facts->host, value, NULL, NULL) != GVIR_DESIGNER_ANSWER_NO)
    return TRUE;
  return designer_check_refuse (error, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST,
                                "arch cannot be '%s': the host runs no such guests", value);
}
