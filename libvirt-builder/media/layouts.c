/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "media/layouts-private.h"

#include "media/findings-private.h"

#include <string.h>

const BuilderArchNames builder_arch_names[] = {
  { "x86_64", "amd64", "amd", "x86_64" },
  { "aarch64", "arm64", "a64", "aarch64" },
  { "i686", "i386", "386", "i386" },
  { "ppc64le", "ppc64el", "ppc", "ppc64le" },
  { "s390x", "s390x", NULL, "s390x" },
  { "riscv64", "riscv64", NULL, NULL },
  { "armv7l", "armhf", "ahf", NULL },
  { "loongarch64", "loong64", NULL, NULL },
};
const guint builder_n_arch_names = G_N_ELEMENTS (builder_arch_names);

/* What others call them besides. */
static const struct
{
  const char *other;
  const char *name;
} other_names[] = {
  { "i386", "i686" },
  { "i586", "i686" },
  { "arm64", "aarch64" },
  { "armv7hl", "armv7l" },
};

typedef struct
{
  const char *gate;
  const char *kernel;
  const char *initrd;
  const char *sums;
} Layout;

static const Layout layouts[] = {
#define LAYOUT(gate, kernel, initrd, sums) { gate, kernel, initrd, sums },
#include "layouts.def"
#undef LAYOUT
};

const char *
builder_arch_of (const char *name)
{
  for (guint i = 0; i < builder_n_arch_names; i++)
    {
      if (g_strcmp0 (name, builder_arch_names[i].name) == 0 || g_strcmp0 (name, builder_arch_names[i].debian) == 0)
        return builder_arch_names[i].name;
    }
  for (guint i = 0; i < G_N_ELEMENTS (other_names); i++)
    {
      if (g_strcmp0 (name, other_names[i].other) == 0)
        return other_names[i].name;
    }
  return NULL;
}

static gboolean
has_variable (const char *text)
{
  return strchr (text, '{') != NULL;
}

/* NULL where ARCH has no such name. */
static char *
fill_in (const char *text,
         const BuilderArchNames *arch)
{
  const char *const variables[] = { "{debian}", "{disc}", "{suse}" };
  const char *const values[] = { arch->debian, arch->disc, arch->suse };
  g_autoptr (GString) filled = g_string_new (text);

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      if (strstr (text, variables[i]) == NULL)
        continue;
      if (values[i] == NULL)
        return NULL;
      g_string_replace (filled, variables[i], values[i], 0);
    }
  return g_string_free (g_steal_pointer (&filled), FALSE);
}

static gboolean
take_sums (BuilderSource *source,
           BuilderFindings *findings,
           const Layout *layout,
           const BuilderArchNames *arch,
           GError **error)
{
  g_autofree char *folder = layout->sums != NULL ? fill_in (layout->sums, arch) : NULL;
  g_autofree char *member = folder != NULL ? g_strconcat (folder, "SHA256SUMS", NULL) : NULL;
  g_autofree char *text = NULL;

  if (member != NULL && !builder_source_read (source, member, &text, error))
    return FALSE;
  if (text != NULL)
    builder_findings_add_sums (findings, folder, text);
  return TRUE;
}

static gboolean
try_arch (BuilderSource *source,
          BuilderFindings *findings,
          const Layout *layout,
          const BuilderArchNames *arch,
          GError **error)
{
  g_autofree char *kernel = fill_in (layout->kernel, arch);
  g_autofree char *initrd = kernel != NULL ? fill_in (layout->initrd, arch) : NULL;
  gboolean there = FALSE;

  if (initrd == NULL)
    return TRUE;
  if (!builder_source_find (source, kernel, &there, error)
      || (there && !builder_source_find (source, initrd, &there, error)))
    return FALSE;
  if (!there)
    return TRUE;
  builder_findings_set_kernel (findings, kernel, initrd);
  if (has_variable (layout->kernel))
    builder_findings_set_arch (findings, arch->name);
  return take_sums (source, findings, layout, arch, error);
}

static gboolean
try_layout (BuilderSource *source,
            BuilderFindings *findings,
            const Layout *layout,
            GError **error)
{
  guint n = has_variable (layout->kernel) ? builder_n_arch_names : 1;

  for (guint i = 0; i < n && findings->kernel == NULL; i++)
    {
      if (!try_arch (source, findings, layout, &builder_arch_names[i], error))
        return FALSE;
    }
  return TRUE;
}

/* A gate that several have is asked for once: they stand together. */
gboolean
builder_look_for_layouts (BuilderSource *source,
                          BuilderFindings *findings,
                          GError **error)
{
  const char *gate = NULL;
  gboolean is_open = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (layouts) && findings->kernel == NULL; i++)
    {
      const Layout *layout = &layouts[i];

      if (layout->gate == NULL)
        is_open = TRUE;
      else if (g_strcmp0 (layout->gate, gate) != 0 && !builder_source_find (source, layout->gate, &is_open, error))
        return FALSE;
      gate = layout->gate;
      if (is_open && !try_layout (source, findings, layout, error))
        return FALSE;
    }
  return TRUE;
}
