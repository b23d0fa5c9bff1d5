/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Prints the manual's list of options, from the table that parses them. */

#include <libvirt-designer/libvirt-designer.h>

int
main (void)
{
  g_auto (GStrv) options = gvir_designer_list_options ();

  g_print ("Title: Options\n\n# Options\n\n"
           "What `virt-designer design` and [method@LibvirtDesigner.Domain.apply_option] take: the names are\n"
           "those of virt-install. Sub-options are separated by commas, as in\n"
           "`--disk path=/srv/guest.qcow2,bus=sata`; a comma that belongs to a value is written twice.\n\n");
  for (guint i = 0; options[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = gvir_designer_describe_option (options[i], &error);

      if (text == NULL)
        g_error ("%s", error->message);
      g_print ("## --%s\n\n```text\n%s```\n\n", options[i], text);
    }
  return 0;
}
