/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gvir_builder_password_generate (GError **error);

G_END_DECLS
