#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Uses the library through its introspection data."""

import json
import unittest

import gi

gi.require_version("LibvirtDesigner", "1.0")
from gi.repository import GLib, LibvirtDesigner  # noqa: E402


class Values(unittest.TestCase):
    def test_answers_are_an_ordered_enumeration(self):
        answer = LibvirtDesigner.Answer
        self.assertLess(answer.NO, answer.UNKNOWN)
        self.assertLess(answer.UNKNOWN, answer.YES)

    def test_an_answer_has_a_word(self):
        self.assertEqual(LibvirtDesigner.Answer.to_string(LibvirtDesigner.Answer.YES), "yes")

    def test_errors_have_the_domain_of_the_library(self):
        quark = LibvirtDesigner.error_quark()
        self.assertEqual(GLib.quark_to_string(quark), "gvir-designer-error-quark")


class Host(unittest.TestCase):
    def test_the_builtin_host_runs_x86_64(self):
        host = LibvirtDesigner.Host.new_builtin()
        self.assertEqual(host.get_arch(), "x86_64")
        self.assertEqual(host.lists("x86_64", "kvm", "q35", "disk/bus", "virtio"),
                         LibvirtDesigner.Answer.YES)

    def test_a_host_is_text_for_programs(self):
        self.assertIsInstance(json.loads(LibvirtDesigner.Host.new_builtin().to_json()), dict)

    def test_a_missing_folder_raises_an_error_of_the_library(self):
        with self.assertRaises(GLib.Error) as caught:
            LibvirtDesigner.Host.new_from_directory("/there/is/no/such/folder")
        self.assertTrue(caught.exception.matches(LibvirtDesigner.error_quark(),
                                                 LibvirtDesigner.Error.INVALID_INPUT))
        self.assertIn("/there/is/no/such/folder", caught.exception.message)


class Os(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.database = LibvirtDesigner.Os.database_load()

    def test_an_operating_system_is_found_by_its_name(self):
        found = LibvirtDesigner.Os.find(self.database, "debian11")
        self.assertEqual(found.get_family(), "linux")
        self.assertIsNone(found.get_fallback_reason())

    def test_a_misspelt_name_raises_an_error_with_a_hint(self):
        with self.assertRaises(GLib.Error) as caught:
            LibvirtDesigner.Os.find(self.database, "feodra36")
        self.assertTrue(caught.exception.matches(LibvirtDesigner.error_quark(),
                                                 LibvirtDesigner.Error.UNKNOWN_NAME))
        self.assertIn("fedora36", caught.exception.message)


class Domain(unittest.TestCase):
    def design(self):
        found = LibvirtDesigner.Os.find(None, "debian11")
        return LibvirtDesigner.Domain.new_for_host(found, LibvirtDesigner.Host.new_builtin())

    def test_devices_are_added_one_by_one(self):
        design = self.design()
        device = design.add_hostdev_pci("0000:01:00.0")
        self.assertEqual(LibvirtDesigner.config_get(device, "source/address/@bus"), "0x01")
        design.add_serial()
        design.add_shmem("board", 4 * 1024 * 1024)
        design.add_interface_direct("eth0")
        for element in ("<hostdev", "<serial", "<shmem", '<interface type="direct"'):
            self.assertIn(element, design.to_xml())

    def test_a_device_of_the_host_is_given_once(self):
        design = self.design()
        design.add_hostdev_pci("0000:01:00.0")
        with self.assertRaises(GLib.Error) as caught:
            design.add_interface_hostdev("01:00.0")
        self.assertTrue(caught.exception.matches(LibvirtDesigner.error_quark(),
                                                 LibvirtDesigner.Error.CONFLICT))


if __name__ == "__main__":
    unittest.main()
