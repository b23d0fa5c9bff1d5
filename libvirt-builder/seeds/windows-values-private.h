/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What Windows calls languages, keyboards and time zones, and how it takes passwords. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "de_DE.UTF-8" as "de-DE"; NULL with an error where it names no country. */
char *builder_windows_language (const char *locale,
                                GError **error);
/* The language of menus that is nearest to such a language; Windows has fewer of these. */
const char *builder_windows_ui_language (const char *language);
/* A keyboard layout of XKB; NULL with an error where Windows has none like it. */
const char *builder_windows_keyboard (const char *keyboard,
                                      GError **error);
/* A time zone of the tz database; the same. */
const char *builder_windows_zone (const char *zone,
                                  GError **error);

/* The host name without its domain, where Windows can be called so. */
char *builder_windows_computer_name (const char *host_name,
                                     GError **error);
gboolean builder_windows_account_check (const char *login,
                                        GError **error);
/* The form that answer files have for the password of an element that is called ELEMENT. It hides nothing. */
char *builder_windows_password (const char *password,
                                const char *element);

G_END_DECLS
