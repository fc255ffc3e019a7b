"""What a shell offers for a value: what the timeline holds, from its index alone."""

import os
from collections.abc import Callable, Iterable

import typer

from oai_timeline.cli.settings import Settings
from oai_timeline.model.spelling import fold

Completion = Callable[[typer.Context, str], list[str]]

_IS_ASKED_FOR = "_TIMELINE_COMPLETE" in os.environ
"""Whether a shell asks. Typer looks at each completion that there is, and other runs would wait."""
_AS_WRITTEN = {"ids", "days", "sources"}
"""Fields whose values must be typed as they are; in the others case does not matter."""


def choices(*values: str) -> Callable[[], Iterable[str]] | None:
    """Make a completion of fixed values; Typer keeps those that begin with what is typed."""
    return (lambda: values) if _IS_ASKED_FOR else None


def completion(*fields: str) -> Completion | None:
    """Make a completion of the values of some fields; a timeline with errors offers none."""
    if not _IS_ASKED_FOR:
        return None

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        from oai_timeline.cli.session import Session, timeline_file
        from oai_timeline.index import DamagedIndex
        from oai_timeline.query.values import fetch_values

        file = ctx.params.get("file") or (ctx.parent.params.get("file") if ctx.parent else None)
        # The shell has not expanded it yet.
        settings = Settings(file=os.path.expanduser(file) if file else None)
        if timeline_file(settings) == "-":
            return []  # the terminal is the shell's to read
        try:
            with Session(settings) as session:
                found = [
                    value if field in _AS_WRITTEN else _continued(incomplete, value)
                    for field in fields
                    for value in fetch_values(session.index, field)
                ]
        except DamagedIndex:
            raise  # the command runs again with a new index
        except Exception:  # noqa: BLE001  (a shell has no place for messages)
            return []
        return [value for value in dict.fromkeys(found) if _can_be_offered(value)]

    return complete


def _continued(typed: str, value: str) -> str:
    """Give a name as the continuation of what is typed, in whatever case, with or without @."""
    begun = fold(typed).removeprefix("@")
    return typed + value[len(begun) :] if fold(value).startswith(begun) else value


def _can_be_offered(value: str) -> bool:
    """Tell whether a shell can take a value on a line: no controls, no escape, no option."""
    return value.isprintable() and "\\" not in value and not value.startswith("-")
