/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Windows since 10, and Windows Server since 2016. libosinfo's script for Windows 10 has the partitions of BIOS, and
 * no drivers; the others have none. */

#include <string.h>

#include "seeds/unattend-private.h"

#define SOURCE "https://learn.microsoft.com/windows-hardware/customize/desktop/unattend"
#define KNOWN \
  (BUILDER_FIELD (PROFILE) | BUILDER_FIELD (USER_LOGIN) | BUILDER_FIELD (USER_NAME) | BUILDER_FIELD (USER_PASSWORD) \
   | BUILDER_FIELD (ADMIN_PASSWORD) | BUILDER_FIELD (HOST_NAME) | BUILDER_FIELD (LANGUAGE) | BUILDER_FIELD (KEYBOARD) \
   | BUILDER_FIELD (TIMEZONE) | BUILDER_FIELD (TARGET_DISK) | BUILDER_FIELD (PRODUCT_KEY))

static gboolean
is_client (GVirDesignerOs *os,
           G_GNUC_UNUSED const char *arch)
{
  const BuilderWindows *windows = builder_windows_find (os);

  return windows != NULL && !windows->server;
}

static gboolean
is_server (GVirDesignerOs *os,
           G_GNUC_UNUSED const char *arch)
{
  const BuilderWindows *windows = builder_windows_find (os);

  return windows != NULL && windows->server;
}

static GBytes *
write_answers (const BuilderAnswers *answers)
{
  xmlNodePtr root = NULL;
  xmlDocPtr doc = builder_unattend_new (&root);
  xmlChar *text = NULL;
  int length = 0;
  GBytes *bytes;

  builder_unattend_add_windows_pe (root, answers);
  builder_unattend_add_specialize (root, answers);
  builder_unattend_add_oobe_system (root, answers);
  xmlDocDumpFormatMemoryEnc (doc, &text, &length, "UTF-8", 1);
  bytes = g_bytes_new (text, (gsize) length);
  /* There are passwords in it. */
  explicit_bzero (text, (gsize) length);
  xmlFree (text);
  xmlFreeDoc (doc);
  return bytes;
}

static GVirBuilderSeed *
write_seed (const BuilderScriptRequest *request,
            GError **error)
{
  g_autoptr (BuilderAnswers) answers = builder_answers_new (request, error);
  g_autoptr (GBytes) file = NULL;
  GVirBuilderSeed *seed;

  if (answers == NULL)
    return NULL;
  file = write_answers (answers);
  /* Setup looks for the file on every CD-ROM, whatever its label; it has one for those who look at it. */
  seed = builder_seed_new ("unattend", GVIR_BUILDER_DELIVERY_CDROM);
  builder_seed_set_label (seed, "UNATTEND");
  builder_seed_set_secret (seed);
  builder_seed_add_file (seed, "autounattend.xml", file);
  builder_unattend_add_disk_files (seed, answers);
  return seed;
}

const BuilderInstaller builder_windows_installers[] = {
  { .kind = "unattend",
    .title = BUILDER_WINDOWS_TITLE,
    .source = SOURCE,
    .known = KNOWN,
    .needed = BUILDER_FIELD (USER_LOGIN) | BUILDER_FIELD (USER_PASSWORD),
    .fits = is_client,
    .write = write_seed },
  { .kind = "unattend",
    .title = BUILDER_WINDOWS_TITLE,
    .source = SOURCE,
    .known = KNOWN,
    .needed = BUILDER_FIELD (ADMIN_PASSWORD), /* no server starts without */
    .fits = is_server,
    .write = write_seed },
};
const guint builder_n_windows_installers = G_N_ELEMENTS (builder_windows_installers);
