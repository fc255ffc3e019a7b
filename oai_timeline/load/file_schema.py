"""The shape of a timeline file, `format: 1`, for reading it and for its JSON Schema.

Every scalar of a file is text. A shape describes what a node of the file may be.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Generic, Literal, TypeVar, Union, get_args

from oai_timeline.load.convert import build_event, build_header, build_office
from oai_timeline.model.certainty import Certainty
from oai_timeline.model.event import Account, Event, Quote
from oai_timeline.model.timeline import Actor, ActorType, Source, SourceKind

Value_co = TypeVar("Value_co", covariant=True)

FORMAT = "1"
ID = r"[a-z0-9]+(-[a-z0-9]+)*"
URL = r"https?://[^\x00-\x20/\x7f-\xa0][^\x00-\x20\x7f-\xa0]*"
_NUMBER = r"-?[0-9]{1,15}(\.[0-9]{1,15})?"


@dataclass(frozen=True, slots=True)
class Text:
    """A text that isn't empty.

    `parsed_as` lists what the YAML parser of an editor may make of it where it isn't quoted. A text
    that `pattern` doesn't match is reported as `code`, with a message made of `name` and `advice`.
    """

    parsed_as: tuple[str, ...] = ("string", "number", "boolean")
    description: str = ""
    pattern: re.Pattern[str] | None = None
    code: str = ""
    name: str = ""
    advice: str = ""
    choices: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference(Text):
    """The id of an actor or a source, or the name of a kind."""

    refers_to: Literal["actor", "source", "kind"] = "actor"


@dataclass(frozen=True, slots=True)
class Number(Text):
    """A decimal number."""


@dataclass(frozen=True, slots=True)
class Date(Text):
    """An EDTF date; also `..` if it `may_be_open`."""

    may_be_open: bool = False


@dataclass(frozen=True, slots=True)
class Zone(Text):
    """The name of a time zone."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list, whose items all have one shape."""

    item: "Shape"


@dataclass(frozen=True, slots=True)
class DictOf:
    """A mapping whose keys the file chooses; all its values have one shape."""

    key: Text
    value: "Shape"


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a mapping: the shape of its value, an explanation for editors, and a default."""

    shape: "Shape"
    explanation: str
    default: object = ...  # none: the key is required


@dataclass(frozen=True)
class Fields(Generic[Value_co]):
    """A mapping with these keys and no others. `build` makes a value of their values.

    The id of an actor or a source is a key in the mapping above it, and is added later.
    """

    name: str
    description: str
    build: Callable[..., Value_co]
    fields: Mapping[str, Field]

    @cached_property
    def defaults(self) -> dict[str, object]:
        """The value of each key that a file leaves out; `...` if it must not."""
        return {name: one.default for name, one in self.fields.items()}

    @cached_property
    def required(self) -> list[str]:
        """The keys that a file must have."""
        return [name for name, default in self.defaults.items() if default is ...]


Shape = Union[Text, Choice, ListOf, DictOf, "Fields[object]"]

_OF_IDS = "Ids are small letters and digits, joined by hyphens."
_OF_URLS = "An address begins with http:// or https://, and has no spaces."
_OF_NUMBERS = "A number has at most 15 digits, and 15 more after a point."
_OF_DATES = "An EDTF date, level 0 or 1."
_OF_ENDS = "An EDTF date, level 0 or 1, or `..` for an office still held."
_OF_ZONES = "An IANA time zone, like America/Los_Angeles."
_OF_FORMATS = "The version of the file format: 1."
_BAD_ID = ("bad-id", "id", "use lower-case letters, digits and hyphens")
_BAD_URL = ("bad-url", "address", "it must begin with http:// or https://, and have no spaces")
_BAD_NUMBER = ("bad-number", "number", "use at most 15 digits, and 15 more after a point")
_ID_PATTERN = re.compile(ID)
_FREE = ("string", "number", "boolean")
_YEAR = ("string", "integer")

TEXT = Text()
ID_TEXT = Text(_FREE, _OF_IDS, _ID_PATTERN, *_BAD_ID)
_ACTOR_ID = Reference(_FREE, _OF_IDS, _ID_PATTERN, *_BAD_ID, refers_to="actor")
_SOURCE_ID = Reference(_FREE, _OF_IDS, _ID_PATTERN, *_BAD_ID, refers_to="source")
_KIND = Reference(refers_to="kind")
_URL_TEXT = Text(("string",), _OF_URLS, re.compile(URL), *_BAD_URL)
_DATE = Date(_YEAR, _OF_DATES)
_UNTIL = Date(_YEAR, _OF_ENDS, may_be_open=True)
_ZONE = Zone(("string",), _OF_ZONES)
_FIGURE = Number(("string", "number"), _OF_NUMBERS, re.compile(_NUMBER), *_BAD_NUMBER)
_FORMAT = Text(_YEAR, _OF_FORMATS, choices=(FORMAT, int(FORMAT)))
_FIGURES = DictOf(TEXT, _FIGURE)

HEADER = Fields(
    "Header",
    "What the timeline is.",
    build_header,
    {
        "format": Field(_FORMAT, ""),
        "title": Field(TEXT, "What it is about, in a few words."),
        "zone": Field(_ZONE, "Every time without an offset is in this zone."),
        "id": Field(
            ID_TEXT,
            "Exports build stable identifiers on it; left out, it is made from the title.",
            None,
        ),
        "language": Field(TEXT, "The language of titles and summaries, like en.", None),
        "focus": Field(
            _DATE, "Where loose dates are looked for first, and what the overview draws.", None
        ),
        "updated": Field(_DATE, "The day of the last revision.", None),
        "kinds": Field(
            ListOf(TEXT), "The kinds that events may have; where given, any other is an error.", ()
        ),
        "synonyms": Field(
            ListOf(ListOf(TEXT)), "Groups of words or phrases that a search treats as one.", ()
        ),
    },
)
LATER_HEADER = Fields(
    HEADER.name,
    HEADER.description,
    dict[str, object],
    {key: replace(field, default=None) for key, field in HEADER.fields.items()},
)
"""The header of a file that is read together with others, after the first one with a header."""
OFFICE = Fields(
    "Office",
    "A role that an actor held for an interval.",
    build_office,
    {
        "office": Field(TEXT, "The role, like Director."),
        "of": Field(
            _ACTOR_ID, "The actor, mostly an organisation, where the role is held: its id."
        ),
        "from": Field(_DATE, "Since when.", None),
        "until": Field(_UNTIL, "Until when; left out, the end is not known.", None),
        "sources": Field(ListOf(_SOURCE_ID), "Ids of the sources that say so.", ()),
    },
)
ACTOR: Fields[Actor] = Fields(
    "Actor",
    "A person, an organisation or a group.",
    partial(Actor, id=""),
    {
        "name": Field(TEXT, "The full name, as it is printed."),
        "type": Field(
            Choice(get_args(ActorType)), "A person, an organisation, or a group of either.", None
        ),
        "aliases": Field(
            ListOf(TEXT), "What people type for it; each belongs to one actor alone.", ()
        ),
        "misspellings": Field(
            ListOf(TEXT), "Found in sources: understood when typed, never printed.", ()
        ),
        "note": Field(TEXT, "One neutral sentence about who this is.", None),
        "offices": Field(ListOf(OFFICE), "The roles held, each for an interval.", ()),
    },
)
SOURCE: Fields[Source] = Fields(
    "Source",
    "A document that events rest on.",
    partial(Source, id=""),
    {
        "publisher": Field(TEXT, "Who published it."),
        "via": Field(TEXT, "Where this copy lies, if elsewhere than with the publisher.", None),
        "title": Field(TEXT, "The document's own title.", None),
        "url": Field(_URL_TEXT, "Where it lies.", None),
        "published": Field(_DATE, "When it was published, as exactly as is known.", None),
        "language": Field(TEXT, "The language of the document, like en.", None),
        "kind": Field(
            Choice(get_args(SourceKind)),
            "What it is: first-hand and court documents confirm by themselves.",
            None,
        ),
        "rests_on": Field(
            ListOf(_SOURCE_ID),
            "Ids of the sources that it repeats; together they are one origin.",
            (),
        ),
        "archived": Field(_URL_TEXT, "The address of a copy that outlives the page.", None),
    },
)
QUOTE = Fields(
    "Quote",
    "Words that a source gives, verbatim.",
    Quote,
    {
        "text": Field(TEXT, "The words, verbatim and short: 30 at most."),
        "by": Field(_ACTOR_ID, "The id of the actor who said it.", None),
        "language": Field(TEXT, "The language of the words, like en.", None),
        "translation": Field(
            TEXT, "The words in the timeline's language, where theirs is another.", None
        ),
        "source": Field(_SOURCE_ID, "The id of the source that gives it.", None),
    },
)
ACCOUNT = Fields(
    "Account",
    "What some sources say where others differ.",
    Account,
    {
        "says": Field(TEXT, "What these sources say, in a sentence."),
        "when": Field(_DATE, "When, as they have it; left out, as in the event.", None),
        "actors": Field(
            ListOf(_ACTOR_ID),
            "Ids of who did it, as they have it; left out, as in the event.",
            None,
        ),
        "about": Field(
            ListOf(_ACTOR_ID),
            "Ids of whom it was done to, as they have it; left out, as in the event.",
            None,
        ),
        "figures": Field(
            _FIGURES, "The numbers as they have them; left out, as in the event.", None
        ),
        "sources": Field(ListOf(_SOURCE_ID), "Ids of the sources that say so.", ()),
    },
)
EVENT: Fields[Event] = Fields(
    "Event",
    "One thing that happened.",
    build_event,
    {
        "id": Field(ID_TEXT, "The event's name for links; it stays when the title changes."),
        "when": Field(
            _DATE, "2023, 2023-11-17, 2023-11-17T12:19, 2023-11~ (about), A/B (between)."
        ),
        "title": Field(TEXT, "What happened, in the present tense and 80 characters at most."),
        "words": Field(TEXT, "How sources put a vague time; shown after the title.", None),
        "stated": Field(TEXT, "The clock as a source gives it, where it was converted.", None),
        "summary": Field(TEXT, "One to three neutral sentences in the past tense.", None),
        "actors": Field(ListOf(_ACTOR_ID), "Ids of who did or said it.", ()),
        "about": Field(ListOf(_ACTOR_ID), "Ids of whom it was done to, said to or about.", ()),
        "kind": Field(_KIND, "What kind of event it is, like meeting.", None),
        "place": Field(TEXT, "Where it happened.", None),
        "tags": Field(ListOf(TEXT), "Words to find it by.", ()),
        "certainty": Field(
            Choice(get_args(Certainty)),
            "confirmed: first-hand, a document, or two independent origins. reported: "
            "one outlet, or unnamed people. disputed: accounts contradict each other. "
            "rumoured: repeated, but vouched for by no one.",
            None,
        ),
        "quotes": Field(ListOf(QUOTE), "What was said, verbatim.", ()),
        "because": Field(ListOf(ID_TEXT), "Ids of the events that it answers or follows from.", ()),
        "after": Field(
            ListOf(ID_TEXT), "Ids of events known to come before it, without being its cause.", ()
        ),
        "accounts": Field(ListOf(ACCOUNT), "Only where sources differ: the version of each.", ()),
        "figures": Field(_FIGURES, "Numbers that form a series over events, by name.", {}),
        "sources": Field(ListOf(_SOURCE_ID), "Ids of the sources that it rests on.", ()),
    },
)
TIMELINE = Fields(
    "Timeline",
    "A timeline file, by convention called NAME.timeline.yaml.",
    dict[str, object],
    {
        "timeline": Field(HEADER, "What the timeline is: format, title, zone."),
        "events": Field(ListOf(EVENT), "What happened, best in the order of time."),
        "actors": Field(DictOf(ID_TEXT, ACTOR), "Who takes part, by id. Optional.", {}),
        "sources": Field(DictOf(ID_TEXT, SOURCE), "What events rest on, by id. Optional.", {}),
    },
)
