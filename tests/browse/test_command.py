"""The options of `timeline browse`: each changes the screen, or how Textual shows it."""

import sys

import pytest
import typer

from oai_timeline.browse.browser import Browser
from oai_timeline.browse.screen import iterate_text
from oai_timeline.cli.app import app
from tests.cli.processes import Done, in_process
from tests.cli.test_options import MINE, OTHER, VALUE


@pytest.fixture(autouse=True)
def _terminal(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pretend that there is a terminal, on which the first screen is printed."""
    folder = tmp_path_factory.mktemp("options")
    (folder / "mine.yaml").write_text(MINE)
    (folder / "other.yaml").write_text(OTHER)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TIMELINE_FILE", "mine.yaml")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("oai_timeline.cli.output.is_terminal", lambda _=1: True)
    monkeypatch.setattr("os.get_terminal_size", lambda _=1: (100, 30))

    def print_screen(browser: Browser, *, colour: bool, mouse: bool) -> int:
        lines = iterate_text(browser.draw(100, 30).lines)
        sys.stdout.write("\n".join([*lines, f"{colour=} {mouse=}\n"]))
        return 0

    monkeypatch.setattr("oai_timeline.browse.app.run_browser", print_screen)


def browse(*arguments: str) -> Done:
    return in_process("browse", *arguments)


OPTIONS = [
    next(flag for flag in option.opts if flag.startswith("--"))
    for option in typer.main.get_command(app)
    .get_command(typer.Context(typer.main.get_command(app)), "browse")  # type: ignore[attr-defined]
    .params
    if option.param_type_name == "option"
]


@pytest.mark.parametrize("option", OPTIONS)
def test_every_option_changes_the_screen(option: str) -> None:
    value = ["never"] if option == "--color" else [VALUE[option]] if option in VALUE else []
    needed = ["--tag", "big", "--tag", "cold"] if option == "--together" else []
    before, after = browse(*needed), browse(*needed, option, *value)
    assert (before.code, after.code) == (0, 0)
    assert after.out != before.out


def test_an_event_is_where_one_begins() -> None:
    done = browse("Ann", "calls", "again")
    assert "2 of 4" in done.out
    assert done.err == "Ann calls again = letter\n"


def test_filters_are_in_the_filter_line() -> None:
    done = browse("--tag", "big", "--as-known-on", "2023-11-20")
    assert " titles, summaries and biographies are today's, not of then" in done.out
    assert "= timeline show --tag big --as-known-on 2023-11-20" in done.out
