#!/bin/busybox sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# What the tiny guest does when its power button is pressed.

printf 'tiny\tpower-button\r\n' > /dev/console
sync
poweroff -f
