"""The picture in the README is up to date."""

import re

import pytest

from tests.picture import FILE, draw_picture


@pytest.fixture(autouse=True)
def _shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIMELINE_FILE", raising=False)


def texts(svg: str) -> list[str]:
    """Return the texts of a picture, which don't depend on the version of Rich."""
    return re.findall(r"<text [^>]*>([^<]*)</text>", svg)


def test_the_picture_shows_the_current_output() -> None:
    drawn = FILE.read_text(encoding="utf-8")
    assert texts(drawn) == texts(draw_picture()), "run python -m tests.picture"


def test_the_picture_loads_nothing() -> None:
    drawn = FILE.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search("https?:|@import|@font-face|<script", drawn)
