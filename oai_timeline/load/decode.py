"""From plain values to documents of a known shape; and what keeps a value from being one."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import tzinfo
from functools import cache
from itertools import islice, takewhile
from typing import Any, NamedTuple, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from msgspec import inspect

from oai_timeline.dates import edtf
from oai_timeline.dates.bounds import parse_date
from oai_timeline.load.document import Document
from oai_timeline.load.nodes import Path
from oai_timeline.model.spelling import did_you_mean
from oai_timeline.model.visible import quoted
from oai_timeline.model.zones import suggest_zone

D = TypeVar("D", bound=Document)

_MOST_KINDS = 20
_MOST_PARTS = 4
_THOUSANDS = re.compile("-?[0-9]{1,3}(,[0-9]{3})+")
_IS_A: dict[Any, str] = {str: "text", list: "a list", dict: "a mapping"}
_CLOCK_CHANGES = {
    "skipped": "clocks skip this time: read with the offset before; an offset would settle it",
    "repeated": "clocks show this time twice: either is allowed for; an offset would settle it",
}


class Context(NamedTuple):
    """What texts are judged by: the timeline's zone, and the ids that others may refer to.

    `known` has `actor`, `source` and `kind`; what it lacks is not judged. `hint` says what of them
    a word may have been meant to be.
    """

    zone: tzinfo
    known: Mapping[str, Collection[str]]
    hint: Callable[[str, Iterable[str]], str] = did_you_mean


class Mistake(NamedTuple):
    """What is wrong with a part of a value; `at_key` where the key is to blame."""

    path: Path
    code: str
    message: str
    at_key: bool = False


def decode(value: Any, shape: type[D]) -> D | None:
    """Read a plain value as a document; None where it has mistakes."""
    try:
        return msgspec.convert(value, shape)
    except msgspec.ValidationError:
        return None


def mistakes(value: Any, shape: Any, context: Context) -> list[Mistake]:
    """List all that is wrong with `value` as a `shape`, and the warnings of its dates."""
    return list(_in_value(value, _type_of(shape), (), context))


def zone_of(name: str) -> tzinfo | None:
    """Give the IANA zone of that name, None where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError, RecursionError):  # the last of many a "/"
        return None


@cache
def _type_of(shape: Any) -> inspect.Type:
    return inspect.type_info(shape)


def _in_value(value: Any, shape: Any, path: Path, context: Context) -> Iterator[Mistake]:
    if isinstance(shape, inspect.UnionType):  # a type, or left out
        shape = next(kind for kind in shape.types if type(kind) in (*_CHECKS, inspect.Metadata))
    meta = shape if isinstance(shape, inspect.Metadata) else None
    if meta:
        shape = meta.type
    check, expected = _CHECKS[type(shape)]
    if value == "":
        yield Mistake(path, "empty-value", "this has no value: give it one, or take the key away")
    elif type(value) is not expected:
        message = f"this must be {_IS_A[expected]}, and is {_IS_A[type(value)]}"
        yield Mistake(path, "wrong-type", message)
    elif meta and meta.extra:
        yield from (mistake._replace(path=path) for mistake in _in_meaning(value, meta, context))
    else:
        yield from check(value, shape, path, context)


def _in_struct(
    value: dict[str, Any], shape: inspect.StructType, path: Path, context: Context
) -> Iterator[Mistake]:
    fields = {field.encode_name: field for field in shape.fields}
    for key, member in value.items():
        if key in fields:
            yield from _in_value(member, fields[key].type, (*path, key), context)
        elif key != "<<":  # told already, as a merge key
            message = f"there is no key {quoted(key)} here{did_you_mean(key, fields)}"
            yield Mistake((*path, key), "unknown-key", message, at_key=True)
    for name, field in fields.items():
        if field.required and name not in value:
            yield Mistake(path, "missing-key", f'the key "{name}" is missing')


def _in_dict(
    value: dict[str, Any], shape: inspect.DictType, path: Path, context: Context
) -> Iterator[Mistake]:
    keys, parts = list(value), list[str]()
    for number, (key, member) in enumerate(value.items(), 1):
        if key in parts:
            continue
        parts = _parts_of_number(value, member, keys[number : number + _MOST_PARTS])
        if parts:
            written = ",".join([member, *parts])
            message = f"a comma ends a value here: for {written}, write {written.replace(',', '')}"
            yield Mistake((*path, parts[0]), "bad-number", message, at_key=True)
        for mistake in _in_value(key, shape.key_type, (*path, key), context):
            yield mistake._replace(at_key=True)
        yield from _in_value(member, shape.value_type, (*path, key), context)


def _parts_of_number(value: dict[str, Any], member: Any, keys: list[str]) -> list[str]:
    """List the keys that YAML has made of the rest of a number: `n: 1,000` is `n: 1` and `000:`."""
    if not isinstance(member, str) or not _THOUSANDS.fullmatch(f"{member},000"):
        return []
    return list(takewhile(lambda key: value[key] == "" and _THOUSANDS.fullmatch(f"0,{key}"), keys))


def _in_list(
    value: list[Any], shape: inspect.ListType, path: Path, context: Context
) -> Iterator[Mistake]:
    for number, item in enumerate(value):
        yield from _in_value(item, shape.item_type, (*path, number), context)


def _in_choice(value: str, shape: inspect.LiteralType, path: Path, _: Context) -> Iterator[Mistake]:
    if value not in shape.values:
        choices = [str(choice) for choice in shape.values]
        message = f"{quoted(value)} is none of {', '.join(choices)}{did_you_mean(value, choices)}"
        yield Mistake(path, "bad-value", message)


def _in_text(*_: object) -> Iterator[Mistake]:
    return iter(())


_CHECKS: dict[Any, tuple[Callable[..., Iterator[Mistake]], Any]] = {
    inspect.StructType: (_in_struct, dict),
    inspect.DictType: (_in_dict, dict),
    inspect.ListType: (_in_list, list),
    inspect.LiteralType: (_in_choice, str),
    inspect.StrType: (_in_text, str),
}


def _in_meaning(text: Any, meta: inspect.Metadata, context: Context) -> Iterator[Mistake]:
    """Judge a text as what the format takes it for."""
    extra = meta.extra or {}
    pattern = getattr(meta.type, "pattern", None)
    if pattern and not re.search(pattern, text):
        description = (meta.extra_json_schema or {})["description"]
        if extra["code"] == "bad-number" and _THOUSANDS.fullmatch(text):
            description = f"write {text.replace(',', '')}, without commas"
        yield Mistake((), extra["code"], f"{quoted(text)} does not do here: {description}")
    elif "refers_to" in extra:
        yield from _in_reference(text, extra["refers_to"], context)
    elif extra.get("read_as") == "zone":
        if zone_of(text) is None:
            message = f"unknown time zone {quoted(text)}{suggest_zone(text)}"
            yield Mistake((), "unknown-zone", message)
    elif "read_as" in extra and not (extra["read_as"] == "until" and text == ".."):
        yield from _in_date(text, context.zone)


def _in_reference(key: str, kind: str, context: Context) -> Iterator[Mistake]:
    known = context.known.get(kind)
    if known is not None and key not in known:
        hint = context.hint(key, known) or _where_to_add(kind, known)
        yield Mistake((), f"unknown-{kind}", f"{quoted(key)} is no {kind}{hint}")


def _where_to_add(kind: str, known: Collection[str]) -> str:
    if kind == "kind":
        named = list(islice(known, _MOST_KINDS))
        more = f" and {len(known) - _MOST_KINDS:,} more" if len(known) > _MOST_KINDS else ""
        return f" of this file, which has {', '.join(named)}{more}"
    return f": add it to `{kind}s`"


def _in_date(text: str, zone: tzinfo) -> Iterator[Mistake]:
    try:
        change = parse_date(text, zone).clock_change
    except edtf.DateError as error:
        yield Mistake((), "bad-date", str(error))
    else:
        if change:
            yield Mistake((), f"{change}-time", _CLOCK_CHANGES[change])
