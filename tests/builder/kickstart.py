# SPDX-License-Identifier: LGPL-2.1-or-later
"""Reads kickstart files, as Anaconda's documentation describes them: for checks of what was written."""

import shlex

# The commands that the scripts of the OS database use; another is most likely a mistake.
COMMANDS = {
    "authconfig", "authselect", "autopart", "bootloader", "cdrom", "clearpart", "firewall", "firstboot", "graphical",
    "ignoredisk", "install", "keyboard", "lang", "langsupport", "logvol", "mouse", "network", "ostreesetup", "part",
    "reboot", "repo", "rootpw", "selinux", "skipx", "text", "timezone", "url", "user", "volgroup", "zerombr",
}
SEVERAL = {"logvol", "part", "repo"}


def words(shell):
    """The words of a script of the shell, operators and comments apart."""
    lexer = shlex.shlex(shell, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    return list(lexer)


def passwords_of(shell):
    """Login and hash of all that is piped to chpasswd -e."""
    found = words(shell)
    for i, word in enumerate(found):
        if found[i:i + 4:1][:1] == ["echo"] and found[i + 2:i + 5] == ["|", "chpasswd", "-e"]:
            yield found[i + 1].split(":", 1)
        assert word != "--stdin", "a password is told to passwd"


class Script:
    def __init__(self):
        self.commands = {}
        self.packages = []
        self.shells = []

    def option(self, command, number):
        """The argument of that number that is no option."""
        plain = [word for word in self.commands.get(command, []) if not word.startswith("--")]
        return plain[number] if number < len(plain) else None

    def value(self, command, option):
        """What is after OPTION, as one word with it or as the next."""
        arguments = self.commands.get(command, [])
        for i, word in enumerate(arguments):
            if word.startswith(option + "="):
                return word[len(option) + 1:]
            if word == option and i + 1 < len(arguments):
                return arguments[i + 1]
        return None


def read(text):
    script, problems, section = Script(), [], None
    for line in text.split("\n"):
        first = line.split(" ")[0]
        if first == "%end":
            section = None
        elif line.startswith("%"):
            problems += [f"{first} begins in {section}"] if section else []
            section = first
            script.shells += [""] if first != "%packages" else []
        elif section == "%packages":
            script.packages += [line] if line and not line.startswith("#") else []
        elif section:
            script.shells[-1] += line + "\n"
        elif line.strip() and not line.startswith("#"):
            parts = shlex.split(line, comments=True)
            problems += [] if parts[0] in COMMANDS else [f"no command: {line!r}"]
            problems += [f"twice: {line!r}"] if parts[0] in script.commands and parts[0] not in SEVERAL else []
            script.commands[parts[0]] = parts[1:]
    return script, problems + ([f"{section} has no end"] if section else [])
