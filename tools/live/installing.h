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

extern const ToolInstallationCalls live_installation_calls;

G_END_DECLS
