"""Events as lists show them."""

from collections.abc import Sequence
from typing import NamedTuple

from oai_timeline.model.certainty import Certainty
from oai_timeline.model.date import Printed


class ListedEvent(NamedTuple):
    """The parts of an event that lists show.

    A list lays out all its events at once, and whole records would take several times the memory.
    `printed` is the date in the timeline's zone. `actors` and `about` are names. `order_known`:
    the event is certainly before all that are listed after it in time order.
    """

    id: str
    date: str
    words: str | None
    printed: Printed
    title: str
    certainty: Certainty | None
    actors: Sequence[str]
    about: Sequence[str]
    order_known: bool
