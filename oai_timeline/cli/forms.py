"""Which format an answer is given in, and which options that format can honour."""

import os
from collections.abc import Iterable

from oai_timeline.cli import messages
from oai_timeline.cli.settings import Settings

_TEXT_ONLY = ("tz", "width")
_EXTENSIONS = {
    "json": "json",
    "jsonl": "jsonl",
    "csv": "csv",
    "tsv": "tsv",
    "md": "markdown",
    "markdown": "markdown",
    "ics": "ics",
    "html": "html",
    "htm": "html",
}


def format_of(form: str | None, output: str | None, allowed: Iterable[str]) -> str:
    """Choose a format: the one asked for, else by the extension of the file to write, else text."""
    allowed = tuple(allowed)
    extension = os.path.splitext(output or "")[1].removeprefix(".").lower()
    chosen = form or _EXTENSIONS.get(extension, "text")
    if form is None and chosen not in {"text", *allowed}:
        raise messages.UsageError(f"a .{extension} file is written by: timeline export {chosen}")
    if chosen not in {"text", *allowed}:
        raise messages.UsageError(f'no format is called "{chosen}" here: {", ".join(allowed)}')
    return chosen


def text_or_json(settings: Settings, form: str | None) -> str:
    """Choose a format for what has but these two, and refuse what JSON can't honour."""
    chosen = format_of(form, None, ("text", "json"))
    if chosen == "json":
        refuse_text_options(settings, chosen)
    return chosen


def refuse_text_options(settings: Settings, form: str) -> None:
    """Refuse what only text can honour, for a format that is not text."""
    given = [name for name in _TEXT_ONLY if getattr(settings, name) is not None]
    if settings.color == "always":
        given.append("color always")
    if given:
        raise messages.UsageError(f"--{given[0]} is for text: {form} can't honour it")
