#!/bin/busybox sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Lists what hardware the tiny guest sees: a kind and KEY=VALUE words for each thing, with tabs between.

line() {
  (IFS="$(printf '\t')"; printf '%s\n' "$*")
}

# The driver of a device of /sys.
driver() {
  basename "$(readlink "$1/driver")" 2> /dev/null
}

# The serial number of a disk, wherever its kind has it: a file, or a page of SCSI, whose header is four bytes long.
serial() {
  local disk=$1 device
  device=$(readlink -f "$disk/device")
  if [ -s "$disk/serial" ]; then
    cat "$disk/serial"
  elif [ -s "$disk/device/serial" ]; then
    cat "$disk/device/serial"
  elif [ -e "$disk/device/vpd_pg80" ]; then
    tail -c +5 "$disk/device/vpd_pg80"
  else
    cat "${device%/*/host*}/serial" 2> /dev/null
  fi | tr -d '\000\n' | sed 's/^ *//; s/ *$//'
}

system() {
  local name
  for name in sys_vendor product_name product_version product_serial product_uuid bios_vendor board_name; do
    line dmi "name=$name" "value=$(cat /sys/class/dmi/id/$name 2> /dev/null)"
  done
  line firmware "kind=$([ -d /sys/firmware/efi ] && echo efi || echo bios)" \
    "secure-boot=$(tail -c 1 /sys/firmware/efi/efivars/SecureBoot-* 2> /dev/null | od -An -tu1 | tr -d ' ')"
  line acpi "there=$([ -d /sys/firmware/acpi/tables ] && echo yes || echo no)"
  line clock "source=$(cat /sys/devices/system/clocksource/clocksource0/current_clocksource)" \
    "available=$(cat /sys/devices/system/clocksource/clocksource0/available_clocksource)"
}

processors() {
  local cpu
  for cpu in /sys/devices/system/cpu/cpu[0-9]*; do
    line cpu "id=${cpu##*cpu}" "socket=$(cat "$cpu/topology/physical_package_id")" \
      "die=$(cat "$cpu/topology/die_id")" "core=$(cat "$cpu/topology/core_id")" \
      "siblings=$(cat "$cpu/topology/thread_siblings_list")"
  done
  line cpu-model "name=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" \
    "flags=$(sed -n 's/^flags[^:]*: //p' /proc/cpuinfo | head -n 1)"
}

memory() {
  local module
  line memory "usable-kib=$(awk '$1 == "MemTotal:" { print $2 }' /proc/meminfo)"
  for module in /sys/firmware/dmi/entries/17-*/raw; do
    [ ! -e "$module" ] || line memory-module "mib=$(od -An -tu2 -j12 -N2 "$module" | tr -d ' ')"
  done
}

buses() {
  local device
  for device in /sys/bus/pci/devices/*; do
    line pci "slot=${device##*/}" "id=$(cut -c3- "$device/vendor"):$(cut -c3- "$device/device")" \
      "class=$(cut -c3- "$device/class")" "driver=$(driver "$device")" "path=$(readlink -f "$device")"
  done
  for device in /sys/bus/usb/devices/*; do
    [ ! -r "$device/idVendor" ] || line usb "port=${device##*/}" "id=$(cat "$device/idVendor"):$(cat "$device/idProduct")" \
      "name=$(cat "$device/product" 2> /dev/null)" "path=$(readlink -f "$device")"
  done
  for device in /sys/bus/virtio/devices/*; do
    [ ! -e "$device" ] || line virtio "name=${device##*/}" "type=$(($(cat "$device/device")))" "driver=$(driver "$device")" \
      "path=$(readlink -f "$device")"
  done
}

disks() {
  local disk
  for disk in /sys/block/*; do
    case ${disk##*/} in loop* | ram* | zram*) continue;; esac
    line disk "name=${disk##*/}" "bytes=$(($(cat "$disk/size") * 512))" "read-only=$(cat "$disk/ro")" \
      "removable=$(cat "$disk/removable")" "serial=$(serial "$disk")" \
      "model=$(sed 's/ *$//' "$disk/device/model" 2> /dev/null)" "path=$(readlink -f "$disk")"
  done
}

networks() {
  local device
  for device in /sys/class/net/*; do
    [ ! -e "$device/device" ] || line nic "name=${device##*/}" "mac=$(cat "$device/address")" \
      "driver=$(driver "$device/device")" "path=$(readlink -f "$device/device")"
  done
}

others() {
  local device
  line rng "current=$(cat /sys/class/misc/hw_random/rng_current 2> /dev/null)" \
    "available=$(cat /sys/class/misc/hw_random/rng_available 2> /dev/null)"
  for device in /sys/class/tpm/tpm*; do
    [ ! -e "$device" ] || line tpm "version=$(cat "$device/tpm_version_major")" "driver=$(driver "$device/device")"
  done
  for device in /sys/class/virtio-ports/*; do
    [ ! -e "$device/name" ] || line port "name=$(cat "$device/name")"
  done
  for device in /sys/class/watchdog/*; do
    [ ! -e "$device" ] || line watchdog "identity=$(cat "$device/identity" 2> /dev/null)"
  done
  for device in /sys/class/drm/card?; do
    [ ! -e "$device" ] || line drm "name=${device##*/}" "driver=$(driver "$device/device")"
  done
  for device in /sys/class/sound/card?; do
    [ ! -e "$device" ] || line sound "id=$(cat "$device/id")"
  done
  for device in /sys/class/input/input*; do
    [ ! -e "$device" ] || line input "name=$(cat "$device/name")"
  done
  for device in /sys/class/tty/ttyS*; do
    [ "$(cat "$device/type")" = 0 ] || line serial "name=${device##*/}"
  done
  for device in /sys/bus/acpi/devices/QEMU0001:*; do
    [ ! -e "$device" ] || line panic-device "kind=isa"
  done
}

system
processors
memory
buses
disks
networks
others
