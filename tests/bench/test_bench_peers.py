"""The benchmark's entries, its programs, and a dry run against a peer made for the purpose."""

import os
import re
import sys
from collections.abc import Callable, Iterable
from datetime import UTC
from pathlib import Path

import pytest
from icalendar import Calendar, Component

from bench import peers
from bench.asking import NotFinished, again, first_run, home
from bench.bars import AtMost
from bench.entries import (
    DAY,
    TITLE,
    Entry,
    entries,
    titles_of_the_day,
    write_hledger,
    write_jrnl,
    write_khal,
    write_remind,
    write_timeline_entries,
)
from bench.options import Options
from bench.processes import CommandFailed
from bench.programs import Program, found, hledger, jrnl, remind, timeline
from tests.timelines import loaded

_WRITERS = (write_timeline_entries, write_jrnl, write_khal, write_hledger, write_remind)
_GREP = (
    "import sys\n"
    "found = [line for line in open('entries.txt') if line.startswith(sys.argv[1])]\n"
    "sys.stdout.writelines(['A heading\\n', *found])"
)


def _write_lines(folder: str, some: Iterable[Entry]) -> None:
    lines = [f"{when:%Y-%m-%d %H:%M} {title}\n" for when, title in some]
    Path(folder, "entries.txt").write_text("".join(lines), encoding="utf-8")


def _grep(code: str = _GREP, day: str = DAY, more_lines: int = 1) -> Program:
    command = (sys.executable, "-c", code)
    return Program("grep 1.0", command, (day,), _write_lines, more_lines, AtMost(1000))


def _written(program: Program, place: Path) -> Program:
    folder = home(program, str(place))
    os.mkdir(folder)
    program.write(folder, entries(60))
    return program


@pytest.mark.parametrize("write", _WRITERS, ids=lambda write: write.__name__)
def test_every_program_gets_the_same_entries(
    write: Callable[[str, Iterable[Entry]], None], tmp_path: Path
) -> None:
    write(str(tmp_path), entries(100))
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    text = "".join(path.read_text().replace("\\,", ",") for path in files)
    assert sorted(re.findall(TITLE, text)) == [entry.title for entry in entries(100)]


def test_titles_are_of_one_length() -> None:
    assert {len(entry.title) for entry in entries(2000)} == {54}


def test_the_day_has_thirty_entries() -> None:
    assert len(titles_of_the_day()) == 30


def test_a_timeline_of_entries_has_no_mistakes(tmp_path: Path) -> None:
    write_timeline_entries(str(tmp_path), entries(100))
    loading, events = loaded((tmp_path / "entries.yaml").read_bytes())
    assert loading.diagnostics() == []
    assert [(event.when.text, event.title) for event in events] == [
        (entry.when.strftime("%Y-%m-%dT%H:%M"), entry.title) for entry in entries(100)
    ]


def test_a_calendar_has_an_event_a_file(tmp_path: Path) -> None:
    write_khal(str(tmp_path), entries(3))
    files = sorted((tmp_path / "calendar").iterdir())
    events = [event for file in files for event in _calendar(file).walk("VEVENT")]
    assert [(event.decoded("DTSTART"), str(event["SUMMARY"])) for event in events] == [
        (when.replace(tzinfo=UTC), title) for when, title in entries(3)
    ]


def _calendar(file: Path) -> Component:
    return Calendar.from_ical(file.read_bytes())


def test_peers_are_measured(
    tmp_path: Path, installed: None, capsys: pytest.CaptureFixture[str]
) -> None:
    missed = peers.compare(timeline(), [_grep()], str(tmp_path), Options(runs=1, sizes=(60, 90)))
    title, *rows = capsys.readouterr().out.splitlines()
    assert not missed
    assert title.split()[:6] == ["one", "day,", "by", "entries", "60", "90"]
    assert [row[:40].rstrip() for row in rows] == [
        "timeline / grep 1.0",
        "timeline, s",
        "grep 1.0, s",
        "timeline, first run, s",
        "grep 1.0, first run, s",
    ]
    assert rows[0].split()[-1] == "met"
    assert all(float(row[start : start + 9]) > 0 for row in rows for start in (40, 49))
    assert list(tmp_path.iterdir()) == []


def test_a_peer_that_does_not_finish_is_named(
    tmp_path: Path,
    installed: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def first(program: Program, place: str) -> float:
        if program.name == "timeline":
            return first_run(program, place)
        raise NotFinished("not finished in 300 s")

    monkeypatch.setattr("bench.peers.first_run", first)
    peers.compare(timeline(), [_grep()], str(tmp_path), Options(runs=1, sizes=(60,)))
    said, _, ratio, *_ = capsys.readouterr().out.splitlines()
    assert said == "grep 1.0, 60 entries: not finished in 300 s"
    assert ratio.split() == ["timeline", "/", "grep", "1.0", "-", "≤", "1,000"]


def test_a_first_run_is_not_waited_for_without_end(tmp_path: Path) -> None:
    sleeper = _written(_grep("import time; time.sleep(60)"), tmp_path)
    with pytest.raises(NotFinished):
        first_run(sleeper, str(tmp_path), patience=0.5)


def test_an_answer_of_another_day_is_no_answer(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match="30 entries, not those of 2015-01-06"):
        first_run(_written(_grep(day="2015-01-05"), tmp_path), str(tmp_path))


def test_an_answer_must_stay_as_long_as_it_was(tmp_path: Path) -> None:
    program = _written(_grep(more_lines=0), tmp_path)
    assert first_run(program, str(tmp_path)) > 0
    with pytest.raises(CommandFailed, match="31 lines"):
        again(program, str(tmp_path))


def test_programs_that_are_not_installed_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert list(found([hledger, remind], str(tmp_path))) == []
    assert capsys.readouterr().out == (
        "skipped: hledger (not on PATH)\nskipped: remind (not on PATH)\n"
    )


def test_programs_that_can_not_be_installed_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    python.write_text("#!/bin/sh\necho one >&2\necho 'ERROR: no such package' >&2\nexit 1\n")
    python.chmod(0o755)
    assert list(found([jrnl], str(tmp_path))) == []
    assert capsys.readouterr().out == "skipped: jrnl (ERROR: no such package)\n"


def test_a_program_on_the_path_tells_its_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "hledger"
    script.write_text("#!/bin/sh\necho 'hledger 1.25, linux-x86_64'\n")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert [program.name for program in found([hledger], str(tmp_path))] == ["hledger 1.25"]
