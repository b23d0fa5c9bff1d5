/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "vocabulary/things-private.h"

G_BEGIN_DECLS

typedef enum
{
  DESIGNER_SETTING_VALUE,  /* the element or attribute holds the value */
  DESIGNER_SETTING_CREATE, /* the element is there; not if the value is "no" */
  DESIGNER_SETTING_DELETE  /* it is not */
} DesignerSettingAction;

/* Something that the caller asked to be written as it is, because no thing is
 * about it. */
typedef struct
{
  DesignerSettingAction action;
  char *path;  /* from the scope's element, each "[n]" as the caller numbered */
  char *value; /* NULL: none */
  char *name;  /* as it was asked: "disk.driver.queues" */
} DesignerSetting;

/* Those of one scope: settings in the order in which they were asked, each path
 * once, and edits, which are carried out one after the other when all else is
 * written. */
typedef struct
{
  GPtrArray *list;
  GHashTable *by_path;
  GPtrArray *edits;
} DesignerSettings;

DesignerSetting *designer_setting_new (DesignerSettingAction action,
                                       const char *path,
                                       const char *value,
                                       const char *name);
void designer_setting_free (DesignerSetting *setting);

DesignerSettings *designer_settings_new (void);
void designer_settings_free (DesignerSettings *settings);
const DesignerSetting *designer_settings_find (const DesignerSettings *settings,
                                               const char *path);
/* Whether SETTING can be added: the path has no other value. */
gboolean designer_settings_agree (const DesignerSettings *settings,
                                  const DesignerSetting *setting,
                                  GError **error);
/* Takes SETTING, which agrees. */
void designer_settings_add (DesignerSettings *settings,
                            DesignerSetting *setting);
/* Moves all of FROM behind what is in TO; they agree. */
void designer_settings_move (DesignerSettings *to,
                             DesignerSettings *from);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DesignerSetting, designer_setting_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DesignerSettings, designer_settings_free)

G_END_DECLS
