/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The guest that a step is about: it has the UUID that the step holds. */

#pragma once

#include "steps/kinds-private.h"

G_BEGIN_DECLS

/* DOMAIN is NULL where the guest is not there. */
gboolean builder_step_find_guest (BuilderWork *work,
                                  GVirBuilderStep *step,
                                  virDomainPtr *domain,
                                  GError **error);
/* The same, but it must be there. */
virDomainPtr builder_step_need_guest (BuilderWork *work,
                                      GVirBuilderStep *step,
                                      GError **error);
/* All of it is found where IS holds of the guest, which is NULL where it is not there. */
gboolean builder_step_look_at_guest (BuilderWork *work,
                                     GVirBuilderStep *step,
                                     gboolean (*is) (virDomainPtr domain),
                                     BuilderFound *found,
                                     GError **error);

G_END_DECLS
