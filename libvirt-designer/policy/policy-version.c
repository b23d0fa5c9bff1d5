/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The versions of the choices that the rules make. */

#include "policy/policy-private.h"

/**
 * gvir_designer_policy_newest_version:
 *
 * Gives the newest version of the choices that the rules of this library make.
 *
 * A release that chooses otherwise than the one before has a new version, and
 * still makes the choices of all versions from 1 on: see
 * [method@LibvirtDesigner.Domain.set_policy_version].
 *
 * Returns: the number of the version, from 1
 */
guint
gvir_designer_policy_newest_version (void)
{
  guint newest = 1;

  for (const char *rest = designer_thing_get (DESIGNER_THING_POLICY_VERSION)->values; *rest != '\0'; rest++)
    newest += *rest == ',';
  return newest;
}
