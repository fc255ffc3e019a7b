"""The picture in the README is a screen of the tool as it is now."""

import re

import pytest

from tests.picture import FILE, picture


@pytest.fixture(autouse=True)
def _shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIMELINE_FILE", raising=False)


def shown(svg: str) -> list[str]:
    """Give the texts of a picture, whichever release of Rich has drawn it."""
    return re.findall(r"<text [^>]*>([^<]*)</text>", svg)


def test_the_picture_is_what_the_tool_prints() -> None:
    drawn = FILE.read_text(encoding="utf-8")
    assert shown(drawn) == shown(picture()), "draw it: python -m tests.picture"


def test_the_picture_is_drawn_alike_each_time() -> None:
    assert picture() == picture()


def test_the_picture_needs_nothing_from_elsewhere() -> None:
    drawn = FILE.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search("https?:|@import|@font-face|<script", drawn)
