/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Words of virt-install that stand for several sub-options, or for one in other units. */

#include "intent/option-words-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "intent/option-values-private.h"

void
designer_words_add (DesignerWords *words,
                    const char *format,
                    ...)
{
  va_list list;

  va_start (list, format);
  g_ptr_array_add (words->parts, g_strdup_vprintf (format, list));
  va_end (list);
}

void
designer_words_keep (DesignerWords *words,
                     const char *name,
                     const char *value)
{
  designer_words_add (words, "%s%s%s", name, *name != '\0' ? "=" : "", value);
}

const char *
designer_words_given (const DesignerWords *words,
                      const char *name)
{
  gsize length = strlen (name);

  for (guint i = 0; words->given[i] != NULL; i++)
    {
      if (g_str_has_prefix (words->given[i], name) && words->given[i][length] == '=')
        return words->given[i] + length + 1;
    }
  return NULL;
}

/* How many elements START, such as "cpu/feature[", earlier options have asked for. */
static guint
count_asked (const DesignerWords *words,
             const char *start)
{
  const DesignerSettings *settings = words->intent->whole[DESIGNER_SCOPE_DOMAIN]->settings;
  guint64 most = 0;

  for (guint i = 0; settings != NULL && i < settings->list->len; i++)
    {
      const char *path = ((const DesignerSetting *) g_ptr_array_index (settings->list, i))->path;

      if (g_str_has_prefix (path, start))
        most = MAX (most, g_ascii_strtoull (path + strlen (start), NULL, 10));
    }
  return (guint) most;
}

gboolean
designer_words_read_answer (const DesignerWords *words,
                            const char *name,
                            const char *value,
                            gboolean *yes,
                            GError **error)
{
  g_autofree char *title = g_strdup_printf ("'%s' of --%s", name, words->option->name);
  g_autofree char *answer = designer_value_normalise (title, DESIGNER_KIND_YES_NO, NULL, 0, value, error);

  *yes = g_strcmp0 (answer, "yes") == 0;
  return answer != NULL;
}

/* What is asked there a design does anyway: it takes the newest version of a machine
 * type, looks into no media, and says which system it is for. */
static gboolean
done_anyway (DesignerWords *words,
             const char *name,
             const char *value,
             GError **error)
{
  gboolean yes;

  return designer_words_read_answer (words, name, value, &yes, error);
}

static gboolean
boot_kind (DesignerWords *words,
           const char *name,
           G_GNUC_UNUSED const char *value,
           G_GNUC_UNUSED GError **error)
{
  designer_words_keep (words, "", name);
  return TRUE;
}

/* Text as a shell would split it, each word of which is an element. */
static gboolean
split_words (DesignerWords *words,
             const char *text,
             const char *format,
             guint first,
             GError **error)
{
  g_auto (GStrv) list = NULL;
  g_autoptr (GError) problem = NULL;

  if (!g_shell_parse_argv (text, NULL, &list, &problem))
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                   "'%s' cannot be split into words: %s", text, problem->message);
      return FALSE;
    }
  for (guint i = 0; list[i] != NULL; i++)
    designer_words_add (words, format, first + i, list[i]);
  return TRUE;
}

static gboolean
init_arguments (DesignerWords *words,
                G_GNUC_UNUSED const char *name,
                const char *value,
                GError **error)
{
  return split_words (words, value, "initarg%u=%s", 0, error);
}

/* QEMU's own arguments hold commas, so that all behind is one value; NULL: this is
 * another one. */
static const char *
all_of_arguments (const DesignerWords *words)
{
  if (g_str_has_prefix (words->argument, "args="))
    return words->argument + strlen ("args=");
  return *words->argument == '-' ? words->argument : NULL;
}

static gboolean
qemu_arguments (DesignerWords *words,
                G_GNUC_UNUSED const char *name,
                G_GNUC_UNUSED const char *value,
                GError **error)
{
  const char *text = all_of_arguments (words);

  return words->place > 0
         || split_words (words, text != NULL ? text : words->argument, "arg%u.value=%s",
                         count_asked (words, "qemu:commandline/qemu:arg["), error);
}

static gboolean
qemu_environment (DesignerWords *words,
                  G_GNUC_UNUSED const char *name,
                  const char *value,
                  GError **error)
{
  const char *equals = strchr (value, '=');
  guint number = count_asked (words, "qemu:commandline/qemu:env[") + words->added++;

  if (all_of_arguments (words) != NULL)
    return TRUE;
  if (equals == NULL || equals == value)
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                   "'%s' of --qemu-commandline is no variable: give env=NAME=VALUE", value);
      return FALSE;
    }
  designer_words_add (words, "env%u.name=%.*s", number, (int) (equals - value), value);
  designer_words_add (words, "env%u.value=%s", number, equals + 1);
  return TRUE;
}

static gboolean
pci_address (DesignerWords *words,
             G_GNUC_UNUSED const char *name,
             const char *value,
             GError **error)
{
  static const char *const parts[] = { "domain", "bus", "slot", "function" };
  g_auto (GStrv) numbers = g_strsplit_set (value, ":.", -1);

  if (g_strv_length (numbers) != G_N_ELEMENTS (parts))
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                   "'%s' is no PCI address: give DOMAIN:BUS:SLOT.FUNCTION, such as 0:0:4.0", value);
      return FALSE;
    }
  designer_words_add (words, "address.type=pci");
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    designer_words_add (words, "address.%s=%s", parts[i], numbers[i]);
  return TRUE;
}

static gboolean
cpu_feature (DesignerWords *words,
             const char *policy,
             const char *feature,
             G_GNUC_UNUSED GError **error)
{
  guint number = count_asked (words, "cpu/feature[") + words->added++;

  designer_words_add (words, "feature%u.policy=%s", number, policy);
  designer_words_add (words, "feature%u.name=%s", number, feature);
  return TRUE;
}

/* Those modes take the host's security features along; which of them a model
 * lacks is nothing that a wish knows. */
static gboolean
security_features (DesignerWords *words,
                   G_GNUC_UNUSED const char *name,
                   const char *value,
                   GError **error)
{
  static const char *const on[] = { "on", "yes", NULL };
  static const char *const off[] = { "off", "no", NULL };
  const char *first = words->given[0];
  gboolean names_model = designer_words_given (words, "model") != NULL
                         || (strchr (first, '=') == NULL && !g_str_has_prefix (first, "host")
                             && !g_str_equal (first, "maximum"));

  if (g_strv_contains (off, value) || (g_strv_contains (on, value) && !names_model))
    return TRUE;
  if (g_strv_contains (on, value))
    g_set_error_literal (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_CONFLICT,
                         "secure=on of --cpu is not possible for a CPU model: give host-model, which has the host's "
                         "security features, or name those that are wanted with require=FEATURE");
  else
    g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                 "'%s' is no value for secure of --cpu: give 'on' or 'off'", value);
  return FALSE;
}

static gboolean
cpu_word (DesignerWords *words,
          G_GNUC_UNUSED const char *name,
          const char *value,
          GError **error)
{
  static const char *const left_to_libvirt[] = { "hv-default", "hypervisor-default", "clear", "none", NULL };

  if ((*value == '+' || *value == '-') && value[1] != '\0')
    return cpu_feature (words, *value == '+' ? "force" : "disable", value + 1, error);
  if (g_str_equal (value, "default"))
    return TRUE;
  if (g_strv_contains (left_to_libvirt, value))
    {
      designer_words_keep (words, "", "hypervisor-default");
      return TRUE;
    }
  designer_words_keep (words, "", g_str_equal (value, "host") || g_str_equal (value, "host-model-only")
                                    || g_str_equal (value, "host-copy") ? "host-model" : value);
  return TRUE;
}

/* virt-install's memory is in MiB where libvirt's is in KiB. */
static gboolean
mebibytes (DesignerWords *words,
           const char *name,
           const char *value,
           GError **error)
{
  g_autofree char *kib = designer_option_memory_in_kib (value, error);

  if (kib != NULL)
    designer_words_keep (words, name, kib);
  return kib != NULL;
}

/* With "maxmemory" or "maxvcpus" the plain amount is what the guest starts with. */
static gboolean
memory (DesignerWords *words,
        const char *name,
        const char *value,
        GError **error)
{
  if (words->place > 0 && *name == '\0')
    designer_words_keep (words, name, value);
  else if (designer_words_given (words, "maxmemory") != NULL)
    return mebibytes (words, "currentMemory", value, error);
  else
    designer_words_keep (words, "memory", value);
  return TRUE;
}

static gboolean
most (DesignerWords *words,
      const char *name,
      const char *value,
      G_GNUC_UNUSED GError **error)
{
  designer_words_keep (words, name + strlen ("max"), value);
  return TRUE;
}

static gboolean
vcpus (DesignerWords *words,
       const char *name,
       const char *value,
       G_GNUC_UNUSED GError **error)
{
  const char *limit = designer_words_given (words, "maxvcpus");

  if (words->place > 0 && *name == '\0')
    designer_words_keep (words, name, value);
  else if (limit != NULL && !g_str_equal (limit, value))
    designer_words_keep (words, "vcpu.current", value);
  else
    designer_words_keep (words, "vcpus", value);
  return TRUE;
}

static gboolean
generation_id (DesignerWords *words,
               const char *name,
               const char *value,
               GError **error)
{
  gboolean yes;

  if (!designer_words_read_answer (words, name, value, &yes, error))
    return FALSE;
  if (yes)
    designer_words_add (words, "xpath4095.create=./genid");
  return TRUE;
}

/* What the guest reads is written here only if the machine is told to show it. */
static gboolean
sysinfo_type (DesignerWords *words,
              G_GNUC_UNUSED const char *name,
              const char *value,
              G_GNUC_UNUSED GError **error)
{
  gboolean mode = g_str_equal (value, "host") || g_str_equal (value, "emulate");

  designer_words_keep (words, mode ? "smbios.mode" : "type", value);
  if (g_str_equal (value, "smbios"))
    designer_words_keep (words, "smbios.mode", "sysinfo");
  return TRUE;
}

static const struct
{
  const char *option;
  const char *name; /* "": a value alone; "#": a number, which may be left out */
  DesignerWordFunction *write_out;
} table[] = {
  { "boot", "hd", boot_kind },
  { "boot", "cdrom", boot_kind },
  { "boot", "fd", boot_kind },
  { "boot", "network", boot_kind },
  { "boot", "initargs", init_arguments },
  { "boot", "firmware.feature#.enabled", designer_words_firmware_enabled },
  { "boot", "firmware.feature#.name", designer_words_firmware_feature },
  { "boot", "loader.secure", designer_words_secure_loader },
  { "boot", "loader_secure", designer_words_secure_loader },
  { "boot", "refresh-machine-type", done_anyway },
  { "controller", "address", pci_address },
  { "cpu", "", cpu_word },
  { "cpu", "force", cpu_feature },
  { "cpu", "require", cpu_feature },
  { "cpu", "optional", cpu_feature },
  { "cpu", "disable", cpu_feature },
  { "cpu", "forbid", cpu_feature },
  { "cpu", "secure", security_features },
  { "disk", "perms", designer_words_disk_permissions },
  { "hostdev", "", designer_words_host_device },
  { "hostdev", "name", designer_words_host_device },
  { "memdev", "target.size", mebibytes },
  { "memdev", "target_size", mebibytes },
  { "memdev", "target.label_size", mebibytes },
  { "memdev", "target_label_size", mebibytes },
  { "memdev", "source.alignsize", mebibytes },
  { "memory", "", memory },
  { "memory", "memory", memory },
  { "memory", "maxmemory", most },
  { "memory", "currentMemory", mebibytes },
  { "memory", "maxMemory", mebibytes },
  { "memory", "hotplugmemorymax", mebibytes },
  { "metadata", "genid_enable", generation_id },
  { "network", "", designer_words_network_word },
  { "network", "source", designer_words_network_source },
  { "network", "mac", designer_words_network_mac },
  { "network", "mac.address", designer_words_network_mac },
  { "osinfo", "detect", done_anyway },
  { "osinfo", "require", done_anyway },
  { "qemu-commandline", "", qemu_arguments },
  { "qemu-commandline", "args", qemu_arguments },
  { "qemu-commandline", "env", qemu_environment },
  { "sysinfo", "", sysinfo_type },
  { "sysinfo", "type", sysinfo_type },
  { "vcpus", "", vcpus },
  { "vcpus", "vcpus", vcpus },
  { "vcpus", "vcpu", vcpus },
  { "vcpus", "maxvcpus", most },
};

static gboolean
is_called (const char *name,
           const char *pattern)
{
  gsize start = strcspn (pattern, "#");
  gsize digits;

  if (pattern[start] == '\0')
    return g_str_equal (name, pattern);
  if (strncmp (name, pattern, start) != 0)
    return FALSE;
  digits = strspn (name + start, G_CSET_DIGITS);
  return g_str_equal (name + start + digits, pattern + start + 1);
}

static DesignerWordFunction *
find (const DesignerOptionRow *option,
      const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      if (g_str_equal (table[i].option, option->name) && is_called (name, table[i].name))
        return table[i].write_out;
    }
  return NULL;
}

/* QEMU's arguments may begin with anything. */
static gboolean
is_named (const DesignerOptionRow *option,
          const char *part,
          const char *equals)
{
  static const char *const names[] = { "args=", "env=", "clearxml=", "xpath", "arg", "env" };
  g_autofree char *name = equals != NULL ? g_strndup (part, equals - part) : NULL;

  if (name == NULL || strpbrk (name, "/ ") != NULL)
    return FALSE;
  if (!g_str_equal (option->name, "qemu-commandline"))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_has_prefix (part, names[i]))
        return TRUE;
    }
  return FALSE;
}

static gboolean
write_out_part (DesignerWords *words,
                const DesignerOptionRow *option,
                const char *part,
                GError **error)
{
  const char *equals = strchr (part, '=');
  gboolean named = is_named (option, part, equals);
  g_autofree char *name = named ? g_strndup (part, equals - part) : g_strdup ("");
  const char *value = named ? equals + 1 : part;
  DesignerWordFunction *write_out = equals != part ? find (option, name) : NULL;

  if (write_out != NULL)
    return write_out (words, name, value, error);
  if (equals == part)
    designer_words_add (words, "%s", part);
  else
    designer_words_keep (words, name, value);
  return TRUE;
}

char **
designer_option_words_write_out (const DesignerIntent *intent,
                                 const DesignerRequest *there,
                                 const DesignerOptionRow *option,
                                 const char *argument,
                                 char **parts,
                                 GError **error)
{
  DesignerWords words = { .intent = intent, .there = there, .option = option, .argument = argument, .given = parts };

  words.parts = g_ptr_array_new_with_free_func (g_free);
  for (; parts[words.place] != NULL; words.place++)
    {
      if (!write_out_part (&words, option, parts[words.place], error))
        {
          g_ptr_array_unref (words.parts);
          return NULL;
        }
    }
  if (g_str_equal (option->name, "sysinfo") && designer_words_given (&words, "type") == NULL && strchr (parts[0], '=') != NULL)
    sysinfo_type (&words, "type", "smbios", NULL);
  g_ptr_array_add (words.parts, NULL);
  g_ptr_array_set_free_func (words.parts, NULL);
  return (char **) g_ptr_array_free (words.parts, FALSE);
}
