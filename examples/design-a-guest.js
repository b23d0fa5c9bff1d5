// SPDX-License-Identifier: LGPL-2.1-or-later
// Designs a Debian guest, and prints its XML and why each choice was made.

imports.gi.versions.LibvirtDesigner = '1.0';
const { LibvirtDesigner } = imports.gi;

const debian = LibvirtDesigner.Os.find(null, 'debian11');

// No host: a built-in description of a current one.
const guest = LibvirtDesigner.Domain.new_for_host(debian, null);
guest.apply_option('name', 'web');
guest.apply_option('disk', 'path=/srv/web.qcow2');
guest.apply_option('network', 'network=default');
guest.add_default_devices(LibvirtDesigner.Purpose.SERVER);

print(guest.to_xml());
const decisions = guest.get_decisions();
for (let i = 0; i < decisions.get_n_items(); i++) {
  const decision = decisions.get_item(i);
  print(`${decision.get_thing()}\t${decision.get_value()}\t${decision.get_reason()}`);
}
