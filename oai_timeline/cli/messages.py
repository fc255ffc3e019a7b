"""What goes to stderr: notes, hints, and what went wrong."""

import sys
from contextlib import suppress
from functools import cache
from typing import Any, NoReturn

import typer

from oai_timeline.model.visible import visible
from oai_timeline.query.errors import QueryError


class UsageError(typer.BadParameter):
    """The command line is wrong; the message says it all."""

    def format_message(self) -> str:
        """Give the message without naming a parameter."""
        return str(self.message)


class MissingExtra(Exception):
    """A format needs a library that is not installed; the message says how to get it."""


def say(text: str) -> None:
    """Write a line to stderr; what it quotes from a file or an argument can't act on a terminal."""
    _write(f"{visible(text)}\n")


@cache
def note(text: str) -> None:
    """Say how something was understood, but once in a run, however often it was asked for."""
    say(text)


def report_usage(error: Any, command: str) -> int:
    """Tell what is wrong with the command line, and where its help is."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else command
    message = error.format_message().rstrip(".")
    say(f"timeline: {message[:1].lower()}{message[1:]}")
    say(f"Try: {path} --help")
    return 2


def report(error: Exception) -> int:
    """Tell what went wrong, in one line or, of a timeline file, in a line for each mistake."""
    from oai_timeline.model.diagnostic import TimelineFileError

    if isinstance(error, QueryError):
        say(f"timeline: {error}")
        return 2
    if isinstance(error, TimelineFileError):
        from oai_timeline.formats.findings import text

        for finding in text(error.diagnostics):
            _write(finding)
        count = len(error.diagnostics)
        say(f"timeline: {count} {'error' if count == 1 else 'errors'} in the timeline file")
    elif isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        say(f"timeline: {place}{error.strerror or error}")
    elif isinstance(error, MissingExtra):
        say(f"timeline: {error}")
    else:
        say(f"timeline: {type(error).__name__}: {error}")
        say("This is a mistake of the program itself; TIMELINE_DEBUG=1 shows where.")
    return 1


def fail_on_stray(settings: Any, word: str, wrong: str, for_actor: str, for_day: str) -> NoReturn:
    """Say that a word is wrong there, and how what it names is asked for: by which command."""
    from oai_timeline.cli.session import ask, opened
    from oai_timeline.query import names as known

    opening = opened(settings)
    try:
        key = ask(opening, lambda index: known.actor(index, word))
    except QueryError:
        key = ""
    if key:
        raise UsageError(f"{wrong}; you may want: {for_actor} {key}")
    hint = ask(opening, lambda index: _hint_at_day(index, word, for_day))
    raise UsageError(f"{wrong}{hint}")


def find_event(index: Any, text: str) -> str:
    """Find the event that `text` means; to a day, say how that is asked for. Raises QueryError."""
    from oai_timeline.query import names

    try:
        return names.event(index, text)
    except QueryError as error:
        raise QueryError(f"{error}{_hint_at_day(index, text, 'timeline show --day')}") from None


def _hint_at_day(index: Any, text: str, command: str) -> str:
    from shlex import quote

    from oai_timeline.query import moments

    try:
        moments.period(index, text)
    except QueryError:
        return ""
    shown = text if quote(text) == text else f'"{text}"'
    return f"; you may want: {command} {shown}"


def _write(text: str) -> None:
    with suppress(OSError, AttributeError):  # stderr may be closed: there is nobody to tell then
        sys.stderr.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stderr.buffer.flush()
