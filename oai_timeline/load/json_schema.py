"""The JSON Schema (2020-12) of a timeline file, made from the shapes that read one.

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

from oai_timeline.load.file_schema import (
    FORMAT,
    TIMELINE,
    Choice,
    DictOf,
    Fields,
    ListOf,
    Shape,
    Text,
)

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> Schema:
    """Return the schema of a timeline file."""
    definitions: dict[str, Schema] = {}
    _describe(TIMELINE, definitions)
    root = definitions.pop(TIMELINE.name)
    root["title"] = f"Timeline file, format {FORMAT}"
    return {"$schema": _DIALECT, **root, "$defs": definitions}


def _describe(shape: Shape, definitions: dict[str, Schema]) -> Schema:
    """Return the schema of a shape; mappings with fixed keys are added to `definitions`."""
    match shape:
        case Text():
            return _describe_text(shape)
        case Choice():
            return {"enum": sorted(shape.choices)}
        case ListOf():
            return {"type": "array", "items": _describe(shape.item, definitions)}
        case DictOf():
            key = _describe_text(shape.key)
            del key["type"]  # every parser reads a key as a string
            value = _describe(shape.value, definitions)
            return {"type": "object", "propertyNames": key, "additionalProperties": value}
    if shape.name not in definitions:
        definitions[shape.name] = {}  # first, so that definitions stand in the order of their use
        definitions[shape.name] = _describe_fields(shape, definitions)
    return {"$ref": f"#/$defs/{shape.name}"}


def _describe_text(text: Text) -> Schema:
    types = list(text.parsed_as)
    schema: Schema = {"type": types if len(types) > 1 else types[0]}
    if text.description:
        schema["description"] = text.description
    if text.choices:
        schema["enum"] = list(text.choices)
    if text.pattern:
        schema["pattern"] = f"^{text.pattern.pattern}$"
    else:
        schema["minLength"] = 1
    return schema


def _describe_fields(shape: Fields[object], definitions: dict[str, Schema]) -> Schema:
    properties = {}
    for key, field in shape.fields.items():
        property_ = _describe(field.shape, definitions)
        explanations = (field.explanation, property_.get("description"))
        property_["description"] = " ".join(filter(None, explanations))
        properties[key] = property_
    return {
        "title": shape.name,
        "description": shape.description,
        "type": "object",
        "properties": properties,
        "required": [key for key, field in shape.fields.items() if field.default is ...],
        "additionalProperties": False,
    }
