/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "domain/libvirt-designer-domain.h"

/* What TEXT describes, tried: the name of an operating system, edits to the host
 * (see edited-host.h), options of the command line, and these words:
 *   NUMBERx          the option behind it that many times
 *   and-host         for several hosts: edits behind it are to another one
 *   server           for that purpose
 *   minimal          with the least resources
 *   container        a container rather than a machine
 *   installing       the phase in which the system is installed
 *   installed        the phase after that
 *   changing         and its name is changed afterwards
 *   policy=NAME      under that policy of data/policy.d
 *   version=NUMBER   with the choices of that version
 *   driver=ID        with that driver added to the operating system
 * NULL with an error where the design is refused. */
GVirDesignerDomain *trial_design (const char *text,
                           GError **error);

/* Invents an operating system: "NAME KEY=VALUE…" with the keys family, version,
 * devices (joined by +), firmware, memory, minimum-memory, cpus, minimum-cpus, storage, minimum-storage.
 * A NAME that begins with "http:" is its id, and it has no short one. */
void trial_invent_os (const char *text);

OsinfoDb *trial_database (void);
