/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Numbers and names of small devices that cannot be what was asked. */

#include "rules/checks-private.h"

#define FIRST_CID 3

gboolean
designer_check_cid (G_GNUC_UNUSED const DesignerFacts *facts,
                    G_GNUC_UNUSED const DesignerSubject *subject,
                    const char *value,
                    GError **error)
{
  if (g_ascii_strtoull (value, NULL, 10) >= FIRST_CID)
    return TRUE;
  return designer_check_refuse (error, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                                "vsock.cid cannot be '%s': the numbers below 3 are those of the hypervisor and the host; "
                                "give one from 3 on, or leave it to libvirt", value);
}

gboolean
designer_check_audio_id (const DesignerFacts *facts,
                         G_GNUC_UNUSED const DesignerSubject *subject,
                         const char *value,
                         GError **error)
{
  if (g_str_equal (value, "0"))
    return designer_check_refuse (error, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                                  "audio.id cannot be '0': audio back ends are numbered from 1");
  if (designer_facts_tally (facts, DESIGNER_THING_AUDIO_ID, value) == 0)
    return TRUE;
  return designer_check_refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                                "audio.id cannot be '%s': another audio back end has that number", value);
}

gboolean
designer_check_audio_of_sound (const DesignerFacts *facts,
                               G_GNUC_UNUSED const DesignerSubject *subject,
                               const char *value,
                               GError **error)
{
  if (designer_facts_tally (facts, DESIGNER_THING_AUDIO_ID, value) > 0)
    return TRUE;
  return designer_check_refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                                "sound.audio.id cannot be '%s': no audio back end has that number; "
                                "give '--audio id=%s,type=TYPE' too", value, value);
}

gboolean
designer_check_shmem_name (const DesignerFacts *facts,
                           G_GNUC_UNUSED const DesignerSubject *subject,
                           const char *value,
                           GError **error)
{
  if (designer_facts_tally (facts, DESIGNER_THING_SHMEM_NAME, value) == 0)
    return TRUE;
  return designer_check_refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                                "shmem.name cannot be '%s': the guest has that memory already", value);
}
