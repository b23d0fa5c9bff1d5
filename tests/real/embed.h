/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <libvirt/libvirt.h>

/* A private QEMU driver inside this process, with all its files under one temporary folder. */
typedef struct _Embed Embed;

typedef enum
{
  EMBED_READY,
  EMBED_MISSING, /* this machine has no QEMU driver or no QEMU */
  EMBED_BROKEN,  /* it has, but it does not come up */
} EmbedState;

EmbedState embed_open (Embed **embed, char **reason);

virConnectPtr embed_get_connection (Embed *embed);

const char *embed_get_root (Embed *embed);

void embed_close (Embed *embed);

char *embed_last_error (void);
