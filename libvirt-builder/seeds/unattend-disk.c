/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How Windows Setup divides the disk. Whatever the firmware, Windows is on the third partition.
 *
 * A Windows that is there for UEFI only has the partitions in its answer file. Any other may find either
 * firmware, and an answer file has no condition: so it runs a file of commands that asks Windows PE. */

#include "seeds/unattend-private.h"

#include <string.h>

#define WINDOWS_PARTITION "3"

typedef struct
{
  const char *type; /* for the answer file */
  const char *mebibytes;
  const char *format;
  const char *letter;
  const char *label;
} Partition;

/* https://learn.microsoft.com/windows-hardware/manufacture/desktop/configure-uefigpt-based-hard-drive-partitions */
static const Partition uefi[] = {
  { "EFI", "300", "FAT32", NULL, "System" },
  { "MSR", "16", NULL, NULL, NULL },
  { "Primary", NULL, "NTFS", "C", "Windows" },
};

/* https://learn.microsoft.com/windows-hardware/manufacture/desktop/configure-biosmbr-based-hard-drive-partitions,
 * where recovery tools come second so that Windows comes third here, too. */
static const char bios_commands[] =
  "select disk %" G_GUINT64_FORMAT "\r\n"
  "clean\r\n"
  "create partition primary size=100\r\n"
  "format quick fs=ntfs label=System\r\n"
  "active\r\n"
  "create partition primary size=650\r\n"
  "format quick fs=ntfs label=Recovery\r\n"
  "set id=27\r\n"
  "create partition primary\r\n"
  "format quick fs=ntfs label=Windows\r\n"
  "assign letter=C\r\n";
static const char uefi_commands[] =
  "select disk %" G_GUINT64_FORMAT "\r\n"
  "clean\r\n"
  "convert gpt\r\n"
  "create partition efi size=300\r\n"
  "format quick fs=fat32 label=System\r\n"
  "create partition msr size=16\r\n"
  "create partition primary\r\n"
  "format quick fs=ntfs label=Windows\r\n"
  "assign letter=C\r\n";

/* Nothing says that the answer file's drivers are there already; loading them once more does no harm. */
#define LOAD_DRIVER(name) \
  "for %%c in (" BUILDER_UNATTEND_LETTERS ") do if exist %%c:\\" name "\\@FOLDER@\\" name ".inf " \
  "drvload %%c:\\" name "\\@FOLDER@\\" name ".inf\r\n"

/* What the firmware is:
 * https://learn.microsoft.com/windows-hardware/manufacture/desktop/boot-to-uefi-mode-or-legacy-bios-mode (2 is UEFI). */
static const char divide_commands[] =
  "@echo off\r\n"
  LOAD_DRIVER ("viostor")
  LOAD_DRIVER ("vioscsi")
  "wpeutil UpdateBootInfo\r\n"
  "set firmware=bios\r\n"
  "for /f \"tokens=3\" %%a in ('reg query HKLM\\System\\CurrentControlSet\\Control /v PEFirmwareType') do "
  "if \"%%a\"==\"0x2\" set firmware=uefi\r\n"
  "diskpart /s \"%~dp0%firmware%.txt\"\r\n";

static void
add_partition (xmlNodePtr create,
               xmlNodePtr modify,
               const Partition *partition,
               const char *order)
{
  xmlNodePtr made = builder_unattend_add_item (create, "CreatePartition");
  xmlNodePtr changed = builder_unattend_add_item (modify, "ModifyPartition");

  builder_unattend_add (made, "Order", order);
  builder_unattend_add (made, "Type", partition->type);
  if (partition->mebibytes != NULL)
    builder_unattend_add (made, "Size", partition->mebibytes);
  else
    builder_unattend_add (made, "Extend", "true");
  builder_unattend_add (changed, "Order", order);
  builder_unattend_add (changed, "PartitionID", order);
  if (partition->format != NULL)
    {
      builder_unattend_add (changed, "Format", partition->format);
      builder_unattend_add (changed, "Label", partition->label);
    }
  if (partition->letter != NULL)
    builder_unattend_add (changed, "Letter", partition->letter);
}

static void
add_configuration (xmlNodePtr setup,
                   const char *disk)
{
  xmlNodePtr configuration = builder_unattend_add (setup, "DiskConfiguration", NULL);
  xmlNodePtr node;
  xmlNodePtr create;
  xmlNodePtr modify;

  builder_unattend_add (configuration, "WillShowUI", "OnError");
  node = builder_unattend_add_item (configuration, "Disk");
  builder_unattend_add (node, "DiskID", disk);
  builder_unattend_add (node, "WillWipeDisk", "true");
  create = builder_unattend_add (node, "CreatePartitions", NULL);
  modify = builder_unattend_add (node, "ModifyPartitions", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (uefi); i++)
    {
      g_autofree char *order = g_strdup_printf ("%" G_GSIZE_FORMAT, i + 1);

      add_partition (create, modify, &uefi[i], order);
    }
}

void
builder_unattend_add_disk (xmlNodePtr setup,
                           const BuilderAnswers *answers)
{
  g_autofree char *disk = g_strdup_printf ("%" G_GUINT64_FORMAT, answers->disk);
  xmlNodePtr image = builder_unattend_add (builder_unattend_add (setup, "ImageInstall", NULL), "OSImage", NULL);
  xmlNodePtr to = builder_unattend_add (image, "InstallTo", NULL);

  builder_unattend_add (to, "DiskID", disk);
  builder_unattend_add (to, "PartitionID", WINDOWS_PARTITION);
  builder_unattend_add (image, "WillShowUI", "OnError");
  if (answers->windows->server)
    {
      xmlNodePtr data = builder_unattend_add_item (builder_unattend_add (image, "InstallFrom", NULL), "MetaData");

      /* Media of every Windows Server have Standard as Server Core first, and with its desktop second. */
      builder_unattend_add (data, "Key", "/IMAGE/INDEX");
      builder_unattend_add (data, "Value", answers->desktop ? "2" : "1");
    }
  if (answers->only_uefi)
    add_configuration (setup, disk);
  else
    builder_unattend_add_command (builder_unattend_add (setup, "RunSynchronous", NULL), "RunSynchronousCommand", "Path",
                                  "cmd.exe /c for %i in (" BUILDER_UNATTEND_LETTERS ") do if exist %i:\\"
                                  BUILDER_UNATTEND_DIVIDE " call %i:\\" BUILDER_UNATTEND_DIVIDE);
}

static void
add_file (GVirBuilderSeed *seed,
          const char *name,
          const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  builder_seed_add_file (seed, name, bytes);
}

void
builder_unattend_add_disk_files (GVirBuilderSeed *seed,
                                 const BuilderAnswers *answers)
{
  g_autofree char *bios_text = g_strdup_printf (bios_commands, answers->disk);
  g_autofree char *uefi_text = g_strdup_printf (uefi_commands, answers->disk);
  g_autofree char *folder = builder_unattend_driver_folder (answers);
  g_autoptr (GString) divide = g_string_new (divide_commands);

  if (answers->only_uefi)
    return;
  g_string_replace (divide, "@FOLDER@", folder, 0);
  add_file (seed, BUILDER_UNATTEND_DIVIDE, divide->str);
  add_file (seed, "bios.txt", bios_text);
  add_file (seed, "uefi.txt", uefi_text);
}
