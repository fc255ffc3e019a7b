"""The benchmark's tables by size, and a dry run of those of growth."""

from pathlib import Path

import pytest

from bench import scale
from bench.bars import AtLeast, AtMost
from bench.options import Options
from bench.table import Line, heading, line, shown, verdict
from bench.timing import Summary, summary

_OPTIONS = Options(runs=1, tolerance=2.0, sizes=(100, 1000, 10_000))


def _cells(*medians: float | None) -> tuple[Summary | None, ...]:
    return tuple(None if median is None else summary([median]) for median in medians)


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (0.0456, "0.046"),
        (0.9876, "0.988"),
        (1.0456, "1.05"),
        (14.83, "14.8"),
        (99.96, "100.0"),
        (187_432.6, "187,433"),
    ],
)
def test_figures_are_shown_with_few_digits(figure: float, expected: str) -> None:
    assert shown(figure) == expected


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        pytest.param(Line("x", _cells(9, 9, 9)), "", id="no bar"),
        pytest.param(Line("x", _cells(1, 1, 1), AtMost(1)), "met", id="met at every size"),
        pytest.param(Line("x", _cells(9, 1, 1), AtMost(1)), "MISSED", id="missed at one"),
        pytest.param(Line("x", _cells(2, 1, 1), AtMost(1)), "tolerated", id="tolerated at one"),
        pytest.param(Line("x", _cells(9, 1, 1), AtMost(1), 1000), "met", id="holds from 1000 on"),
        pytest.param(Line("x", _cells(1, 1, 9), AtMost(1), 10_001), "", id="holds for none"),
        pytest.param(Line("x", _cells(1, 1, None), AtMost(1), 10_000), "", id="not measured"),
        pytest.param(Line("x", _cells(1, 1, 9), AtLeast(9), 10_000), "met", id="the higher"),
    ],
)
def test_a_line_is_held_to_its_bar(figures: Line, expected: str) -> None:
    assert verdict(figures, _OPTIONS) == expected


def test_a_table_has_a_column_for_each_size() -> None:
    lines = [
        Line("a ratio", (*_cells(0.5, None), summary([1.5, 1.0, 1.25])), AtMost(1.1)),
        Line("a throughput", _cells(1000, 2000, 50_000), AtLeast(50_000), 10_000),
        Line("once", _cells(1.0, 2.0, None)),
    ]
    table = [heading("growth", _OPTIONS.sizes), *(line(each, _OPTIONS) for each in lines)]
    assert "\n".join(table) == (
        "growth                                        100    1,000   10,000"
        "   growth   spread        bar\n"
        "a ratio                                     0.500        -     1.25"
        "    ×2.50      20%      ≤ 1.1  tolerated\n"
        "a throughput                                1,000    2,000   50,000"
        "    ×50.0            ≥ 50,000  met\n"
        "once                                         1.00     2.00        -"
    )


def test_growth_is_measured(
    tmp_path: Path, installed: None, capsys: pytest.CaptureFixture[str]
) -> None:
    missed = scale.measure(str(tmp_path), Options(runs=1, sizes=(60,)))
    title, *rows = capsys.readouterr().out.splitlines()
    names = [shown.name for measurement in scale.MEASUREMENTS for shown in measurement.shown]
    assert title == heading("growth, by events", [60])
    assert [row[: len(name)] for row, name in zip(rows, [*names, "index"], strict=True)] == [
        *names,
        "index",
    ]
    assert all(float(row[40:49].replace(",", "")) > 0 for row in rows)
    assert not missed  # the bars hold for 100,000
