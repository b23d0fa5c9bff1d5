#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Adds up the results of Meson's test runs.

Usage: summarise-tests.py LOG…    (meson-logs/testlog.json of each run)

Names what failed and what was skipped, with the reason, and ends with one line
"N passed, N failed, N skipped". Where the environment has CI=true, a skip
counts as a failure, save for what no set-up of ours can provide.
"""

import itertools
import json
import os
import re
import sys

# Reasons that hold on a machine where everything in scripts/dependencies.txt is installed.
MAY_SKIP = (
    re.compile(r"/dev/kvm|KVM does not work|no KVM"),
    re.compile(r"only with --long|DESIGNER_LONG"),
    re.compile(r"not root|as root"),
)

TAP_LINE = re.compile(r"^(not )?ok\b(?:\s+\d+)?(?:\s*-)?\s*([^#]*?)\s*(?:#\s*(\w+)\b\S*\s*(.*))?$")
RESULTS = {"OK": "passed", "EXPECTEDFAIL": "passed", "SKIP": "skipped"}


def diagnostics(lines):
    """What a program says right after a test that failed."""
    said = itertools.takewhile(lambda line: line.startswith("#"), lines)
    return " | ".join(line.lstrip("# ") for line in itertools.islice(said, 12))


def tap_results(name, output):
    """Result, name and reason of each test that a program with a TAP plan reported."""
    if not re.search(r"^1\.\.\d+", output, re.MULTILINE):
        return
    lines = output.splitlines()
    for number, line in enumerate(lines):
        match = TAP_LINE.match(line)
        if match is None:
            continue
        failed, test, directive, reason = match.groups()
        if (directive or "").upper() == "SKIP":
            yield "skipped", f"{name}: {test}", reason
        elif (directive or "").upper() != "TODO":
            why = diagnostics(lines[number + 1:]) if failed else ""
            yield "failed" if failed else "passed", f"{name}: {test}", why


def results(record):
    """What one test of Meson's amounts to: its own tests, or itself."""
    name = record["name"].split(" / ")[-1]
    outcome = RESULTS.get(record["result"], "failed")
    output = record.get("stdout", "")
    inner = list(tap_results(name, output))
    if inner and outcome == "failed" and all(result != "failed" for result, _, _ in inner):
        inner.append(("failed", name, record["result"].lower()))
    if inner:
        return inner
    said = (output + record.get("stderr", "")).strip().splitlines()
    reason = said[-1] if said and outcome == "skipped" else record["result"].lower()
    return [(outcome, name, "" if outcome == "passed" else reason)]


def is_forgiven(reason):
    return any(pattern.search(reason) for pattern in MAY_SKIP)


def judge(result, reason):
    """A skip under CI is a failure, unless nothing we install could prevent it."""
    if result == "skipped" and os.environ.get("CI") == "true" and not is_forgiven(reason):
        return "failed", f"skipped under CI: {reason}"
    return result, reason


def main(*logs):
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for log in logs:
        run = os.path.basename(os.path.dirname(os.path.dirname(os.path.abspath(log))))
        if not os.path.exists(log):
            counts["failed"] += 1
            print(f"failed: {run}: it did not build, or no test ran")
            continue
        with open(log, encoding="utf-8") as stream:
            for record in map(json.loads, stream):
                for result, name, reason in results(record):
                    result, reason = judge(result, reason)
                    counts[result] += 1
                    if result != "passed":
                        print(f"{result}: {run}: {name}" + (f" ({reason})" if reason else ""))
    print(", ".join(f"{count} {result}" for result, count in counts.items()))
    return 1 if counts["failed"] or not any(counts.values()) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
