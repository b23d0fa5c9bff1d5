/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "seeds/installers-private.h"

const BuilderInstaller builder_windows_installers[] = {};
const guint builder_n_windows_installers = G_N_ELEMENTS (builder_windows_installers);
