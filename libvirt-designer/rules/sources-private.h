/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

/* Where a reviewer finds what a rule rests on. */
#define LIBVIRT_DOMAIN "https://libvirt.org/formatdomain.html"
#define LIBVIRT_DOMCAPS "https://libvirt.org/formatdomaincaps.html"
#define LIBVIRT_CAPS "https://libvirt.org/formatcaps.html"
#define LIBVIRT_PCI "https://libvirt.org/pci-hotplug.html"
#define LIBVIRT_XEN "https://libvirt.org/drvxen.html"
#define LIBVIRT_BHYVE "https://libvirt.org/drvbhyve.html"
#define LIBVIRT_VZ "https://libvirt.org/drvvirtuozzo.html"
#define LIBVIRT_VZ_SOURCE "https://gitlab.com/libvirt/libvirt/-/blob/master/src/vz/vz_sdk.c"
#define LIBVIRT_SEV "https://libvirt.org/kbase/launch_security_sev.html"
#define LIBVIRT_S390_PV "https://libvirt.org/kbase/s390_protected_virt.html"
#define LIBVIRT_SECURE_BOOT "https://libvirt.org/kbase/secureboot.html"
#define QEMU_HYPERV "https://www.qemu.org/docs/master/system/i386/hyperv.html"
#define QEMU_PCIE "https://gitlab.com/qemu-project/qemu/-/blob/master/docs/pcie.txt"
#define QEMU_CPU "https://www.qemu.org/docs/master/system/i386/cpu.html"
#define QEMU_PC "https://www.qemu.org/docs/master/system/target-i386.html"
#define QEMU_IMAGES "https://www.qemu.org/docs/master/system/images.html"
#define STORAGE_POOLS "https://libvirt.org/storage.html"
#define OSINFO_DB "https://gitlab.com/libosinfo/osinfo-db"
#define VIRTIO_SPEC "https://docs.oasis-open.org/virtio/virtio/v1.2/virtio-v1.2.html"
#define MICROSOFT_SERVER "https://learn.microsoft.com/windows-server/get-started/hardware-requirements"
#define VIRTIO_WIN "https://github.com/virtio-win/kvm-guest-drivers-windows"
#define MICROSOFT_WINDOWS_11 "https://www.microsoft.com/windows/windows-11-specifications"
