/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the verbs of the command line share. */

#pragma once

#include <libvirt-designer/libvirt-designer.h>

G_BEGIN_DECLS

#define TOOL_NAME "virt-designer"

/* Columns of what is written for people. */
#define TOOL_WIDTH 79

extern const char tool_version[];
extern const char tool_module_folder[];

#define TOOL_ERROR (tool_error_quark ())

typedef enum
{
  TOOL_ERROR_USAGE,
  TOOL_ERROR_FAILED
} ToolError;

/* Which options a verb takes. */
typedef enum
{
  TOOL_GROUP_NONE = 0,
  TOOL_GROUP_GUEST = 1 << 0,
  TOOL_GROUP_HOST = 1 << 1,
  TOOL_GROUP_CONNECTION = 1 << 2,
  TOOL_GROUP_POLICY = 1 << 3,
  TOOL_GROUP_REPORT = 1 << 4,
  TOOL_GROUP_DETAIL = 1 << 5,
  TOOL_GROUP_INSTALL = 1 << 6,
  TOOL_GROUP_OLD = 1 << 7,
  TOOL_GROUP_EDIT = 1 << 8,
  TOOL_GROUP_CHECK = 1 << 9,
  TOOL_GROUP_MODERNISE = 1 << 10,
  TOOL_GROUP_EXISTING = 1 << 11,
  TOOL_GROUP_RUN = 1 << 12,
  TOOL_GROUP_RECOVER = 1 << 13,
  TOOL_GROUP_CLONE = 1 << 14,
  TOOL_GROUP_REMOVE = 1 << 15,
  TOOL_GROUP_SNAPSHOT = 1 << 16,
  TOOL_GROUP_WAIT = 1 << 17,
  TOOL_GROUP_STOP = 1 << 18,
  TOOL_GROUP_LIST = 1 << 19,
  TOOL_GROUP_CONSOLE = 1 << 20,
  TOOL_GROUP_SCREEN = 1 << 21,
  TOOL_GROUP_ALL = (1 << 22) - 1
} ToolGroup;

typedef enum
{
  TOOL_ONCE,
  TOOL_REPEATABLE
} ToolTimes;

/* One row of options.def. */
typedef struct
{
  const char *name;
  const char *other_name;
  const char *argument; /* NULL: takes none; in brackets: only one of those that it lists */
  ToolTimes times;
  ToolGroup groups;
  const char *title;
} ToolOption;

/* An option as it was given; OPTION is NULL for one of the vocabulary. */
typedef struct
{
  const ToolOption *option;
  char *name;
  char *value;
} ToolGiven;

typedef struct
{
  GPtrArray *given; /* ToolGiven */
  GPtrArray *words;
  char *help; /* what was asked for instead, or NULL */
} ToolArguments;

typedef struct
{
  const char *name;
  const char *words; /* names of what follows the verb, or "" */
  guint min_words;
  guint max_words;
  ToolGroup groups;
  const char *title;
  const char *text;
  /* What goes to standard output, or NULL. */
  char *(*run) (const ToolArguments *arguments,
                GError **error);
  const char *live; /* the function of the module that is run instead, or NULL */
} ToolVerb;

GQuark tool_error_quark (void);

/* In main.c */
/* What is written is an answer, but not the one that is hoped for: the exit status is 1. */
void tool_answer_is_no (void);

/* In module.c */
/* The function of the module that carries things out. */
void *tool_module_find (const char *name,
                        GError **error);

/* In options.c */
const ToolOption *tool_options_get (guint *n);
/* The option of that name, or NULL. */
const ToolOption *tool_option_find (const char *name);
/* Whether the vocabulary has one by the same name, which is the one that guests are designed with. */
gboolean tool_option_is_shadow (const char *name);
GPtrArray *tool_option_names (ToolGroup groups);
void tool_arguments_free (ToolArguments *arguments);
ToolArguments *tool_arguments_parse (const ToolVerb *verb,
                                     char **words,
                                     GError **error);
/* Adds what stands for an option of the vocabulary, where OPTION is NULL, or for that one. */
void tool_arguments_add (ToolArguments *arguments,
                         const ToolOption *option,
                         const char *name,
                         const char *value);
/* Options of the vocabulary are found by these too, by their own names. */
gboolean tool_arguments_has (const ToolArguments *arguments,
                             const char *name);
const char *tool_arguments_get (const ToolArguments *arguments,
                                const char *name);
/* The values in their order; they belong to ARGUMENTS. */
GPtrArray *tool_arguments_list (const ToolArguments *arguments,
                                const char *name);

/* In old-options.c */
gboolean tool_old_options_write_out (ToolArguments *arguments,
                                     GError **error);

/* In verbs.c */
const ToolVerb *tool_verbs_get (guint *n);
/* The words that follow PREFIX ("", or a word and a space) in verbs, each once. */
GPtrArray *tool_verb_words (const char *prefix);
/* Sets N_USED to how many of the words named the verb. */
const ToolVerb *tool_verb_find (char **words,
                                guint *n_used,
                                GError **error);

char *tool_verb_run (const ToolVerb *verb,
                     const ToolArguments *arguments,
                     GError **error);

/* In help.c */
char *tool_help_overview (void);
/* What is said of the verb, or the verbs, that WORDS begin. */
char *tool_help_words (char **words,
                       GError **error);
char *tool_help_verb (const ToolVerb *verb);
char *tool_help_topic (const char *topic);

/* In text.c */
void tool_append_wrapped (GString *text,
                          const char *first_indent,
                          const char *indent,
                          const char *words);
char *tool_nearest_hint (const char *name,
                         const char *prefix,
                         GPtrArray *candidates);
void tool_note (const char *message);

/* In read-guest.c */
/* The text of a file, or of standard input for "-". */
char *tool_guest_xml_read (const char *file,
                           GError **error);

/* In existing-guest.c */
/* Of a connection, what has no slash is a guest. */
gboolean tool_existing_is_file (const ToolArguments *arguments,
                                const char *word);
/* The system that is named in the guest's metadata; NULL: none is. */
GVirDesignerOs *tool_existing_find_os (GVirDesignerDomain *guest);
/* A design that begins with the guest of XML, with the system that is named with it or
 * in it, and the policies and drivers that are given. */
GVirDesignerDomain *tool_existing_read (const ToolArguments *arguments,
                                        const char *xml,
                                        GError **error);
/* The same for one of several guests of HOST. */
GVirDesignerDomain *tool_existing_take (const ToolArguments *arguments,
                                        GVirDesignerHost *host,
                                        const char *xml,
                                        gboolean *os_is_known,
                                        GError **error);

/* In difference.c */
/* Whether what is written to standard output may have colours. */
gboolean tool_is_coloured (void);
/* A unified difference of two texts; "" where there is none. */
char *tool_difference (const char *old_text,
                       const char *new_text,
                       GError **error);

/* In check-storage.c */
typedef enum
{
  TOOL_CHECK_PATHS = 1 << 0,     /* no other guest uses a disk */
  TOOL_CHECK_ADDRESSES = 1 << 1, /* no other guest has a MAC address */
  TOOL_CHECK_SIZES = 1 << 2,     /* new disks fit into their pools */
  TOOL_CHECK_ALL = (1 << 3) - 1
} ToolChecks;

/* What --check does not switch off. */
ToolChecks tool_storage_read_checks (const ToolArguments *arguments);
gboolean tool_storage_check_words (const ToolArguments *arguments,
                                   GError **error);
/* Holds DESIGN against the storage and the guests of --connect, where that is given, as
 * far as --check does not switch it off; OWN is the guest itself, or NULL. */
gboolean tool_storage_check (const ToolArguments *arguments,
                             GVirDesignerDomain *design,
                             const char *own,
                             GError **error);

/* In host-options.c */
/* What a host is read for; the less is asked of a connection. */
typedef enum
{
  TOOL_HOST_FOR_NEW_GUEST,
  TOOL_HOST_FOR_ANY_GUEST,
} ToolHostUse;

GVirDesignerHost *tool_host_read (const ToolArguments *arguments,
                                  ToolHostUse use,
                                  GError **error);

/* What a design is made from, read once. */
typedef struct
{
  GVirDesignerOs *os;
  GVirDesignerHost *host;
  gboolean says_purpose;
  GVirDesignerPurpose purpose;
  const char *version_option; /* the option that gives the version of the policy */
  /* Both NULL, or who else has a say in a design: whether it reads an option of the vocabulary itself, and what it adds
   * before the default devices. */
  gboolean (*takes) (gpointer data,
                     const char *option);
  gboolean (*equip) (gpointer data,
                     GVirDesignerDomain *design,
                     const GVirDesignerPhase *phase,
                     GError **error);
  gpointer data;
  gboolean noted;             /* that another system stands for the one that was named */
} ToolGuest;

/* In policy-options.c */
/* Lets the policies that were given have a say in DESIGN. */
gboolean tool_policies_add (GVirDesignerDomain *design,
                            const ToolArguments *arguments,
                            GError **error);
/* Whether there are any, which may have a say in everything. */
gboolean tool_policies_are_given (const ToolArguments *arguments);
/* Asks for the choices of the version that OPTION gives, where it does. */
gboolean tool_version_set (GVirDesignerDomain *design,
                           const ToolArguments *arguments,
                           const char *option,
                           GError **error);

/* In guest-options.c */
/* The operating system that --osinfo names; NULL without an error: none is named. */
GVirDesignerOs *tool_os_read (const ToolArguments *arguments,
                              GError **error);
/* Adds the drivers that were given. */
gboolean tool_drivers_add (GVirDesignerDomain *design,
                           const ToolArguments *arguments,
                           GError **error);
ToolGuest *tool_guest_read (const ToolArguments *arguments,
                            GError **error);
/* The same where it is known already which system it has. */
ToolGuest *tool_guest_read_with_os (const ToolArguments *arguments,
                                    GVirDesignerOs *os,
                                    GError **error);
void tool_guest_free (ToolGuest *guest);
/* PHASE is NULL where installing is no part of it. */
GVirDesignerDomain *tool_guest_design (ToolGuest *guest,
                                       const ToolArguments *arguments,
                                       const GVirDesignerPhase *phase,
                                       GError **error);
char *tool_guest_to_xml (GVirDesignerDomain *design);

/* The verbs */
char *tool_run_design (const ToolArguments *arguments,
                       GError **error);
char *tool_run_explain (const ToolArguments *arguments,
                        GError **error);
char *tool_run_install (const ToolArguments *arguments,
                        GError **error);
char *tool_run_edit (const ToolArguments *arguments,
                     GError **error);
char *tool_run_check (const ToolArguments *arguments,
                      GError **error);
char *tool_run_modernise (const ToolArguments *arguments,
                          GError **error);
char *tool_run_os_detect (const ToolArguments *arguments,
                          GError **error);
char *tool_run_os_list (const ToolArguments *arguments,
                        GError **error);
char *tool_run_os_show (const ToolArguments *arguments,
                        GError **error);
char *tool_run_policy_list (const ToolArguments *arguments,
                            GError **error);
char *tool_run_host_show (const ToolArguments *arguments,
                          GError **error);
char *tool_run_host_save (const ToolArguments *arguments,
                          GError **error);
char *tool_run_help (const ToolArguments *arguments,
                     GError **error);
char *tool_run_completion (const ToolArguments *arguments,
                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ToolGuest, tool_guest_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ToolArguments, tool_arguments_free)

G_END_DECLS
