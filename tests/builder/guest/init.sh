#!/bin/busybox sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# The first process of the tiny guest: see ../tiny_guest.py.

export PATH=/bin:/sbin:/usr/bin:/usr/sbin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
mkdir -p /dev/pts
mount -t devpts pts /dev/pts
exec < /dev/console > /dev/console 2>&1

# The value of a word tiny.NAME=VALUE of the kernel's command line.
option() {
  tr ' ' '\n' < /proc/cmdline | sed -n "s|^tiny\.$1=||p"
}

# say WORD…: one line for those who read the console.
say() {
  (IFS="$(printf '\t')"; printf 'tiny\t%s\r\n' "$*")
}

load_drivers() {
  # Twice, since the devices of a bus are there when the driver of the bus is; those that come later bring their drivers.
  for _ in 1 2; do
    find /sys/devices -name modalias -exec cat {} + 2> /dev/null | sort -u | xargs modprobe -a -q 2> /dev/null
  done
  modprobe -a -q $(cat /etc/always) 2> /dev/null
  mdev -d
  [ ! -d /sys/firmware/efi ] || mount -t efivarfs efivarfs /sys/firmware/efi/efivars
  wait_for_usb_disks
}

# Drivers look for disks before they are loaded, but for those of USB.
wait_for_usb_disks() {
  local interface tries
  for interface in /sys/bus/usb/devices/*:*; do
    tries=0
    while [ "$(cat "$interface/bInterfaceClass" 2> /dev/null)" = 08 ] && [ $tries -lt 50 ] \
        && [ -z "$(find "$interface/" -path '*/block/*' -maxdepth 6 2> /dev/null)" ]; do
      tries=$((tries + 1))
      usleep 100000
    done
  done
}

start_network() {
  local device
  ip link set lo up
  for device in $(ls /sys/class/net); do
    [ "$device" != lo ] || continue
    ip link set "$device" up
    udhcpc -b -t 10 -T 1 -i "$device" -s /etc/address > /dev/null 2>&1 &
  done
}

start_agent() {
  local port
  for port in /sys/class/virtio-ports/*; do
    if [ "$(cat "$port/name" 2> /dev/null)" = org.qemu.guest_agent.0 ]; then
      qemu-ga -m virtio-serial -p "/dev/${port##*/}" -t /run $([ "$(option exec)" != off ] || echo -b guest-exec) \
        > /run/agent.log 2>&1 &
    fi
  done
}

# Says who it is, as a server for SSH does, to whoever comes.
greet() {
  printf '#!/bin/busybox sh\nprintf "SSH-2.0-tiny\\r\\n"\n' > /run/greeting
  chmod +x /run/greeting
  nc -ll -p 22 -e /run/greeting > /dev/null 2>&1 &
}

# Markers stand behind what a boot loader may use.
write_marker() {
  printf '%s' "${1#*:}" | dd of="${1%%:*}" bs=512 seek=2048 count=1 conv=sync,fsync 2> /dev/null
  say marker-written "status=$?"
}

read_marker() {
  say marker "text=$(dd if="$1" bs=512 skip=2048 count=1 2> /dev/null | tr -d '\000')"
}

fill() {
  dd if=/dev/urandom of="$1" bs=1M conv=fsync 2> /run/fill.log
  say filled "bytes=$(blockdev --getsize64 "$1")"
}

do_as_told() {
  [ -z "$(option write)" ] || write_marker "$(option write)"
  [ -z "$(option read)" ] || read_marker "$(option read)"
  [ -z "$(option fill)" ] || fill "$(option fill)"
  case "$(option then)" in
    panic) echo c > /proc/sysrq-trigger;;
    poweroff) sync; poweroff -f;;
    reboot) sync; reboot -f;;
  esac
}

# What an installation has left in the first partition of the first disk.
tell_answers() {
  modprobe -a -q vfat nls_cp437 nls_ascii
  mount -t vfat -o ro /dev/vda1 /mnt 2> /dev/null || return
  [ ! -e /mnt/answers ] || say answers $(cat /mnt/answers)
  umount /mnt
}

load_drivers
/bin/inventory > /run/inventory
# On a line of its own, whatever the firmware left behind.
printf '\r\n'
sed 's/^/tiny\t/; s/$/\r/' /run/inventory
[ "$(option network)" = off ] || [ -e /preseed.cfg ] || start_network
acpid -d -c /etc/acpi > /dev/null 2>&1 &
start_agent
[ "$(option ssh)" != on ] || greet
say ready "seconds=$(cut -d' ' -f1 /proc/uptime)"
tell_answers
[ ! -e /preseed.cfg ] || . /etc/install
do_as_told
while :; do
  setsid cttyhack sh
done
