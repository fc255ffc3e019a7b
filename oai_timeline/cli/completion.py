"""The values that a shell offers for an option or argument: fixed ones, or from the index."""

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import closing

import typer

from oai_timeline.model.spelling import fold

Completion = Callable[[typer.Context, str], list[str]]

_IS_COMPLETING = "_TIMELINE_COMPLETE" in os.environ
"""Whether a shell asks. Typer inspects each completion function, which would delay other runs."""
_EXACT_FIELDS = {"ids", "days", "sources"}
"""Fields whose values must be typed as they are; in the others case does not matter."""


def is_completion_wanted() -> bool:
    """Return whether a shell asks for completions, or a user for the script that makes it ask."""
    return _IS_COMPLETING or any(word.endswith("-completion") for word in sys.argv)


def complete_choices(*values: str) -> Callable[[], Iterable[str]] | None:
    """Return a completion of fixed values; Typer keeps those that begin with the typed text."""
    return (lambda: values) if _IS_COMPLETING else None


def complete_fields(*fields: str) -> Completion | None:
    """Return a completion of the values of some fields; a timeline with errors offers none."""
    if not _IS_COMPLETING:
        return None

    def complete(context: typer.Context, incomplete: str) -> list[str]:
        from oai_timeline.cli.session import open_index
        from oai_timeline.cli.settings import Settings
        from oai_timeline.index import DamagedIndex
        from oai_timeline.query.values import fetch_values

        parent = context.parent
        before = parent.params.get("file") if parent else None
        given = [*(before or ()), *(context.params.get("file") or ())]
        # The shell has not expanded it yet.
        settings = Settings(file=list(map(os.path.expanduser, given)))
        if "-" in given or os.environ.get("TIMELINE_FILE") == "-":
            return []  # standard input is the terminal that the shell reads
        try:
            with closing(open_index(settings)) as index:
                candidates = [
                    form if field in _EXACT_FIELDS else _extend(incomplete, form)
                    for field in fields
                    for value in fetch_values(index, field)
                    for form in _forms(field, value)
                ]
        except DamagedIndex:
            raise  # the command runs again with a new index
        except Exception:  # noqa: BLE001  (a shell can't show messages)
            return []
        return [value for value in dict.fromkeys(candidates) if _is_safe(value)]

    return complete


def _forms(field: str, value: str) -> tuple[str, ...]:
    """Return what may be typed for a value: a publisher also without its article."""
    return (value, value.removeprefix("The ")) if field == "publishers" else (value,)


def _extend(typed: str, name: str) -> str:
    """Return a name with its beginning as typed, in any case, with or without @."""
    start = fold(typed).removeprefix("@")
    return typed + name[len(start) :] if fold(name).startswith(start) else name


def _is_safe(value: str) -> bool:
    """Return whether a shell can put a value on a command line as text, not as an option."""
    return value.isprintable() and "\\" not in value and not value.startswith("-")
