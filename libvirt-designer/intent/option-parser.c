/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "intent/option-parser-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "intent/device-words-private.h"
#include "intent/option-parts-private.h"
#include "intent/option-split-private.h"
#include "intent/option-values-private.h"
#include "intent/option-words-private.h"

#define ROOT_PORTS "num_pcie_root_ports="
#define MOST_ROOT_PORTS 240

gboolean
designer_option_takes_text (const DesignerOptionRow *option)
{
  return (option->scope == DESIGNER_SCOPE_DOMAIN || option->scope == DESIGNER_SCOPE_INSTALL)
         && !(option + 1)->option && (option + 2)->option
         && *(option + 1)->name == '\0' && (option + 1)->other_name == NULL && (option + 1)->path == NULL;
}

/* Two wishes that were checked one by one may still contradict each other. */
static gboolean
copy_wishes (DesignerRequest *to,
             const DesignerRequest *from,
             gboolean dry,
             GError **error)
{
  guint first = designer_scope_first_thing (from->scope);

  guint n = designer_scope_n_things (from->scope);

  for (guint i = 0; i < n; i++)
    {
      if (from->values[i] == NULL)
        continue;
      if (dry && to->values[i] != NULL && !g_str_equal (to->values[i], from->values[i]))
        return designer_request_wish (to, first + i, from->values[i], error);
      if (!dry && !designer_request_wish (to, first + i, from->values[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
settings_agree (const DesignerSettings *settings,
                const DesignerSettings *more,
                GError **error)
{
  for (guint i = 0; more != NULL && i < more->list->len; i++)
    {
      if (!designer_settings_agree (settings, g_ptr_array_index (more->list, i), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
merge (DesignerIntent *intent,
       DesignerIntent *draft,
       GError **error)
{
  DesignerRequest *domain = intent->whole[DESIGNER_SCOPE_DOMAIN];
  DesignerRequest *more = draft->whole[DESIGNER_SCOPE_DOMAIN];

  if (!settings_agree (domain->settings, more->settings, error))
    return FALSE;
  for (guint i = 0; i < DESIGNER_N_WHOLE_SCOPES; i++)
    {
      if (!copy_wishes (intent->whole[i], draft->whole[i], TRUE, error))
        return FALSE;
    }
  for (guint i = 0; i < DESIGNER_N_WHOLE_SCOPES; i++)
    {
      if (!copy_wishes (intent->whole[i], draft->whole[i], FALSE, error))
        return FALSE;
    }
  if (more->settings == NULL)
    return TRUE;
  if (domain->settings == NULL)
    domain->settings = designer_settings_new ();
  designer_settings_move (domain->settings, more->settings);
  return TRUE;
}

/* How many elements earlier uses of the option made, where each makes one. */
static guint
count_repetitions (const DesignerIntent *intent,
                   const DesignerOptionRow *option)
{
  const DesignerSettings *settings = intent->whole[DESIGNER_SCOPE_DOMAIN]->settings;
  gsize start = option->base != NULL ? strcspn (option->base, "#") : 0;
  guint64 most = 0;

  if (settings == NULL || option->base == NULL || option->base[start] == '\0')
    return 0;
  for (guint i = 0; i < settings->list->len; i++)
    {
      const DesignerSetting *setting = g_ptr_array_index (settings->list, i);

      if (strncmp (setting->path, option->base, start) == 0)
        most = MAX (most, g_ascii_strtoull (setting->path + start, NULL, 10));
    }
  return (guint) most;
}

/* The drive of the installer's medium is no device that was asked for, and who has no disks may be told something on a disc. */
static gboolean
is_beside_none (const DesignerRequest *request)
{
  return request->scope == DESIGNER_SCOPE_DISK
         && (designer_request_get (request, DESIGNER_THING_DISK_MEDIUM) != NULL
             || designer_request_get (request, DESIGNER_THING_DISK_SEED) != NULL);
}

static gboolean
decline (DesignerIntent *intent,
         const DesignerOptionRow *option,
         GError **error)
{
  for (guint i = 0; i < intent->devices->len; i++)
    {
      const DesignerRequest *request = g_ptr_array_index (intent->devices, i);

      if ((int) request->scope == option->scope && !is_beside_none (request))
        {
          g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_CONFLICT,
                       "--%s none contradicts the --%s before it", option->name, option->name);
          return FALSE;
        }
    }
  designer_intent_decline (intent, option->scope);
  return TRUE;
}

/* Whether it is said where the disk's data is, or that it is to be made. */
static gboolean
names_storage (const DesignerRequest *request)
{
  static const DesignerThingId sources[] = {
    DESIGNER_THING_DISK_STORAGE, DESIGNER_THING_DISK_BACKING, DESIGNER_THING_DISK_SIZE,
    DESIGNER_THING_DISK_SOURCE_FILE, DESIGNER_THING_DISK_SOURCE_DEV, DESIGNER_THING_DISK_SOURCE_POOL,
    DESIGNER_THING_DISK_SOURCE_VOLUME, DESIGNER_THING_DISK_SOURCE_DIR, DESIGNER_THING_DISK_PROTOCOL,
    DESIGNER_THING_DISK_NAMESPACE, DESIGNER_THING_DISK_SOCKET, DESIGNER_THING_DISK_TYPE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      if (designer_request_get (request, sources[i]) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* What an interface of a type must be told: the thing, or where there is none the path. */
static const struct
{
  const char *type;
  int thing;
  const char *path;
  const char *what;
  const char *remedy;
} sources[] = {
  { "bridge", DESIGNER_THING_NET_BRIDGE, NULL, "bridge", "bridge=NAME" },
  { "direct", DESIGNER_THING_NET_DEVICE, NULL, "network device of the host", "source=NAME, such as source=eth0" },
  { "vdpa", DESIGNER_THING_NET_DEVICE, NULL, "device of the host", "source=/dev/vhost-vdpa-0 or another number" },
  { "vhostuser", DESIGNER_THING_NET_SOCKET, NULL, "socket", "source=FILE" },
  { "hostdev", -1, "source/address/@slot", "device of the host", "source=0000:01:10.0 or another PCI address" },
  { "server", -1, "source/@port", "port", "source.port=NUMBER" },
  { "client", -1, "source/@port", "port", "source.port=NUMBER" },
  { "mcast", -1, "source/@port", "port", "source.port=NUMBER" },
  { "udp", -1, "source/@port", "port", "source.port=NUMBER" },
  { "internal", -1, "source/@name", "network", "source.name=NAME" },
};

static gboolean
check_interface (const DesignerRequest *request,
                 GError **error)
{
  const char *type = designer_request_get (request, DESIGNER_THING_NET_TYPE);

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      if (g_strcmp0 (type, sources[i].type) != 0
          || (sources[i].path == NULL ? designer_request_get (request, sources[i].thing)
                                      : designer_request_setting (request, sources[i].path)) != NULL)
        continue;
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                   "--network of type %s names no %s: give %s", type, sources[i].what, sources[i].remedy);
      return FALSE;
    }
  return TRUE;
}

/* What a device cannot do without and only the caller can say. */
static gboolean
check_complete (const DesignerRequest *request,
                GError **error)
{
  const char *device = NULL;

  if (request->scope == DESIGNER_SCOPE_INTERFACE)
    return check_interface (request, error);
  if (request->scope != DESIGNER_SCOPE_DISK)
    return TRUE;
  device = designer_request_get (request, DESIGNER_THING_DISK_DEVICE);
  if (g_strcmp0 (device, "cdrom") == 0 || g_strcmp0 (device, "floppy") == 0
      || names_storage (request))
    return TRUE;
  g_set_error_literal (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                       "--disk names no storage: give path=FILE, path=/dev/DEVICE or vol=POOL/VOLUME, or size=GIB "
                       "for storage that is to be made");
  return FALSE;
}

static gboolean
apply_device (DesignerIntent *intent,
              const DesignerOptionRow *option,
              char **parts,
              GError **error)
{
  g_autoptr (DesignerRequest) device = designer_request_new (option->scope);
  gboolean bare_default = g_strcmp0 (parts[0], "default") == 0 && parts[1] == NULL;

  if (!bare_default && !designer_option_parts_apply (intent, device, option, 0, parts, error))
    return FALSE;
  if (designer_intent_declines (intent, option->scope) && !is_beside_none (device))
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_CONFLICT,
                   "--%s contradicts the --%s none before it", option->name, option->name);
      return FALSE;
    }
  /* A disk of which nothing is said is one that is to be made. */
  if (bare_default && option->scope == DESIGNER_SCOPE_DISK
      && !designer_request_wish (device, DESIGNER_THING_DISK_STORAGE, "new", error))
    return FALSE;
  if (!check_complete (device, error))
    return FALSE;
  g_ptr_array_add (intent->devices, g_steal_pointer (&device));
  return TRUE;
}

/* The installer's medium needs a drive. */
static gboolean
add_installer_drive (DesignerIntent *intent,
                     const char *path,
                     GError **error)
{
  g_autoptr (DesignerRequest) drive = designer_request_new (DESIGNER_SCOPE_DISK);

  if (designer_storage_is_address (path))
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                   "'%s' is no file or drive of the host: fetch it first or, where the hypervisor reads it over the network, give "
                   "--disk %s,device=cdrom --install bootdev=cdrom", path, path);
      return FALSE;
    }
  if (!designer_request_wish (drive, DESIGNER_THING_DISK_DEVICE, "cdrom", error)
      || !designer_request_wish (drive, DESIGNER_THING_DISK_MEDIUM, path, error))
    return FALSE;
  drive->for_installer = TRUE;
  g_ptr_array_add (intent->devices, g_steal_pointer (&drive));
  return TRUE;
}

/* "num_pcie_root_ports=4" of --controller stands for their root and as many ports. */
static gboolean
apply_root_ports (DesignerIntent *intent,
                  char **parts,
                  const char *number,
                  GError **error)
{
  guint64 n;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (!g_str_has_prefix (parts[i], ROOT_PORTS) && !g_str_equal (parts[i], "pci") && !g_str_equal (parts[i], "type=pci"))
        {
          g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                       "'%s' of --controller says something of one controller, and num_pcie_root_ports asks for many: "
                       "give two --controller options", parts[i]);
          return FALSE;
        }
    }
  if (!g_ascii_string_to_unsigned (number, 10, 0, MOST_ROOT_PORTS, &n, NULL))
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                   "'%s' is no value for num_pcie_root_ports of --controller: give a whole number from 0 to %d",
                   number, MOST_ROOT_PORTS);
      return FALSE;
    }
  if (!designer_request_wish (intent->whole[DESIGNER_SCOPE_MACHINE], DESIGNER_THING_ROOT_PORTS, number, error))
    return FALSE;
  for (guint64 i = 0; n > 0 && i <= n; i++)
    {
      const char *port = i == 0 ? "pci,model=pcie-root,index=0" : "pci,model=pcie-root-port";

      if (!designer_intent_apply_option (intent, "controller", port, error))
        return FALSE;
    }
  return TRUE;
}

/* The number that PARTS of --controller give for root ports, or NULL. */
static const char *
find_root_ports (const DesignerOptionRow *option,
                 char **parts)
{
  for (guint i = 0; option->scope == DESIGNER_SCOPE_CONTROLLER && parts[i] != NULL; i++)
    {
      if (g_str_has_prefix (parts[i], ROOT_PORTS))
        return parts[i] + strlen (ROOT_PORTS);
    }
  return NULL;
}

char **
designer_option_write_out (const DesignerIntent *intent,
                           const DesignerRequest *there,
                           const DesignerOptionRow *option,
                           const char *argument,
                           char **given,
                           GError **error)
{
  g_auto (GStrv) storage = designer_storage_words_write_out (option, given);
  char **parts;

  if (designer_scope_get (option->scope)->element != NULL && g_str_equal (argument, "default"))
    parts = g_strdupv (given);
  else
    parts = designer_option_words_write_out (intent, there, option, argument, storage != NULL ? storage : given, error);
  return parts != NULL ? designer_device_words_write_out (option, parts) : NULL;
}

gboolean
designer_intent_apply_option (DesignerIntent *intent,
                              const char *option,
                              const char *argument,
                              GError **error)
{
  const DesignerOptionRow *row = designer_option_find (option, error);
  g_autoptr (DesignerIntent) draft = NULL;
  g_auto (GStrv) given = NULL;
  g_auto (GStrv) parts = NULL;
  gboolean device;

  if (row == NULL)
    return FALSE;
  if (*argument == '\0')
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                   "--%s is empty ('--%s=help' lists what it takes)", row->name, row->name);
      return FALSE;
    }
  device = designer_scope_get (row->scope)->element != NULL;
  /* libvirt adds these two where nothing is said of them. */
  if (device && g_str_equal (argument, "none")
      && row->scope != DESIGNER_SCOPE_MEMBALLOON && row->scope != DESIGNER_SCOPE_VIDEO)
    return decline (intent, row, error);
  given = designer_option_split (row, argument);
  if (find_root_ports (row, given) != NULL)
    return apply_root_ports (intent, given, find_root_ports (row, given), error);
  parts = designer_option_write_out (intent, NULL, row, argument, given, error);
  if (parts == NULL)
    return FALSE;
  if (device)
    return apply_device (intent, row, parts, error);
  draft = designer_intent_new ();
  if (designer_option_takes_text (row) && (row + 1)->thing == DESIGNER_THING_INSTALL_CDROM
      && !add_installer_drive (intent, argument, error))
    return FALSE;
  if (designer_option_takes_text (row))
    return designer_option_wish (draft->whole[designer_thing_get ((row + 1)->thing)->scope], (row + 1)->thing,
                                 argument, error)
           && merge (intent, draft, error);
  return designer_option_parts_apply (draft, NULL, row, count_repetitions (intent, row), parts, error)
         && merge (intent, draft, error);
}
