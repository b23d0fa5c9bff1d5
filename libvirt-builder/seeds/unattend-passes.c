/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What Windows is told in each pass of its installation:
 * https://learn.microsoft.com/windows-hardware/manufacture/desktop/how-configuration-passes-work */

#include "seeds/unattend-private.h"

#include "seeds/windows-values-private.h"

/* The folders of drivers on the CD-ROM of virtio-win that Setup and the first boot need, and what for:
 * https://docs.fedoraproject.org/en-US/quick-docs/creating-windows-virtual-machines-using-virtio-drivers. */
static const char *const drivers[] = {
  "viostor",   /* disks */
  "vioscsi",   /* disks on SCSI */
  "NetKVM",    /* the network */
  "vioserial", /* the guest agent's channel */
  "Balloon",   /* memory that is given back */
  "viorng",    /* random numbers */
};
/* Paths cannot have the letter left open. The medium itself is one of these. */
static const char driver_letters[] = "DEFG";

/* Where Windows comes without an account of Microsoft's and without a network; neither skips what Windows asks of
 * the hardware. */
#define NO_NETWORK \
  "reg.exe add HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\OOBE /v BypassNRO /t REG_DWORD /d 1 /f"
/* The administrator is called otherwise in other languages, but always has the same number. */
#define ENABLE_ADMINISTRATOR \
  "powershell.exe -NoProfile -Command \"Get-LocalUser | Where-Object SID -like 'S-1-5-*-500' | Enable-LocalUser\""

#define ON_EACH_LETTER "cmd.exe /c for %i in (" BUILDER_UNATTEND_LETTERS ") do if exist %i:"
/* What is installed at the first logon where its CD-ROM is there: drivers and agents together, or the agent alone. */
static const char *const guest_tools[] = {
  ON_EACH_LETTER "\\virtio-win-guest-tools.exe "
                 "start /wait \"\" %i:\\virtio-win-guest-tools.exe /install /quiet /norestart",
  ON_EACH_LETTER "\\guest-agent\\qemu-ga-@MSI@.msi if not exist \"%ProgramFiles%\\Qemu-ga\\qemu-ga.exe\" "
                 "msiexec.exe /i %i:\\guest-agent\\qemu-ga-@MSI@.msi /qn /norestart",
};

char *
builder_unattend_driver_folder (const BuilderAnswers *answers)
{
  return g_strdup_printf ("%s\\%s", answers->windows->drivers,
                          g_str_equal (answers->arch, "arm64") ? "ARM64" : answers->arch);
}

static void
add_driver_paths (xmlNodePtr pass,
                  const BuilderAnswers *answers)
{
  xmlNodePtr component = builder_unattend_add_component (pass, "Microsoft-Windows-PnpCustomizationsWinPE", answers);
  xmlNodePtr paths = builder_unattend_add (component, "DriverPaths", NULL);
  g_autofree char *folder = builder_unattend_driver_folder (answers);

  for (const char *letter = driver_letters; *letter != '\0'; letter++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (drivers); i++)
        {
          g_autofree char *path = g_strdup_printf ("%c:\\%s\\%s", *letter, drivers[i], folder);
          g_autofree char *key = g_strdup_printf ("%lu", xmlChildElementCount (paths) + 1);
          xmlNodePtr item = builder_unattend_add_item (paths, "PathAndCredentials");

          xmlNewNsProp (item, xmlSearchNs (item->doc, item, BAD_CAST "wcm"), BAD_CAST "keyValue", BAD_CAST key);
          builder_unattend_add (item, "Path", path);
        }
    }
}

/* A server's medium for evaluation has no place for a key, and refuses one. */
static void
add_user_data (xmlNodePtr setup,
               const BuilderAnswers *answers)
{
  xmlNodePtr data = builder_unattend_add (setup, "UserData", NULL);
  xmlNodePtr key = builder_unattend_add (data, "ProductKey", NULL);
  const char *code = answers->product_key != NULL ? answers->product_key : answers->windows->generic_key;

  if (code != NULL)
    builder_unattend_add (key, "Key", code);
  builder_unattend_add (key, "WillShowUI", "OnError");
  builder_unattend_add (data, "AcceptEula", "true");
  if (answers->full_name != NULL)
    builder_unattend_add (data, "FullName", answers->full_name);
}

void
builder_unattend_add_windows_pe (xmlNodePtr root,
                                 const BuilderAnswers *answers)
{
  xmlNodePtr pass = builder_unattend_add_pass (root, "windowsPE");
  xmlNodePtr component = builder_unattend_add_component (pass, "Microsoft-Windows-International-Core-WinPE", answers);
  xmlNodePtr language = builder_unattend_add (component, "SetupUILanguage", NULL);

  builder_unattend_add (language, "UILanguage", builder_windows_ui_language (answers->language));
  builder_unattend_add (language, "WillShowUI", "OnError");
  builder_unattend_add_languages (component, answers);
  add_driver_paths (pass, answers);
  component = builder_unattend_add_component (pass, "Microsoft-Windows-Setup", answers);
  builder_unattend_add_disk (component, answers);
  add_user_data (component, answers);
}

void
builder_unattend_add_specialize (xmlNodePtr root,
                                 const BuilderAnswers *answers)
{
  xmlNodePtr pass = builder_unattend_add_pass (root, "specialize");
  xmlNodePtr component = builder_unattend_add_component (pass, "Microsoft-Windows-Shell-Setup", answers);
  xmlNodePtr commands;

  builder_unattend_add (component, "ComputerName", answers->computer_name != NULL ? answers->computer_name : "*");
  if (answers->zone != NULL)
    builder_unattend_add (component, "TimeZone", answers->zone);
  if (answers->windows->server)
    return;
  component = builder_unattend_add_component (pass, "Microsoft-Windows-Deployment", answers);
  commands = builder_unattend_add (component, "RunSynchronous", NULL);
  builder_unattend_add_command (commands, "RunSynchronousCommand", "Path", NO_NETWORK);
}

static void
add_accounts (xmlNodePtr shell,
              const BuilderAnswers *answers)
{
  xmlNodePtr accounts = builder_unattend_add (shell, "UserAccounts", NULL);
  xmlNodePtr account;

  if (answers->admin_password != NULL)
    builder_unattend_add_password (accounts, "AdministratorPassword", answers->admin_password);
  if (answers->login == NULL)
    return;
  account = builder_unattend_add_item (builder_unattend_add (accounts, "LocalAccounts", NULL), "LocalAccount");
  builder_unattend_add_password (account, "Password", answers->password);
  if (answers->full_name != NULL)
    builder_unattend_add (account, "DisplayName", answers->full_name);
  builder_unattend_add (account, "Group", "Administrators");
  builder_unattend_add (account, "Name", answers->login);
}

/* Somebody has to log in once for what comes at the first logon. */
static void
add_first_logon (xmlNodePtr shell,
                 const BuilderAnswers *answers)
{
  gboolean tools = !g_str_equal (answers->arch, "arm64"); /* there are none */
  gboolean enable = !answers->windows->server && answers->admin_password != NULL;
  xmlNodePtr logon;
  xmlNodePtr commands;

  if (!tools && !enable)
    return;
  logon = builder_unattend_add (shell, "AutoLogon", NULL);
  builder_unattend_add_password (logon, "Password", answers->login != NULL ? answers->password
                                                                           : answers->admin_password);
  builder_unattend_add (logon, "Enabled", "true");
  builder_unattend_add (logon, "LogonCount", "1");
  builder_unattend_add (logon, "Username", answers->login != NULL ? answers->login : "Administrator");
  commands = builder_unattend_add (shell, "FirstLogonCommands", NULL);
  if (enable)
    builder_unattend_add_command (commands, "SynchronousCommand", "CommandLine", ENABLE_ADMINISTRATOR);
  for (gsize i = 0; tools && i < G_N_ELEMENTS (guest_tools); i++)
    {
      g_autoptr (GString) command = g_string_new (guest_tools[i]);

      g_string_replace (command, "@MSI@", g_str_equal (answers->arch, "x86") ? "i386" : "x86_64", 0);
      builder_unattend_add_command (commands, "SynchronousCommand", "CommandLine", command->str);
    }
  /* Nobody stays logged in. */
  builder_unattend_add_command (commands, "SynchronousCommand", "CommandLine", "logoff.exe");
}

/* The questions of the first start; 3 leaves updates as they are until somebody decides. */
static void
add_oobe (xmlNodePtr shell)
{
  xmlNodePtr oobe = builder_unattend_add (shell, "OOBE", NULL);

  builder_unattend_add (oobe, "HideEULAPage", "true");
  builder_unattend_add (oobe, "HideLocalAccountScreen", "true");
  builder_unattend_add (oobe, "HideOEMRegistrationScreen", "true");
  builder_unattend_add (oobe, "HideOnlineAccountScreens", "true");
  builder_unattend_add (oobe, "HideWirelessSetupInOOBE", "true");
  builder_unattend_add (oobe, "ProtectYourPC", "3");
}

void
builder_unattend_add_oobe_system (xmlNodePtr root,
                                  const BuilderAnswers *answers)
{
  xmlNodePtr pass = builder_unattend_add_pass (root, "oobeSystem");
  xmlNodePtr component = builder_unattend_add_component (pass, "Microsoft-Windows-International-Core", answers);

  builder_unattend_add_languages (component, answers);
  component = builder_unattend_add_component (pass, "Microsoft-Windows-Shell-Setup", answers);
  add_oobe (component);
  add_accounts (component, answers);
  add_first_logon (component, answers);
}
