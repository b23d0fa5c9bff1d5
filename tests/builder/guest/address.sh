#!/bin/busybox sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Takes the address that was got for a network device of the tiny guest.

case $1 in
  deconfig)
    ip addr flush dev "$interface"
    ;;
  bound | renew)
    ip addr flush dev "$interface"
    ip addr add "$ip/$mask" dev "$interface"
    [ -z "$router" ] || ip route replace default via "${router%% *}"
    printf 'tiny\taddress\tname=%s\taddress=%s\r\n' "$interface" "$ip" > /dev/console
    ;;
esac
