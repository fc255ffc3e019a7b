"""What goes to stderr: notes, hints, and what went wrong."""

import sys
from typing import Any, NoReturn

import typer

from oai_timeline.model.diagnostic import Diagnostic, TimelineFileError
from oai_timeline.model.visible import visible
from oai_timeline.query.errors import QueryError


def say(text: str) -> None:
    """Write a line to stderr; what it quotes from a file or an argument can't act on a terminal."""
    stream = getattr(sys.stderr, "buffer", None)
    line = f"{visible(text)}\n"
    try:
        if stream is None:
            return
        stream.write(line.encode("utf-8", "backslashreplace"))
        stream.flush()
    except OSError:
        return


def report_usage(error: Any) -> int:
    """Tell what is wrong with the command line, and where its help is."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "timeline"
    message = error.format_message().rstrip(".")
    say(f"timeline: {message[:1].lower()}{message[1:]}")
    say(f"Try: {path} --help")
    return 2


def report(error: Exception) -> int:
    """Tell what went wrong, in one line or, of a timeline file, in a line for each mistake."""
    if isinstance(error, QueryError):
        say(f"timeline: {error}")
        return 2
    if isinstance(error, TimelineFileError):
        for diagnostic in error.diagnostics:
            say_diagnostic(diagnostic)
        count = len(error.diagnostics)
        say(f"timeline: {count} {'error' if count == 1 else 'errors'} in the timeline file")
    elif isinstance(error, OSError):
        what = f"{error.filename}: " if error.filename else ""
        say(f"timeline: {what}{error.strerror or error}")
    else:
        say(f"timeline: {type(error).__name__}: {error}")
        say("This is a mistake of the program itself; TIMELINE_DEBUG=1 shows where.")
    return 1


def say_diagnostic(diagnostic: Diagnostic) -> None:
    """Tell of a finding, with the line it is about and a caret under its place."""
    for line in excerpted(diagnostic):
        say(line)


def excerpted(diagnostic: Diagnostic) -> list[str]:
    """Write a finding, the line it is about, and a caret under its place."""
    lines = [visible(str(diagnostic))]
    if diagnostic.excerpt.strip():
        column = diagnostic.location.column - 1
        before = visible_line(diagnostic.excerpt[:column])
        after = visible_line(diagnostic.excerpt[column:])
        cut = max(len(before) - 60, 0)
        lines += [f"    {before[cut:]}{after[:60]}", f"    {' ' * (len(before) - cut)}^"]
    return lines


def visible_line(text: str) -> str:
    """Make part of a line fit to be shown, its spaces kept."""
    return visible(text.replace("\t", " "))


def fail_on_stray(settings: Any, word: str, command: str, names: list[str]) -> NoReturn:
    """Answer a word that has no place there with the command that it was probably meant for."""
    from oai_timeline.cli.session import ask, opened
    from oai_timeline.model.spelling import near
    from oai_timeline.query import moments
    from oai_timeline.query import names as known

    wrong = f'"{word}" is no command' if not command else f'{command} takes no "{word}"'
    close = near(word, names)
    if close:
        raise typer.BadParameter(f"{wrong} (did you mean {' or '.join(close)}?)")
    try:
        key = ask(opened(settings), lambda index: known.actor(index, word))
    except QueryError:
        key = ""
    if key:
        hint = f"timeline show --actor {key}" if command else f"timeline who {key}"
        raise typer.BadParameter(f"{wrong}; you may want: {hint}")
    try:
        ask(opened(settings), lambda index: moments.period(index, word))
    except QueryError:
        raise typer.BadParameter(wrong) from None
    quoted = f'"{word}"' if " " in word else word
    raise typer.BadParameter(f"{wrong}; you may want: timeline {command or 'show'} --day {quoted}")
