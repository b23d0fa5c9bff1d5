/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What 'install' takes from media and tells a guest: the module that carries things out reads it, for
 * designing needs none of it. */

#pragma once

#include "tool.h"

G_BEGIN_DECLS

typedef struct _ToolInstallation ToolInstallation;

/* Whether --install names the system to install, as in --install fedora36. */
gboolean tool_installation_names_os (const ToolArguments *arguments);

/* Whether any option is given that is about it. */
gboolean tool_installation_is_asked (const ToolArguments *arguments);

/* In the module, where they are called live_installation_…: */
typedef struct
{
  /* OS is what was named, or NULL: the media say it, and where they do not, it is OTHERWISE, or NULL with an error. */
  ToolInstallation *(*read) (const ToolArguments *arguments,
                             GVirDesignerOs *os,
                             GVirDesignerOs *otherwise,
                             GError **error);
  void (*free) (ToolInstallation *installation);
  /* What the media are of; NULL: that is not known. */
  GVirDesignerOs *(*get_os) (ToolInstallation *installation);
  /* Whether it reads that option of the vocabulary itself. */
  gboolean (*takes) (ToolInstallation *installation,
                     const char *option);
  /* Adds to the design of the guest in that phase; that of its installation comes first. TRIAL is the guest
   * without, which has the name and the architecture. */
  gboolean (*equip) (ToolInstallation *installation,
                     GVirDesignerDomain *design,
                     GVirDesignerPhase phase,
                     GVirDesignerDomain *trial,
                     GError **error);
  /* Whether the first boot of the guest differs although nothing is installed. */
  gboolean (*has_first_boot) (ToolInstallation *installation);
  /* The designs of a guest that is there: while it is installed anew, and afterwards. INSTALLATION may stay NULL. */
  gboolean (*redesign) (const ToolArguments *arguments,
                        ToolInstallation **installation,
                        GVirDesignerDomain **installer,
                        GVirDesignerDomain **guest,
                        GError **error);
} ToolInstallationCalls;

/* NULL with an error: the module cannot be loaded. */
const ToolInstallationCalls *tool_installation_calls (GError **error);

G_END_DECLS
