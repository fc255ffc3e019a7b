"""`timeline browse`: the whole timeline on a full screen."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from oai_timeline.cli import messages, output
from oai_timeline.cli.completion import complete_fields
from oai_timeline.cli.files import timeline_paths
from oai_timeline.cli.options import share_options
from oai_timeline.cli.settings import Perspective, Selection, Settings
from oai_timeline.cli.suggestions import find_event, repeat_command

if TYPE_CHECKING:
    from oai_timeline.browse.host import Asked


@share_options("file", "tz", "color", "ascii")
def browse(
    settings: Settings,
    selection: Selection,
    perspective: Perspective,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[EVENT]",
            help="The event to begin with: an id, words of a title, or a day and time.",
            autocompletion=complete_fields("ids"),
            show_default=False,
        ),
    ] = None,
    no_mouse: Annotated[
        bool, typer.Option("--no-mouse", help="Leave the mouse to the terminal, to select text.")
    ] = False,
) -> None:
    """Browse the timeline on a full screen.

    Example: timeline browse --day 2023-11-17

    Press ? for the keys. The list has the same rows as show with the same filters, and / changes
    the filters. The last line of the screen is the command that lists these rows. It needs a
    library: pip install "oai-timeline[browse]".
    """
    _check_terminal(settings, perspective, selection)
    try:
        from oai_timeline.browse.app import run_browser
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "textual":
            raise
        from oai_timeline.model.extras import suggest_install

        message = f"browse needs textual: {suggest_install('browse')}"
        raise messages.MissingExtra(message) from None
    from oai_timeline.browse.browser import Browser
    from oai_timeline.cli.browsing import CommandLine
    from oai_timeline.cli.filter_line import write_filter_line, write_perspective
    from oai_timeline.cli.session import Session

    asked = _as_asked(selection, perspective)
    text = f"{write_filter_line(asked)} {write_perspective(asked)}".strip()
    event_id = None
    if words:
        with Session(settings, perspective) as session:
            event_id = find_event(session, words)
    host = CommandLine(settings)
    browser = Browser(host, text, event_id, os.get_terminal_size(1))
    host.make_layout(0, browser.answers.index.zone)  # which checks --tz
    code = run_browser(browser, colour=output.choose_target(settings).colour, mouse=not no_mouse)
    browser.close()
    if code:
        raise typer.Exit(code)


def _as_asked(selection: Selection, perspective: Perspective) -> "Asked":
    from oai_timeline.browse.host import Asked

    return Asked(*selection, *perspective)


def _check_terminal(settings: Settings, perspective: Perspective, selection: Selection) -> None:
    """Raise UsageError where there is no room for a full screen, and say what to use instead."""
    from oai_timeline.browse.state import LEAST_HEIGHT, LEAST_WIDTH
    from oai_timeline.cli.filter_line import write_filter_line

    filters = write_filter_line(_as_asked(selection, perspective))
    instead = repeat_command(settings, perspective, f"show {filters}".rstrip())
    if "-" in timeline_paths(settings.file):
        raise messages.UsageError(f"browse reads keys from standard input; use: {instead}")
    reason = ""
    if not (output.is_terminal(0) and output.is_terminal(1)):
        reason = "browse needs a terminal"
    elif os.environ.get("TERM", "dumb") == "dumb":
        reason = "browse needs a terminal with a cursor, which TERM=dumb hasn't"
    else:
        columns, lines = os.get_terminal_size(1)
        if columns < LEAST_WIDTH or lines < LEAST_HEIGHT:
            reason = f"browse needs {LEAST_WIDTH} columns and {LEAST_HEIGHT} lines"
            reason += f", this terminal has {columns} and {lines}"
    if reason:
        raise messages.UsageError(f"{reason}; use: {instead}")
