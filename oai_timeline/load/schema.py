"""The JSON Schema (2020-12) of a timeline file, made from what decodes one.

A timeline file's scalars are all text, but an editor's YAML parser resolves plain ones before it
asks a schema: it makes a number of `2023` or `1`, and a boolean of `true`. To refuse those would
underline what is right. So wherever the format takes text, the schema takes what such a parser may
make of it: a string, a number or a boolean in free text and in ids, a string or an integer as a
date, a string or a number as a figure. It does not take null: that is what such a parser makes of a
key without a value, and a key without a value is an error. (Of the words `null` and `~`, which are
text to us, it makes the same: in quotes they stay text for both.)

All that the schema refuses `timeline check` refuses, but for those two words. It finds less: what
references, dates and zones mean is beyond a schema. Its keywords are all in draft 7 already, which
is what many editors know.
"""

from typing import Any

import msgspec

from oai_timeline.load import document
from oai_timeline.load.document import FORMAT, TimelineDocument
from oai_timeline.model.docstring import docstring

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PLACE = "#/$defs/{name}"
_SUFFIX = "Document"
_PYTHONS_END = r"$(?!\n)"
"""The end of a text to Python's `re`; in the regular expressions of a schema, `$` is just that."""

KEYS: dict[str, dict[str, str]] = {
    "Timeline": {
        "timeline": "What the timeline is: format, title, zone.",
        "actors": "Who takes part, by id. Optional.",
        "sources": "What events rest on, by id. Optional.",
        "events": "What happened, best in the order of time.",
    },
    "Header": {
        "title": "What it is about, in a few words.",
        "zone": "Every time without an offset is in this zone.",
        "id": "Exports build stable identifiers on it; left out, it is made from the title.",
        "language": "The language of titles and summaries, like en.",
        "focus": "Where loose dates are looked for first, and what the overview draws.",
        "updated": "The day of the last revision.",
        "kinds": "The kinds that events may have; where given, any other is an error.",
    },
    "Office": {
        "office": "The role, like Director.",
        "of": "The actor, mostly an organisation, where the role is held: its id.",
        "from": "Since when.",
        "until": "Until when; left out, the end is not known.",
        "sources": "Ids of the sources that say so.",
    },
    "Actor": {
        "name": "The full name, as it is printed.",
        "type": "A person, an organisation, or a group of either.",
        "aliases": "What people type for it; each belongs to one actor alone.",
        "misspellings": "Found in sources: understood when typed, never printed.",
        "note": "One neutral sentence about who this is.",
        "offices": "The roles held, each for an interval.",
    },
    "Source": {
        "publisher": "Who published it.",
        "via": "Where this copy lies, if elsewhere than with the publisher.",
        "title": "The document's own title.",
        "url": "Where it lies.",
        "published": "When it was published, as exactly as is known.",
        "language": "The language of the document, like en.",
        "kind": "What it is: first-hand and court documents confirm by themselves.",
        "rests_on": "Ids of the sources that it repeats; together they are one origin.",
        "archived": "The address of a copy that outlives the page.",
    },
    "Quote": {
        "text": "The words, verbatim and short: 30 at most.",
        "by": "The id of the actor who said it.",
        "language": "The language of the words, like en.",
        "translation": "The words in the timeline's language, where theirs is another.",
        "source": "The id of the source that gives it.",
    },
    "Account": {
        "says": "What these sources say, in a sentence.",
        "when": "When, as they have it; left out, as in the event.",
        "actors": "Ids of who did it, as they have it; left out, as in the event.",
        "about": "Ids of whom it was done to, as they have it; left out, as in the event.",
        "figures": "The numbers as they have them; left out, as in the event.",
        "sources": "Ids of the sources that say so.",
    },
    "Event": {
        "id": "The event's name for links; it stays when the title changes.",
        "when": "2023, 2023-11-17, 2023-11-17T12:19, 2023-11~ (about), A/B (between).",
        "words": "How sources put a vague time; shown in place of the clock.",
        "stated": "The clock as a source gives it, where it was converted.",
        "title": "What happened, in the present tense and 80 characters at most.",
        "summary": "One to three neutral sentences in the past tense.",
        "actors": "Ids of who did or said it.",
        "about": "Ids of whom it was done to, said to or about.",
        "kind": "What kind of event it is, like meeting.",
        "place": "Where it happened.",
        "tags": "Words to find it by.",
        "certainty": "confirmed: first-hand, a document, or two independent origins. reported: "
        "one outlet, or unnamed persons. disputed: accounts contradict one another. "
        "rumoured: nobody stands for it.",
        "quotes": "What was said, verbatim.",
        "because": "Ids of the events that it answers or follows from.",
        "after": "Ids of events known to come before it, without being its cause.",
        "accounts": "Only where sources differ: the version of each.",
        "figures": "Numbers that form a series over events, by name.",
        "sources": "Ids of the sources that it rests on.",
    },
}
"""What an editor says of each key, by the mapping that has it."""


def schema() -> Schema:
    """Make the schema of a timeline file."""
    _, shapes = msgspec.json.schema_components([TimelineDocument], ref_template=_PLACE)
    named = {name.removesuffix(_SUFFIX): _portable(shape) for name, shape in shapes.items()}
    for name, shape in named.items():
        _explain(shape, name)
    root = named.pop("Timeline")
    root["title"] = f"Timeline file, format {FORMAT}"
    return {"$schema": _DIALECT, **root, "$defs": named}


def _explain(shape: Schema, name: str) -> None:
    """Say of a mapping, and of each of its keys, what it is."""
    shape["title"] = name
    shape["description"] = docstring(getattr(document, name + _SUFFIX))
    for key, explanation in KEYS[name].items():
        member = shape["properties"][key]
        rule = member.get("description")
        member["description"] = f"{explanation} {rule}" if rule else explanation


def _portable(value: Any) -> Any:
    """Say what only we understand in the words of every validator."""
    if isinstance(value, dict):
        members = {key: _portable(member) for key, member in value.items()}
        if "parsed_as" in members and "type" in members:
            members["type"] = members["parsed_as"]
        members.pop("parsed_as", None)  # of a key, which is a string to every parser
        return members
    if isinstance(value, list):
        return [_portable(item) for item in value]
    if isinstance(value, str):
        return value.replace(_PYTHONS_END, "$").removesuffix(_SUFFIX)
    return value
