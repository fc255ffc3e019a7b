"""khal, a calendar for the terminal, imports an export."""

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from icalendar import Calendar, Component

from tests.cli.processes import ROOT, SMALL, in_process
from tests.third_party.parties import SECONDS, program

Khal = Callable[..., str]

_CONFIG = """\
[calendars]
[[timeline]]
path = {folder}/events
[default]
default_calendar = timeline
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = America/Los_Angeles
default_timezone = America/Los_Angeles
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""


@pytest.fixture
def khal(tmp_path: Path) -> Khal:
    """Return a function that runs khal with a new calendar, without the user's settings."""
    path = program("khal")
    (tmp_path / "events").mkdir()
    (tmp_path / "config").write_text(_CONFIG.format(folder=tmp_path))

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [path, "--config", tmp_path / "config", *arguments],
            env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    return run


def list_events(khal: Khal, form: str) -> list[str]:
    """List each event of the calendar on its first day."""
    days = ("1990-01-01", "2030-01-01")
    return khal("list", "--once", "--day-format", "", "--format", form, *days).splitlines()


@pytest.mark.parametrize("file", [ROOT / "events.yaml", SMALL], ids=lambda path: path.stem)
def test_importing_twice_adds_every_event_once(khal: Khal, file: Path, tmp_path: Path) -> None:
    exported = tmp_path / "exported.ics"
    done = in_process("export", "ics", "--file", str(file), "--output", str(exported))
    assert (done.code, done.out) == (0, "")
    uids = [str(event["uid"]) for event in _events(exported)]
    for _ in range(2):
        khal("import", "--batch", str(exported))
        assert sorted(list_events(khal, "{uid}")) == sorted(uids)
        assert len(list((tmp_path / "events").glob("*.ics"))) == len(uids)


def test_khal_shows_times_and_days(khal: Khal, tmp_path: Path) -> None:
    """A `?` marks a tentative event."""
    exported = tmp_path / "exported.ics"
    days = ("--since", "2023-11-17", "--until", "2023-11-30", "--file", str(SMALL))
    assert in_process("export", "ics", *days, "-o", str(exported)).code == 0
    khal("import", "--batch", str(exported))
    assert set(list_events(khal, "{start}|{status-symbol}{title}|{categories}")) >= {
        "2023-11-17 12:28|✔The board publishes its statement|statement,confirmed",
        "2023-11-17|?~ 山田太郎が電話で話す, and says cafe\u0301 twice|message,rumoured",
        "2023-11-18|✔Talks go on over the weekend|meeting,reported",
        "2023-11-20|?? Sutskever says that he regrets it|statement,confirmed",
    }
    hour = "2023-11-17 12:00|2023-11-17 13:00|a video call|https://x.example/gdb/1"
    assert hour in list_events(khal, "{start}|{end}|{location}|{url}")


def _events(path: Path) -> Sequence[Component]:
    return Calendar.from_ical(path.read_bytes()).walk("VEVENT")
