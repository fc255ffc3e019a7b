"""The benchmark: its table, its arithmetic and its timelines. Nothing here is timed."""

from io import StringIO
from itertools import count
from pathlib import Path

import pytest

from bench import startup
from bench.__main__ import main
from bench.bars import AtLeast, AtMost, Bar
from bench.cases import CASES, FLOOR, Case, Command
from bench.options import Options
from bench.startup import row
from bench.timelines import write_timeline
from bench.timing import (
    Pair,
    Process,
    Run,
    Summary,
    lines_a_second,
    pairs,
    peak_ratio,
    peer_seconds,
    seconds,
    summary,
    time_ratio,
)
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
    assert case.bar is None or 0 < case.bar.limit < 10
    assert len(case.name) < 32
    assert case.against in {None, FLOOR}


def _process(name: str, seconds: list[float], ran: list[str]) -> Process:
    def process() -> Run:
        ran.append(name)
        return Run(seconds.pop(0), 0, 0)

    return process


def test_a_process_is_run_in_turn_with_its_peer_after_a_warm_up() -> None:
    ran: list[str] = []
    ours = _process("ours", [9.0, 1.0, 3.0], ran)
    peer = _process("peer", [9.0, 2.0, 4.0], ran)
    measured = pairs(ours, peer, 2)
    assert ran == ["peer", "ours"] * 3
    assert [time_ratio(pair) for pair in measured] == [0.5, 0.75]


def test_without_a_peer_it_is_run_alone() -> None:
    measured = pairs(_process("ours", [9.0, 0.25, 0.5], []), None, 2)
    assert measured == [Pair(Run(0.25, 0, 0), None), Pair(Run(0.5, 0, 0), None)]


def test_what_takes_over_a_minute_is_run_three_times(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = count(0, 100)
    monkeypatch.setattr("bench.timing.time.monotonic", lambda: next(clock))
    assert len(pairs(_process("ours", [1.0] * 20, []), None, 20)) == 3


def test_figures_of_a_pair() -> None:
    pair = Pair(Run(seconds=2.0, peak=300, lines=1000), Run(seconds=8.0, peak=400, lines=1))
    assert seconds(pair) == 2
    assert peer_seconds(pair) == 8
    assert time_ratio(pair) == 0.25
    assert peak_ratio(pair) == 0.75
    assert lines_a_second(pair) == 500


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        pytest.param([2.0], Summary(2.0, 2.0, 2.0, None), id="one"),
        pytest.param([3.0, 1.0], Summary(2.0, 1.0, 3.0, 0.5), id="two"),
        pytest.param([4.0, 1.0, 2.0, 3.0, 90.0], Summary(3.0, 1.0, 90.0, 2 / 3), id="an outlier"),
    ],
)
def test_figures_are_summed_up(figures: list[float], expected: Summary) -> None:
    assert summary(figures) == expected


@pytest.mark.parametrize(
    ("bar", "figure", "expected"),
    [
        pytest.param(AtMost(1.25), 1.25, "met", id="at the bar"),
        pytest.param(AtMost(1.25), 1.26, "tolerated", id="over the bar"),
        pytest.param(AtMost(1.25), 2.5, "tolerated", id="at what is tolerated"),
        pytest.param(AtMost(1.25), 2.51, "MISSED", id="over what is tolerated"),
        pytest.param(AtLeast(100), 100, "met", id="as much as asked"),
        pytest.param(AtLeast(100), 99, "tolerated", id="less than asked"),
        pytest.param(AtLeast(100), 50, "tolerated", id="as little as is tolerated"),
        pytest.param(AtLeast(100), 49, "MISSED", id="less than is tolerated"),
    ],
)
def test_a_figure_is_held_to_the_bar(bar: Bar, figure: float, expected: str) -> None:
    assert bar.verdict(figure, 2.0) == expected


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
    case = Case("help", _HELP, AtMost(1.25), against)
    assert row(case, Summary(0.5, 0.25, 0.75, 0.1), "met") == expected


@pytest.mark.parametrize("limit", [pytest.param(1000, id="met"), pytest.param(1e-9, id="missed")])
def test_start_up_is_measured(
    limit: float,
    tmp_path: Path,
    installed: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    cases = (
        Case("help", _HELP, AtMost(limit)),
        Case("all", Command(("show",), events=3, fresh_cache=True), AtMost(1000), against=None),
    )
    monkeypatch.setattr("bench.startup.CASES", cases)
    missed = startup.measure(str(tmp_path), Options(runs=1))
    _, first, second, floor = capsys.readouterr().out.splitlines()
    assert missed == (limit < 1)
    assert first.split()[0] == "help"
    assert first.split()[-1] == ("MISSED" if missed else "met")
    assert second.split()[-1] == "met"
    assert floor.endswith("1 pairs each.")


def test_a_command_that_fails_ends_the_run(
    installed: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = Case("wrong", Command(("show", "--day", "never")), AtMost(1))
    monkeypatch.setattr("bench.startup.CASES", (wrong,))
    assert main(["--runs", "1"]) == 1
    assert "exit code 2" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["nothing"], id="unknown part"),
        pytest.param(["--runs", "0"], id="no runs"),
        pytest.param(["peers", "--sizes", "59"], id="fewer than have the day"),
    ],
)
def test_what_can_not_be_measured_is_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(arguments)


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
