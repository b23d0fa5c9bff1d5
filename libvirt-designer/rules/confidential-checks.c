/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What may be asked of a guest whose memory is secret. */

#include "rules/checks-private.h"

/* The bit of SEV's policy that asks for encrypted registers. */
#define POLICY_ES 4

static gboolean
read_policy (const char *text,
             guint64 *policy)
{
  gboolean hexadecimal = g_str_has_prefix (text, "0x");

  return g_ascii_string_to_unsigned (hexadecimal ? text + 2 : text, hexadecimal ? 16 : 10, 0, G_MAXUINT32,
                                     policy, NULL);
}

/* That the registers are encrypted is said twice, and must be said alike. */
gboolean
designer_check_launch_es (const DesignerFacts *facts,
                          G_GNUC_UNUSED const DesignerSubject *subject,
                          const char *value,
                          GError **error)
{
  const char *text = designer_intent_get (facts->intent, DESIGNER_THING_LAUNCH_POLICY);
  guint64 policy = 0;

  if (text == NULL || !read_policy (text, &policy)
      || g_str_equal (value, "yes") == ((policy & POLICY_ES) != 0))
    return TRUE;
  return designer_check_refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                                "launch-security.es cannot be '%s': the policy %s says otherwise with the bit 0x4, "
                                "which asks for SEV-ES; leave one of the two out", value, text);
}

gboolean
designer_check_launch_policy (const DesignerFacts *facts,
                              G_GNUC_UNUSED const DesignerSubject *subject,
                              const char *value,
                              GError **error)
{
  const char *type = designer_facts_get (facts, NULL, DESIGNER_THING_LAUNCH_SECURITY);
  guint64 policy = 0;

  if (!read_policy (value, &policy))
    return designer_check_refuse (error, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                                  "'%s' is no value for launch-security.policy: give bits as a number, "
                                  "such as 0x0003", value);
  if (type == NULL || g_str_equal (type, "s390-pv"))
    return designer_check_refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                                  "launch-security.policy cannot be '%s': launch-security is %s, which has no "
                                  "policy", value, type != NULL ? type : "not set");
  if (g_str_equal (type, "sev") && (policy & POLICY_ES) != 0
      && designer_host_view_lists (facts->view, "sev/es", NULL) == GVIR_DESIGNER_ANSWER_NO)
    return designer_check_refuse (error, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST,
                                  "launch-security.policy cannot be '%s': its bit 0x4 asks for SEV-ES, and the host "
                                  "has no room for such a guest", value);
  return TRUE;
}
