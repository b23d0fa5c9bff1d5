/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "decisions/libvirt-designer-change.h"

G_BEGIN_DECLS

struct _GVirDesignerChange
{
  GObject parent_instance;

  GVirDesignerDecision *then; /* one of the two is there */
  GVirDesignerDecision *now;
};

G_END_DECLS
