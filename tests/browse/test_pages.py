"""Pages of the browser, at the widths that they get."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from oai_timeline.browse.answers import page_text
from oai_timeline.browse.browser import Browser
from oai_timeline.browse.state import Page
from oai_timeline.views.text import line_width
from tests.browse.screens import browsing

BUNDLED = Path(__file__).parents[2] / "events.yaml"
_KINDS = ("event", "causes", "accounts", "sources", "point of view", "who", "state")
_EVENTS = ("scott-email", "noon-meeting", "microsoft-told", "review-ends")


@pytest.fixture(name="browser", scope="module")
def _browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        with browsing(file=BUNDLED) as browser:
            yield browser


@pytest.mark.parametrize("kind", _KINDS)
@pytest.mark.parametrize("width", [30, 43, 54, 60, 79, 100])
def test_no_line_of_a_page_is_wider_than_the_page(browser: Browser, kind: str, width: int) -> None:
    for event in _EVENTS:
        sheet = browser.answers.render_page(Page(kind, event), width)
        assert max(map(line_width, sheet.lines)) <= width, page_text(sheet.lines)


@pytest.mark.parametrize("width", [30, 43, 54, 60, 79, 100])
def test_a_list_of_sources_has_all_words_of_their_titles(browser: Browser, width: int) -> None:
    for event in _EVENTS:
        page = page_text(browser.answers.render_page(Page("sources", event), width).lines)
        for source in browser.answers.fetch_details(event).record["sources"]:
            assert (source["title"] or "").replace(" ", "") in "".join(page.split())
