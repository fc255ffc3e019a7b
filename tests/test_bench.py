"""The benchmark script runs, and its documentation is complete. Nothing here is timed."""

import re
from io import StringIO

import pytest

from bench import __main__ as bench
from bench.__main__ import Command, Figure, main
from tests.cli.processes import ROOT
from tests.synthetic import write_timeline
from tests.timelines import loaded

_PAGE = (ROOT / "docs/performance.md").read_text(encoding="utf-8")
_FIGURES = (*bench.START_UP, *bench.scale_figures(bench.LARGE))
_HELP = Command(("--help",))
_WRONG = Command(("show", "--day", "never"))


def test_the_script_measures_and_prints_every_figure_chosen(
    capsys: pytest.CaptureFixture[str],
) -> None:
    chosen = "--runs=1 --only=first --sizes=60 --tolerance=1000"
    assert main(chosen.split()) == 0
    output = capsys.readouterr().out
    for name in [figure.name for figure in _FIGURES if "first" in figure.name]:
        assert re.search(rf"^{re.escape(name)} .*\d", output, re.MULTILINE)


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        pytest.param(Figure("help", _HELP, 1000), 0, id="bar met"),
        pytest.param(Figure("help", _HELP, 1e-9), 1, id="bar missed"),
        pytest.param(Figure("wrong", _WRONG, 1000), 1, id="a command fails"),
    ],
)
def test_the_exit_code_depends_on_the_bars(
    figure: Figure, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bench.__main__._SETTLE_SECONDS", 0)
    monkeypatch.setattr("bench.__main__.START_UP", (figure,))
    assert main(["--runs=1"]) == expected


@pytest.mark.parametrize(
    ("at_least", "value", "expected"),
    [
        (False, 100, "met"),
        (False, 101, "tolerated"),
        (False, 201, "MISSED"),
        (True, 100, "met"),
        (True, 99, "tolerated"),
        (True, 49, "MISSED"),
    ],
)
def test_a_value_is_compared_with_its_bar(at_least: bool, value: float, expected: str) -> None:
    assert Figure("x", _HELP, 100, at_least=at_least).judge(value, tolerance=2.0) == expected


@pytest.mark.parametrize("figure", _FIGURES, ids=lambda figure: figure.name)
def test_the_documentation_has_each_figure_and_its_bar(figure: Figure) -> None:
    (row,) = re.findall(rf"^\| {re.escape(figure.name)} +\|.*\|$", _PAGE, re.MULTILINE)
    assert row.split("|")[-2].strip() == bench.describe_bar(figure)


@pytest.mark.parametrize("events", [0, 1, 49, 50, 400])
def test_a_synthetic_timeline_has_no_mistakes(events: int) -> None:
    loading, found = loaded(_text(events))
    assert loading.diagnostics() == []
    assert [event.id for event in found] == [f"event-{number}" for number in range(events)]


def test_a_synthetic_timeline_has_links_accounts_and_dates_of_every_precision() -> None:
    _, events = loaded(_text(400))
    assert {event.when.precision for event in events} == {"minute", "day", "month"}
    assert any(event.because for event in events)
    assert any(event.accounts for event in events)


def test_a_larger_synthetic_timeline_begins_like_a_smaller_one() -> None:
    smaller, larger = (_text(events).partition("events:\n")[2] for events in (100, 200))
    assert larger.startswith(smaller)


def _text(events: int) -> str:
    file = StringIO()
    write_timeline(file, events)
    return file.getvalue()
