/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "guest/first-boot-private.h"

#include <json-glib/json-glib.h>
#include <libvirt/libvirt-qemu.h>

#include "guest/installing-private.h"
#include "guest/ssh-private.h"
#include "storage/uses-private.h"

/* Seconds that an agent has for an answer. */
#define ANSWER_SECONDS 5

/* Between two questions whether cloud-init has come to its end: nobody tells of it. */
#define PAUSE (2 * (gint64) G_USEC_PER_SEC)

/* An agent that an image has begins at about the same time as its server for SSH, and knows more. */
#define AGENT_GRACE (30 * (gint64) G_USEC_PER_SEC)

/* It ends with 0 where all went well, with 1 where a part of it failed for good, and with 2 where it went on
 * after something failed: see cloud-init's own documentation of 'cloud-init status'. */
#define ASK "{\"execute\":\"guest-exec\",\"arguments\":{\"path\":\"/bin/sh\",\"arg\":[\"-c\",\"cloud-init status --wait\"]}}"

typedef struct
{
  gboolean agent;    /* it will have one */
  gboolean refused;  /* the agent may not be asked, as in RHEL unless its configuration says otherwise */
  gint64 process;    /* in the guest; 0: it was not asked yet */
  gint64 ssh_since;  /* when a server for SSH answered first; 0: none has */
} Question;

/* Whether the agent has answered with an error, for which libvirt has had several codes of its own. */
static gboolean
is_refusal (void)
{
  static const int silence[] = { VIR_ERR_AGENT_UNRESPONSIVE, VIR_ERR_AGENT_UNSYNCED, VIR_ERR_OPERATION_TIMEOUT,
                                 VIR_ERR_OPERATION_INVALID, VIR_ERR_NO_DOMAIN };

  for (guint i = 0; i < G_N_ELEMENTS (silence); i++)
    {
      if (builder_last_is (silence[i]))
        return FALSE;
    }
  return builder_last_code () != GVIR_BUILDER_ERROR_UNREACHABLE;
}

/* The member RETURN of what the agent answers; NULL: it does not, or it has REFUSED. */
static JsonObject *
ask_agent (virDomainPtr domain,
           const char *command,
           JsonParser *parser,
           gboolean *refused)
{
  char *answer = virDomainQemuAgentCommand (domain, command, ANSWER_SECONDS, 0);
  JsonObject *object = NULL;

  *refused = answer == NULL && is_refusal ();

  if (answer != NULL && json_parser_load_from_data (parser, answer, -1, NULL)
      && JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    object = json_node_get_object (json_parser_get_root (parser));
  free (answer);
  virResetLastError ();
  return object != NULL && json_object_has_member (object, "return") ? json_object_get_object_member (object, "return")
                                                                     : NULL;
}

/* One that has just begun may not answer yet; what it says no to, it says no to at once. */
static void
ask (virDomainPtr domain,
     Question *question)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *answer = ask_agent (domain, ASK, parser, &question->refused);

  if (answer != NULL)
    question->process = json_object_get_int_member_with_default (answer, "pid", 0);
}

static BuilderVerdict
hear (BuilderMoment *moment,
      Question *question,
      GError **error)
{
  g_autofree char *command = g_strdup_printf ("{\"execute\":\"guest-exec-status\",\"arguments\":{\"pid\":%" G_GINT64_FORMAT "}}",
                                              question->process);
  g_autoptr (JsonParser) parser = json_parser_new ();
  gboolean refused; /* it has begun anew */
  JsonObject *answer = ask_agent (moment->domain, command, parser, &refused);

  if (answer == NULL)
    question->process = 0; /* it has restarted, and knows nothing of it */
  if (answer == NULL || !json_object_get_boolean_member_with_default (answer, "exited", FALSE))
    return BUILDER_VERDICT_WAIT;
  if (json_object_get_int_member_with_default (answer, "exitcode", 0) != 1)
    return BUILDER_VERDICT_DONE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST,
               "cloud-init has failed in the guest '%s': 'cloud-init status --long' and /var/log/cloud-init.log there say why",
               gvir_builder_guest_get_name (moment->guest));
  return BUILDER_VERDICT_FAILED;
}

/* Many images have no agent. Who can log in over SSH has what it was told: sshd begins after that is read. An address of
 * another host's guest may be that of somebody else here. */
static BuilderVerdict
judge_without_agent (BuilderMoment *moment,
                     Question *question)
{
  gboolean asks = (!question->agent || question->refused) && builder_host_is_here (virDomainGetConnect (moment->domain));
  g_autoptr (BuilderDevices) devices = asks ? builder_devices_read (moment->domain, 0, NULL) : NULL;
  g_autoptr (GPtrArray) nics = devices != NULL ? builder_nics_read (moment->domain, devices) : NULL;
  gboolean may_come = devices != NULL && !question->refused && builder_devices_find (devices, BUILDER_AGENT_CHANNEL) != NULL;
  gint64 now;

  if (nics != NULL && question->ssh_since == 0 && builder_ssh_answers (nics, moment->cancellable))
    question->ssh_since = g_get_monotonic_time ();
  now = g_get_monotonic_time ();
  if (asks)
    moment->again = now + PAUSE;
  return question->ssh_since != 0 && (!may_come || now - question->ssh_since >= AGENT_GRACE) ? BUILDER_VERDICT_DONE
                                                                                            : BUILDER_VERDICT_WAIT;
}

static BuilderVerdict
judge (BuilderMoment *moment,
       gpointer data,
       GError **error)
{
  Question *question = data;

  if (builder_moment_has_crashed (moment, error))
    return BUILDER_VERDICT_FAILED;
  if (moment->state == GVIR_BUILDER_GUEST_STATE_SHUTOFF || moment->state == GVIR_BUILDER_GUEST_STATE_GONE
      || !builder_installing_is (moment->domain))
    return BUILDER_VERDICT_DONE;
  if (question->refused || !builder_domain_has_agent (moment->domain))
    return judge_without_agent (moment, question);
  moment->again = g_get_monotonic_time () + PAUSE;
  if (question->process != 0)
    return hear (moment, question, error);
  ask (moment->domain, question);
  return BUILDER_VERDICT_WAIT;
}

gboolean
builder_first_boot_wait (GVirBuilderGuest *guest,
                         gboolean agent,
                         gint64 until,
                         GCancellable *cancellable,
                         GError **error)
{
  Question question = { agent, FALSE, 0, 0 };

  return builder_wait (guest, judge, &question, "ended its first boot", builder_wait_seconds (until), cancellable, error);
}
