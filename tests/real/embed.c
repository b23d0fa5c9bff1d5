/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "embed.h"

#include <glib/gstdio.h>
#include <libvirt/virterror.h>
#include <unistd.h>

/* Unix sockets have room for 108 bytes of path, so TMPDIR is not followed. */
#define ROOT_TEMPLATE "/tmp/gvd-XXXXXX"

/* Everything runs as the caller, and nothing outside the root is changed or needed. */
static const char driver_configuration[] = "stdio_handler = \"file\"\n"
                                           "lock_manager = \"nop\"\n"
                                           "security_driver = \"none\"\n"
                                           "remember_owner = 0\n"
                                           "dynamic_ownership = 0\n"
                                           "namespaces = []\n"
                                           "cgroup_controllers = []\n"
                                           "user = \"root\"\n"
                                           "group = \"root\"\n"
                                           "swtpm_user = \"root\"\n"
                                           "swtpm_group = \"root\"\n";

struct _Embed
{
  char *root;
  virConnectPtr connection;
  GThread *loop;
  int timer;
  gint stop;
};

static void
ignore_error (void *data G_GNUC_UNUSED, virErrorPtr error G_GNUC_UNUSED)
{
}

static void
wake_up (int timer G_GNUC_UNUSED, void *data G_GNUC_UNUSED)
{
}

static gpointer
run_loop (gpointer data)
{
  Embed *self = data;

  while (!g_atomic_int_get (&self->stop))
    virEventRunDefaultImpl ();
  return NULL;
}

static gboolean
start_loop (Embed *self)
{
  if (virEventRegisterDefaultImpl () < 0)
    return FALSE;
  /* A slow tick, so that the loop notices when it is told to stop. */
  self->timer = virEventAddTimeout (200, wake_up, NULL, NULL);
  self->loop = g_thread_new ("libvirt", run_loop, self);
  return TRUE;
}

/* The driver's own chatter goes beside its other files, not between the results. */
static void
send_log_to_file (const char *root)
{
  g_autofree char *outputs = g_strdup_printf ("3:file:%s/libvirt.log", root);

  g_setenv ("LIBVIRT_LOG_OUTPUTS", outputs, TRUE);
}

/* Several drivers may run at a time, each thinking that all ports are its own:
 * each gets a hundred of its own. */
static char *
configuration (void)
{
  guint first = 20000 + (guint) (getpid () % 300) * 100;

  return g_strdup_printf ("%sremote_display_port_min = %u\nremote_display_port_max = %u\n",
                          driver_configuration, first, first + 99);
}

/* What libvirt asks of each emulator takes seconds, so the answers are shared
 * between the drivers of a build; libvirt sees itself when they are out of date. */
static void
share_cache (const char *root)
{
  const char *shared = g_getenv ("DESIGNER_DRIVER_CACHE");
  g_autofree char *folder = g_build_filename (root, "cache", "qemu", NULL);
  g_autofree char *link = g_build_filename (folder, "capabilities", NULL);

  if (shared == NULL || g_mkdir_with_parents (shared, 0755) < 0 || g_mkdir_with_parents (folder, 0755) < 0)
    return;
  if (symlink (shared, link) < 0)
    g_printerr ("cannot share %s: every emulator is asked anew\n", shared);
}

static gboolean
make_root (Embed *self, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = configuration ();

  self->root = g_strdup (ROOT_TEMPLATE);
  if (g_mkdtemp (self->root) == NULL)
    {
      g_clear_pointer (&self->root, g_free);
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                           "cannot make a folder in /tmp");
      return FALSE;
    }
  /* Guests may run as somebody else where the configuration is not followed. */
  g_chmod (self->root, 0755);
  folder = g_build_filename (self->root, "etc", NULL);
  path = g_build_filename (folder, "qemu.conf", NULL);
  g_mkdir (folder, 0755);
  share_cache (self->root);
  send_log_to_file (self->root);
  virSetErrorFunc (NULL, ignore_error);
  return g_file_set_contents (path, text, -1, error);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      remove_tree (child);
    }
  g_remove (path);
}

char *
embed_last_error (void)
{
  const char *message = virGetLastErrorMessage ();
  g_auto (GStrv) lines = g_strsplit (message != NULL ? message : "unknown error", "\n", -1);
  g_autofree char *line = g_strjoinv (" | ", lines);

  return g_strdup (g_strstrip (line));
}

static EmbedState
connect_driver (Embed *self, char **reason)
{
  g_autofree char *uri = g_strdup_printf ("qemu:///embed?root=%s", self->root);
  g_autofree char *capabilities = NULL;
  int code;

  self->connection = virConnectOpen (uri);
  if (self->connection == NULL)
    {
      g_autofree char *message = embed_last_error ();
      code = virGetLastErrorCode ();
      *reason = g_strdup_printf ("%s does not open: %s", uri, message);
      return code == VIR_ERR_NO_CONNECT || code == VIR_ERR_NO_SUPPORT ||
                     code == VIR_ERR_CONFIG_UNSUPPORTED || code == VIR_ERR_INVALID_ARG
                 ? EMBED_MISSING
                 : EMBED_BROKEN;
    }
  capabilities = virConnectGetCapabilities (self->connection);
  if (capabilities == NULL || strstr (capabilities, "<guest>") == NULL)
    {
      *reason = g_strdup ("libvirt's QEMU driver finds no QEMU; install qemu-system-x86");
      return EMBED_MISSING;
    }
  return EMBED_READY;
}

EmbedState
embed_open (Embed **embed, char **reason)
{
  Embed *self = g_new0 (Embed, 1);
  g_autoptr (GError) error = NULL;
  EmbedState state;

  if (!make_root (self, &error))
    {
      *reason = g_strdup (error->message);
      state = EMBED_BROKEN;
    }
  else if (virInitialize () < 0 || !start_loop (self))
    {
      *reason = embed_last_error ();
      state = EMBED_BROKEN;
    }
  else
    {
      state = connect_driver (self, reason);
    }
  if (state == EMBED_READY)
    *embed = self;
  else
    embed_close (self);
  return state;
}

virConnectPtr
embed_get_connection (Embed *embed)
{
  return embed->connection;
}

const char *
embed_get_root (Embed *embed)
{
  return embed->root;
}

void
embed_close (Embed *embed)
{
  if (embed->connection != NULL)
    virConnectClose (embed->connection);
  if (embed->loop != NULL)
    {
      g_atomic_int_set (&embed->stop, 1);
      g_thread_join (embed->loop);
      virEventRemoveTimeout (embed->timer);
    }
  if (embed->root != NULL)
    remove_tree (embed->root);
  g_free (embed->root);
  g_free (embed);
}
