/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "os/os-entry-private.h"

static const struct
{
  const char *pattern;
  const char *since;
  const char *archs;
  const char *source;
} table[] = {
#define OS_ARCHS(pattern, since, archs, source) { pattern, since, archs, source },
#include "os/os-archs.def"
#undef OS_ARCHS
};

/* Machines of ARCH run what was made for OTHER as it is. */
static const struct
{
  const char *arch;
  const char *other;
} runs_too[] = {
  { "x86_64", "i686" },
  { "ppc64", "ppc64le" },
  { "ppc64le", "ppc64" },
};

static void
arch_free (gpointer data)
{
  DesignerOsArch *arch = data;

  g_free (arch->name);
  g_free (arch);
}

static DesignerOsArch *
find_arch (DesignerOsFacts *facts,
           const char *name)
{
  for (guint i = 0; i < facts->archs->len; i++)
    {
      DesignerOsArch *arch = g_ptr_array_index (facts->archs, i);

      if (g_str_equal (arch->name, name))
        return arch;
    }
  return NULL;
}

static void
add_arch (DesignerOsFacts *facts,
          const char *name,
          const char *kind)
{
  DesignerOsArch *arch;

  if (name == NULL || g_str_equal (name, "all") || find_arch (facts, name) != NULL)
    return;
  arch = g_new0 (DesignerOsArch, 1);
  arch->name = g_strdup (name);
  arch->kind = kind;
  g_ptr_array_add (facts->archs, arch);
}

static gint
compare_archs (gconstpointer a,
               gconstpointer b)
{
  const DesignerOsArch *const *first = a;
  const DesignerOsArch *const *second = b;

  return g_strcmp0 ((*first)->name, (*second)->name);
}

static void
add_of_table (DesignerOsFacts *facts)
{
  for (guint i = 0; facts->short_id != NULL && i < G_N_ELEMENTS (table); i++)
    {
      g_auto (GStrv) archs = NULL;

      if (!g_pattern_match_simple (table[i].pattern, facts->short_id)
          || (table[i].since != NULL && designer_os_facts_compare_version (facts, table[i].since) < 0))
        continue;
      facts->archs_source = table[i].source;
      archs = g_strsplit (table[i].archs, " ", -1);
      for (guint j = 0; archs[j] != NULL; j++)
        add_arch (facts, archs[j], NULL);
      return;
    }
}

/* What is said of firmware does not count: releases inherit that from older ones
 * which existed for more architectures. */
void
designer_os_facts_read_archs (DesignerOsFacts *facts,
                              const DesignerOsEntry *entry)
{
  static const char *const kinds[DESIGNER_OS_N_PRODUCTS] = {
    [DESIGNER_OS_MEDIA] = "media",
    [DESIGNER_OS_TREES] = "trees",
    [DESIGNER_OS_IMAGES] = "images",
  };

  facts->archs = g_ptr_array_new_with_free_func (arch_free);
  for (guint i = 0; i < DESIGNER_OS_N_PRODUCTS; i++)
    for (guint j = 0; j < entry->products[i]->len; j++)
      add_arch (facts, ((DesignerOsProduct *) g_ptr_array_index (entry->products[i], j))->arch, kinds[i]);
  for (guint i = 0; i < DESIGNER_OS_N_RESOURCES; i++)
    for (guint j = 0; j < entry->resources[i]->len; j++)
      add_arch (facts, ((DesignerOsAmounts *) g_ptr_array_index (entry->resources[i], j))->arch, "resources");
  add_of_table (facts);
  g_ptr_array_sort (facts->archs, compare_archs);
}

static DesignerOsArch *
find_arch_that_runs (GVirDesignerOs *os,
                     const char *name)
{
  DesignerOsArch *arch = find_arch (os->facts, name);

  for (guint i = 0; arch == NULL && i < G_N_ELEMENTS (runs_too); i++)
    {
      if (g_str_equal (runs_too[i].arch, name))
        arch = find_arch (os->facts, runs_too[i].other);
    }
  return arch;
}

/**
 * gvir_designer_os_supports_arch:
 * @os: an operating system
 * @arch: an architecture by libvirt's name, such as `x86_64`
 *
 * Tells whether the system exists for machines of an architecture.
 *
 * A system for i686 is one for x86_64 machines too, whose processors run it as
 * it is, but not the other way round; those of ppc64 and ppc64le are the same
 * machines.
 *
 * Returns: yes where the OS database mentions the architecture, or the list of
 *   architectures that supplements it; no where that list names only others;
 *   unknown where there is no list
 */
GVirDesignerAnswer
gvir_designer_os_supports_arch (GVirDesignerOs *os,
                                const char *arch)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), GVIR_DESIGNER_ANSWER_UNKNOWN);
  g_return_val_if_fail (arch != NULL, GVIR_DESIGNER_ANSWER_UNKNOWN);

  if (find_arch_that_runs (os, arch) != NULL)
    return GVIR_DESIGNER_ANSWER_YES;
  return os->facts->archs_source != NULL ? GVIR_DESIGNER_ANSWER_NO : GVIR_DESIGNER_ANSWER_UNKNOWN;
}

/**
 * gvir_designer_os_get_arch_evidence:
 * @os: an operating system
 * @arch: an architecture by libvirt's name, such as `x86_64`
 *
 * Tells where the answer of [method@LibvirtDesigner.Os.supports_arch] comes
 * from: what the OS database mentions, or a page that lists the architectures.
 *
 * Returns: (transfer full): a phrase for a user
 */
char *
gvir_designer_os_get_arch_evidence (GVirDesignerOs *os,
                                    const char *arch)
{
  DesignerOsArch *found;

  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), NULL);
  g_return_val_if_fail (arch != NULL, NULL);

  found = find_arch_that_runs (os, arch);
  if (found != NULL && found->kind != NULL)
    return g_strdup_printf ("libosinfo: %s of %s for %s", found->kind, designer_os_label (os), found->name);
  if (found != NULL)
    return g_strdup_printf ("%s: %s exists for %s", os->facts->archs_source, designer_os_label (os), found->name);
  if (os->facts->archs_source != NULL)
    return g_strdup_printf ("%s: %s not among the architectures of %s",
                            os->facts->archs_source, arch, designer_os_label (os));
  return g_strdup_printf ("libosinfo: %s not mentioned for %s", arch, designer_os_label (os));
}

/**
 * gvir_designer_os_list_archs:
 * @os: an operating system
 *
 * Lists the architectures that the system is known to exist for, by libvirt's
 * names. It may exist for others where
 * [method@LibvirtDesigner.Os.supports_arch] answers unknown for them.
 *
 * Returns: (transfer full) (array zero-terminated=1): their names, in
 *   alphabetical order; empty when none is known
 */
char **
gvir_designer_os_list_archs (GVirDesignerOs *os)
{
  g_autoptr (GStrvBuilder) names = NULL;

  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), NULL);

  names = g_strv_builder_new ();
  for (guint i = 0; i < os->facts->archs->len; i++)
    g_strv_builder_add (names, ((DesignerOsArch *) g_ptr_array_index (os->facts->archs, i))->name);
  return g_strv_builder_end (names);
}
