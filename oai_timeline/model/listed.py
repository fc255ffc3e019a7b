"""Events as lists show them."""

from collections.abc import Sequence
from typing import NamedTuple

from oai_timeline.model.certainty import Certainty
from oai_timeline.model.printed import Printed


class ListedEvent(NamedTuple):
    """The parts of an event that lists show.

    A list lays out all its events at once, and whole records would take several times the memory.
    `earliest` and `latest` are ISO 8601 in the timeline's zone, None if open; `is_close`: the time
    is known to within six hours. `printed` is the date
    in that zone. `actors` and `about` are names, `short_names` the
    last name and the one to print of each of `actors`. `order_known`:
    the event is certainly before all that are listed after it in time order.
    """

    id: str
    date: str
    words: str | None
    precision: str
    earliest: str | None
    latest: str | None
    is_close: bool
    printed: Printed
    title: str
    certainty: Certainty | None
    actors: Sequence[str]
    about: Sequence[str]
    short_names: Sequence[tuple[str, str]]
    order_known: bool
