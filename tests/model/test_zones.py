"""Suggestions for unknown time zones."""

import pytest

from oai_timeline.model.zones import suggest_zone

HOME = "America/Los_Angeles"
IN_GENERAL = " (names are like Europe/Paris)"


@pytest.mark.parametrize(
    ("text", "zones"),
    [
        ("Paris", ["Europe/Paris"]),
        ("los angeles", ["America/Los_Angeles"]),
        ("Zürich", ["Europe/Zurich"]),
        ("PST", [HOME]),
        ("pdt", [HOME]),
        ("JST", ["Asia/Tokyo"]),
        ("Europe/Pariss", ["Europe/Paris"]),
    ],
)
def test_a_name_or_an_abbreviation_leads_to_a_zone(text: str, zones: list[str]) -> None:
    hint = suggest_zone(text, HOME)
    assert hint.startswith(f" (did you mean {zones[0]}")
    assert [zone in hint for zone in zones] == [True] * len(zones)


@pytest.mark.parametrize("text", ["", "Nowhere", "CEST", "../../etc/passwd", "\udcff", "/" * 1000])
def test_without_a_unique_match_the_form_of_names_is_suggested(text: str) -> None:
    assert suggest_zone(text, HOME) == IN_GENERAL


def test_without_a_home_zone_an_abbreviation_is_not_guessed() -> None:
    assert suggest_zone("PST") == IN_GENERAL
