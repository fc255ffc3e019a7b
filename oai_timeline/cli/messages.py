"""What goes to stderr: notes, hints, and what went wrong."""

import sys
from contextlib import suppress
from functools import cache
from typing import Any

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
    say(f"timeline: {message[:1].lower()}{message[1:]}{_hint_at_dashes(error, path)}")
    say(f"Try: {path} --help")
    return 2


def _hint_at_dashes(error: Any, path: str) -> str:
    """Say how an argument that begins with a dash is typed, where one was taken for options."""
    is_option = type(error).__name__ in {"NoSuchOption", "MissingParameter"}
    arguments = [one for one in _parameters(error) if one.param_type_name == "argument"]
    dashed = [word for word in sys.argv[1:] if len(word) > 2 and word[0] == "-" != word[1]]
    if not (is_option and arguments and dashed):
        return ""
    return f"; what begins with - comes after --, like: {path} -- {dashed[0]}"


def _parameters(error: Any) -> list[Any]:
    """Return the options and arguments of the command that a wrong command line is of."""
    command = getattr(getattr(error, "ctx", None), "command", None)
    return command.params if command else []


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
        say(f"timeline: {count:,} {'error' if count == 1 else 'errors'} in the timeline file")
    elif isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        say(f"timeline: {place}{error.strerror or error}")
    elif isinstance(error, MissingExtra):
        say(f"timeline: {error}")
    else:
        say(f"timeline: {type(error).__name__}: {error}")
        say("This is a mistake of the program itself; TIMELINE_DEBUG=1 shows where.")
    return 1


def _write(text: str) -> None:
    with suppress(OSError, AttributeError):  # stderr may be closed: there is nobody to tell then
        sys.stderr.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stderr.buffer.flush()
