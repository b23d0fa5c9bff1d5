/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "installation.h"
#include "live.h"

G_BEGIN_DECLS

struct _ToolInstallation
{
  const ToolArguments *arguments;
  GVirDesignerOs *os;
  GVirBuilderMedia *media; /* NULL: none */
  GVirBuilderInstallation *installation;
  char *password; /* of root, where it was made at random; NULL: it was not */
};

/* Makes DESIGN, which is one of an existing guest, that of the guest in PHASE; that of its installation comes first. */
gboolean live_installation_equip_existing (ToolInstallation *installation,
                                           GVirConnection *connection,
                                           GVirDesignerDomain *design,
                                           GVirDesignerPhase phase,
                                           GError **error);

/* In reinstall.c; see ToolInstallationCalls. */
gboolean live_installation_redesign (const ToolArguments *arguments,
                                     ToolInstallation **installation,
                                     GVirDesignerDomain **installer,
                                     GVirDesignerDomain **guest,
                                     GError **error);

extern const ToolInstallationCalls live_installation_calls;

G_END_DECLS
