// SPDX-License-Identifier: LGPL-2.1-or-later
// Carries a design out on libvirt's test driver, through the introspection data.

imports.gi.versions.LibvirtBuilder = '1.0';
imports.gi.versions.LibvirtDesigner = '1.0';
const { GLib, LibvirtBuilder, LibvirtDesigner } = imports.gi;
const System = imports.system;

const URI = 'test:///default';
const folder = GLib.dir_make_tmp('builder-XXXXXX');
GLib.setenv('LIBVIRT_BUILDER_STATE_DIR', folder, true);

let count = 0;
let failed = 0;

function test(name, body) {
  count++;
  try {
    body();
    print(`ok ${count} - ${name}`);
  } catch (error) {
    failed++;
    print(`not ok ${count} - ${name}`);
    printerr(`# ${error}`);
  }
}

function assertEqual(got, wanted) {
  if (JSON.stringify(got) !== JSON.stringify(wanted))
    throw new Error(`${JSON.stringify(got)} is not ${JSON.stringify(wanted)}`);
}

const connection = LibvirtBuilder.connect(URI);

function plan(name, disk) {
  const host = LibvirtDesigner.Host.new(connection.get_capabilities().to_xml(), null, URI);
  const guest = LibvirtDesigner.Domain.new_for_host(LibvirtDesigner.Os.find(null, 'debian11'), host);
  guest.apply_option('name', name);
  guest.apply_option('disk', disk);
  guest.add_default_devices(LibvirtDesigner.Purpose.SERVER);
  return LibvirtBuilder.Plan.new_install(connection, guest, null, null, LibvirtBuilder.InstallFlags.START);
}

test('a plan is carried out', () => {
  const run = LibvirtBuilder.Run.new(plan('web', 'pool=default-pool,size=1'), connection);
  const states = [];
  run.connect('step', (_run, number, state) => states.push([number, state]));
  assertEqual(run.perform(null), true);
  assertEqual(states.length, 6);
  assertEqual(run.get_fraction(), 1);
});

test('a missing pool is refused with an error of the library', () => {
  try {
    plan('other', 'pool=nosuch,size=1');
  } catch (error) {
    assertEqual(error.matches(LibvirtBuilder.Error, LibvirtBuilder.Error.NOT_FOUND), true);
    return;
  }
  throw new Error('it is not');
});

test('nothing is left', () => assertEqual(LibvirtBuilder.list_leftovers().get_n_items(), 0));

GLib.rmdir(folder);
print(`1..${count}`);
if (failed > 0)
  System.exit(1);
