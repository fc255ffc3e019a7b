"""Choose the format of an answer, and refuse options that don't apply to it."""

import os
from collections.abc import Iterable
from contextlib import suppress

from oai_timeline.cli.messages import UsageError
from oai_timeline.cli.settings import Settings
from oai_timeline.formats import FORMATS
from oai_timeline.model.quoting import quote_word

SHOW_FORMATS = ("text", *(name for name, form in FORMATS.items() if form.is_shown))
_TEXT_ONLY = ("tz", "width")
_EXTENSIONS = {"text": ("txt",)} | {name: form.extensions for name, form in FORMATS.items()}
_PLAIN = "txt"
"""An extension that goes with any format, if --format names that."""


def choose_format(name: str | None, path: str | None, allowed: Iterable[str]) -> str:
    """Return the named format, or else that of the extension of the file to write, or else text.

    Raises UsageError for an unknown format, and for an extension of another format.
    """
    allowed = tuple(allowed)
    if name is not None and name not in {"text", *allowed}:
        raise _unknown_format(name, allowed)
    extension = _extension(path or "")
    if not extension:
        return name or "text"
    if name is None:
        return _format_by_extension(path or "", extension, allowed)
    if extension not in {_PLAIN, *_EXTENSIONS[name]}:
        raise _mismatch(name, extension, _EXTENSIONS[name])
    return name


def choose_text_or_json(settings: Settings, name: str | None) -> str:
    """Return the named format, text or JSON, or else text.

    Raises UsageError for another format, and for settings that don't apply to JSON.
    """
    chosen = choose_format(name, None, ("text", "json"))
    if chosen == "json":
        refuse_text_options(settings, chosen)
    return chosen


def check_extension(path: str | None, content: str, *allowed: str) -> None:
    """Raise UsageError if the extension of the file to write isn't among the allowed ones."""
    extension = _extension(path or "")
    if extension and extension not in allowed:
        raise _mismatch(content, extension, allowed)


def refuse_text_options(settings: Settings, output_format: str) -> None:
    """Raise UsageError for settings that apply to text only."""
    given = [name for name in _TEXT_ONLY if getattr(settings, name) is not None]
    if settings.color == "always":
        given.append("color always")
    if given:
        raise UsageError(f"--{given[0]} applies to text, not to {output_format}")


def _unknown_format(name: str, allowed: tuple[str, ...]) -> UsageError:
    """Return the error for an unknown format, which may be the name of a file to write."""
    if extension := _extension(name):
        with suppress(UsageError):
            form = _format_by_extension(name, extension, allowed)
            return UsageError(f'unknown format "{name}"; did you mean: {form} -o {name}')
    return UsageError(f'unknown format "{name}" (choose from: {", ".join(allowed)})')


def _format_by_extension(path: str, extension: str, allowed: tuple[str, ...]) -> str:
    """Return the format of a file's extension. Raises UsageError if it is not an allowed one."""
    formats = [name for name, extensions in _EXTENSIONS.items() if extension in extensions]
    for name in formats:
        if name in allowed:
            return name
    if formats and formats[0] != "text":
        export = f"timeline export {formats[0]} -o {quote_word(path)}"
        raise UsageError(f"a .{extension} file is written by export; use: {export}")
    raise _mismatch("an answer", extension, (_EXTENSIONS[name][0] for name in allowed))


def _mismatch(content: str, extension: str, allowed: Iterable[str]) -> UsageError:
    """Return the error of writing content to a file with an extension that isn't allowed."""
    *others, last = (f".{name}" for name in dict.fromkeys(allowed))
    wanted = f"{', '.join(others)} or {last}" if others else last
    return UsageError(
        f"can't write {content} to a .{extension} file: use a name that ends in {wanted}"
    )


def _extension(path: str) -> str:
    """Return the extension of a file's name in lower case; digits alone are part of a date."""
    extension = os.path.splitext(path)[1].removeprefix(".").lower()
    return extension if extension.isalnum() and not extension.isdecimal() else ""
