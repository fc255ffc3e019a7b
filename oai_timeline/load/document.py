"""The shape of a timeline file, `format: 1`, for decoding it and for its JSON Schema.

Every scalar is text. An attribute's name is the key's, but for `since`, which is `from` in a file.
"""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType, field

from oai_timeline.model.event import Certainty
from oai_timeline.model.timeline import ActorType, SourceKind

FORMAT = "1"

_END = r"$(?!\n)"  # `$` alone would let a newline stand after it
ID = r"^[a-z0-9]+(-[a-z0-9]+)*" + _END
URL = r"^https?://[^\x00-\x20/\x7f-\xa0][^\x00-\x20\x7f-\xa0]*" + _END
_KEBAB = "Ids are small letters and digits, joined by hyphens."

# What the parser of an editor may make of a text that is not quoted (schema.py).
_FREE = {"parsed_as": ["string", "number", "boolean"]}
_YEAR = {"parsed_as": ["string", "integer"]}
_FIGURE = {"parsed_as": ["string", "number"]}

# `extra` tells the walk for mistakes (decode.py) how to judge a text, beyond its pattern.
Text = Annotated[str, Meta(min_length=1, extra_json_schema=_FREE)]
Date = Annotated[
    str,
    Meta(
        min_length=1,
        description="An EDTF date, level 0 or 1.",
        extra={"read_as": "date"},
        extra_json_schema=_YEAR,
    ),
]
Until = Annotated[
    str,
    Meta(
        min_length=1,
        description="An EDTF date, level 0 or 1, or `..` for an office still held.",
        extra={"read_as": "until"},
        extra_json_schema=_YEAR,
    ),
]
Zone = Annotated[
    str,
    Meta(
        min_length=1,
        description="An IANA time zone, like America/Los_Angeles.",
        extra={"read_as": "zone"},
    ),
]
Id = Annotated[
    str,
    Meta(pattern=ID, description=_KEBAB, extra={"code": "bad-id"}, extra_json_schema=_FREE),
]
ActorId = Annotated[
    str,
    Meta(
        pattern=ID,
        description=_KEBAB,
        extra={"code": "bad-id", "refers_to": "actor"},
        extra_json_schema=_FREE,
    ),
]
SourceId = Annotated[
    str,
    Meta(
        pattern=ID,
        description=_KEBAB,
        extra={"code": "bad-id", "refers_to": "source"},
        extra_json_schema=_FREE,
    ),
]
KindName = Annotated[str, Meta(min_length=1, extra={"refers_to": "kind"}, extra_json_schema=_FREE)]
Url = Annotated[
    str,
    Meta(
        pattern=URL,
        description="An address begins with http:// or https://, and has no spaces.",
        extra={"code": "bad-url"},
    ),
]
Number = Annotated[
    str,
    Meta(
        pattern=r"^-?[0-9]{1,15}(\.[0-9]{1,15})?" + _END,
        description="A number has at most 15 digits, and 15 more after a point.",
        extra={"code": "bad-number"},
        extra_json_schema=_FIGURE,
    ),
]


class Document(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A mapping of the file: it has the keys that it names, and no others."""


class HeaderDocument(Document):
    """What the timeline is."""

    format: Annotated[
        str,
        Meta(
            min_length=1,
            description="The version of the file format: 1.",
            extra_json_schema={**_YEAR, "enum": [FORMAT, int(FORMAT)]},
        ),
    ]
    title: Text
    zone: Zone
    id: Id | UnsetType = UNSET
    language: Text | UnsetType = UNSET
    focus: Date | UnsetType = UNSET
    updated: Date | UnsetType = UNSET
    kinds: list[Text] | UnsetType = UNSET


class OfficeDocument(Document):
    """A role that an actor held for an interval."""

    office: Text
    of: ActorId
    since: Date | UnsetType = field(default=UNSET, name="from")
    until: Until | UnsetType = UNSET
    sources: list[SourceId] | UnsetType = UNSET


class ActorDocument(Document):
    """A person, an organisation or a group."""

    name: Text
    type: ActorType | UnsetType = UNSET
    aliases: list[Text] | UnsetType = UNSET
    misspellings: list[Text] | UnsetType = UNSET
    note: Text | UnsetType = UNSET
    offices: list[OfficeDocument] | UnsetType = UNSET


class SourceDocument(Document):
    """A document that events rest on."""

    publisher: Text
    via: Text | UnsetType = UNSET
    title: Text | UnsetType = UNSET
    url: Url | UnsetType = UNSET
    published: Date | UnsetType = UNSET
    language: Text | UnsetType = UNSET
    kind: SourceKind | UnsetType = UNSET
    rests_on: list[SourceId] | UnsetType = UNSET
    archived: Url | UnsetType = UNSET


class QuoteDocument(Document):
    """Words that a source gives, verbatim."""

    text: Text
    by: ActorId | UnsetType = UNSET
    language: Text | UnsetType = UNSET
    translation: Text | UnsetType = UNSET
    source: SourceId | UnsetType = UNSET


class AccountDocument(Document):
    """What some sources say where others differ."""

    says: Text
    when: Date | UnsetType = UNSET
    actors: list[ActorId] | UnsetType = UNSET
    about: list[ActorId] | UnsetType = UNSET
    figures: dict[Text, Number] | UnsetType = UNSET
    sources: list[SourceId] | UnsetType = UNSET


class EventDocument(Document):
    """One thing that happened."""

    id: Id
    when: Date
    title: Text
    words: Text | UnsetType = UNSET
    stated: Text | UnsetType = UNSET
    summary: Text | UnsetType = UNSET
    actors: list[ActorId] | UnsetType = UNSET
    about: list[ActorId] | UnsetType = UNSET
    kind: KindName | UnsetType = UNSET
    place: Text | UnsetType = UNSET
    tags: list[Text] | UnsetType = UNSET
    certainty: Certainty | UnsetType = UNSET
    quotes: list[QuoteDocument] | UnsetType = UNSET
    because: list[Id] | UnsetType = UNSET
    after: list[Id] | UnsetType = UNSET
    accounts: list[AccountDocument] | UnsetType = UNSET
    figures: dict[Text, Number] | UnsetType = UNSET
    sources: list[SourceId] | UnsetType = UNSET


class TimelineDocument(Document):
    """A timeline file."""

    timeline: HeaderDocument
    events: list[EventDocument]
    actors: dict[Id, ActorDocument] | UnsetType = UNSET
    sources: dict[Id, SourceDocument] | UnsetType = UNSET
