/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "host/machine-family-private.h"

#include <string.h>

#include "base/words-private.h"

#define PC "x86_64,i686"
#define VIRT "aarch64,armv7l,riscv64,loongarch64"
#define PSERIES "ppc64le,ppc64"
#define S390X "s390x"

static const DesignerMachineFamily families[] = {
  { "q35", "q35", "pc-q35", PC, "PCIe", "sata", 0 },
  { "i440fx", "pc", "pc-i440fx", PC, "PCI", "ide", 0 },
  { "microvm", "microvm", "microvm", PC, "MMIO", NULL, 24 },
  { "isapc", "isapc", "isapc", PC, "ISA", NULL, 0 },
  { "virt", "virt", "virt", VIRT, "PCIe", NULL, 0 },
  { "vexpress", "vexpress-a15", "vexpress-a15", "armv7l", "MMIO", "sd", 4 },
  { "pseries", "pseries", "pseries", PSERIES, "PCI", NULL, 0 },
  { "s390-ccw-virtio", "s390-ccw-virtio", "s390-ccw-virtio", S390X, "CCW", NULL, 0 },
};

static gboolean
is_version (const char *text)
{
  if (g_str_has_prefix (text, "rhel"))
    text += strlen ("rhel");
  return g_ascii_isdigit (*text) && text[strspn (text, "0123456789.")] == '\0';
}

/* A machine is called FAMILY-VERSION, or just FAMILY; only the alias of a PC lacks
 * a part of it. */
static gsize
family_length (const char *machine)
{
  const char *dash = strrchr (machine, '-');

  return dash != NULL && is_version (dash + 1) ? (gsize) (dash - machine) : strlen (machine);
}

static gboolean
equals (const char *word,
        const char *text,
        gsize length)
{
  return strlen (word) == length && strncmp (word, text, length) == 0;
}

const DesignerMachineFamily *
designer_machine_family_of (const char *machine)
{
  gsize length = family_length (machine);

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    {
      gsize prefix = strlen (families[i].prefix);

      /* Distributions put a word for the version. */
      if (equals (families[i].alias, machine, length)
          || (strncmp (machine, families[i].prefix, prefix) == 0
              && (machine[prefix] == '-' || machine[prefix] == '\0')))
        return &families[i];
    }
  return NULL;
}

const DesignerMachineFamily *
designer_machine_family_named (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    {
      if (g_str_equal (families[i].name, name))
        return &families[i];
    }
  return NULL;
}

char *
designer_machine_families_for (const char *arch)
{
  GString *list = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    {
      if (designer_word_is_among (arch, families[i].archs))
        g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", families[i].alias);
    }
  return g_string_free (list, FALSE);
}

const char *
designer_machine_archs (void)
{
  return PC "," VIRT "," PSERIES "," S390X;
}

gboolean
designer_machine_is_same_family (const char *a,
                                 const char *b)
{
  const DesignerMachineFamily *family_a = designer_machine_family_of (a);
  gsize length = family_length (a);

  if (family_a != NULL || designer_machine_family_of (b) != NULL)
    return family_a == designer_machine_family_of (b);
  return length == family_length (b) && strncmp (a, b, length) == 0;
}

gboolean
designer_machine_is_alias_of (const char *alias,
                              const char *machine)
{
  return family_length (alias) == strlen (alias) && !g_str_has_prefix (alias, "pc-") &&
         designer_machine_is_same_family (alias, machine);
}

/* The version that a name ends in, or NULL. */
static const char *
version_of (const char *machine)
{
  const char *dash = strrchr (machine, '-');

  return dash != NULL && is_version (dash + 1) ? dash + 1 : NULL;
}

static int
compare_numbers (const char *a,
                 const char *b)
{
  while (*a != '\0' || *b != '\0')
    {
      char *end_a;
      char *end_b;
      guint64 x = g_ascii_strtoull (a, &end_a, 10);
      guint64 y = g_ascii_strtoull (b, &end_b, 10);

      if (x != y)
        return x < y ? -1 : 1;
      a = *end_a == '.' ? end_a + 1 : end_a + strlen (end_a);
      b = *end_b == '.' ? end_b + 1 : end_b + strlen (end_b);
    }
  return 0;
}

/* 0: no version, 1: a distribution's, 2: QEMU's own */
static int
rank_version (const char *version)
{
  if (version == NULL)
    return 0;
  return g_ascii_isdigit (*version) ? 2 : 1;
}

int
designer_machine_compare_versions (const char *a,
                                   const char *b)
{
  const char *version_a = version_of (a);
  const char *version_b = version_of (b);
  int rank = rank_version (version_a);

  if (rank != rank_version (version_b))
    return rank - rank_version (version_b);
  if (rank == 0)
    return -strcmp (a, b);
  if (rank == 1)
    return compare_numbers (version_a + strlen ("rhel"), version_b + strlen ("rhel"));
  return compare_numbers (version_a, version_b);
}
