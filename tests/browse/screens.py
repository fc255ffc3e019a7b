"""A browser without a terminal, on a file, and its screen as text."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from oai_timeline.browse.browser import Browser
from oai_timeline.browse.screen import iterate_text
from oai_timeline.cli.browsing import CommandLine
from oai_timeline.cli.settings import Settings
from tests.cli.processes import SMALL


@contextmanager
def browsing(
    filters: str = "", file: Path = SMALL, event: str | None = None, **settings: str | bool
) -> Iterator[Browser]:
    """Browse a file with filters, from an event on."""
    name = os.path.relpath(file) if file == SMALL else str(file)
    host = CommandLine(Settings(file=[name], **settings))  # type: ignore[arg-type]
    browser = Browser(host, filters, event, (120, 30))
    try:
        browser.draw(120, 30)
        yield browser
    finally:
        browser.close()


def press(browser: Browser, *keys: str) -> None:
    """Press keys; a single character is typed. What is typed in the filter line applies at once."""
    for key in keys:
        browser.press(key, key if len(key) == 1 else None)
        if any(effect.action == "query soon" for effect in browser.effects):
            browser.take_effects()
            browser.apply_typed()
        browser.draw(*browser.size)


def read_screen(browser: Browser, width: int = 120, height: int = 30) -> list[str]:
    """Return the lines of the screen."""
    return list(iterate_text(browser.draw(width, height).lines))
