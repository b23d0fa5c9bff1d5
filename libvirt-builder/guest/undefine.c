/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "guest/undefine-private.h"

#if LIBVIR_VERSION_NUMBER < 8009000
#define VIR_DOMAIN_UNDEFINE_TPM 0
#endif

static gboolean
is_unknown (void)
{
  return builder_last_is (VIR_ERR_INVALID_ARG) || builder_last_is (VIR_ERR_ARGUMENT_UNSUPPORTED)
         || builder_last_is (VIR_ERR_NO_SUPPORT);
}

gboolean
builder_guest_undefine (virDomainPtr domain,
                        GError **error)
{
  /* The newest first: a driver that does not know one refuses them all. */
  static const unsigned int newest_first[] = {
    VIR_DOMAIN_UNDEFINE_TPM,
    VIR_DOMAIN_UNDEFINE_CHECKPOINTS_METADATA,
    VIR_DOMAIN_UNDEFINE_NVRAM,
    VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA,
    VIR_DOMAIN_UNDEFINE_MANAGED_SAVE,
  };
  /* Asking for the name forgets the error. */
  const char *name = virDomainGetName (domain);
  unsigned int flags = 0;

  for (guint i = 0; i < G_N_ELEMENTS (newest_first); i++)
    flags |= newest_first[i];
  for (guint i = 0; i <= G_N_ELEMENTS (newest_first); i++)
    {
      if (virDomainUndefineFlags (domain, flags) == 0 || builder_last_is (VIR_ERR_NO_DOMAIN))
        return TRUE;
      if (!is_unknown () || i == G_N_ELEMENTS (newest_first))
        break;
      flags &= ~newest_first[i];
    }
  builder_set_error (error, "the guest '%s' cannot be undefined", name);
  return FALSE;
}
