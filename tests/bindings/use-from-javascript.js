// SPDX-License-Identifier: LGPL-2.1-or-later
// Uses the library through its introspection data.

imports.gi.versions.LibvirtDesigner = '1.0';
const { LibvirtDesigner } = imports.gi;
const System = imports.system;

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

function assertEqual(actual, expected) {
  if (actual !== expected)
    throw new Error(`${actual} is not ${expected}`);
}

test('an answer has a word', () => {
  assertEqual(LibvirtDesigner.Answer.to_string(LibvirtDesigner.Answer.NO), 'no');
});

test('the built-in host runs x86_64', () => {
  const host = LibvirtDesigner.Host.new_builtin();
  assertEqual(host.get_arch(), 'x86_64');
  assertEqual(host.lists('x86_64', 'kvm', 'q35', 'disk/bus', 'virtio'),
    LibvirtDesigner.Answer.YES);
});

test('a missing folder raises an error of the library', () => {
  let caught = null;
  try {
    LibvirtDesigner.Host.new_from_directory('/there/is/no/such/folder');
  } catch (error) {
    caught = error;
  }
  assertEqual(caught?.matches(LibvirtDesigner.Error, LibvirtDesigner.Error.INVALID_INPUT), true);
});

test('an operating system is found by its name', () => {
  const database = LibvirtDesigner.Os.database_load();
  assertEqual(LibvirtDesigner.Os.find(database, 'debian11').get_family(), 'linux');
});

print(`1..${count}`);
System.exit(failed ? 1 : 0);
