"""The error of queries."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oai_timeline.query.event_names import Candidate


class QueryError(Exception):
    """A name, a date or a value has no meaning in the timeline, or several."""

    def __init__(
        self, message: str, candidates: "Sequence[Candidate]" = (), listed_by: str = ""
    ) -> None:
        """Keep the message, the events that were meant perhaps, and the command that lists names.

        There is such a command if a name is unknown, and like no other.
        """
        super().__init__(message)
        self.candidates = candidates
        self.listed_by = listed_by
