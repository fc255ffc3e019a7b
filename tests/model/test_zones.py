"""Suggestions for unknown time zones."""

import pytest

from oai_timeline.model.zones import find_zone, suggest_zone

HOME = "America/Los_Angeles"
IN_GENERAL = " (names are like Europe/Paris)"


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Paris", "Europe/Paris"),
        ("los angeles", "America/Los_Angeles"),
        ("Zürich", "Europe/Zurich"),
        ("PST", HOME),
        ("pdt", HOME),
        ("JST", "Asia/Tokyo"),
        ("Europe/Pariss", "Europe/Paris"),
    ],
)
def test_a_name_or_an_abbreviation_leads_to_a_zone(text: str, zone: str) -> None:
    assert suggest_zone(text, HOME).startswith(f" (did you mean {zone}")


@pytest.mark.parametrize("text", ["", "Nowhere", "CEST", "../../etc/passwd", "\udcff", "/" * 1000])
def test_without_a_unique_match_the_form_of_names_is_suggested(text: str) -> None:
    assert suggest_zone(text, HOME) == IN_GENERAL


def test_without_a_home_zone_an_abbreviation_is_not_guessed() -> None:
    assert suggest_zone("PST") == IN_GENERAL


@pytest.mark.parametrize(
    ("name", "known"),
    [
        pytest.param("America/Los_Angeles", True, id="a zone"),
        pytest.param("UTC", True, id="UTC"),
        pytest.param("PST", False, id="an abbreviation"),
        pytest.param("America", False, id="a folder"),
        pytest.param("", False, id="nothing"),
        pytest.param("../../etc/passwd", False, id="a path out"),
        pytest.param("/etc/localtime", False, id="a path from the root"),
        pytest.param("zone.tab", False, id="a file that is no zone"),
        pytest.param("a\0b", False, id="NUL"),
        pytest.param("x" * 10_000, False, id="long"),
        pytest.param("\ud800", False, id="half a character"),
    ],
)
def test_only_names_of_zones_are_found(name: str, known: bool) -> None:
    assert (find_zone(name) is not None) == known
