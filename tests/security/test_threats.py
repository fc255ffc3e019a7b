"""docs/security.md names a test for every threat, and those tests exist."""

import re

from tests.cli.processes import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def test_every_named_test_exists() -> None:
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", PAGE)
    missing = [
        f"{file}::{test}"
        for file, test in named
        if f"\ndef {test}(" not in (ROOT / "tests" / file).read_text(encoding="utf-8")
    ]
    assert (len(named) > 40, missing) == (True, [])


def test_every_threat_has_a_test() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("|") and "---" not in line]
    threats = [row for row in rows if not row.startswith("| what can happen")]
    assert [row for row in threats if not re.search(r"::test_\w+` *(,.*)?\|$", row)] == []
