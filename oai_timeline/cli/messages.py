"""What goes to stderr: notes, hints, and what went wrong."""

import sys
from contextlib import suppress
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
        say(f"timeline: {error.filename or 'standard output'}: {error.strerror or error}")
    elif isinstance(error, MissingExtra):
        say(f"timeline: {error}")
    else:
        say(f"timeline: {type(error).__name__}: {error}")
        say("This is a mistake of the program itself; TIMELINE_DEBUG=1 shows where.")
    return 1


def fail_on_stray(settings: Any, word: str, command: str, names: list[str]) -> NoReturn:
    """Answer a word that has no place there with the command that it was probably meant for."""
    from oai_timeline.cli.session import ask, opened
    from oai_timeline.model.spelling import near
    from oai_timeline.query import moments
    from oai_timeline.query import names as known

    wrong = f'"{word}" is no command' if not command else f'{command} takes no "{word}"'
    close = near(word, names)
    if close:
        raise UsageError(f"{wrong} (did you mean {' or '.join(close)}?)")
    try:
        key = ask(opened(settings), lambda index: known.actor(index, word))
    except QueryError:
        key = ""
    if key:
        hint = f"timeline show --actor {key}" if command else f"timeline who {key}"
        raise UsageError(f"{wrong}; you may want: {hint}")
    try:
        ask(opened(settings), lambda index: moments.period(index, word))
    except QueryError:
        raise UsageError(wrong) from None
    quoted = f'"{word}"' if " " in word else word
    option = "--at" if command == "state" else "--day"
    raise UsageError(f"{wrong}; you may want: timeline {command or 'show'} {option} {quoted}")


def _write(text: str) -> None:
    with suppress(OSError, AttributeError):  # stderr may be closed: there is nobody to tell then
        sys.stderr.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stderr.buffer.flush()
