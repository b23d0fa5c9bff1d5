/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Asks descriptions of hosts, given as folders, what all of these hosts can run. */

#include <libvirt-designer/libvirt-designer.h>

static void
ask (GVirDesignerHost *host,
     const char *what,
     const char *value)
{
  GVirDesignerAnswer answer = gvir_designer_host_lists (host, "x86_64", "kvm", "q35", what, value);
  g_autofree char *evidence =
    gvir_designer_host_get_evidence (host, "x86_64", "kvm", "q35", what, value);

  g_print ("%s %s: %s (%s)\n", what, value, gvir_designer_answer_to_string (answer), evidence);
}

static GVirDesignerHost *
read_hosts (char **folders,
            guint n_folders,
            GError **error)
{
  g_autoptr (GPtrArray) hosts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_folders; i++)
    {
      GVirDesignerHost *host = gvir_designer_host_new_from_directory (folders[i], error);

      if (host == NULL)
        return NULL;
      g_ptr_array_add (hosts, host);
    }
  return gvir_designer_host_new_set ((GVirDesignerHost *const *) hosts->pdata, hosts->len, error);
}

int
main (int argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GVirDesignerHost) host = NULL;

  if (argc > 1)
    host = read_hosts (argv + 1, (guint) argc - 1, &error);
  else
    host = gvir_designer_host_new_builtin ();

  if (host == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  ask (host, "disk/bus", "virtio");
  ask (host, "os/firmware", "efi");
  ask (host, "video/modelType", "bochs");
  return 0;
}
