"""Rules: what each finds, where and in which words, and what it lets be."""

from functools import partial
from textwrap import dedent
from typing import Any

import pytest
import yaml

from oai_timeline.lint import Linter
from oai_timeline.lint.rule import Path
from oai_timeline.model.diagnostic import Place
from tests.samples import complete
from tests.timelines import loaded

Warned = tuple[str, str, str]
"""Code and message of a finding, and the rest of the line from its place on."""

WORDS_30 = " ".join(["word"] * 30)
PAGES = """
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
"""
MEETING = "  - id: board-meets\n    title: The board meets\n    summary: They met.\n"


def warnings(sample: str) -> list[Warned]:
    """Lint a sample in which the loader finds nothing wrong."""
    text = complete(dedent(sample).strip())
    loading, events = loaded(text)
    assert loading.diagnostics() == []
    assert loading.header
    root, lines = yaml.compose(text, yaml.BaseLoader), text.splitlines()
    linter = Linter(
        loading.header,
        loading.actors,
        loading.sources,
        lambda section, key, path: _place(root, section, key, *path),
    )
    for number, event in enumerate(events):
        linter.see(event, partial(_place_in_event, root, number))
    linter.finish()
    return [(code, message, lines[at[0] - 1][at[1] - 1 :]) for at, code, message in linter.findings]


def _place_in_event(root: Any, number: int, path: Path) -> Place:
    return _place(root, "events", number, *path)


def _place(node: Any, *path: str | int) -> Place:
    """Find the value at a path, which must be there."""
    for step in path:
        if isinstance(step, int):
            node = node.value[step]
        else:
            node = {key.value: value for key, value in node.value}[step]
    return Place(node.start_mark.line + 1, node.start_mark.column + 1)


def meeting(more: str) -> str:
    """Add a meeting to a timeline of many sources."""
    return PAGES + MEETING + "".join(f"    {line}\n" for line in more.splitlines())


FOUND = [
    pytest.param(
        "- {id: a, when: 2023, title: A, certainty: reported, sources: [reuters-letter]}",
        [
            (
                "missing-summary",
                "nothing tells what happened: add a `summary`",
                "{id: a, when: 2023, title: A, certainty: reported, sources: [reuters-letter]}",
            )
        ],
        id="no summary",
    ),
    pytest.param(
        "- {id: a, when: 2023, title: A, summary: A., sources: [reuters-letter]}",
        [
            (
                "missing-certainty",
                "nothing tells how sure this is: add `certainty`",
                "{id: a, when: 2023, title: A, summary: A., sources: [reuters-letter]}",
            )
        ],
        id="no certainty",
    ),
    pytest.param(
        "- {id: a, when: 2023, title: A, summary: A., certainty: confirmed}",
        [
            (
                "missing-source",
                "no source says so: add `sources`",
                "{id: a, when: 2023, title: A, summary: A., certainty: confirmed}",
            )
        ],
        id="no source, and told once",
    ),
    pytest.param(
        f"title: {'é' * 81}",
        [("long-title", "the title has 81 characters: shorten it to 80 at most", "é" * 81)],
        id="81 characters",
    ),
    pytest.param(
        f"words: {'é' * 41}",
        [("long-words", "the words have 41 characters: at most 40 stand for a clock", "é" * 41)],
        id="words of 41 characters",
    ),
    pytest.param(
        meeting("when: 2023-11-14\ncertainty: confirmed\nsources: [news]"),
        [
            (
                "weak-confirmation",
                'this stands on Reuters alone: add an origin, or make it "reported"',
                "confirmed",
            )
        ],
        id="one news source",
    ),
    pytest.param(
        meeting("when: 2023-11-14\ncertainty: confirmed\nsources: [news, copy]"),
        [
            (
                "weak-confirmation",
                'this stands on Reuters alone: add an origin, or make it "reported"',
                "confirmed",
            )
        ],
        id="a copy is no second origin",
    ),
    pytest.param(
        meeting("when: 2023-11-14\ncertainty: confirmed\nsources: [copy, more]"),
        [
            (
                "weak-confirmation",
                'this stands on Reuters alone: add an origin, or make it "reported"',
                "confirmed",
            )
        ],
        id="one publisher is one origin",
    ),
    pytest.param(
        meeting("when: 2023-11-16\ncertainty: reported\nsources: [old, news]"),
        [
            (
                "published-before-event",
                "every dated source was published before this: check the dates",
                "2023-11-16",
            )
        ],
        id="published the day before",
    ),
    pytest.param(
        "certainty: disputed",
        [
            (
                "disputed-without-accounts",
                "nothing tells what is disputed: add `accounts`",
                "disputed",
            )
        ],
        id="disputed by nobody",
    ),
    pytest.param(
        "accounts: [{says: A call., sources: [reuters-letter]}]",
        [
            (
                "single-account",
                "one account differs from nothing: add the other, or tell it in the summary",
                "[{says: A call., sources: [reuters-letter]}]",
            )
        ],
        id="one account",
    ),
    pytest.param(
        """
        accounts:
          - {says: A call., sources: [reuters-letter]}
          - {says: A text message.}
        """,
        [
            (
                "account-without-source",
                "no source gives this account: add `sources`",
                "{says: A text message.}",
            )
        ],
        id="an account of nobody's",
    ),
    pytest.param(
        f"""
        quotes:
          - {{by: openai, source: reuters-letter, text: Yes.}}
          - {{by: openai, source: reuters-letter, text: {WORDS_30} more}}
        """,
        [
            (
                "long-quote",
                "the quote has 31 words: shorten it to 30 at most",
                f"{WORDS_30} more}}",
            )
        ],
        id="31 words",
    ),
    pytest.param(
        "quotes: [{text: Yes.}]",
        [
            (
                "quote-without-speaker",
                "nobody is named who said this: add `by`",
                "{text: Yes.}]",
            ),
            (
                "quote-without-source",
                "no source is named for this quote: add `source`",
                "{text: Yes.}]",
            ),
        ],
        id="a bare quote",
    ),
    pytest.param(
        """
        title: ALTMANN is told
        summary: Altmann's laptop locked. Altmann was told.
        accounts:
          - {says: A call., sources: [reuters-letter]}
          - {says: (Altmann), sources: [openai-statement]}
        """,
        [
            (
                "misspelt-name",
                '"Altmann" is a misspelling: the name is Sam Altman',
                "ALTMANN is told",
            ),
            (
                "misspelt-name",
                '"Altmann" is a misspelling: the name is Sam Altman',
                "Altmann's laptop locked. Altmann was told.",
            ),
            (
                "misspelt-name",
                '"Altmann" is a misspelling: the name is Sam Altman',
                "(Altmann), sources: [openai-statement]}",
            ),
        ],
        id="misspelt in title, summary and account",
    ),
    pytest.param(
        "when: 2014",
        [
            (
                "out-of-order",
                'this begins before "first-of-all", which stands above it: move it up',
                "2014",
            )
        ],
        id="earlier than the one above",
    ),
    pytest.param(
        "tags: [staff-letter, firing, staff letter, Firing]",
        [
            (
                "near-duplicate-tag",
                '"staff letter" is nearly "staff-letter", used above: write the same, if it is',
                "staff letter, Firing]",
            ),
            (
                "near-duplicate-tag",
                '"Firing" is nearly "firing", used above: write the same, if it is',
                "Firing]",
            ),
        ],
        id="tags that differ in case and hyphens",
    ),
    pytest.param(
        "tags: [dismissal, letter, letters, dismisal]",
        [
            (
                "near-duplicate-tag",
                '"letters" is nearly "letter", used above: write the same, if it is',
                "letters, dismisal]",
            ),
            (
                "near-duplicate-tag",
                '"dismisal" is nearly "dismissal", used above: write the same, if it is',
                "dismisal]",
            ),
        ],
        id="tags that differ in a letter",
    ),
    pytest.param(
        """
        actors:
          ilya: {name: Ilya Sutskever, note: Chief scientist.}
          sutskever:
            name: Ilya Sutskevér
        events:
          - id: a
            when: 2023
            title: A
            summary: A.
            certainty: reported
            actors: [ilya, sutskever]
            sources: [reuters-letter, openai-statement]
        """,
        [
            (
                "near-duplicate-name",
                (
                    '"Ilya Sutskevér" is nearly the name of ilya: make them one, '
                    "or tell them apart by a `note` on each"
                ),
                "Ilya Sutskevér",
            )
        ],
        id="one person twice",
    ),
    pytest.param(
        """
        actors:
          nobody:
            name: Nobody
        sources:
          never:
            publisher: Nobody
          never-either: {publisher: Nobody else, rests_on: [never]}
          cited: {publisher: Somebody}
        events:
          - {id: a, when: 2023, title: A, summary: A., certainty: reported, sources: [cited]}
        """,
        [
            (
                "unused-actor",
                'no event, quote or office names "nobody": name it there, or take it out',
                "name: Nobody",
            ),
            (
                "unused-source",
                'nothing cites "never-either": cite it, or take it out',
                "{publisher: Nobody else, rests_on: [never]}",
            ),
        ],
        id="unused actors and sources",
    ),
]

CLEAN = [
    pytest.param("place: X", id="an event as it should be"),
    pytest.param("title: " + "x" * 80, id="80 characters"),
    pytest.param(
        f"quotes: [{{by: openai, source: reuters-letter, text: {WORDS_30}}}]", id="30 words"
    ),
    pytest.param(
        meeting("when: 2023-11-14\ncertainty: confirmed\nsources: [filing]"),
        id="a court's document",
    ),
    pytest.param(
        meeting("when: 2023-11-14\ncertainty: confirmed\nsources: [told]"),
        id="what rests on a court's document",
    ),
    pytest.param(
        meeting("when: 2023-11-14\ncertainty: confirmed\nsources: [copy, other]"), id="two origins"
    ),
    pytest.param(meeting("when: 2023-11-14\ncertainty: reported\nsources: [news]"), id="reported"),
    pytest.param(
        meeting("when: 2023-11-16\ncertainty: reported\nsources: [old, late]"),
        id="published on the day",
    ),
    pytest.param(
        meeting("when: 2023-11-16\ncertainty: reported\nsources: [old-perhaps]"),
        id="published about that day",
    ),
    pytest.param(
        meeting("when: 2023-11-16~\ncertainty: reported\nsources: [old]"), id="on about that day"
    ),
    pytest.param(
        meeting("when: ../2023-11-16\ncertainty: reported\nsources: [old]"), id="an open start"
    ),
    pytest.param(
        """
        certainty: disputed
        accounts:
          - {says: A call., sources: [reuters-letter]}
          - {says: A text message., sources: [openai-statement]}
        """,
        id="disputed by two",
    ),
    pytest.param(
        """
        summary: Altmannstein and Altman met.
        quotes: [{by: openai, text: Altmann was told., source: reuters-letter}]
        """,
        id="part of another word, or a quote",
    ),
    pytest.param(
        "when: 2014/2016\nafter: [first-of-all]", id="an earlier bound, but said to be after"
    ),
    pytest.param("tags: [episode-11, episode-12, hearing, bearing, deal, dealer]", id="other tags"),
    pytest.param("tags: [c, c++, c#, 🔥, 💧, 火, 水]", id="tags told apart by signs"),
    pytest.param("tags: [" + "x" * 70 + ", " + "x" * 71 + "]", id="tags too long to compare"),
    pytest.param(
        """
        actors:
          anna: {name: Anna Johnson, note: A lawyer.}
          anne: {name: Anne Johnson, note: A director.}
          board: {name: Board}
          chair: {name: Chair, offices: [{office: Chair, of: board, sources: [openai-statement]}]}
          clerk: {name: Clerk}
          reader: {name: Reader}
        events:
          - id: a
            when: 2023
            title: A
            summary: A.
            certainty: reported
            actors: [anna]
            about: [anne]
            quotes: [{by: clerk, text: Yes., source: reuters-letter}]
            accounts:
              - {says: So., actors: [reader], sources: [reuters-letter]}
              - {says: Not so., about: [reader], sources: [openai-statement]}
        """,
        id="two of nearly one name, told apart; actors used in every way",
    ),
    pytest.param(
        """
        actors:
          ann: {name: Ann Tonner}
          helen: {name: Helen Toner, misspellings: [Tonner]}
        events:
          - id: a
            when: 2023
            title: Ann Tonner meets Toner
            summary: A.
            certainty: reported
            actors: [ann, helen]
            sources: [reuters-letter, openai-statement]
        """,
        id="a misspelling that is another's name",
    ),
]


@pytest.mark.parametrize(("sample", "expected"), FOUND)
def test_what_is_wrong_is_found(sample: str, expected: list[Warned]) -> None:
    assert warnings(sample) == expected


@pytest.mark.parametrize("sample", CLEAN)
def test_what_is_right_is_let_be(sample: str) -> None:
    assert warnings(sample) == []


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
    linter.see(event, lambda _: Place(1, 1))
    assert [code for _, code, _ in linter.findings] == ["missing-summary"]


def test_an_empty_path_is_the_whole_of_an_actor() -> None:
    asked: list[tuple[str, str, Path]] = []
    loading, _ = loaded(complete("place: X"))
    assert loading.header

    def locate(section: str, key: str, path: Path) -> Place:
        asked.append((section, key, path))
        return Place(7, 3)

    linter = Linter(loading.header, loading.actors, {}, locate)
    linter.finish()
    assert asked == [("actors", "openai", ()), ("actors", "sam-altman", ())]
    assert [place for place, _, _ in linter.findings] == [Place(7, 3), Place(7, 3)]
