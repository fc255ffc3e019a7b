"""Find which accounts, quotes and offices of two revisions are the same, as they have no ids."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import TypeVar

from oai_timeline.model.event import Account, Quote
from oai_timeline.model.timeline import Office
from oai_timeline.revisions.facts import as_fact, as_facts

Piece = TypeVar("Piece", Account, Quote, Office)


def pair_up(
    old: Sequence[Piece], new: Sequence[Piece]
) -> Iterator[tuple[Piece | None, Piece | None]]:
    """Yield each old part with the new one that it became, None for one that has no counterpart.

    Equal parts are left out. Two parts are the same if they differ in one field alone, or else if
    they share what tells them from others.
    """
    left, right = _drop_equal(old, new)
    for is_same in (_differ_once, _share_identity):
        pairs = sorted(
            ((i, j) for i, j in product(left, right) if is_same(left[i], right[j])),
            key=lambda pair: (min(pair), max(pair)),  # the same pairs in either direction
        )
        for i, j in pairs:
            if i in left and j in right:
                yield left.pop(i), right.pop(j)
    yield from ((part, None) for part in left.values())
    yield from ((None, part) for part in right.values())


def _drop_equal(
    old: Sequence[Piece], new: Sequence[Piece]
) -> tuple[dict[int, Piece], dict[int, Piece]]:
    """Return the parts by place, without those that the other revision has, too."""
    left, right = dict(enumerate(old)), dict(enumerate(new))
    places: dict[object, list[int]] = {}
    for number, part in right.items():
        places.setdefault(as_facts(part), []).append(number)
    for number, part in enumerate(old):
        equal = places.get(as_facts(part))
        if equal:
            del left[number], right[equal.pop()]
    return left, right


def _differ_once(old: Piece, new: Piece) -> bool:
    pairs = zip(as_facts(old), as_facts(new), strict=True)
    return sum(before != after for before, after in pairs) == 1


def _share_identity(old: Piece, new: Piece) -> bool:
    return not _identify(old).isdisjoint(_identify(new))


def _identify(part: Account | Quote | Office) -> set[object]:
    """Return what tells a part from others: one of these is enough."""
    if isinstance(part, Account):
        return {*part.sources, ("says", as_fact(part.says))}
    if isinstance(part, Quote):
        said = {(part.by, part.source)} if part.by and part.source else set()
        return {("text", as_fact(part.text)), *said}
    return {(part.office, part.of)}
