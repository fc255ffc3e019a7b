"""A rule about the order of events in the file."""

from collections.abc import Iterator

from oai_timeline.lint.rule import Context, FileRule, Finding
from oai_timeline.model.event import Event


class OutOfOrder(FileRule):
    """Events stand in the order of their dates.

    The file is read by people, too. An event that begins earlier than the one above it belongs
    further up, unless it follows from it (`because`, `after`). An open start says nothing here.

    Bad:

        - {id: altman-told, when: 2023-11-17T12:00, title: Altman is told}
        - {id: board-votes, when: 2023-11-16, title: The board votes}

    Good:

        - {id: board-votes, when: 2023-11-16, title: The board votes}
        - {id: altman-told, when: 2023-11-17T12:00, title: Altman is told}
    """

    def __init__(self, context: Context) -> None:
        """Start at the top of the file."""
        super().__init__(context)
        self._above: tuple[str, int] | None = None

    def begin_file(self) -> None:
        """Start anew: each file has an order of its own."""
        self._above = None

    def check_event(self, event: Event) -> Iterator[Finding]:
        """Yield a finding if an event begins before the one above it."""
        start = event.when.earliest
        if start is not None and self._above:
            above, start_above = self._above
            if start < start_above and above not in event.because and above not in event.after:
                message = f'this begins before "{above}", which is above it: move it up'
                yield Finding(("when",), message)
        self._above = None if start is None else (event.id, start)
