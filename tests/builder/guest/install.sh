#!/bin/busybox sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# The tiny guest as an installer: it does what the preseed in its initial RAM disk says, with the packages of its mirror.
# A mirror has two: "loader", which goes before the first partition, and "system", which goes into it.

# What the preseed answers to a question.
answer() {
  sed -n "s|^d-i $1 [a-z]* ||p" /preseed.cfg | tail -n 1
}

fail() {
  say failed "step=$1"
  exit 1
}

mirror="$(answer mirror/protocol)://$(answer mirror/http/hostname)$(answer mirror/http/directory)"
disk=$(answer partman-auto/disk)

device=$(ls /sys/class/net | grep -v lo | head -n 1)
ip link set "$device" up
udhcpc -f -q -n -t 20 -T 1 -i "$device" -s /etc/address > /run/dhcp.log 2>&1 || fail network
wget -q -O /tmp/loader "$mirror/loader" || fail fetch
printf 'o\nn\np\n1\n2048\n\na\n1\nt\nef\nw\n' | fdisk "$disk" > /run/fdisk.log 2>&1 || fail partition
dd if=/tmp/loader of="$disk" bs=440 count=1 conv=notrunc 2> /dev/null || fail loader
dd if=/tmp/loader of="$disk" bs=512 skip=1 seek=1 count=2047 conv=notrunc 2> /dev/null || fail loader
wget -q -O - "$mirror/system" | dd of="${disk}1" bs=1M conv=fsync 2> /dev/null || fail system
modprobe -a -q vfat nls_cp437 nls_ascii
mount -t vfat "${disk}1" /mnt || fail mount
printf 'host=%s\nuser=%s\npassword=%s\n' "$(answer netcfg/hostname)" "$(answer passwd/username)" \
  "$(answer passwd/user-password-crypted)" > /mnt/answers
umount /mnt
say installed "disk=$disk"
sync
reboot -f
