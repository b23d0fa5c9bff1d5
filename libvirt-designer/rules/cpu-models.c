/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Which CPU model hosts with different processors can all run. libvirt's CPU map has
 * the models, but not when they came. */

#include "rules/cpu-models-private.h"

#include "base/words-private.h"
#include "host/host-members-private.h"
#include "rules/numbered-private.h"

#define BOTH_PC "x86_64,i686"
#define POWER "ppc64le,ppc64"

/* The newest first; of one generation, first what protects from Spectre, then what
 * has transactional memory. VENDOR NULL: no maker's in particular. */
static const struct
{
  const char *archs;
  const char *vendor;
  const char *names;
} generations[] = {
  { BOTH_PC, "AMD", "EPYC-Turin" },
  { BOTH_PC, "Intel", "GraniteRapids,SierraForest" },
  { BOTH_PC, "Intel", "SapphireRapids" },
  { BOTH_PC, "AMD", "EPYC-Genoa" },
  { BOTH_PC, "AMD", "EPYC-Milan" },
  { BOTH_PC, "Intel", "Icelake-Server,Icelake-Server-noTSX" },
  { BOTH_PC, "Intel", "Cooperlake" },
  { BOTH_PC, "AMD", "EPYC-Rome" },
  { BOTH_PC, "Intel", "Cascadelake-Server,Cascadelake-Server-noTSX" },
  { BOTH_PC, "Intel", "Snowridge" },
  { BOTH_PC, "Hygon", "Dhyana" },
  { BOTH_PC, "Intel", "Skylake-Server-IBRS,Skylake-Server-noTSX-IBRS,Skylake-Server" },
  { BOTH_PC, "AMD", "EPYC-IBPB,EPYC" },
  { BOTH_PC, "Intel", "Skylake-Client-IBRS,Skylake-Client-noTSX-IBRS,Skylake-Client" },
  { BOTH_PC, "Intel", "Broadwell-IBRS,Broadwell-noTSX-IBRS,Broadwell,Broadwell-noTSX" },
  { BOTH_PC, "Intel", "Haswell-IBRS,Haswell-noTSX-IBRS,Haswell,Haswell-noTSX" },
  { BOTH_PC, "AMD", "Opteron_G5" },
  { BOTH_PC, "Intel", "IvyBridge-IBRS,IvyBridge" },
  { BOTH_PC, "AMD", "Opteron_G4" },
  { BOTH_PC, "Intel", "SandyBridge-IBRS,SandyBridge" },
  { BOTH_PC, "Intel", "Westmere-IBRS,Westmere" },
  { BOTH_PC, "Intel", "Nehalem-IBRS,Nehalem" },
  { BOTH_PC, "AMD", "Opteron_G3" },
  { BOTH_PC, "Intel", "Penryn,Conroe" },
  { BOTH_PC, "AMD", "Opteron_G2,Opteron_G1" },
  { BOTH_PC, NULL, "kvm64,qemu64" },
  { "i686", NULL, "kvm32,qemu32" },
  { "i686", NULL, "pentium3,pentium2,pentium,486" },
  { POWER, "IBM", "POWER11,POWER10,POWER9,POWER8,POWER7" },
  { "s390x", NULL, "gen17b,gen17b-base,gen17a,gen17a-base" },
  { "s390x", NULL, "gen16b,gen16b-base,gen16a,gen16a-base" },
  { "s390x", NULL, "gen15b,gen15b-base,gen15a,gen15a-base" },
  { "s390x", NULL, "z14ZR1,z14ZR1-base,z14.2,z14.2-base,z14,z14-base" },
  { "s390x", NULL, "z13s,z13s-base,z13.2,z13.2-base,z13,z13-base" },
  { "s390x", NULL, "zBC12,zBC12-base,zEC12.2,zEC12.2-base,zEC12,zEC12-base" },
};

/* What keeps a guest on its host, by libvirt's CPU map. */
#define NOT_MIGRATABLE "invtsc,cmt,mbm_total,mbm_local"

/* The name no. I of those that are joined by ',', interned; I is lessened by those
 * that there are. */
static const char *
pick (const char *names,
      guint *i)
{
  g_auto (GStrv) parts = g_strsplit (names, ",", -1);
  guint n = g_strv_length (parts);

  if (*i < n)
    return g_intern_string (parts[*i]);
  *i -= n;
  return NULL;
}

static const char *
model_at (const char *arch,
          const char *vendor,
          guint i)
{
  for (guint g = 0; g < G_N_ELEMENTS (generations); g++)
    {
      const char *name = NULL;

      if (designer_word_is_among (arch, generations[g].archs)
          && (vendor == NULL || generations[g].vendor == NULL || g_str_equal (vendor, generations[g].vendor)))
        name = pick (generations[g].names, &i);
      if (name != NULL)
        return name;
    }
  return NULL;
}

const char *
designer_cpu_model_at (const DesignerFacts *facts,
                       guint i)
{
  return model_at (designer_facts_get (facts, NULL, DESIGNER_THING_ARCH), NULL, i);
}

const char *
designer_cpu_model_listed (const DesignerFacts *facts)
{
  const char *model;

  for (guint i = 0; facts->view != NULL && (model = designer_cpu_model_at (facts, i)) != NULL; i++)
    {
      if (designer_host_view_lists (facts->view, "cpu/model", model) == GVIR_DESIGNER_ANSWER_YES)
        return model;
    }
  return NULL;
}

/* A host's own model is run without what the host lacks of it. */
gboolean
designer_cpu_model_runs_on (const DesignerFacts *facts,
                            guint member,
                            const char *model)
{
  const DesignerHostView *view = designer_host_view_member (facts->view, member);

  return designer_host_view_lists (view, "cpu/model", model) == GVIR_DESIGNER_ANSWER_YES
         || g_strcmp0 (designer_host_view_own_cpu (view)->model, model) == 0;
}

/* SCEPTIC, who is asked first, is the member that could not run the last one. */
static gboolean
runs_on_all (const DesignerFacts *facts,
             const char *model,
             guint *sceptic)
{
  guint n = designer_host_n_members (facts->host);

  if (designer_host_view_lists (facts->view, "cpu/model", model) == GVIR_DESIGNER_ANSWER_YES)
    return TRUE;
  if (!designer_cpu_model_runs_on (facts, *sceptic, model))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (designer_cpu_model_runs_on (facts, i, model))
        continue;
      *sceptic = i;
      return FALSE;
    }
  return TRUE;
}

const char *
designer_cpu_model_for_all (const DesignerFacts *facts,
                            const char *vendor)
{
  const char *arch = designer_facts_get (facts, NULL, DESIGNER_THING_ARCH);
  guint sceptic = 0;
  const char *model;

  if (facts->view == NULL || arch == NULL)
    return NULL;
  for (guint i = 0; (model = model_at (arch, vendor, i)) != NULL; i++)
    {
      if (runs_on_all (facts, model, &sceptic))
        return model;
    }
  return NULL;
}

/* What the caller said of a feature is said. */
static GHashTable *
list_asked (const DesignerFacts *facts)
{
  g_autoptr (GArray) numbers = designer_numbered (facts, "cpu/feature");
  GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < numbers->len; i++)
    {
      const char *name = designer_numbered_get (facts, "cpu/feature", g_array_index (numbers, guint64, i), "@name");

      if (name != NULL)
        g_hash_table_add (names, (gpointer) name);
    }
  return names;
}

/* What blocks migration is none of the guest's either. */
static void
add_name (GString *text,
          GHashTable *passed_over,
          const char *name)
{
  if (!designer_word_is_among (name, NOT_MIGRATABLE) && g_hash_table_add (passed_over, (gpointer) name))
    g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", name);
}

char *
designer_cpu_features_of_all (const DesignerFacts *facts)
{
  const DesignerHostCpu *cpu = designer_host_view_own_cpu (facts->view);
  g_autoptr (GHashTable) passed_over = list_asked (facts);
  GString *text = g_string_new (NULL);

  for (guint i = 0; cpu->required != NULL && i < cpu->required->len; i++)
    add_name (text, passed_over, g_ptr_array_index (cpu->required, i));
  return g_string_free (text, FALSE);
}

static gint
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

char *
designer_cpu_features_lacking (const DesignerFacts *facts,
                               const char *model)
{
  g_autoptr (GHashTable) passed_over = list_asked (facts);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GString *text = g_string_new (NULL);

  for (guint member = 0; member < designer_host_n_members (facts->host); member++)
    {
      const DesignerHostCpu *cpu = designer_host_view_own_cpu (designer_host_view_member (facts->view, member));

      if (g_strcmp0 (cpu->model, model) == 0)
        g_ptr_array_extend (names, cpu->disabled, NULL, NULL);
    }
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    add_name (text, passed_over, g_ptr_array_index (names, i));
  return g_string_free (text, FALSE);
}
