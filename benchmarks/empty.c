/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Linked to what virt-designer is linked to, and does nothing. */

int
main (void)
{
  return 0;
}
