/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "check/finding-private.h"

#include "decisions/record-private.h"

/**
 * GVirDesignerFinding:
 *
 * Something about a guest that its host would refuse, that would not work, or that
 * policy would do better now; with the reason, and with what mends it.
 *
 * Immutable: a finding that is in hand does not follow later changes of the design
 * that it came from.
 */

G_DEFINE_FINAL_TYPE (GVirDesignerFinding, gvir_designer_finding, G_TYPE_OBJECT)

static void
gvir_designer_finding_finalize (GObject *object)
{
  GVirDesignerFinding *self = GVIR_DESIGNER_FINDING (object);

  g_free (self->subject);
  g_free (self->path);
  g_free (self->thing);
  g_free (self->value);
  g_free (self->better);
  g_free (self->reason);
  g_free (self->mend.option);
  g_free (self->mend.argument);
  g_strfreev (self->words);
  G_OBJECT_CLASS (gvir_designer_finding_parent_class)->finalize (object);
}

static void
gvir_designer_finding_class_init (GVirDesignerFindingClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gvir_designer_finding_finalize;
}

static void
gvir_designer_finding_init (G_GNUC_UNUSED GVirDesignerFinding *self)
{
}

GVirDesignerFinding *
designer_finding_new (const DesignerFacts *facts,
                      const DesignerSubject *subject,
                      GVirDesignerSeverity severity,
                      const char *rule,
                      const char *source,
                      const char *reason)
{
  GVirDesignerFinding *finding = g_object_new (GVIR_DESIGNER_TYPE_FINDING, NULL);

  finding->severity = severity;
  finding->rule = rule;
  finding->source = source;
  finding->reason = g_strdup (reason);
  finding->subject = designer_subject_label (facts, subject);
  finding->path = designer_subject_path (subject);
  return finding;
}

/* The words behind the guest's name on the command line. */
static GStrv
words_of (const DesignerMend *mend)
{
  GPtrArray *words = g_ptr_array_new ();

  g_ptr_array_add (words, g_strdup (mend->kind == DESIGNER_MEND_MODERNISE ? "modernise" : "edit"));
  if (mend->kind == DESIGNER_MEND_MODERNISE)
    g_ptr_array_add (words, g_strdup ("--only"));
  else if (mend->kind == DESIGNER_MEND_ADD)
    g_ptr_array_add (words, g_strdup ("--add-device"));
  else
    g_ptr_array_add (words, g_strdup ("--edit"));
  if (mend->kind == DESIGNER_MEND_EDIT && mend->number > 0)
    g_ptr_array_add (words, g_strdup_printf ("%u", mend->number));
  if (mend->option != NULL)
    g_ptr_array_add (words, g_strdup_printf ("--%s", mend->option));
  g_ptr_array_add (words, g_strdup (mend->argument));
  g_ptr_array_add (words, NULL);
  return (GStrv) g_ptr_array_free (words, FALSE);
}

void
designer_finding_set_mend (GVirDesignerFinding *finding,
                           DesignerMendKind kind,
                           const char *option,
                           guint number,
                           char *argument)
{
  g_free (finding->mend.option);
  g_free (finding->mend.argument);
  g_strfreev (finding->words);
  finding->mend = (DesignerMend){ kind, g_strdup (option), number, argument };
  finding->words = words_of (&finding->mend);
}

/**
 * gvir_designer_severity_to_string:
 * @severity: how bad something is
 *
 * Names a severity, as the command line and JSON do.
 *
 * Returns: (transfer none): `better`, `risky`, `broken` or `refused`
 */
const char *
gvir_designer_severity_to_string (GVirDesignerSeverity severity)
{
  switch (severity)
    {
    case GVIR_DESIGNER_SEVERITY_BETTER:
      return "better";
    case GVIR_DESIGNER_SEVERITY_RISKY:
      return "risky";
    case GVIR_DESIGNER_SEVERITY_BROKEN:
      return "broken";
    case GVIR_DESIGNER_SEVERITY_REFUSED:
      return "refused";
    }
  g_return_val_if_reached ("better");
}

/**
 * gvir_designer_finding_get_severity:
 * @finding: a finding
 *
 * Says how bad it is.
 *
 * Returns: the severity
 */
GVirDesignerSeverity
gvir_designer_finding_get_severity (GVirDesignerFinding *finding)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_FINDING (finding), GVIR_DESIGNER_SEVERITY_BETTER);
  return finding->severity;
}

/**
 * gvir_designer_finding_get_rule:
 * @finding: a finding
 *
 * Names the row that found it; the same name in every guest and release.
 *
 * Returns: (transfer none): a dotted id, such as `check.disk.bus`, or that of the rule
 *   of policy whose needs are not met, such as `video.qxl`
 */
const char *
gvir_designer_finding_get_rule (GVirDesignerFinding *finding)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_FINDING (finding), NULL);
  return finding->rule;
}

/**
 * gvir_designer_finding_get_subject:
 * @finding: a finding
 *
 * Says which part of the guest it is about.
 *
 * Returns: (transfer none): for people, such as `disk sda` or `the virtual machine`
 */
const char *
gvir_designer_finding_get_subject (GVirDesignerFinding *finding)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_FINDING (finding), NULL);
  return finding->subject;
}

/**
 * gvir_designer_finding_get_path:
 * @finding: a finding
 *
 * Says where in the guest's XML that part is.
 *
 * Returns: (transfer none): an XPath expression, such as `/domain/devices/disk[1]`
 */
const char *
gvir_designer_finding_get_path (GVirDesignerFinding *finding)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_FINDING (finding), NULL);
  return finding->path;
}

/**
 * gvir_designer_finding_get_thing:
 * @finding: a finding
 *
 * Says what of that part it is about, by the name that
 * [method@LibvirtDesigner.Decision.get_thing] gives.
 *
 * Returns: (transfer none) (nullable): a dotted name, such as `disk.bus`; %NULL: the
 *   part as a whole
 */
const char *
gvir_designer_finding_get_thing (GVirDesignerFinding *finding)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_FINDING (finding), NULL);
  return finding->thing;
}

/**
 * gvir_designer_finding_get_value:
 * @finding: a finding
 *
 * Says what is there.
 *
 * Returns: (transfer none) (nullable): the value; %NULL: none
 */
const char *
gvir_designer_finding_get_value (GVirDesignerFinding *finding)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_FINDING (finding), NULL);
  return finding->value;
}

/**
 * gvir_designer_finding_get_better:
 * @finding: a finding
 *
 * Says what policy would have there now.
 *
 * Returns: (transfer none) (nullable): the value; %NULL: none, or it is not known
 */
const char *
gvir_designer_finding_get_better (GVirDesignerFinding *finding)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_FINDING (finding), NULL);
  return finding->better;
}

/**
 * gvir_designer_finding_get_reason:
 * @finding: a finding
 *
 * Says why it is worth saying.
 *
 * Returns: (transfer none): a sentence or two for people
 */
const char *
gvir_designer_finding_get_reason (GVirDesignerFinding *finding)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_FINDING (finding), NULL);
  return finding->reason;
}

/**
 * gvir_designer_finding_get_source:
 * @finding: a finding
 *
 * Says where the reason can be looked up.
 *
 * Returns: (transfer none): an address
 */
const char *
gvir_designer_finding_get_source (GVirDesignerFinding *finding)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_FINDING (finding), NULL);
  return finding->source;
}

/**
 * gvir_designer_finding_get_mend:
 * @finding: a finding
 *
 * Says what mends it, in the words of the command line without the guest:
 * `edit`, `--edit`, `1`, `--disk`, `bus=virtio`.
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): a verb and its
 *   options; %NULL where nothing is known that does
 */
const char *const *
gvir_designer_finding_get_mend (GVirDesignerFinding *finding)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_FINDING (finding), NULL);
  return (const char *const *) finding->words;
}

/**
 * gvir_designer_finding_get_warning:
 * @finding: a finding
 *
 * Says what may go wrong when it is mended.
 *
 * Returns: (transfer none) (nullable): a sentence for people, or %NULL
 */
const char *
gvir_designer_finding_get_warning (GVirDesignerFinding *finding)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_FINDING (finding), NULL);
  return finding->warning;
}

/**
 * gvir_designer_finding_is_by_choice:
 * @finding: a finding
 *
 * Says whether it is only mended where that is chosen.
 *
 * Returns: %TRUE for what [method@LibvirtDesigner.Domain.modernise] leaves as it is
 *   unless it is named
 */
gboolean
gvir_designer_finding_is_by_choice (GVirDesignerFinding *finding)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_FINDING (finding), FALSE);
  return finding->by_choice;
}

/**
 * gvir_designer_finding_equal:
 * @finding: a finding
 * @other: another one
 *
 * Compares what was found, where and by which row.
 *
 * Returns: whether the two say the same
 */
gboolean
gvir_designer_finding_equal (GVirDesignerFinding *finding,
                             GVirDesignerFinding *other)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_FINDING (finding), FALSE);
  g_return_val_if_fail (GVIR_DESIGNER_IS_FINDING (other), FALSE);

  return finding->severity == other->severity && g_str_equal (finding->rule, other->rule)
         && g_str_equal (finding->path, other->path) && g_strcmp0 (finding->thing, other->thing) == 0
         && g_strcmp0 (finding->value, other->value) == 0 && g_str_equal (finding->reason, other->reason);
}
