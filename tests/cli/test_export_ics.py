"""`timeline export ics`, as a process."""

import os
from pathlib import Path

from icalendar import Calendar

from tests.cli.processes import ROOT, Done, Program

LOST = "left out, as a calendar needs a start date: 1 event\n"


def ids(text: str) -> list[str]:
    return [str(event["x-timeline-id"]) for event in Calendar.from_ical(text).walk("VEVENT")]


def test_through_a_pipe(timeline: Program) -> None:
    code, out, err = timeline.raw("export", "ics")
    golden = ROOT / "tests" / "formats" / "golden" / "small.ics"
    assert (code, out, err.decode()) == (0, golden.read_bytes(), LOST)


def test_into_a_file_whose_extension_chooses(timeline: Program, tmp_path: Path) -> None:
    path = tmp_path / "small.ICS"
    assert timeline("export", "--output", str(path)) == Done(0, "", LOST)
    assert path.read_bytes() == timeline.raw("export", "ics")[1]


def test_filters_and_order(timeline: Program) -> None:
    done = timeline(
        "export", "ics", "--by", "ilya", "--since", "2023-11-17", "--reverse", "-n", "2"
    )
    assert done.code == 0
    assert ids(done.out) == ["regret", "brockman-gets-text"]


def test_nothing_found_is_an_empty_calendar(timeline: Program) -> None:
    done = timeline("export", "ics", "--day", "1850", "--kind", "meeting")
    assert (done.code, ids(done.out)) == (0, [])
    assert done.out.startswith("BEGIN:VCALENDAR\r\n")
    assert done.err.count("\n") == 1


def test_the_same_whatever_the_clock_and_the_machine(timeline: Program) -> None:
    one = timeline("export", "ics", PYTHONHASHSEED="1", TZ="Asia/Tokyo", LC_ALL="C")
    assert one == timeline("export", "ics", PYTHONHASHSEED="2", TZ="UTC", LC_ALL="de_DE.UTF-8")


def test_without_the_library(timeline: Program, tmp_path: Path) -> None:
    """A stub that is found first stands for a library that is not there."""
    stub = tmp_path / "icalendar.py"
    stub.write_text('raise ModuleNotFoundError("No module named icalendar", name="icalendar")\n')
    path = os.pathsep.join([str(tmp_path), str(ROOT)])
    assert timeline("export", "ics", PYTHONPATH=path) == Done(
        1, "", 'timeline: ics needs icalendar: pip install "oai-timeline[ics]"\n'
    )
    assert timeline("export", "jsonl", PYTHONPATH=path).code == 0


def test_what_it_cannot_honour_is_refused(timeline: Program) -> None:
    for option, why in {
        "--ascii": "--ascii applies to text and JSON, not to ics",
        "--raw": "--raw is for csv and tsv",
    }.items():
        code, out, err = timeline("export", "ics", option)
        assert (code, out, err.split("\n")[0]) == (2, "", f"timeline: {why}")
