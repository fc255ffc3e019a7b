"""Timeline files as a whole: what a good one gives, and every mistake of a bad one."""

import re
from datetime import UTC
from io import BytesIO
from math import inf
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.dates.bounds import parse_date
from oai_timeline.load import load
from oai_timeline.load.convert import STILL_HELD
from oai_timeline.model.diagnostic import Place, TimelineFileError
from oai_timeline.model.event import Account, Event, Quote
from oai_timeline.model.order import Bounds
from oai_timeline.model.timeline import Actor, Header, Office, Source
from tests.strategies import scale_examples
from tests.timelines import HEADER, PATH, expected, findings, loaded

HOME = ZoneInfo("America/Los_Angeles")


@pytest.fixture(params=["libyaml", "without libyaml"])
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read by libyaml, and by PyYAML's own parser, which takes its place where it is missing."""
    if request.param != "libyaml":
        monkeypatch.delattr(yaml, "CBaseLoader", raising=False)


NO_VALUE = "this has no value: give it one, or take the key away"
KEBAB = "Ids are small letters and digits, joined by hyphens."
NO_BOOK = "there is nothing in this file"
NOT_READ = 'aliases ("*x") are not read: write the value out'
MERGE = "merge keys (<<) are not read: write the keys out"
SECOND_DOCUMENT = "a second document begins here: a timeline file is one; not read further"
NO_DATE = "is no EDTF date (like 2023-11-17, 2023-11-17T12:19, 2023-11~, 2023/..)"

FULL = """\
timeline:
  format: 1
  id: crisis
  title: The crisis
  zone: America/Los_Angeles
  language: en
  focus: 2023-11-16/2023-11-30
  updated: 2026-11-21
  kinds: [message, other]
actors:
  ann-lee:
    name: Ann Lee
    type: person
    aliases: [ann, "@annlee", ann]
    misspellings: [Anne]
    note: A person.
    offices:
      - {office: Director, of: board, from: 2015-12~, until: .., sources: [s-1]}
      - {office: Chair, of: board}
  board: {name: Board}
sources:
  s-1:
    publisher: P
    via: V
    title: T
    url: https://example.org/a
    published: 2023-11-22
    language: de
    kind: news
    rests_on: [s-2]
    archived: http://example.org/b
  s-2: {publisher: Q}
  s-3: {publisher: R}
events:
  - id: one
    when: 2023-11-17T12:19
    words: that evening
    stated: "3:19 p.m. ET"
    title: A title
    summary: A summary.
    actors: [ann-lee]
    about: [board, board]
    kind: message
    place: X
    tags: [no, 12:19, 012, 2015-12-11, ~, 'null', 1e3, 0x10, yes, "y"]
    certainty: confirmed
    quotes:
      - {by: ann-lee, text: "W", language: en, translation: Z, source: s-3}
      - {text: U}
    because: [two]
    after: [two]
    accounts:
      - {says: A, when: 2023-11-17T00:19, actors: [], about: [ann-lee], figures: {n: "4"},
         sources: [s-2]}
      - {says: B}
    figures: {signatories: 505, share: -0.5}
    sources: [s-1]
  - {id: two, when: 2023, title: "null"}
"""


@pytest.mark.usefixtures("_parser")
def test_a_full_timeline_gives_all_its_values() -> None:
    loading, events = loaded(FULL)
    assert loading.diagnostics() == []
    loading.refuse_errors()
    assert loading.header == Header(
        id="crisis",
        title="The crisis",
        zone="America/Los_Angeles",
        language="en",
        focus=parse_date("2023-11-16/2023-11-30", HOME),
        updated=parse_date("2026-11-21", HOME),
        kinds=("message", "other"),
    )
    director = Office(
        office="Director",
        of="board",
        since=parse_date("2015-12~", HOME),
        until=STILL_HELD,
        sources=("s-1",),
    )
    chair = Office(office="Chair", of="board", since=None, until=None, sources=())
    assert loading.actors == {
        "ann-lee": Actor(
            id="ann-lee",
            name="Ann Lee",
            type="person",
            aliases=("ann", "@annlee"),
            misspellings=("Anne",),
            note="A person.",
            offices=(director, chair),
        ),
        "board": Actor(
            id="board", name="Board", type=None, aliases=(), misspellings=(), note=None, offices=()
        ),
    }
    assert loading.sources == {
        "s-1": Source(
            id="s-1",
            publisher="P",
            via="V",
            title="T",
            url="https://example.org/a",
            published=parse_date("2023-11-22", HOME),
            language="de",
            kind="news",
            rests_on=("s-2",),
            archived="http://example.org/b",
        ),
        **{key: bare_source(key, publisher) for key, publisher in (("s-2", "Q"), ("s-3", "R"))},
    }
    first = Event(
        id="one",
        when=parse_date("2023-11-17T12:19", HOME),
        words="that evening",
        stated="3:19 p.m. ET",
        title="A title",
        summary="A summary.",
        actors=("ann-lee",),
        about=("board",),
        kind="message",
        place="X",
        tags=("no", "12:19", "012", "2015-12-11", "~", "null", "1e3", "0x10", "yes", "y"),
        certainty="confirmed",
        quotes=(
            Quote(by="ann-lee", text="W", language="en", translation="Z", source="s-3"),
            Quote(by=None, text="U", language=None, translation=None, source=None),
        ),
        because=("two",),
        after=("two",),
        accounts=(
            Account(
                says="A",
                when=parse_date("2023-11-17T00:19", HOME),
                actors=(),
                about=("ann-lee",),
                figures={"n": 4},
                sources=("s-2",),
            ),
            Account(says="B", when=None, actors=None, about=None, figures=None, sources=()),
        ),
        figures={"signatories": 505, "share": -0.5},
        sources=("s-1", "s-2", "s-3"),
    )
    assert events == [first, bare_event("two", "2023", "null")]
    assert loading.order == [1, 0]
    assert list(loading.links) == [("one", "two", "because"), ("one", "two", "after")]


def bare_source(key: str, publisher: str) -> Source:
    return Source(
        id=key,
        publisher=publisher,
        via=None,
        title=None,
        url=None,
        published=None,
        language=None,
        kind=None,
        rests_on=(),
        archived=None,
    )


def bare_event(key: str, when: str, title: str) -> Event:
    return Event(
        id=key,
        when=parse_date(when, HOME),
        words=None,
        stated=None,
        title=title,
        summary=None,
        actors=(),
        about=(),
        kind=None,
        place=None,
        tags=(),
        certainty=None,
        quotes=(),
        because=(),
        after=(),
        accounts=(),
        figures={},
        sources=(),
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HEADER + "events: []\n", id="nothing but the header"),
        pytest.param("events: []\n" + HEADER, id="events first"),
        pytest.param("actors: {}\nsources: {}\n" + HEADER + "events: []\n", id="all empty"),
        pytest.param("\ufeff" + HEADER + "events: []\n", id="with a byte order mark"),
        pytest.param((HEADER + "events: []\n").replace("\n", "\r\n"), id="with CRLF"),
        pytest.param((HEADER + "events: []\n").replace("\n", "\r"), id="with CR"),
        pytest.param("---\n" + HEADER + "events: []\n...\n", id="one document, marked"),
        pytest.param(
            "%YAML 1.1\n---\n" + HEADER + "events: []", id="a directive, no last line break"
        ),
        pytest.param("# c\n\n" + HEADER + "# c\nevents: []\n# c\n", id="comments"),
    ],
)
@pytest.mark.usefixtures("_parser")
def test_the_least_of_a_timeline_is_read(text: str) -> None:
    loading, events = loaded(text)
    assert loading.diagnostics() == []
    assert events == []
    assert loading.order == []
    assert loading.header == Header(
        id="t",
        title="T",
        zone="America/Los_Angeles",
        language=None,
        focus=None,
        updated=None,
        kinds=(),
    )


ONE = "- {id: a, when: 2023, title: t}\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HEADER + "events:\n" + ONE, id="header first"),
        pytest.param("events:\n" + ONE + HEADER, id="events first"),
        pytest.param("sources: {}\nevents:\n" + ONE + HEADER + "actors: {}\n", id="events between"),
        pytest.param(HEADER + "actors: {}\nsources: {}\nevents:\n" + ONE, id="events last"),
    ],
)
@pytest.mark.usefixtures("_parser")
def test_sections_may_stand_in_any_order(text: str) -> None:
    loading, events = loaded(text)
    assert loading.diagnostics() == []
    assert events == [bare_event("a", "2023", "t")]


@pytest.mark.parametrize(
    ("title", "key"),
    [
        pytest.param("OpenAI's board crisis", "openais-board-crisis", id="apostrophe"),
        pytest.param("Äpfel & Öl", "apfel-ol", id="accents"),
        pytest.param("東京", "timeline", id="no letters of ours"),
    ],
)
def test_the_id_is_made_from_the_title(title: str, key: str) -> None:
    header = loaded(f"timeline: {{format: 1, zone: UTC, title: {title}}}\nevents: []\n")[0].header
    assert header is not None
    assert header.id == key


CASES = [
    # The file as a whole.
    pytest.param("▶", [("empty-file", NO_BOOK)], id="empty file"),
    pytest.param("▶# c\n\n# c\n", [("empty-file", NO_BOOK)], id="nothing but comments"),
    pytest.param("▶\n\n", [("empty-file", NO_BOOK)], id="nothing but empty lines"),
    pytest.param(
        "▶---\n",
        [("wrong-type", "a timeline file is a mapping with a key `timeline`")],
        id="an empty document",
    ),
    pytest.param(
        "▶- a\n",
        [("wrong-type", "a timeline file is a mapping with a key `timeline`")],
        id="a list",
    ),
    pytest.param(
        "▶text\n",
        [("wrong-type", "a timeline file is a mapping with a key `timeline`")],
        id="a text",
    ),
    pytest.param("▶" + HEADER, [("missing-key", 'the key "events" is missing')], id="no events"),
    pytest.param(
        "▶events: []\n", [("missing-key", 'the key "timeline" is missing')], id="no header"
    ),
    pytest.param(
        "▶▶actors: {}\n",
        [
            ("missing-key", 'the key "events" is missing'),
            ("missing-key", 'the key "timeline" is missing'),
        ],
        id="neither",
    ),
    pytest.param(
        HEADER + "events: []\n▶---\na: b\n",
        [("several-documents", SECOND_DOCUMENT)],
        id="two documents",
    ),
    pytest.param(
        "actors: {}\nsources: {}\n" + HEADER + "events: []\n...\n▶---\n",
        [("several-documents", SECOND_DOCUMENT)],
        id="an empty second document",
    ),
    pytest.param(
        "timeline: ▶{format: 1, title: T}\n"
        "events:\n"
        "- {id: a, when: ▶2023-13, title: t}\n"
        "▶---\n"
        "a: b\n",
        [
            ("missing-key", 'the key "zone" is missing'),
            ("bad-date", "month must be in 01..12"),
            ("several-documents", SECOND_DOCUMENT),
        ],
        id="two documents, and mistakes in the first",
    ),
    pytest.param(
        HEADER + "▶evnts: []\nevents: []\n",
        [("unknown-key", 'there is no key "evnts" here (did you mean events?)')],
        id="unknown section",
    ),
    pytest.param(
        "events: []\n" + HEADER + "▶actor: {a: {nam: x}}\n",
        [("unknown-key", 'there is no key "actor" here (did you mean actors?)')],
        id="unknown section after the events",
    ),
    pytest.param(
        HEADER + "events: []\n▶events:\n- {id: b}\n",
        [("duplicate-key", '"events" stands here a second time')],
        id="events twice",
    ),
    pytest.param(
        HEADER + "▶timeline: {}\nevents: []\n",
        [("duplicate-key", '"timeline" stands here a second time')],
        id="header twice",
    ),
    pytest.param(
        HEADER + "events:▶\n",
        [("empty-value", "this has no value: give a list")],
        id="no list of events",
    ),
    pytest.param(
        HEADER + "events: ▶{}\n", [("wrong-type", "this must be a list")], id="events are a mapping"
    ),
    pytest.param(
        HEADER + "events: ▶x\n", [("wrong-type", "this must be a list")], id="events are a text"
    ),
    pytest.param(
        HEADER + "actors: ▶[]\nsources: ▶x\nevents: []\n",
        [("wrong-type", "this must be a mapping"), ("wrong-type", "this must be a mapping")],
        id="actors and sources of another type",
    ),
    pytest.param(
        HEADER + "actors: ▶''\nsources: ▶\"\"\nevents: []\n",
        [
            ("empty-value", "this has no value: give a mapping"),
            ("empty-value", "this has no value: give a mapping"),
        ],
        id="actors and sources empty",
    ),
    # The header.
    pytest.param(
        "timeline: ▶[]\nevents: []\n",
        [("wrong-type", "this must be a mapping, and is a list")],
        id="header is a list",
    ),
    pytest.param(
        "timeline: ▶x\nevents: []\n",
        [("wrong-type", "this must be a mapping, and is text")],
        id="header is a text",
    ),
    pytest.param("timeline: ▶''\nevents: []\n", [("empty-value", NO_VALUE)], id="header is empty"),
    pytest.param(
        "timeline: ▶▶▶{}\nevents: []\n",
        [("missing-key", f'the key "{key}" is missing') for key in ("format", "title", "zone")],
        id="header without keys",
    ),
    pytest.param(
        "timeline: {format: ▶2, title: T, zon: UTC, colours: {}}\nevents: x\n",
        [
            (
                "newer-format",
                (
                    'this program reads format 1, and this is "2"; not read further: a newer '
                    "version of timeline may read it"
                ),
            )
        ],
        id="newer format",
    ),
    pytest.param(
        "timeline: {format: ▶12345678901234567890, title: T, zone: UTC}\nevents: []\n",
        [
            (
                "newer-format",
                (
                    'this program reads format 1, and this is "12345678901234567890"; not read '
                    "further: a newer version of timeline may read it"
                ),
            )
        ],
        id="much newer format",
    ),
    pytest.param(
        "timeline: {format: ▶0, title: T, zone: UTC}\nevents: []\n",
        [("bad-value", 'this program reads format 1, and this is "0"; not read further')],
        id="format 0",
    ),
    pytest.param(
        "timeline: {format: ▶1.0, title: T, zone: UTC}\nevents: []\n",
        [("bad-value", 'this program reads format 1, and this is "1.0"; not read further')],
        id="format 1.0",
    ),
    pytest.param(
        "timeline: {format: ▶'', title: T, zone: UTC}\nevents: []\n",
        [("empty-value", NO_VALUE)],
        id="empty format",
    ),
    pytest.param(
        "timeline: {format: ▶[1], title: T, zone: UTC}\nevents: []\n",
        [("wrong-type", "this must be text, and is a list")],
        id="format is a list",
    ),
    pytest.param(
        "timeline: {format: 1, title: ▶'', zone: ▶''}\nevents: []\n",
        [("empty-value", NO_VALUE)] * 2,
        id="empty title and zone",
    ),
    pytest.param(
        "timeline: {format: 1, title: T, zone: ▶Pacific/Kiritimaty}\nevents: []\n",
        [
            (
                "unknown-zone",
                ('unknown time zone "Pacific/Kiritimaty" (did you mean Pacific/Kiritimati?)'),
            )
        ],
        id="unknown zone",
    ),
    pytest.param(
        "timeline: {format: 1, title: T, zone: ▶../etc/passwd}\nevents: []\n",
        [
            (
                "unknown-zone",
                'unknown time zone "../etc/passwd" (names are like Europe/Paris)',
            )
        ],
        id="a zone that is a path",
    ),
    pytest.param(
        "timeline: {format: 1, title: T, zone: ▶Mexico}\nevents: []\n",
        [("unknown-zone", 'unknown time zone "Mexico" (names are like Europe/Paris)')],
        id="a zone that is a folder",
    ),
    pytest.param(
        "timeline: {format: 1, title: T, zone: UTC, ▶zome: x, focus: ▶friday, updated: "
        "▶2023-02-29, kinds: ▶x}\n"
        "events: []\n",
        [
            ("unknown-key", 'there is no key "zome" here (did you mean zone?)'),
            ("bad-date", f'"friday" {NO_DATE}'),
            ("bad-date", "2023-02 has no day 29"),
            ("wrong-type", "this must be a list, and is text"),
        ],
        id="all sorts in the header",
    ),
    pytest.param(
        "timeline: {format: 1, title: T, zone: UTC, kinds: [a, ▶'']}\nevents: []\n",
        [("empty-value", NO_VALUE)],
        id="an empty kind",
    ),
    # Actors and sources.
    pytest.param(
        HEADER + "actors:\n  ▶Ann_Lee: {name: A}\n  ▶'': {name: A}\nevents: []\n",
        [("bad-id", f'"Ann_Lee" does not do here: {KEBAB}'), ("empty-value", NO_VALUE)],
        id="ids of actors",
    ),
    pytest.param(
        HEADER + "actors:\n  a: ▶{}\n  b: ▶x\n  c: ▶[]\n  d: ▶''\nevents: []\n",
        [
            ("missing-key", 'the key "name" is missing'),
            ("wrong-type", "this must be a mapping, and is text"),
            ("wrong-type", "this must be a mapping, and is a list"),
            ("empty-value", NO_VALUE),
        ],
        id="actors of other types",
    ),
    pytest.param(
        HEADER + "actors:\n  a: {name: A}\n  ▶a: {name: B}\nevents: []\n",
        [("duplicate-key", '"a" stands here a second time')],
        id="an actor twice",
    ),
    pytest.param(
        HEADER + "actors:\n  a: {name: A, type: ▶people, ▶alias: [x]}\nevents: []\n",
        [
            ("bad-value", '"people" is none of group, organisation, person'),
            ("unknown-key", 'there is no key "alias" here (did you mean aliases?)'),
        ],
        id="type and keys of an actor",
    ),
    pytest.param(
        HEADER + "actors:\n"
        "  a: {name: A, offices: [{office: O, of: ▶bord, sources: [▶s-2]}, ▶▶{from: "
        "▶x, until: ▶2023-13}]}\n"
        "  board: {name: B}\n"
        "sources:\n"
        "  s-1: {publisher: P}\n"
        "events: []\n",
        [
            ("unknown-actor", '"bord" is no actor (did you mean board?)'),
            ("unknown-source", '"s-2" is no source: add it to `sources`'),
            ("missing-key", 'the key "of" is missing'),
            ("missing-key", 'the key "office" is missing'),
            ("bad-date", f'"x" {NO_DATE}'),
            ("bad-date", "month must be in 01..12"),
        ],
        id="offices",
    ),
    pytest.param(
        HEADER + "actors:\n"
        "  a:\n"
        "    name: A\n"
        "    offices:\n"
        "      - {office: O, of: a, from: 2024-02, until: ▶2024-01-31}\n"
        "      - {office: O, of: a, from: 2024-01-31, until: 2024-01-31}\n"
        "      - {office: O, of: a, from: 2024, until: 2023~}\n"
        "      - {office: O, of: a, from: 2024, until: ..}\n"
        "      - {office: O, of: a, from: 2024/.., until: 2025}\n"
        "      - {office: O, of: a, until: 2023}\n"
        "events: []\n",
        [("backward-office", '"2024-01-31" is before "2024-02", when this begins')],
        id="an office that ends before it begins",
    ),
    pytest.param(
        HEADER + "actors:\n  a: {name: A, offices: [{office: O, of: a, from: ▶..}]}\nevents: []\n",
        [("bad-date", f'".." {NO_DATE}')],
        id="an office from two dots",
    ),
    pytest.param(
        HEADER
        + "actors:\n  a: {name: A, aliases: [x]}\n  b: {name: B, aliases: [▶X]}\nevents: []\n",
        [("duplicate-alias", '"X" stands for a already')],
        id="an alias twice, case folded",
    ),
    pytest.param(
        HEADER + "actors:\n"
        "  a: {name: A, aliases: [jose]}\n"
        "  b: {name: B, aliases: [c, ▶José]}\n"
        "events: []\n",
        [("duplicate-alias", '"José" stands for a already')],
        id="an alias twice, accents folded",
    ),
    pytest.param(
        HEADER
        + "actors:\n  a: {name: A, aliases: [x]}\n  b: {name: B, aliases: [▶'@x']}\nevents: []\n",
        [("duplicate-alias", '"@x" stands for a already')],
        id="an alias and a handle",
    ),
    pytest.param(
        HEADER + "actors:\n  a: {name: A, aliases: [▶b]}\n  b: {name: B}\nevents: []\n",
        [("duplicate-alias", '"b" stands for b already')],
        id="an alias that is an id",
    ),
    pytest.param(
        HEADER + "actors:\n  a: {name: A, aliases: [▶Bob]}\n  b: {name: bob}\nevents: []\n",
        [("duplicate-alias", '"Bob" stands for b already')],
        id="an alias that is a name",
    ),
    pytest.param(
        HEADER + "actors:\n  a: {name: A, aliases: [x, x, ▶b]}\n  b: {name: B}\nevents: []\n",
        [("duplicate-alias", '"b" stands for b already')],
        id="an alias after one that stands twice",
    ),
    pytest.param(
        HEADER + "sources:\n"
        "  ▶S: {publisher: P}\n"
        "  s-1: {publisher: P, url: ▶ftp://x, archived: ▶https://, kind: ▶newspaper, "
        "published: ▶2023-11-31}\n"
        "  s-2: ▶{title: T}\n"
        "events: []\n",
        [
            ("bad-id", f'"S" does not do here: {KEBAB}'),
            (
                "bad-url",
                (
                    '"ftp://x" does not do here: An address begins with http:// or https://, and '
                    "has no spaces."
                ),
            ),
            (
                "bad-url",
                (
                    '"https://" does not do here: An address begins with http:// or https://, and '
                    "has no spaces."
                ),
            ),
            (
                "bad-value",
                '"newspaper" is none of analysis, book, court, first-hand, news, reference',
            ),
            ("bad-date", "2023-11 has no day 31"),
            ("missing-key", 'the key "publisher" is missing'),
        ],
        id="sources",
    ),
    pytest.param(
        HEADER
        + "sources:\n  s: {publisher: P, rests_on: [▶t-x]}\n  t-y: {publisher: P}\nevents: []\n",
        [("unknown-source", '"t-x" is no source: add it to `sources`')],
        id="an unknown origin",
    ),
    pytest.param(
        HEADER + "sources:\n  s: {publisher: P, rests_on: ▶[s]}\nevents: []\n",
        [("cycle", "a circle: s rests on s")],
        id="a source that rests on itself",
    ),
    pytest.param(
        HEADER + "sources:\n"
        "  r: {publisher: P}\n"
        "  s: {publisher: P, rests_on: ▶[r, u]}\n"
        "  t: {publisher: P, rests_on: [s]}\n"
        "  u: {publisher: P, rests_on: [t]}\n"
        "events: []\n",
        [("cycle", "a circle: s rests on u rests on t rests on s")],
        id="sources in a circle",
    ),
    # Events.
    pytest.param(
        HEADER + "events:\n- ▶x\n- ▶[a]\n- ▶''\n- ▶▶▶{}\n",
        [
            ("wrong-type", "this must be a mapping, and is text"),
            ("wrong-type", "this must be a mapping, and is a list"),
            ("empty-value", NO_VALUE),
            ("missing-key", 'the key "id" is missing'),
            ("missing-key", 'the key "title" is missing'),
            ("missing-key", 'the key "when" is missing'),
        ],
        id="events of other types",
    ),
    pytest.param(
        HEADER + "events:\n- id: a\n  when: 2023\n  title: t\n  ▶title: u\n",
        [("duplicate-key", '"title" stands here a second time')],
        id="a key twice",
    ),
    pytest.param(
        HEADER + "events:\n- id: a\n  when: 2023\n  title: t\n  ▶when: 2023-13\n",
        [("duplicate-key", '"when" stands here a second time')],
        id="a key twice: the first one counts, as for actors",
    ),
    pytest.param(
        HEADER + "events:\n- id: a\n  when: 2023\n  title: t\n  ▶actor: [a]\n  ▶xyz: 1\n",
        [
            ("unknown-key", 'there is no key "actor" here (did you mean actors?)'),
            ("unknown-key", 'there is no key "xyz" here'),
        ],
        id="unknown keys",
    ),
    pytest.param(
        HEADER + "events:\n- id: a\n  when: 2023\n  title:▶\n  tags: [▶'']\n  summary: ▶\"\"\n",
        [("empty-value", NO_VALUE)] * 3,
        id="empty values",
    ),
    pytest.param(
        HEADER + "events:\n"
        "- {id: ▶[a], when: ▶{a: b}, title: ▶[t], tags: ▶x, actors: [▶{a: b}], quotes: "
        "▶{text: x}, figures: ▶[5], accounts: [▶x], certainty: ▶[confirmed]}\n",
        [
            ("wrong-type", "this must be text, and is a list"),
            ("wrong-type", "this must be text, and is a mapping"),
            ("wrong-type", "this must be text, and is a list"),
            ("wrong-type", "this must be a list, and is text"),
            ("wrong-type", "this must be text, and is a mapping"),
            ("wrong-type", "this must be a list, and is a mapping"),
            ("wrong-type", "this must be a mapping, and is a list"),
            ("wrong-type", "this must be a mapping, and is text"),
            ("wrong-type", "this must be text, and is a list"),
        ],
        id="wrong types",
    ),
    pytest.param(
        HEADER + "events:\n"
        "- {id: ▶A b, when: 2023, title: t}\n"
        "- {id: ▶a--b, when: 2023, title: t}\n"
        "- {id: ▶-a, when: 2023, title: t}\n"
        "- {id: ▶é, when: 2023, title: t}\n",
        [("bad-id", f'"{key}" does not do here: {KEBAB}') for key in ("A b", "a--b", "-a", "é")],
        id="ids",
    ),
    pytest.param(
        HEADER + 'events:\n- {id: ▶"a\\n", when: 2023, title: t}\n',
        [("bad-id", f'"a\\x0a" does not do here: {KEBAB}')],
        id="an id with a line break",
    ),
    pytest.param(
        HEADER + "events:\n- {id: a, when: 2023, title: t}\n- {id: ▶a, when: 2024, title: t}\n",
        [("duplicate-id", '"a" is the id of the event on line 3 already')],
        id="an id twice",
    ),
    pytest.param(
        HEADER + "events: [{id: a, when: 2023, title: t}, {id: ▶a, when: 2024, title: t}]\n",
        [("duplicate-id", '"a" is the id of the event on line 2 already')],
        id="an id twice on a line",
    ),
    pytest.param(
        HEADER + "events:\n- {id: a, when: ▶2023-13, title: t}\n- {id: ▶a, when: 2024, title: t}\n",
        [
            ("bad-date", "month must be in 01..12"),
            ("duplicate-id", '"a" is the id of the event on line 3 already'),
        ],
        id="the id of a mistaken event again",
    ),
    pytest.param(
        HEADER + "events:\n- {id: ▶'', when: 2023, title: t}\n- {id: ▶'', when: 2024, title: t}\n",
        [("empty-value", NO_VALUE)] * 2,
        id="two empty ids",
    ),
    pytest.param(
        HEADER + "events:\n"
        "- {id: a, when: ▶2023-11-31, title: t}\n"
        "- {id: b, when: ▶2023-11-17/2023-11-16, title: t}\n"
        "- {id: c, when: ▶friday, title: t}\n"
        "- {id: d, when: ▶2004-06~-11, title: t, accounts: [{says: x, when: "
        "▶'../..'}]}\n",
        [
            ("bad-date", "2023-11 has no day 31"),
            ("bad-date", "the interval ends before it begins"),
            ("bad-date", f'"friday" {NO_DATE}'),
            ("bad-date", '"2004-06~-11" is EDTF level 2: levels 0 and 1 are read here'),
            ("bad-date", "an interval needs a date at one end at least"),
        ],
        id="dates",
    ),
    pytest.param(
        HEADER + "events:\n"
        "- {id: a, when: ▶2023-03-12T02:30, title: t}\n"
        "- {id: b, when: ▶2023-11-05T01:30, title: t, accounts: [{says: x, when: "
        "▶2023-11-05T01}]}\n"
        "- {id: c, when: 2023-11-05T01:30-08, title: t}\n",
        [
            (
                "skipped-time",
                "clocks skip this time: read with the offset before; an offset would settle it",
            ),
            (
                "repeated-time",
                "clocks show this time twice: either is allowed for; an offset would settle it",
            ),
            (
                "repeated-time",
                "clocks show this time twice: either is allowed for; an offset would settle it",
            ),
        ],
        id="clock changes",
    ),
    pytest.param(
        HEADER + "actors: {ann-lee: {name: A}}\n"
        "sources: {s-one: {publisher: P}}\n"
        "events:\n"
        "- {id: a, when: 2023, title: t, actors: [▶an-lee], about: [ann-lee, ▶ann], "
        "sources: [▶s-on], quotes: [{text: x, by: ▶zz, source: ▶yy}], accounts: "
        "[{says: x, actors: [▶bo], about: [▶bo], sources: [▶s-two]}]}\n",
        [
            ("unknown-actor", '"an-lee" is no actor (did you mean ann-lee?)'),
            ("unknown-actor", '"ann" is no actor: add it to `actors`'),
            ("unknown-source", '"s-on" is no source (did you mean s-one?)'),
            ("unknown-actor", '"zz" is no actor: add it to `actors`'),
            ("unknown-source", '"yy" is no source: add it to `sources`'),
            ("unknown-actor", '"bo" is no actor: add it to `actors`'),
            ("unknown-actor", '"bo" is no actor: add it to `actors`'),
            ("unknown-source", '"s-two" is no source: add it to `sources`'),
        ],
        id="unknown references",
    ),
    pytest.param(
        "events:\n- {id: a, when: 2023, title: t, actors: [▶a]}\n"
        + HEADER
        + "actors: {b: {name: B}}\n",
        [("unknown-actor", '"a" is no actor: add it to `actors`')],
        id="an unknown reference before the actors",
    ),
    pytest.param(
        "timeline: {format: 1, title: T, zone: UTC, kinds: [message]}\n"
        "events:\n"
        "- {id: a, when: 2023, title: t, kind: ▶mesage}\n",
        [("unknown-kind", '"mesage" is no kind (did you mean message?)')],
        id="a kind that is not listed",
    ),
    pytest.param(
        HEADER + "events:\n- {id: a, when: 2023, title: t, certainty: ▶confirm}\n",
        [
            (
                "bad-value",
                (
                    '"confirm" is none of confirmed, disputed, reported, rumoured (did you mean '
                    "confirmed?)"
                ),
            )
        ],
        id="certainty",
    ),
    pytest.param(
        HEADER + "events:\n"
        "- {id: a, when: 2023, title: t, figures: {n: ▶1e3, m: ▶'+5', o: ▶1., p: ▶'', "
        "▶'': 5, q: ▶1234567890123456, r: ▶[1]}}\n",
        [
            (
                "bad-number",
                (
                    f'"{text}" does not do here: A number has at most 15 digits, and 15 more after '
                    "a point."
                ),
            )
            for text in ("1e3", "+5", "1.")
        ]
        + [("empty-value", NO_VALUE)] * 2
        + [
            (
                "bad-number",
                (
                    '"1234567890123456" does not do here: A number has at most 15 digits, and 15 '
                    "more after a point."
                ),
            ),
            ("wrong-type", "this must be text, and is a list"),
        ],
        id="figures",
    ),
    pytest.param(
        HEADER + "events:\n"
        "- {id: a, when: 2023, title: t, figures: {n: 1,▶000, m: -2,▶345,678, o: ▶'9,000', "
        "p: ▶1;000}}\n",
        [
            ("bad-number", "a comma ends a value here: for 1,000, write 1000"),
            ("bad-number", "a comma ends a value here: for -2,345,678, write -2345678"),
            ("bad-number", '"9,000" does not do here: write 9000, without commas'),
            (
                "bad-number",
                (
                    '"1;000" does not do here: A number has at most 15 digits, and 15 more after a '
                    "point."
                ),
            ),
        ],
        id="figures with commas",
    ),
    pytest.param(
        HEADER + "sources: {s: {publisher: P}, t: {publisher: P}}\n"
        "events:\n"
        "- {id: a, when: 2023, title: t, accounts: [{says: x, sources: [s]}, {says: y, "
        "sources: [t, ▶s]}]}\n",
        [("repeated-source", '"s" has an account of this event already: a source tells one')],
        id="a source with two accounts",
    ),
    pytest.param(
        HEADER + "events:\n"
        "- {id: a, when: 2023, title: t, quotes: [▶{by: ▶x}], accounts: [▶{}, {says: "
        "▶''}]}\n"
        "actors: {}\n",
        [
            ("missing-key", 'the key "text" is missing'),
            ("unknown-actor", '"x" is no actor: add it to `actors`'),
            ("missing-key", 'the key "says" is missing'),
            ("empty-value", NO_VALUE),
        ],
        id="quotes and accounts",
    ),
    # Links.
    pytest.param(
        HEADER + "events:\n"
        "- {id: noon-meeting, when: 2023, title: t}\n"
        "- {id: b, when: 2023, title: t, because: [▶noon-meting], after: "
        "[noon-meeting, ▶x]}\n",
        [
            (
                "unknown-event",
                '"noon-meting" is no event (did you mean noon-meeting?)',
            ),
            ("unknown-event", '"x" is no event'),
        ],
        id="unknown events",
    ),
    pytest.param(
        HEADER
        + "events:\n- {id: b, when: 2023, title: t, because: [c]}\n- {id: c, when: ▶x, title: t}\n",
        [("bad-date", f'"x" {NO_DATE}')],
        id="a link to a mistaken event",
    ),
    pytest.param(
        HEADER + "events:\n"
        "- {id: a, when: 2023-11-17, title: t, because: [▶b], after: [▶c]}\n"
        "- {id: b, when: 2023-11-18, title: t}\n"
        "- {id: c, when: 2024/.., title: t}\n",
        [
            ("impossible-order", '"b" is later than this, so that this can\'t follow from it'),
            ("impossible-order", '"c" is later than this, so that this can\'t follow from it'),
        ],
        id="causes after effects",
    ),
    pytest.param(
        HEADER
        + "events:\n- {id: e0, when: 2023, title: t, after: [▶e8]}\n"
        + "".join(
            f"- {{id: e{number}, when: 2023, title: t, after: [e{number - 1}]}}\n"
            for number in range(1, 9)
        ),
        [
            (
                "cycle",
                (
                    "a circle of 9: e0 follows e8 follows e7 follows e6, and so on to e1, "
                    "which follows e0"
                ),
            )
        ],
        id="a circle of nine",
    ),
    pytest.param(
        HEADER + "events:\n- {id: a, when: 2023-11-17, title: t, because: [▶a]}\n",
        [("cycle", "a circle: a follows a")],
        id="an event that follows itself",
    ),
    pytest.param(
        HEADER + "events:\n"
        "- {id: a, when: 2023, title: t, because: [▶b]}\n"
        "- {id: b, when: 2023, title: t, after: [c]}\n"
        "- {id: c, when: 2023, title: t, because: [a]}\n",
        [("cycle", "a circle: a follows b follows c follows a")],
        id="a circle of three",
    ),
    pytest.param(
        HEADER + "events:\n"
        "- {id: a, when: 2023, title: t, because: [c], after: [▶b]}\n"
        "- {id: b, when: 2023, title: t, after: [a]}\n"
        "- {id: c, when: 2023, title: t}\n",
        [("cycle", "a circle: a follows b follows a")],
        id="the link of the circle is to blame",
    ),
    pytest.param(
        HEADER + "events:\n"
        "- {id: a, when: 2023, title: t, because: [c, ▶b]}\n"
        "- {id: b, when: 2023, title: t, because: [a]}\n"
        "- {id: c, when: 2023, title: t, because: [▶d]}\n"
        "- {id: d, when: 2023, title: t, because: [c]}\n",
        [
            ("cycle", "a circle: a follows b follows a"),
            ("cycle", "a circle: c follows d follows c"),
        ],
        id="two circles, one after the other",
    ),
    # What YAML has and a timeline file has not.
    pytest.param(
        HEADER + "events:\n- {id: a, when: 2023, title: ▶&x t, place: ▶*x}\n",
        [("anchor", 'anchors ("&x") are not read: take it away'), ("alias", NOT_READ)],
        id="anchor and alias",
    ),
    pytest.param(
        "timeline: ▶&x {format: 1, title: T, zone: UTC}\n"
        "actors: ▶&y {a: ▶&z {name: N}}\n"
        "events: ▶&w [▶&v {id: a, when: 2023, title: t}]\n",
        [("anchor", f'anchors ("&{name}") are not read: take it away') for name in "xyzwv"],
        id="anchors of sections and entries",
    ),
    pytest.param(HEADER + "events: ▶*x\n", [("alias", NOT_READ)], id="events are an alias"),
    pytest.param(HEADER + "events:\n- ▶*x\n", [("alias", NOT_READ)], id="an event is an alias"),
    pytest.param(
        HEADER
        + "events:\n- {id: a, when: 2023, title: ▶!!int 5, tags: ▶!t [x], place: ▶!!str y}\n",
        [
            ("tag", 'tags ("tag:yaml.org,2002:int") are not read: every value is text'),
            ("tag", 'tags ("!t") are not read: every value is text'),
            ("tag", 'tags ("tag:yaml.org,2002:str") are not read: every value is text'),
        ],
        id="tags",
    ),
    pytest.param(
        HEADER + "events:\n- {id: a, when: 2023, title: ▶!!python/object/apply:os.system x}\n",
        [
            (
                "tag",
                (
                    'tags ("tag:yaml.org,2002:python/object/apply:os.system") are not read: every '
                    "value is text"
                ),
            )
        ],
        id="a tag of a text that would run a program",
    ),
    pytest.param(
        HEADER + "events:\n- ▶!!python/object:os.system {id: a, when: 2023, title: t}\n",
        [
            (
                "tag",
                (
                    'tags ("tag:yaml.org,2002:python/object:os.system") are not read: '
                    "every value is text"
                ),
            )
        ],
        id="a tag of an event that would run a program",
    ),
    pytest.param(
        HEADER + "events:\n- {▶&k id: a, when: 2023, title: t}\n",
        [("anchor", 'anchors ("&k") are not read: take it away')],
        id="an anchor of a key",
    ),
    pytest.param(
        HEADER + "events:\n- {id: a, when: 2023, title: t, ▶<<: {tags: [x]}}\n",
        [("merge-key", MERGE)],
        id="a merge key in an event",
    ),
    pytest.param(
        HEADER + "events:\n- {id: a, when: 2023, title: t, ▶<<: ▶*x}\n",
        [("merge-key", MERGE), ("alias", NOT_READ)],
        id="a merge key and its alias",
    ),
    pytest.param(
        HEADER + "▶<<: {}\nevents: []\n", [("merge-key", MERGE)], id="a merge key at the top"
    ),
    pytest.param(
        HEADER + "actors:\n  ▶<<: {name: x}\nevents: []\n",
        [("merge-key", MERGE)],
        id="a merge key among actors",
    ),
    pytest.param(
        HEADER + "events:\n- {id: a, when: 2023, title: t, ? ▶[a] : b}\n",
        [("wrong-type", "a key must be text")],
        id="a key that is a list",
    ),
    pytest.param(
        HEADER + "? ▶[a]\n: b\nevents: []\n",
        [("wrong-type", "a key must be text")],
        id="a section's key that is a list",
    ),
]


@pytest.mark.parametrize(("marked", "mistakes"), CASES)
@pytest.mark.usefixtures("_parser")
def test_every_mistake_is_told_with_its_place(marked: str, mistakes: list[tuple[str, str]]) -> None:
    text, wanted = expected(marked, *mistakes)
    assert findings(text) == wanted


@pytest.mark.parametrize(
    "ending",
    [pytest.param("\r\n", id="CRLF"), pytest.param("\r", id="CR"), pytest.param("\x85", id="NEL")],
)
@pytest.mark.usefixtures("_parser")
def test_lines_are_counted_as_yaml_does(ending: str) -> None:
    marked = HEADER + "\n# c\nevents:\n- id: a\n  when: 2023\n  title: t\n  ▶kin: x\n"
    text, wanted = expected(
        marked.replace("\n", ending),
        ("unknown-key", 'there is no key "kin" here (did you mean kind?)'),
    )
    assert findings(text) == wanted


def test_columns_count_code_points() -> None:
    text, wanted = expected(
        HEADER + "events:\n- {id: a, when: 2023, title: 東京 🗼 é, ▶kin: x}\n",
        ("unknown-key", 'there is no key "kin" here (did you mean kind?)'),
    )
    assert findings(text) == wanted


def test_a_byte_order_mark_is_no_column_and_in_no_excerpt() -> None:
    text, wanted = expected(
        "timeline: {format: 1, title: T, zone: UTC, ▶zome: y}\nevents: []\n",
        ("unknown-key", 'there is no key "zome" here (did you mean zone?)'),
    )
    assert findings("\ufeff" + text) == wanted


def test_findings_print_with_their_place() -> None:
    loading, _ = loaded(HEADER + "events:\n- {id: a, when: 2023-13, title: t}\n")
    assert [str(diagnostic) for diagnostic in loading.diagnostics()] == [
        f"{PATH}:3:17: error[bad-date]: month must be in 01..12"
    ]


def test_errors_are_refused_and_warnings_are_not() -> None:
    warned = "- {id: a, when: 2023-03-12T02:30, title: t}\n"
    loading, events = loaded(HEADER + "events:\n" + warned)
    assert [diagnostic.severity for diagnostic in loading.diagnostics()] == ["warning"]
    assert [event.id for event in events] == ["a"]
    loading.refuse_errors()
    loading, _ = loaded(HEADER + "events:\n" + warned + "- {id: b, when: 2023-13, title: t}\n")
    with pytest.raises(TimelineFileError) as caught:
        loading.refuse_errors()
    assert str(caught.value) == f"{PATH}:4:17: error[bad-date]: month must be in 01..12"
    assert [diagnostic.code for diagnostic in caught.value.diagnostics] == ["bad-date"]


def test_what_has_a_mistake_is_left_out() -> None:
    loading, events = loaded(
        HEADER
        + "actors: {a: {name: A}, b: {nam: B}}\nsources: {s: {publisher: P}, t: {}}\n"
        + "events:\n- {id: a, when: 2023, title: t}\n- {id: b, when: x, title: t}\n"
    )
    assert (list(loading.actors), list(loading.sources)) == (["a"], ["s"])
    assert events == [bare_event("a", "2023", "t")]


def test_the_entry_is_that_of_the_latest_event() -> None:
    loading = load(BytesIO((HEADER + "events:\n" + ONE + ONE.replace("a", "b")).encode()), PATH)
    places = [
        (loading.entry.place(), loading.entry.place(("when",)))
        for _ in loading.events()
        if loading.entry
    ]
    assert places == [(Place(3, 3), Place(3, 17, 4)), (Place(4, 3), Place(4, 17, 4))]


def test_order_follows_dates_and_links() -> None:
    loading, events = loaded(
        HEADER
        + "events:\n"
        + "- {id: late, when: 2023-11-18, title: t}\n"
        + "- {id: held, when: 2023-11-17, title: t, because: [noon]}\n"
        + "- {id: noon, when: 2023-11-17T12, title: t, after: [wide]}\n"
        + "- {id: wide, when: 2023-11, title: t}\n"
        + "- {id: open, when: ../2024, title: t}\n"
    )
    assert loading.diagnostics() == []
    assert loading.order == [4, 3, 2, 1, 0]
    assert [Bounds.of(event.when).earliest == -inf for event in events] == [False] * 4 + [True]


def test_the_shipped_timeline_is_the_same_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    data = (Path(__file__).parents[2] / "events.yaml").read_bytes()
    loading, events = loaded(data)
    monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
    slow, slow_events = loaded(data)
    assert slow_events == events
    assert slow.diagnostics() == loading.diagnostics()
    assert (slow.header, slow.actors, slow.sources) == (
        loading.header,
        loading.actors,
        loading.sources,
    )
    assert (slow.order, list(slow.links)) == (loading.order, list(loading.links))


# Whatever is fed.


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_told_what_they_lack(data: bytes) -> None:
    assert loads(data) > 0


@st.composite
def spoilt_files(draw: st.DrawFn) -> bytes:
    """Take the full timeline and put something in, or take something out, in a few places."""
    data = FULL.encode()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        length = draw(st.sampled_from([0, 0, 1, 2, 5, 40]))
        put_in = st.sampled_from(
            [
                b"",
                b"\x00",
                b"\xff\xfe",
                b"\xe2\x82",
                b"\xef\xbb\xbf",
                b"\xed\xa0\x80",
                b"\xc2\x85",
                b"\n",
                b"\r",
                b"\r\n",
                b"\t",
                b" ",
                b"  ",
                b":",
                b": ",
                b"- ",
                b"- - ",
                b"? ",
                b"#",
                b"|\n",
                b"[",
                b"]",
                b"{",
                b"}",
                b",",
                b"&x ",
                b"*x",
                b"!t ",
                b"!!int ",
                b"<<: ",
                b'"',
                b"'",
                b"\\",
                b"---\n",
                b"...\n",
                b"%YAML 1.1\n",
                "\u2028é🗼".encode(),
                b"X",
                b"~",
                b"/",
                b"2023",
                b"\x1b[0m",
            ]
        )
        data = data[:start] + draw(put_in | st.binary(max_size=4)) + data[start + length :]
    return data


@scale_examples(2)
@given(spoilt_files())
def test_a_spoilt_file_is_read_as_far_as_it_goes(data: bytes) -> None:
    loads(data)


def loads(data: bytes) -> int:
    """Load, and check that each finding lies inside the file; count them."""
    loading, _ = loaded(data)
    found = loading.diagnostics()
    text = data.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        assert [diagnostic.code for diagnostic in found] == ["encoding"]
    lines = re.split("\r\n|[\r\n\x85\u2028\u2029]", text)
    for diagnostic in found:
        place = diagnostic.location
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
        assert place.column <= len(diagnostic.excerpt) + 1
        assert diagnostic.message
    return len(found)


def test_utc_is_a_zone() -> None:
    loading, events = loaded(
        "timeline: {format: 1, title: T, zone: UTC}\n"
        "events:\n"
        "- {id: a, when: 2023-11-17T12, title: t}\n"
    )
    assert loading.diagnostics() == []
    assert [event.when for event in events] == [parse_date("2023-11-17T12", UTC)]


def test_a_zone_of_many_parts_is_none() -> None:
    """Python looks for it in packages within packages."""
    text = f"timeline: {{format: 1, title: T, zone: {'x/' * 1000}y}}\nevents: []\n"
    assert [code for _, _, code, _ in findings(text)] == ["unknown-zone"]
