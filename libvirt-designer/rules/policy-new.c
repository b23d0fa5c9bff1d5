/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Policies name rules and additions, so they are read where these are known. */

#include <string.h>

#include "base/bounded-file-private.h"
#include "base/libvirt-designer-error.h"
#include "policy/policy-private.h"
#include "policy/policy-text-private.h"
#include "rules/rules-private.h"

#define MAX_BYTES (256 * 1024)

static DesignerThingId
thing_of_rule (const char *id)
{
  const DesignerRule *rule = designer_rule_find (id);

  return rule != NULL ? rule->thing : DESIGNER_N_THINGS;
}

static gboolean
is_addition (const char *id)
{
  guint n;
  const DesignerAddition *rows = designer_additions_get (&n);

  for (guint i = 0; i < n; i++)
    {
      if (g_str_equal (rows[i].id, id))
        return TRUE;
    }
  return FALSE;
}

static GPtrArray *
list_rules (void)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint thing = 0; thing < DESIGNER_N_THINGS; thing++)
    {
      guint n;
      const DesignerRule *rows = designer_rules_get (thing, &n);

      for (guint i = 0; i < n; i++)
        g_ptr_array_add (names, (gpointer) rows[i].id);
    }
  return names;
}

static GPtrArray *
list_additions (void)
{
  guint n;
  const DesignerAddition *rows = designer_additions_get (&n);
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (names, (gpointer) rows[i].id);
  return names;
}

/* What is being read, so that nothing rests on itself. */
typedef struct
{
  GPtrArray *open; /* the files that are being read, each for the one before it */
  GPtrArray *read; /* GVirDesignerPolicy: what was read, in the order of their say */
} Reading;

#define MOST_BASES 64

static GVirDesignerPolicy *
read_file (const char *file,
           GError **error)
{
  static const DesignerPolicyNames names = { thing_of_rule, is_addition, list_rules, list_additions };
  g_autoptr (GError) cause = NULL;
  g_autoptr (GString) text = designer_bounded_file_read (file, MAX_BYTES, &cause);
  g_autofree char *shown = g_filename_display_name (file);

  if (text != NULL && text->len <= MAX_BYTES)
    return designer_policy_read (file, text->str, text->len, &names, error);
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT,
               "the policy '%s' cannot be read: %s", shown,
               cause != NULL ? cause->message : "it is longer than 256 KiB");
  return NULL;
}

/* What has a slash is a file, beside the one that names it; else it is installed. */
static char *
find_base (const GVirDesignerPolicy *policy,
           const char *name,
           GError **error)
{
  g_autofree char *folder = g_path_get_dirname (policy->file);
  g_autofree char *file = NULL;
  g_autofree char *shown = g_filename_display_name (policy->file);

  if (g_path_is_absolute (name))
    return g_strdup (name);
  if (strchr (name, '/') != NULL)
    return g_build_filename (folder, name + (g_str_has_prefix (name, "./") ? 2 : 0), NULL);
  file = designer_policy_find (name, error);
  if (file == NULL)
    g_prefix_error (error, "%s, line %u: ", shown, policy->base_line);
  return g_steal_pointer (&file);
}

static gboolean
was_read (const Reading *reading,
          const char *file)
{
  for (guint i = 0; i < reading->read->len; i++)
    {
      g_autofree char *other = g_canonicalize_filename (((GVirDesignerPolicy *) g_ptr_array_index (reading->read, i))->file, NULL);

      if (g_str_equal (other, file))
        return TRUE;
    }
  return FALSE;
}

/* "a.policy is based on b.policy, which is based on a.policy". */
static gboolean
refuse_loop (const Reading *reading,
             const GVirDesignerPolicy *policy,
             const char *file,
             GError **error)
{
  g_autofree char *shown = g_filename_display_basename (file);
  g_autoptr (GString) way = g_string_new (shown);
  guint first;

  g_ptr_array_find_with_equal_func (reading->open, file, g_str_equal, &first);
  for (guint i = first + 1; i < reading->open->len; i++)
    {
      g_autofree char *name = g_filename_display_basename (g_ptr_array_index (reading->open, i));

      g_string_append_printf (way, " on %s,", name);
    }
  return designer_policy_fail (error, GVIR_DESIGNER_ERROR_CONFLICT, policy->file, policy->base_line,
                               "the policy is based on itself (%s on %s): leave out one of these base=", way->str, shown);
}

static GVirDesignerPolicy *load (const char *file,
                                 Reading *reading,
                                 GError **error);

static gboolean
load_base (const GVirDesignerPolicy *policy,
           const char *name,
           Reading *reading,
           GError **error)
{
  g_autofree char *found = find_base (policy, name, error);
  g_autofree char *file = found != NULL ? g_canonicalize_filename (found, NULL) : NULL;
  g_autoptr (GVirDesignerPolicy) base = NULL;

  if (file == NULL)
    return FALSE;
  if (g_ptr_array_find_with_equal_func (reading->open, file, g_str_equal, NULL))
    return refuse_loop (reading, policy, file, error);
  if (was_read (reading, file))
    return TRUE;
  if (reading->read->len + reading->open->len >= MOST_BASES)
    return designer_policy_fail (error, GVIR_DESIGNER_ERROR_CONFLICT, policy->file, policy->base_line,
                                 "the policy rests on more than %d others", MOST_BASES);
  base = load (found, reading, error);
  if (base != NULL)
    g_ptr_array_add (reading->read, g_object_ref (base));
  return base != NULL;
}

/* The policy, once all that it is based on is read. */
static GVirDesignerPolicy *
load (const char *file,
      Reading *reading,
      GError **error)
{
  g_autoptr (GVirDesignerPolicy) policy = read_file (file, error);

  if (policy == NULL)
    return NULL;
  g_ptr_array_add (reading->open, g_canonicalize_filename (file, NULL));
  for (guint i = 0; policy->base_names != NULL && policy->base_names[i] != NULL; i++)
    {
      if (!load_base (policy, policy->base_names[i], reading, error))
        return NULL;
    }
  g_ptr_array_set_size (reading->open, (gint) reading->open->len - 1);
  return g_steal_pointer (&policy);
}

/**
 * gvir_designer_policy_new_from_file:
 * @file: (type filename): a key file
 * @error: return location for a #GError
 *
 * Reads a policy, and those that it says that it is based on.
 *
 * Returns: (transfer full): a policy, or %NULL with
 *   %GVIR_DESIGNER_ERROR_INVALID_INPUT where the file cannot be read or is no
 *   key file, with %GVIR_DESIGNER_ERROR_UNKNOWN_NAME for a group, key, thing,
 *   rule or addition that there is not, with %GVIR_DESIGNER_ERROR_INVALID_VALUE
 *   for an impossible value, or with %GVIR_DESIGNER_ERROR_CONFLICT where it says
 *   something twice, asks for what is not decided yet or is based on itself; the
 *   message names the line
 */
GVirDesignerPolicy *
gvir_designer_policy_new_from_file (const char *file,
                                    GError **error)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) read = g_ptr_array_new_with_free_func (g_object_unref);
  Reading reading = { open, read };
  GVirDesignerPolicy *policy;

  g_return_val_if_fail (file != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  policy = load (file, &reading, error);
  if (policy != NULL && read->len > 0)
    policy->bases = g_steal_pointer (&read);
  return policy;
}

/**
 * gvir_designer_policy_new_from_name:
 * @name: the name of a policy that is installed, such as `virt-install`
 * @error: return location for a #GError
 *
 * Reads a policy of the administrator or one that comes with the library.
 *
 * Folders are searched in this order, unless the environment variable
 * `LIBVIRT_DESIGNER_POLICY_PATH` names others: `/etc/libvirt-designer/policy.d`,
 * then `/usr/share/libvirt-designer/policy.d`, below the prefixes that the
 * library was built for.
 *
 * Returns: (transfer full): a policy, or %NULL with
 *   %GVIR_DESIGNER_ERROR_UNKNOWN_NAME where there is none of that name, or as
 *   [ctor@LibvirtDesigner.Policy.new_from_file]
 */
GVirDesignerPolicy *
gvir_designer_policy_new_from_name (const char *name,
                                    GError **error)
{
  g_autofree char *file = NULL;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  file = designer_policy_find (name, error);
  return file != NULL ? gvir_designer_policy_new_from_file (file, error) : NULL;
}

/**
 * gvir_designer_policy_load_site:
 * @error: return location for a #GError
 *
 * Reads the policies that are always in force on this machine: those whose names
 * begin with two digits and a hyphen, such as `50-site.policy`, in the folders that
 * [ctor@LibvirtDesigner.Policy.new_from_name] searches.
 *
 * The library itself never reads them: who wants them in force adds each of them by
 * [method@LibvirtDesigner.Domain.add_policy], before others. Those that come with the
 * library are first, then those of the administrator, each in the order of their
 * names; one of the administrator replaces one that comes with the library and has
 * the same name.
 *
 * Returns: (transfer full) (element-type GVirDesignerPolicy): the policies, which may
 *   be none, or %NULL with an error as of
 *   [ctor@LibvirtDesigner.Policy.new_from_file]
 */
GPtrArray *
gvir_designer_policy_load_site (GError **error)
{
  g_autoptr (GPtrArray) files = designer_policy_list_site ();
  g_autoptr (GPtrArray) policies = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  for (guint i = 0; i < files->len; i++)
    {
      GVirDesignerPolicy *policy = gvir_designer_policy_new_from_file (g_ptr_array_index (files, i), error);

      if (policy == NULL)
        return NULL;
      g_ptr_array_add (policies, policy);
    }
  return g_steal_pointer (&policies);
}
