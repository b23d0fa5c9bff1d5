# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the checks of scripts share: having a seed made, and saying what is wrong with it."""

import ctypes
import ctypes.util
import json
import os
import subprocess
import tempfile

# What means something in some language of configuration; nothing of it may get lost or be taken for more than text.
AWKWARD = "a'b\"c $d ${e} `f` \\g\\n %h% &amp; <i> ]]> {j}: [k], #l | m~ -- é ñ 日本 𝄞"


def make(writer, os_name, fields, arch="x86_64"):
    """The seed as a dictionary, and the message of its error; one of them is None. A field's value may be a list, and
    WRITER one with options."""
    program = writer if isinstance(writer, list) else [writer]
    with tempfile.TemporaryDirectory() as folder:
        words = []
        for field, values in fields.items():
            for value in values if isinstance(values, list) else [values]:
                path = os.path.join(folder, str(len(words)))
                with open(path, "w", encoding="utf-8", newline="") as stream:
                    stream.write(value)
                words.append(f"{field}@{path}")
        result = subprocess.run(program + [os_name, arch] + words, capture_output=True, text=True, check=False)
    if result.returncode == 0:
        return json.loads(result.stdout), None
    if result.returncode == 1:
        return None, result.stderr.strip()
    raise RuntimeError(f"write-seed {os_name}: {result.stderr or result.returncode}")


def is_hash_of(password, text):
    """Whether TEXT is the hash of PASSWORD."""
    crypt = ctypes.CDLL(ctypes.util.find_library("crypt")).crypt
    crypt.restype = ctypes.c_char_p
    return text.startswith("$") and crypt(password.encode(), text.encode()) == text.encode()


def differences(found, expected, where=""):
    """A line for each place where FOUND is not as EXPECTED; a function in there says whether it is right."""
    if callable(expected):
        return [] if expected(found) else [f"{where}: {found!r} is wrong"]
    if isinstance(expected, dict) and isinstance(found, dict):
        return [line for key in sorted(set(found) | set(expected))
                for line in (differences(found[key], expected[key], f"{where}/{key}")
                             if key in found and key in expected
                             else [f"{where}/{key}: is {'missing' if key in expected else 'too much'}"])]
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        return [line for i, (one, other) in enumerate(zip(found, expected))
                for line in differences(one, other, f"{where}/{i}")]
    return [] if found == expected and isinstance(found, type(expected)) else [f"{where}: {found!r}, not {expected!r}"]


def check_refused(tap, writer, name, os_name, fields, *words):
    """Passes where no seed is made, and the message has each of WORDS and no password."""
    seed, message = make(writer, os_name, fields)
    if seed is not None:
        tap.check(name, ["it was made"])
        return
    secrets = [fields[field] for field in fields if field.endswith("password")]
    tap.check(name, [f"{word!r} is not in: {message}" for word in words if word not in message]
              + [f"a password is in: {message}" for secret in secrets if secret in message])
