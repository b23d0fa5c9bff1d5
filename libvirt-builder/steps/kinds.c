/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "steps/kinds-private.h"

const BuilderStepKind *
builder_step_kind_find (const char *name,
                        GError **error)
{
  const struct
  {
    const BuilderStepKind *rows;
    guint n;
  } families[] = {
    { builder_change_steps, builder_n_change_steps },
    { builder_clone_steps, builder_n_clone_steps },
    { builder_domain_steps, builder_n_domain_steps },
    { builder_install_steps, builder_n_install_steps },
    { builder_life_steps, builder_n_life_steps },
    { builder_media_steps, builder_n_media_steps },
    { builder_pool_steps, builder_n_pool_steps },
    { builder_snapshot_steps, builder_n_snapshot_steps },
    { builder_volume_steps, builder_n_volume_steps },
  };

  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      for (guint j = 0; j < families[i].n; j++)
        {
          if (g_str_equal (families[i].rows[j].name, name))
            return &families[i].rows[j];
        }
    }
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
               "no step has the kind '%s': another version of libvirt-builder may have made the plan", name);
  return NULL;
}

gboolean
builder_step_look_for_nothing (G_GNUC_UNUSED BuilderWork *work,
                               G_GNUC_UNUSED GVirBuilderStep *step,
                               BuilderFound *found,
                               G_GNUC_UNUSED GError **error)
{
  *found = BUILDER_FOUND_NOTHING;
  return TRUE;
}
