"""Which format an answer is given in, and which options that format can honour."""

import os
from collections.abc import Iterable

from oai_timeline.cli import messages
from oai_timeline.cli.settings import Settings
from oai_timeline.formats import FORMATS

SHOW_FORMATS = ("text", *(name for name, form in FORMATS.items() if form.is_shown))
_TEXT_ONLY = ("tz", "width")
_EXTENSIONS = {"text": ("txt",)} | {name: form.extensions for name, form in FORMATS.items()}
_PLAIN = "txt"
"""What any format may be written under, if that format is asked for by name."""


def format_of(form: str | None, output: str | None, allowed: Iterable[str]) -> str:
    """Choose a format: the one asked for, else by the extension of the file to write, else text."""
    allowed = tuple(allowed)
    if form is not None and form not in {"text", *allowed}:
        raise messages.UsageError(f'unknown format "{form}" (choose from: {", ".join(allowed)})')
    extension = _extension(output or "")
    if not extension:
        return form or "text"
    if form is None:
        return _format_by_extension(extension, allowed)
    if extension not in {_PLAIN, *_EXTENSIONS[form]}:
        raise _mismatch(form, extension, _EXTENSIONS[form])
    return form


def check_extension(path: str | None, what: str, *allowed: str) -> None:
    """Refuse to write `what` to a file whose extension is not among the allowed ones."""
    extension = _extension(path or "")
    if extension and extension not in allowed:
        raise _mismatch(what, extension, allowed)


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
        raise messages.UsageError(f"--{given[0]} applies to text, not to {form}")


def _format_by_extension(extension: str, allowed: tuple[str, ...]) -> str:
    """Choose the format of an extension. Raises UsageError where no format here has it."""
    having = [form for form, extensions in _EXTENSIONS.items() if extension in extensions]
    for form in having:
        if form in allowed:
            return form
    if having and having[0] != "text":
        raise messages.UsageError(f'a .{extension} file is written by "timeline export"')
    raise _mismatch("an answer", extension, (_EXTENSIONS[one][0] for one in allowed))


def _mismatch(what: str, extension: str, allowed: Iterable[str]) -> messages.UsageError:
    """Return the refusal to write `what` to a file with an extension of something else."""
    *others, last = (f".{name}" for name in dict.fromkeys(allowed))
    wanted = f"{', '.join(others)} or {last}" if others else last
    return messages.UsageError(
        f"can't write {what} to a .{extension} file: use a name that ends in {wanted}"
    )


def _extension(path: str) -> str:
    """Return the extension of a file's name in lower case; digits alone are part of a date."""
    extension = os.path.splitext(path)[1].removeprefix(".").lower()
    return extension if extension.isalnum() and not extension.isdecimal() else ""
