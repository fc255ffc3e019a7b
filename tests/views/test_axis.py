"""Axes of time: which units fit, and where their labels stand."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from oai_timeline.views.axis import fit_axis

ZONE = ZoneInfo("America/Los_Angeles")


def seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp())


@pytest.mark.parametrize(
    ("begin", "end", "width", "lines"),
    [
        pytest.param("2023-11-17T12:00", "2023-11-17T12:30", 40,
            ["2023-11-17 Friday", "12:00 12:05  12:10  12:15 12:20  12:25"], id="minutes"),
        pytest.param("2023-11-17", "2023-11-18", 30,
            ["2023-11-17 Friday", "00h    06h     12h    18h"], id="hours"),
        pytest.param("2023-11-16", "2023-12-02", 48,
            ["2023-11", "16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 01"], id="days"),
        pytest.param("2023-11-04", "2023-11-07", 36,
            ["2023-11", "04 Sat     05 Sun       06 Mon", "00h  12h   00h    12h   00h   12h"],
            id="a day of 25 hours"),
        pytest.param("2023-11-01", "2023-12-01", 20,
            ["2023-11", "   06   13  20   27"], id="Mondays"),
        pytest.param("2023-10-15", "2024-10-15", 40,
            ["2023    2024", " 11  12 01 02  03 04 05  06 07 08  09 10"], id="months"),
        pytest.param("2015-12-01", "2024-01-01", 48,
            ["2016  2017  2018  2019  2020  2021  2022  2023"], id="years"),
    ],
)  # fmt: skip
def test_labels(begin: str, end: str, width: int, lines: list[str]) -> None:
    found = fit_axis(seconds(begin), seconds(end), width, ZONE)
    assert found.lines == lines


@pytest.mark.parametrize("width", [8, 20, 57, 160])
@pytest.mark.parametrize(
    ("begin", "end"),
    [(0, 1), (-62_135_700_000, 253_402_400_000), (-62_135_700_000, -62_135_600_000),
     (253_370_000_000, 253_402_400_000), (0, 60), (0, 10**9)],
)  # fmt: skip
def test_every_axis_fits(begin: int, end: int, width: int) -> None:
    """At the first and the last year that there is, too."""
    made = fit_axis(begin, end, width, ZONE)
    assert all(len(line) <= width for line in made.lines)
    assert all(0 <= column < width for column in made.guides)
