"""`timeline init`: a new timeline file without errors, which never overwrites another."""

import os
from pathlib import Path

import pytest

from tests.cli.processes import ROOT, Done, Program

STARTER = (ROOT / "oai_timeline/data/starter.yaml").read_text(encoding="utf-8")
WROTE = "wrote mine.yaml; view it with: timeline --file mine.yaml\n"
NEVER = "the file exists, and init never overwrites one: choose another name"
SHOWN = """\
5 events · Europe/Paris (CET)
✓ confirmed  ◦ reported  ≠ disputed

1987-05
 about then   ✓ Anna Moreau opens a bakery

2003-11-08  Saturday
22:00–22:40   ◦ An oven catches fire  late that evening
      22:41   ≠ A neighbour calls the fire brigade  — Residents of Mill Street

2003-11-09  Sunday
about 01:00   ✓ The fire is out  — Fire brigade

2003-11-10  Monday
perhaps Mon   ✓ Residents collect money for a new oven
                — Residents of Mill Street
"""


def test_the_starter_passes_the_check(timeline: Program, tmp_path: Path) -> None:
    assert timeline("init", "mine.yaml", cwd=tmp_path) == Done(0, "", WROTE)
    checked = timeline("check", "--strict", "mine.yaml", cwd=tmp_path)
    assert checked == Done(0, "", "no mistakes found in mine.yaml\n")
    assert os.listdir(tmp_path) == ["mine.yaml"]


def test_the_starter_is_shown(timeline: Program, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(STARTER)
    done = timeline("show", "-f", "mine.yaml", "--width", "80", cwd=tmp_path)
    assert done == Done(0, SHOWN, "")


@pytest.mark.parametrize("name", ["mine.yaml", "link.yaml", "nowhere.yaml"])
def test_no_file_is_overwritten(timeline: Program, tmp_path: Path, name: str) -> None:
    (tmp_path / "mine.yaml").write_text("my own work\n")
    (tmp_path / "link.yaml").symlink_to("mine.yaml")
    (tmp_path / "nowhere.yaml").symlink_to("missing.yaml")
    before = sorted(os.listdir(tmp_path))
    done = timeline("init", name, cwd=tmp_path)
    view = "" if name == "nowhere.yaml" else f", or view it with: timeline --file {name}"
    assert done == Done(1, "", f"timeline: {name}: {NEVER}{view}\n")
    assert (tmp_path / "mine.yaml").read_text() == "my own work\n"
    assert sorted(os.listdir(tmp_path)) == before


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("no/such/folder.yaml", "there is no folder no/such"),
        (".", "this is a folder: init needs the name of a new file"),
    ],
)
def test_a_file_that_cannot_be_written_is_an_error(
    timeline: Program, tmp_path: Path, name: str, reason: str
) -> None:
    assert timeline("init", name, cwd=tmp_path) == Done(1, "", f"timeline: {name}: {reason}\n")


def test_the_starter_is_written_to_standard_output(timeline: Program, tmp_path: Path) -> None:
    assert timeline("init", "-", cwd=tmp_path) == Done(0, STARTER, "")
    assert os.listdir(tmp_path) == []


def test_the_suggested_command_quotes_the_name(timeline: Program, tmp_path: Path) -> None:
    done = timeline("init", "my street.yaml", cwd=tmp_path)
    message = "wrote my street.yaml; view it with: timeline --file 'my street.yaml'\n"
    assert done == Done(0, "", message)


def test_the_starter_is_ascii_with_short_lines() -> None:
    assert STARTER.isascii()
    assert [line for line in STARTER.splitlines() if len(line) > 100] == []


def test_the_first_line_names_the_schema_for_editors() -> None:
    first, *rest = STARTER.splitlines()
    assert first == "# yaml-language-server: $schema=timeline.schema.json"
    assert "#     timeline schema -o timeline.schema.json" in rest[:5]
