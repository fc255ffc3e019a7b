"""The JSON Schema (2020-12) of a timeline file, made from the shapes that the loader reads.

All scalars of a timeline file are text, but the YAML parser of an editor resolves plain ones first:
`2023` and `1` become numbers, `true` a boolean. A schema that refused these would underline correct
text. So where the format takes text, the schema also accepts what such a parser makes of it: a
number or a boolean in free text and ids, an integer as a date, a number as a figure. It does not
accept null, which such a parser makes of a key without a value: that is an error. (It makes the
same of the plain words `null` and `~`, which are text in a timeline file; quotes avoid that.)

Everything that the schema refuses, `timeline check` refuses too, except these two words. The schema
finds less: it doesn't know about references, dates and zones. Its keywords are all in draft 7,
which many editors support.
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
        "required": shape.required,
        "additionalProperties": False,
    }
