"""What is asked of sources that rest on one another in a long chain takes linear time."""

from collections.abc import Callable
from pathlib import Path

import pytest

from oai_timeline.index import open_files
from oai_timeline.lint import Linter
from oai_timeline.load import load
from oai_timeline.model.diagnostic import Place
from oai_timeline.query.bibliography import fetch_source_details, fetch_sources
from oai_timeline.query.perspective import apply_perspective
from tests.growth import LINEAR, growth
from tests.timelines import HEADER


def _chain(length: int) -> bytes:
    """Write a timeline with sources each of which rests on the last one, and as many events."""
    sources = [
        f"  s{number}: {{publisher: P{number}, published: 2023"
        + (f", rests_on: [s{number - 1}]" if number else "")
        + "}\n"
        for number in range(length)
    ]
    events = [
        f"- {{id: e{number}, when: 2023-01-{number % 28 + 1:02}, title: T, certainty: confirmed,"
        f' sources: [s{length - 1 - number}], quotes: [{{text: "x"}}]}}\n'
        for number in range(length)
    ]
    return "".join((HEADER, "sources:\n", *sources, "events:\n", *events)).encode()


def _list_sources(path: str) -> None:
    fetch_sources(open_files([path]))


def _list_what_rests(path: str) -> None:
    fetch_source_details(open_files([path]), "s0")


def _show_as_known(path: str) -> None:
    apply_perspective(open_files([path]), None, "2024")


def _check(path: str) -> None:
    with open(path, "rb") as file:
        loading = load(file, path)
        assert loading.header
        linter = Linter(loading.header, loading.actors, loading.sources, loading.place)
        for event in loading.events():
            linter.check_event(event, lambda _: Place(1, 1))
        linter.check_file()


@pytest.mark.parametrize("ask", [_list_sources, _list_what_rests, _show_as_known, _check])
def test_four_times_the_sources_take_some_four_times_as_long(
    ask: Callable[[str], None], tmp_path: Path
) -> None:
    def prepared(length: int) -> Callable[[], None]:
        path = tmp_path / f"{length}.yaml"
        path.write_bytes(_chain(length))
        open_files([str(path)]).close()
        return lambda: ask(str(path))

    assert growth(prepared, 500) < LINEAR
