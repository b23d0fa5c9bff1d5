/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "domain/libvirt-designer-domain.h"

/* Designs for the recorded host and the installed OS database, and questions
 * to the XML that they make. */

/* The installed OS database, loaded once. */
OsinfoDb *fixture_installed_db (void);
GVirDesignerOs *fixture_installed_os (const char *name);

/* An operating system of which nothing else is known than one device. */
GVirDesignerOs *fixture_os_with_device (const char *device_id,
                                        const char *device_class);

GVirDesignerHost *fixture_recorded_host (void);
/* The host of that name in tests/hosts. */
GVirDesignerHost *fixture_described_host (const char *name);
/* A host of which only that is said, inside a description of KVM's q35. */
GVirDesignerHost *fixture_host_that_says (const char *xml);
/* A host that runs LXC containers and nothing else. */
GVirDesignerHost *fixture_container_host (void);
/* What libvirt's LXC driver says of such a host. */
extern const char fixture_lxc_capabilities[];

/* A design for that system on the recorded host. */
GVirDesignerDomain *fixture_design (const char *os);
/* The same with its machine set up. */
GVirDesignerDomain *fixture_machine (const char *os);

/* Takes an option, which must work. */
void fixture_apply (GVirDesignerDomain *design,
                    const char *option,
                    const char *argument);
void fixture_complete (GVirDesignerDomain *design,
                       GVirDesignerPurpose purpose);

/* The text that the XPath finds in the design's XML; "" where it finds none. */
char *fixture_text (GVirDesignerDomain *design,
                    const char *xpath);
guint fixture_count (GVirDesignerDomain *design,
                     const char *xpath);

#define fixture_assert_text(design, xpath, expected) \
  G_STMT_START \
  { \
    g_autofree char *found_text = fixture_text (design, xpath); \
    g_assert_cmpstr (found_text, ==, expected); \
  } \
  G_STMT_END

#define fixture_assert_count(design, xpath, expected) \
  g_assert_cmpuint (fixture_count (design, xpath), ==, expected)

/* Holds the XML against libvirt's schema; without the schema, skips. */
void fixture_assert_valid (GVirDesignerDomain *design);
/* NULL, or what the schema has against the XML. */
char *fixture_validate (const char *xml);
