"""The pictures in the README and in docs/ are up to date."""

import re
from pathlib import Path

import pytest

from tests.picture import PICTURES


@pytest.fixture(autouse=True)
def _shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIMELINE_FILE", raising=False)


def texts(svg: str) -> list[str]:
    """Return the texts of a picture, which don't depend on the version of Rich."""
    return re.findall(r"<text [^>]*>([^<]*)</text>", svg)


@pytest.mark.parametrize("file", PICTURES, ids=lambda file: file.stem)
def test_a_picture_shows_the_current_output(file: Path) -> None:
    drawn = file.read_text(encoding="utf-8")
    assert texts(drawn) == texts(PICTURES[file]()), "run python -m tests.picture"


@pytest.mark.parametrize("file", PICTURES, ids=lambda file: file.stem)
def test_a_picture_loads_nothing(file: Path) -> None:
    drawn = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"(?:href|src|url\()[^>]*https?:|@import|@font-face|<script", drawn)
