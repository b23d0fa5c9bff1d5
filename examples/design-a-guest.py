#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Designs a Debian guest, and prints its XML and why each choice was made."""

import gi

gi.require_version("LibvirtDesigner", "1.0")
from gi.repository import LibvirtDesigner  # noqa: E402

debian = LibvirtDesigner.Os.find(None, "debian11")

# No host: a built-in description of a current one.
guest = LibvirtDesigner.Domain.new_for_host(debian, None)
guest.apply_option("name", "web")
guest.apply_option("disk", "path=/srv/web.qcow2")
guest.apply_option("network", "network=default")
guest.add_default_devices(LibvirtDesigner.Purpose.SERVER)

print(guest.to_xml())
for decision in guest.get_decisions():
    print(decision.get_thing(), decision.get_value(), decision.get_reason(), sep="\t")
