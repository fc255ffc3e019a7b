"""The earliest and latest possible dates, in every command and export."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from oai_timeline.dates import edtf
from oai_timeline.dates.bounds import parse_date
from oai_timeline.formats import FORMATS
from tests.cli.processes import in_process

DATES = (
    "-9999", "9999", "-9999~", "9999%", "000X", "00XX", "999X", "-9999-21", "9999-24", "-9999-XX",
    "-9999-01-01", "9999-12-31", "-9999-01-01?", "9999-12~", "../-9999", "9999/..", "-9999/9999",
    "-9999-01-01T00:00", "9999-12-31T23:59:59", "-9999-01-01T00~", "9999-12-31T23:59?",
    "-9999-01-01T00:00Z", "9999-12-31T23:59Z", "-9999-01-01T00:00+14:00", "9999-12-31T23:59-12:00",
    "-9999-01-01T00:00+14:00/..", "../9999-12-31T23:59-12:00", "0000", "0001", "0000-11-30T23:59",
    "-0043-03-15", "-0043-03-15T12:00/-0043-03-16T13:00", "-0001/0001", "0001-01-01T00:00",
)  # fmt: skip
ZONES = ("UTC", "Etc/GMT-14", "Etc/GMT+12", "Asia/Tokyo", "America/Los_Angeles")
COMMANDS = (
    "", "--format json", "check", "disputes", "disputes first last", "lanes", "lanes --day 0001",
    "lanes --day -0043", "lanes --day -0043/0001",
    "days", "days --per hour", "days --width 80", "days --per hour --tz Etc/GMT+12 --width 80",
    "search T", "show --view tree", "show --view list", "show --width 80", "show --day 9999-12-31",
    "show --tz Etc/GMT-14 --width 80", "show --tz Etc/GMT+12 --view list", "show --since -9999",
    "show --view tree --width 80", "show --view list --width 60", "search T --width 80",
    "show --as-known-on 9999-12-31", "show --according-to first", "sources", "sources first",
    "state --width 80", "state --at -9999 --width 80", "state --at 9999-12-31", "values days",
    "who", "who a", "who a --width 80", "show --day dec31", "state --tz Etc/GMT+12 --width 80",
    "values", "state --at -9999 --tz Etc/GMT-14 --width 80", "state --at .. --width 80",
    "state --at -0043 --width 60", "sources --width 80", "disputes --width 80",
    "lanes --width 60", "lanes --tz Etc/GMT+12 --width 160", "--width 80", "days --per actor",
    *(f"export {form}" for form in FORMATS),
)  # fmt: skip


def _write(path: Path, zone: str) -> int:
    """Write a timeline with those dates that are valid in its zone; return their number."""
    dates = [date for date in DATES if _is_date(date, zone)]
    events = "".join(
        f"- {{id: e{number}, when: {date}, title: T, actors: [a], sources: [first, last], accounts:"
        f" [{{says: x, when: {date}, sources: [first]}}, {{says: y, sources: [last]}}]}}\n"
        for number, date in enumerate(dates)
    )
    path.write_text(
        f"timeline: {{format: 1, title: T, zone: {zone}, focus: -9999-01-01/-9999-01-03}}\n"
        "sources:\n  first: {publisher: P, published: -9999}\n"
        "  last: {publisher: Q, published: 9999}\n"
        "actors:\n  o: {name: O}\n  a: {name: A, offices: [{office: Chief, of: o, from:"
        " -9999-01-01T00:00, until: 9999-12-31T23:59}]}\n"
        f"events:\n{events}"
    )
    return len(dates)


def _is_date(date: str, zone: str) -> bool:
    try:
        parse_date(date, ZoneInfo(zone))
    except edtf.DateError:
        return False
    return True


@pytest.mark.parametrize("zone", ZONES)
def test_every_command_prints_extreme_dates(
    zone: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = _write(tmp_path / "t.yaml", zone)
    monkeypatch.setenv("TIMELINE_FILE", str(tmp_path / "t.yaml"))
    pages = [f"event e{number}" for number in range(events)]
    reasons = [f"why e{number} --format json" for number in range(events)]
    drawn = [f"{page} --width 80" for page in pages] + [
        f"why e{n} --width 80" for n in range(events)
    ]
    for command in (*COMMANDS, *pages, *drawn, *reasons):
        done = in_process(*command.split())
        assert done.code == 0, (command, done.err)
        assert done.out
    assert in_process("show", "--format", "jsonl").out.count("\n") == events
