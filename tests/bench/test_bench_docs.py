"""The page about performance shows what the benchmark prints."""

import re

import pytest

from bench.cases import CASES
from bench.programs import PEERS, Finder
from bench.scale import INDEX, MEASUREMENTS
from tests.cli.processes import ROOT

_TABLES = re.search(
    r"```\n(.*?)```", (ROOT / "docs/performance.md").read_text(encoding="utf-8"), re.DOTALL
)
_GROWTH = [shown.name for measurement in MEASUREMENTS for shown in measurement.shown]


@pytest.mark.parametrize("name", [*(case.name for case in CASES), *_GROWTH, INDEX.name])
def test_every_figure_is_shown(name: str) -> None:
    assert _TABLES
    assert re.search(f"^{re.escape(name)}  ", _TABLES[1], re.MULTILINE)


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.__name__)
def test_every_peer_is_shown(peer: Finder) -> None:
    assert _TABLES
    assert re.search(f"^timeline / {peer.__name__} ", _TABLES[1], re.MULTILINE)
