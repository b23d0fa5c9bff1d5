#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Carries a design out on libvirt's test driver, through the introspection data."""

import json
import os
import tempfile
import unittest

import gi

gi.require_version("LibvirtBuilder", "1.0")
gi.require_version("LibvirtDesigner", "1.0")
from gi.repository import Gio, GLib, LibvirtBuilder, LibvirtDesigner  # noqa: E402

URI = "test:///default"


class Builder(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        os.environ["LIBVIRT_BUILDER_STATE_DIR"] = self.folder.name
        GLib.setenv("LIBVIRT_BUILDER_STATE_DIR", self.folder.name, True)
        self.connection = LibvirtBuilder.connect(URI)

    def tearDown(self):
        self.assertEqual(os.listdir(self.folder.name), [])
        self.folder.cleanup()

    def plan(self, disk="pool=default-pool,size=1"):
        host = LibvirtDesigner.Host.new(self.connection.get_capabilities().to_xml(), None, URI)
        guest = LibvirtDesigner.Domain.new_for_host(LibvirtDesigner.Os.find(None, "debian11"), host)
        guest.apply_option("name", "web")
        guest.apply_option("disk", disk)
        guest.add_default_devices(LibvirtDesigner.Purpose.SERVER)
        return LibvirtBuilder.Plan.new_install(self.connection, guest, None, None, LibvirtBuilder.InstallFlags.START)

    def test_a_plan_can_be_looked_at(self):
        plan = self.plan()
        kinds = [step.get_kind() for step in plan.get_steps()]
        self.assertEqual(kinds, ["volume-create", "domain-define", "domain-start"])
        self.assertEqual([step["kind"] for step in json.loads(plan.to_json())["steps"]], kinds)

    def test_a_run_tells_of_its_steps(self):
        run = LibvirtBuilder.Run.new(self.plan(), self.connection)
        states, loop, results = [], GLib.MainLoop(), []
        run.connect("step", lambda _run, number, state: states.append((number, state.value_nick)))

        def done(_run, result):
            results.append(run.perform_finish(result))
            loop.quit()

        run.perform_async(None, done)
        loop.run()
        self.assertEqual(results, [True])
        self.assertEqual(states, [(number, state) for number in range(3) for state in ("begun", "done")])
        self.assertEqual(run.get_fraction(), 1)

    def test_a_cancelled_run_raises(self):
        cancellable = Gio.Cancellable()
        cancellable.cancel()
        with self.assertRaises(GLib.Error) as caught:
            LibvirtBuilder.Run.new(self.plan(), self.connection).perform(cancellable)
        self.assertTrue(caught.exception.matches(Gio.io_error_quark(), Gio.IOErrorEnum.CANCELLED))

    def test_a_missing_pool_is_refused_with_an_error_of_the_library(self):
        with self.assertRaises(GLib.Error) as caught:
            self.plan("pool=nosuch,size=1")
        self.assertTrue(caught.exception.matches(LibvirtBuilder.error_quark(), LibvirtBuilder.Error.NOT_FOUND))
        self.assertIn("default-pool", caught.exception.message)

    def test_nothing_is_left(self):
        self.assertEqual(len(list(LibvirtBuilder.list_leftovers())), 0)


if __name__ == "__main__":
    unittest.main()
