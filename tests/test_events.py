"""The content of the bundled timeline: what it must contain, and what it must not."""

import re

import pytest

from tests.census import FILE, MINIMUMS, RESERVED_OUTLETS, Minimum, Timeline, read_bundled

GUIDE = FILE.parent / "docs" / "editing.md"


@pytest.fixture(scope="module")
def timeline(tmp_path_factory: pytest.TempPathFactory) -> Timeline:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        return read_bundled()


@pytest.mark.parametrize("minimum", MINIMUMS, ids=lambda minimum: minimum.what)
def test_the_timeline_contains_at_least_the_minimum(minimum: Minimum, timeline: Timeline) -> None:
    assert minimum.count(timeline) >= minimum.least


def test_reserved_outlets_are_not_sources(timeline: Timeline) -> None:
    named = {
        (event["id"], source["id"])
        for event in timeline.events
        for source in event["sources"]
        for text in (source["publisher"], source["via"] or "", source["url"] or "")
        if any(outlet in text.lower() for outlet in RESERVED_OUTLETS)
    }
    assert named == set()


WRONG_SEEDS = [
    pytest.param("brockman-gets-text", "seed-002", "2023-11-17T00:19", id="the text message"),
    pytest.param("altman-dismissed", "seed-002", "2023-11-17T00:30~", id="the announcement"),
]


@pytest.mark.parametrize(("event", "seed", "when"), WRONG_SEEDS)
def test_the_version_of_a_wrong_seed_is_an_account(
    event: str, seed: str, when: str, timeline: Timeline
) -> None:
    (found,) = (one for one in timeline.events if one["id"] == event)
    (account,) = (one for one in found["accounts"] if seed in one["sources"])
    assert account["when"]["date"] == when
    assert found["when"]["date"] != when


def test_every_tag_is_explained_in_the_editing_guide(timeline: Timeline) -> None:
    table = re.findall(r"^\| ([a-z, -]+) \|", GUIDE.read_text(), re.MULTILINE)
    explained = {tag for row in table for tag in row.split(", ")}
    assert {tag for event in timeline.events for tag in event["tags"]} <= explained


def test_the_signatories_of_the_letter_increase(timeline: Timeline) -> None:
    counts = [
        event["figures"]["signatories"]
        for event in timeline.events
        if "signatories" in event["figures"]
    ]
    assert len(counts) >= 8
    assert counts[0] < 600
    assert max(counts) >= 738
