/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A script of libosinfo's on its way to a seed.
 *
 * libosinfo's templates paste what they are given as it is: a quote in a password would end the word
 * that it stands in. So what people choose freely is not given to them, but a mark in its place, with a
 * character that nothing else can have; each dialect puts the value there in its own syntax, and a
 * mark that is left at the end is an error. */

#pragma once

#include "seeds/installers-private.h"

G_BEGIN_DECLS

#define BUILDER_MARK_USER_PASSWORD "^user-password^"
#define BUILDER_MARK_ADMIN_PASSWORD "^admin-password^"
#define BUILDER_MARK_USER_NAME "^user-name^"
#define BUILDER_MARK_START '^'

/* In place of a hash: no password fits. */
#define BUILDER_HASH_LOCKED "!"

typedef struct
{
  const BuilderScriptRequest *request;
  const char *installation; /* as "the preseed of Debian 11" */
  gboolean has_user;
  char *user_hash;  /* NULL where the dialect takes the password itself */
  char *admin_hash;
  char *language;   /* "de_DE" */
  char *layout;     /* of the keyboard, "de" */
  char *variant;    /* "nodeadkeys", or NULL */
  char *text;       /* the script */
  char *arguments;  /* for the kernel of the installer; NULL: none */
} BuilderDraft;

/* What was told, else what is taken then, else NULL. */
const char *builder_draft_get (const BuilderDraft *draft,
                               GVirBuilderInstallField field);
gboolean builder_draft_has (const BuilderDraft *draft,
                            GVirBuilderInstallField field);
const char *const *builder_draft_list (const BuilderDraft *draft,
                                       GVirBuilderInstallField field);
gboolean builder_draft_has_keys (const BuilderDraft *draft);

/* One syntax of scripts. */
typedef struct
{
  const char *kind;      /* as in the id of the script, and the kind of the seed */
  const char *title;     /* what is told, as "a preseed" */
  const char *source;    /* where its makers describe it */
  BuilderFields adds;    /* what the script has no word for, but the syntax */
  BuilderFields ignores; /* what the script says that it takes, but does not write */
  BuilderFields optional; /* what the script asks for, and can be told to do without */
  BuilderFields withheld; /* what the script means something else by than is told */
  gboolean hashes;       /* passwords are hashed */
  /* Whether the system takes no hashes but of MD5; NULL: no. */
  gboolean (*has_old_hashes) (GVirDesignerOs *os);
  /* Whether the values can be said at all; NULL: all. */
  gboolean (*check) (const BuilderDraft *draft,
                     GError **error);
  /* Puts in what libosinfo was not given, and what it has no word for. NULL: such scripts are not made. */
  gboolean (*finish) (BuilderDraft *draft,
                      GError **error);
} BuilderDialect;

extern const BuilderDialect builder_dialect_preseed;
extern const BuilderDialect builder_dialect_kickstart;
extern const BuilderDialect builder_dialect_autoyast;
extern const BuilderDialect builder_dialect_unattend;
extern const BuilderDialect builder_dialect_cmd;
extern const BuilderDialect builder_dialect_sif;

/* VALUE as one word of a POSIX shell. */
char *builder_shell_quote (const char *value);
/* Commands that let the login LOGIN in with KEYS, in a system that is below PREFIX ("" or "/target");
 * RUN is what runs a command in there, as "in-target ". One line without a new line. */
char *builder_shell_authorize (const char *login,
                               const char *const *keys,
                               const char *prefix,
                               const char *run);

G_END_DECLS
