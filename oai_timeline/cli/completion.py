"""What a shell offers for a value: what the timeline holds, from its index alone."""

from collections.abc import Callable

import typer

from oai_timeline.cli.settings import Settings
from oai_timeline.model.spelling import fold

Completion = Callable[[typer.Context, str], list[str]]


def completion(*fields: str) -> Completion:
    """Make a completion of the values of some fields; a timeline with errors offers none."""

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        from oai_timeline.cli.session import ask, opened
        from oai_timeline.query.values import values

        file = ctx.params.get("file") or (ctx.parent.params.get("file") if ctx.parent else None)
        try:
            found = ask(
                opened(Settings(file=file)),
                lambda index: [value for field in fields for value in values(index, field)],
            )
        except Exception:  # noqa: BLE001  (a shell has no place for messages)
            return []
        begun = fold(incomplete).removeprefix("@")
        return [value for value in dict.fromkeys(found) if fold(value).startswith(begun)]

    return complete
