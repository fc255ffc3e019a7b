"""Names of actors as lists use them."""

from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

from oai_timeline.model.timeline import Actor


class ShortName(NamedTuple):
    """The last name of a person, or the name of another actor; and the name that lists print.

    That is the last name if no other actor has it, else the full name.
    """

    last: str
    short: str


def shorten_names(actors: Collection[Actor]) -> dict[str, ShortName]:
    """Return the short names of actors, by id."""
    last_names = {
        actor.id: actor.name.rpartition(" ")[2] if actor.type == "person" else actor.name
        for actor in actors
    }
    uses = Counter(last_names.values())
    return {
        actor.id: ShortName(last, last if uses[last] == 1 else actor.name)
        for actor, last in zip(actors, last_names.values(), strict=True)
    }
