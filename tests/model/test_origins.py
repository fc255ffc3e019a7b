"""Sources are followed to those that rest on no other, and one publisher counts once."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.model.origins import ENOUGH, Origins
from oai_timeline.query.origins import SourceNode
from tests.growth import LINEAR, growth

KNOWN = {
    "post": SourceNode("Greg", "first-hand", []),
    "wire": SourceNode("Reuters", "news", []),
    "wire-later": SourceNode("REUTERS", None, []),
    "copy": SourceNode("Le Monde", "news", ["wire"]),
    "copy-of-copy": SourceNode("Blog", None, ["copy"]),
    "both": SourceNode("Digest", None, ["copy", "post"]),
    "book": SourceNode("Publisher", "book", []),
}


@pytest.mark.parametrize(
    ("sources", "found"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param(["post"], ["post"], id="an origin"),
        pytest.param(["post", "wire"], ["post", "wire"], id="two"),
        pytest.param(["wire", "post"], ["wire", "post"], id="in the order given"),
        pytest.param(["copy"], ["wire"], id="followed"),
        pytest.param(["copy-of-copy"], ["wire"], id="followed through"),
        pytest.param(["copy", "wire"], ["wire"], id="a copy and its origin are one"),
        pytest.param(["wire", "wire-later"], ["wire"], id="one publisher counts once"),
        pytest.param(["wire-later", "copy"], ["wire-later"], id="one publisher, of an origin"),
        pytest.param(["both"], ["wire", "post"], id="what rests on two"),
        pytest.param(["book", "both", "book"], ["book", "wire", "post"], id="given twice"),
    ],
)
def test_origins(sources: list[str], found: list[str]) -> None:
    assert list(Origins(KNOWN).of(sources)) == found


@pytest.mark.parametrize(
    ("sources", "enough"),
    [
        pytest.param([], False, id="nothing"),
        pytest.param(["post"], True, id="first-hand"),
        pytest.param(["wire"], False, id="one outlet"),
        pytest.param(["wire", "wire-later"], False, id="one publisher"),
        pytest.param(["wire", "copy-of-copy"], False, id="copies of one"),
        pytest.param(["wire", "book"], True, id="two origins"),
        pytest.param(["both"], True, id="a copy of what is first-hand"),
    ],
)
def test_what_confirms(sources: list[str], enough: bool) -> None:
    assert Origins(KNOWN).confirm(sources) is enough
    assert Origins(KNOWN, ENOUGH).confirm(sources) is enough


@given(
    st.lists(st.lists(st.integers(0, 11), max_size=3), min_size=12, max_size=12),
    st.lists(st.integers(0, 3), min_size=12, max_size=12),
    st.lists(st.integers(0, 11)),
)
def test_origins_are_those_reached_that_rest_on_nothing(
    links: list[list[int]], publishers: list[int], sources: list[int]
) -> None:
    """Each source rests on later ones alone, as a file without circles has it."""
    rests_on = {
        str(number): [str(other) for other in others if other > number]
        for number, others in enumerate(links)
    }
    known = {
        str(number): SourceNode(str(publisher), None, rests_on[str(number)])
        for number, publisher in enumerate(publishers)
    }

    def ends(source: str) -> set[str]:
        further = rests_on[source]
        return set().union(*map(ends, further)) if further else {source}

    reached = set().union(*(ends(str(source)) for source in sources))
    found = Origins(known).of(map(str, sources))
    assert set(found) <= reached
    assert list(Origins(known, ENOUGH).of(map(str, sources))) == list(found)[:ENOUGH]
    assert sorted(known[one].publisher for one in found) == sorted(
        {known[one].publisher for one in reached}
    )


@pytest.mark.parametrize("source", ["one", "other", "beside"])
def test_a_circle_ends(source: str) -> None:
    """It is an error of the file, which `check` reports; what else there is to say still is."""
    known = {
        "one": SourceNode("One", None, ["other"]),
        "other": SourceNode("Other", None, ["one", "wire"]),
        "beside": SourceNode("Beside", None, ["one"]),
        "wire": SourceNode("Reuters", "news", []),
    }
    assert Origins(known).of([source]) == ("wire",)


def _chain(length: int) -> dict[str, SourceNode]:
    """Make sources each of which rests on the last one, in the order that is the worst."""
    return {
        str(number): SourceNode(f"P{number}", None, [str(number - 1)] if number else [])
        for number in reversed(range(length))
    }


def test_a_long_chain_is_followed_in_linear_time() -> None:
    def follow(length: int) -> Callable[[], object]:
        known = _chain(length)

        def confirm_each() -> None:
            origins = Origins(known)
            for key in known:
                origins.confirm([key])

        return confirm_each

    assert growth(follow, 2000) < LINEAR
