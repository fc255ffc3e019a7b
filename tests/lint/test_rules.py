"""Rules: what each finds, where and in which words, and what it accepts."""

from io import BytesIO
from pathlib import Path
from textwrap import dedent, indent

import pytest

from oai_timeline.lint import Linter
from oai_timeline.load import load
from oai_timeline.model.diagnostic import Place
from tests.samples import complete, read_cases
from tests.timelines import PATH, Finding, expected, loaded

SAMPLES = Path(__file__).with_name("samples.txt")
MEETING = """
sources:
  news: {publisher: Reuters, kind: news}
  copy: {publisher: The Verge, kind: news, rests_on: [news]}
  more: {publisher: REUTERS, kind: news}
  other: {publisher: Bloomberg, kind: news}
  filing: {publisher: Delaware, kind: court}
  told: {publisher: Vox, kind: news, rests_on: [filing]}
  old: {publisher: CNN, published: 2023-11-15}
  old-perhaps: {publisher: CNN, published: 2023-11-15~}
  late: {publisher: CNN, published: 2023-11-16}
events:
  - id: all-is-used
    when: ../2015
    title: All is used
    summary: All is used.
    certainty: reported
    actors: [openai, sam-altman]
    sources: [news, copy, more, other, filing, told, old, old-perhaps, late]
  - id: board-meets
    title: The board meets
    summary: They met.
"""


def warnings(text: str) -> list[Finding]:
    """Lint a timeline in which the loader finds nothing wrong."""
    loading = load(BytesIO(text.encode()), PATH)
    assert loading.header
    linter = Linter(loading.header, loading.actors, loading.sources, loading.place)
    for event in loading.events():
        linter.check_event(event, loading.place_in_event)
    linter.check_file()
    assert loading.diagnostics() == []
    return sorted((at.line, at.column, code, message) for at, code, message in linter.findings)


def complete_meeting(sample: str) -> str:
    """Return the timeline of a sample."""
    first, _, rest = sample.partition("\n")
    return complete(MEETING.lstrip() + indent(rest, "    ") if first == "MEETING" else sample)


@pytest.mark.parametrize(("sample", "mistakes"), read_cases(SAMPLES, "found"))
def test_what_is_wrong_is_found(sample: str, mistakes: list[tuple[str, str]]) -> None:
    text, wanted = expected(complete_meeting(sample), *mistakes)
    assert warnings(text) == sorted(wanted)


@pytest.mark.parametrize(("sample", "none"), read_cases(SAMPLES, "not found"))
def test_what_is_right_is_accepted(sample: str, none: list[object]) -> None:
    assert (none, warnings(complete_meeting(sample))) == ([], [])


@pytest.mark.parametrize(
    "sources", ["[letter, copy]", "[no-such-source]"], ids=["a circle", "a missing source"]
)
def test_what_the_loader_refuses_does_no_harm(sources: str) -> None:
    text = f"""
        sources:
          letter: {{publisher: Reuters, rests_on: [copy]}}
          copy: {{publisher: CNN, rests_on: [letter]}}
        events:
          - {{id: a, when: 2023, title: A, certainty: confirmed, sources: {sources}}}
    """
    loading, [event] = loaded(complete(dedent(text).strip()))
    assert loading.header
    linter = Linter(loading.header, loading.actors, loading.sources, lambda *_: Place(1, 1))
    linter.check_event(event, lambda _: Place(1, 1))
    assert [code for _, code, _ in linter.findings] == ["missing-summary"]
