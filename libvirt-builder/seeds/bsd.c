/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The BSDs have unattended installations, but take their scripts from where no seed gets. What they are told is
 * refused here with the reason and with what can be done, rather than made into a file that nothing reads. */

#include "seeds/installers-private.h"

#include "base/libvirt-builder-error.h"

/* What is wrong is not what it is told. */
#define EVERYTHING (((BuilderFields) 1 << BUILDER_N_INSTALL_FIELDS) - 1)

static gboolean
is_freebsd (GVirDesignerOs *os,
            G_GNUC_UNUSED const char *arch)
{
  return g_strcmp0 (gvir_designer_os_get_distro (os), "freebsd") == 0;
}

static gboolean
is_openbsd (GVirDesignerOs *os,
            G_GNUC_UNUSED const char *arch)
{
  return g_strcmp0 (gvir_designer_os_get_distro (os), "openbsd") == 0;
}

static GVirBuilderSeed *
refuse_freebsd (G_GNUC_UNUSED const BuilderScriptRequest *request,
                GError **error)
{
  g_set_error_literal (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                       "the installer of FreeBSD reads /etc/installerconfig on its own medium and nowhere else, so no "
                       "other CD-ROM can tell it anything: put that file on a copy of the medium, install by hand, or "
                       "take FreeBSD's image with cloud-init");
  return NULL;
}

static GVirBuilderSeed *
refuse_openbsd (G_GNUC_UNUSED const BuilderScriptRequest *request,
                GError **error)
{
  g_set_error_literal (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                       "the installer of OpenBSD takes /auto_install.conf from within its kernel, or install.conf from "
                       "a web server that DHCP names, so no CD-ROM can tell it anything: boot it from a network that "
                       "has both, or install by hand");
  return NULL;
}

const BuilderInstaller builder_bsd_installers[] = {
  { .kind = "installerconfig",
    .title = "the installer of FreeBSD",
    .source = "https://man.freebsd.org/cgi/man.cgi?query=bsdinstall&sektion=8",
    .known = EVERYTHING,
    .needed = 0,
    .fits = is_freebsd,
    .write = refuse_freebsd },
  { .kind = "install.conf",
    .title = "the installer of OpenBSD",
    .source = "https://man.openbsd.org/autoinstall.8",
    .known = EVERYTHING,
    .needed = 0,
    .fits = is_openbsd,
    .write = refuse_openbsd },
};
const guint builder_n_bsd_installers = G_N_ELEMENTS (builder_bsd_installers);
