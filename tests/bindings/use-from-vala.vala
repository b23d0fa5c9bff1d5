// SPDX-License-Identifier: LGPL-2.1-or-later
// Uses the library through its Vala bindings.

int main () {
  assert (GVirDesigner.Answer.YES.to_string () == "yes");

  var host = new GVirDesigner.Host.builtin ();
  assert (host.get_arch () == "x86_64");

  try {
    new GVirDesigner.Host.from_directory ("/there/is/no/such/folder");
    assert_not_reached ();
  } catch (Error error) {
    assert (error is GVirDesigner.Error.INVALID_INPUT);
  }
  return 0;
}
