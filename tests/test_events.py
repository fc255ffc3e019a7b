"""What the shipped timeline must hold, and what it must not."""

import re

import pytest

from tests.census import FILE, HELD_APART, WANTED, Timeline, Wanted, shipped

GUIDE = FILE.parent / "docs" / "editing.md"


@pytest.fixture(scope="module")
def timeline(tmp_path_factory: pytest.TempPathFactory) -> Timeline:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        return shipped()


@pytest.mark.parametrize("wanted", [pytest.param(one, id=one.what) for one in WANTED])
def test_there_are_as_many_as_must_be(wanted: Wanted, timeline: Timeline) -> None:
    assert wanted.count(timeline) >= wanted.least


def test_outlets_held_apart_are_no_sources(timeline: Timeline) -> None:
    named = {
        (event["id"], source["id"])
        for event in timeline.events
        for source in event["sources"]
        for text in (source["publisher"], source["via"] or "", source["url"] or "")
        if any(outlet in text.lower() for outlet in HELD_APART)
    }
    assert named == set()


SEEDS_ERR = [
    pytest.param("brockman-gets-text", "seed-002", "2023-11-17T00:19", id="the text message"),
    pytest.param("altman-dismissed", "seed-002", "2023-11-17T00:30~", id="the announcement"),
]


@pytest.mark.parametrize(("event", "seed", "when"), SEEDS_ERR)
def test_where_a_seed_errs_its_version_is_an_account(
    event: str, seed: str, when: str, timeline: Timeline
) -> None:
    (found,) = (one for one in timeline.events if one["id"] == event)
    (account,) = (one for one in found["accounts"] if seed in one["sources"])
    assert account["when"]["date"] == when
    assert found["when"]["date"] != when


def test_tags_are_those_that_the_editors_guide_explains(timeline: Timeline) -> None:
    table = re.findall(r"^\| ([a-z, -]+) \|", GUIDE.read_text(), re.MULTILINE)
    explained = {tag for row in table for tag in row.split(", ")}
    assert {tag for event in timeline.events for tag in event["tags"]} <= explained


def test_the_count_of_the_letter_is_a_series_that_grows(timeline: Timeline) -> None:
    counts = [
        event["figures"]["signatories"]
        for event in timeline.events
        if "signatories" in event["figures"]
    ]
    assert len(counts) >= 8
    assert counts[0] < 600
    assert max(counts) >= 738
