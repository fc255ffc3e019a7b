"""The benchmark: its table, its arithmetic and its timelines. Nothing here is timed."""

from io import StringIO

import pytest

from bench.__main__ import row, verdict
from bench.cases import CASES, FLOOR, Case, Command
from bench.timelines import write_timeline
from bench.timing import Pair, Summary, pairs, summary
from tests.timelines import loaded

_HELP = Command(("--help",))


def _text(events: int) -> str:
    file = StringIO()
    write_timeline(file, events)
    return file.getvalue()


def test_cases_have_names_of_their_own() -> None:
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_is_well_formed(case: Case) -> None:
    assert case.command.program == "timeline"
    assert case.command.arguments or case.command.environment
    assert case.command.events >= 0
    assert 0 < case.bar < 10
    assert len(case.name) < 32
    assert case.against in {None, FLOOR}


def test_a_case_is_run_in_turn_with_its_peer_after_a_warm_up() -> None:
    seconds = iter([9.0, 9.0, 2.0, 1.0, 4.0, 3.0])
    ran = []

    def run(command: Command) -> float:
        ran.append(command)
        return next(seconds)

    measured = pairs(Case("help", _HELP, 1.2), 2, run)
    assert ran == [FLOOR, _HELP] * 3
    assert measured == [Pair(1.0, 2.0), Pair(3.0, 4.0)]
    assert [pair.figure for pair in measured] == [0.5, 0.75]


def test_without_a_peer_a_figure_is_seconds() -> None:
    seconds = iter([9.0, 0.25, 0.5])
    measured = pairs(Case("help", _HELP, 1, against=None), 2, lambda _: next(seconds))
    assert [pair.figure for pair in measured] == [0.25, 0.5]


def test_figures_are_summed_up_by_pair() -> None:
    """The median of the ratios, not the ratio of the medians."""
    measured = [Pair(1.0, 4.0), Pair(2.0, 2.0), Pair(6.0, 3.0)]
    assert summary(measured) == Summary(1.0, 0.25, 2.0)


@pytest.mark.parametrize(
    ("median", "expected"),
    [
        pytest.param(1.25, "met", id="at the bar"),
        pytest.param(1.26, "tolerated", id="over the bar"),
        pytest.param(2.5, "tolerated", id="at what is tolerated"),
        pytest.param(2.51, "MISSED", id="over what is tolerated"),
    ],
)
def test_the_median_is_held_to_the_bar(median: float, expected: str) -> None:
    assert verdict(Case("help", _HELP, 1.25), Summary(median, 0, 9), 2.0) == expected


@pytest.mark.parametrize(
    ("against", "expected"),
    [
        pytest.param(
            FLOOR,
            "help                                 0.500     0.250     0.750      1.25  met",
            id="ratio",
        ),
        pytest.param(
            None,
            "help                               0.500 s   0.250 s   0.750 s    1.25 s  met",
            id="seconds",
        ),
    ],
)
def test_a_row_has_the_unit_of_its_case(against: Command | None, expected: str) -> None:
    assert row(Case("help", _HELP, 1.25, against), Summary(0.5, 0.25, 0.75), 1.0) == expected


@pytest.mark.parametrize("events", [0, 1, 49, 50, 400])
def test_a_synthetic_timeline_has_no_mistakes(events: int) -> None:
    loading, found = loaded(_text(events))
    assert loading.diagnostics() == []
    assert [event.id for event in found] == [f"event-{number}" for number in range(events)]


def test_a_synthetic_timeline_has_some_of_everything() -> None:
    _, found = loaded(_text(400))
    assert {event.when.precision for event in found} == {"minute", "day", "month"}
    assert any(event.because for event in found)
    assert any(event.accounts for event in found)


def test_a_synthetic_timeline_is_always_the_same() -> None:
    assert _text(200) == _text(200)


def test_a_larger_timeline_begins_as_a_smaller_one() -> None:
    """What is measured on two sizes differs by the size alone."""
    shorter, longer = (_text(events).partition("events:\n")[2] for events in (100, 200))
    assert longer.startswith(shorter)
