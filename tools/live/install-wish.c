/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "install-wish.h"

#include "suboptions.h"

enum
{
  INSTALL_OS,
  INSTALL_KERNEL,
  INSTALL_INITRD,
  INSTALL_ARGUMENTS,
  INSTALL_INSTEAD,
  INSTALL_OTHERWISE
};

static const LiveSuboption install_rows[] = {
  { "os", LIVE_TEXT, INSTALL_OS },
  { "kernel", LIVE_TEXT, INSTALL_KERNEL },
  { "initrd", LIVE_TEXT, INSTALL_INITRD },
  { "kernel_args", LIVE_TEXT, INSTALL_ARGUMENTS },
  { "kernel_args_overwrite", LIVE_YES_NO, INSTALL_INSTEAD },
  { "bootdev", LIVE_TEXT, INSTALL_OTHERWISE },
  { "no_install", LIVE_YES_NO, INSTALL_OTHERWISE },
};

static gboolean
hear (const LiveSuboption *row,
      const char *value,
      gpointer data,
      GError **error)
{
  LiveInstallWish *wish = data;
  char **texts[] = { &wish->os, &wish->kernel, &wish->initrd, &wish->arguments };

  if (row->what == INSTALL_OTHERWISE)
    {
      g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                   "--install %s= boots something else than an installer of a tree: leave it out, or give neither --location "
                   "nor --install os=", row->name);
      return FALSE;
    }
  if (row->what == INSTALL_INSTEAD)
    wish->instead = g_str_equal (value, "yes");
  else
    {
      g_free (*texts[row->what]);
      *texts[row->what] = g_strdup (value);
    }
  return TRUE;
}

gboolean
live_install_wish_read (const char *text,
                        LiveInstallWish *wish,
                        GError **error)
{
  if (!live_suboptions_read ("install", text, "os", install_rows, G_N_ELEMENTS (install_rows), hear, wish, error))
    return FALSE;
  if ((wish->kernel == NULL) == (wish->initrd == NULL))
    return TRUE;
  g_set_error_literal (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                       "--install names one of the kernel and the initial RAM disk: give kernel=FILE,initrd=FILE");
  return FALSE;
}

void
live_install_wish_clear (LiveInstallWish *wish)
{
  g_clear_pointer (&wish->os, g_free);
  g_clear_pointer (&wish->kernel, g_free);
  g_clear_pointer (&wish->initrd, g_free);
  g_clear_pointer (&wish->arguments, g_free);
}
