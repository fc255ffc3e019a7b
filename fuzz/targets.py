"""What is fuzzed, each a function of bytes that raises for nothing but a mistake of the program."""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from functools import cache
from importlib import import_module
from io import BytesIO
from zoneinfo import ZoneInfo

from oai_timeline.cli.page import time_printer
from oai_timeline.dates import edtf
from oai_timeline.dates.bounds import parse_date
from oai_timeline.dates.display import format_date, format_iso
from oai_timeline.formats import FORMATS
from oai_timeline.formats.html.subject import Subject
from oai_timeline.importing import READERS, open_table
from oai_timeline.importing.choices import NO_CHOICES, Choices
from oai_timeline.importing.date_text import normalise_date
from oai_timeline.importing.importer import import_tables
from oai_timeline.importing.yaml_writer import render_timeline
from oai_timeline.index import Index, open_bytes, open_streams
from oai_timeline.load import Loading
from oai_timeline.model.diagnostic import Diagnostic, TimelineFileError
from oai_timeline.model.timeline_file import TimelineFile
from oai_timeline.query import moments
from oai_timeline.query.errors import QueryError
from oai_timeline.query.events import Records, fetch_header, fetch_json
from oai_timeline.query.search import fetch_hits, fetch_ranked, plan_search
from oai_timeline.query.select import Query, read_filters, select
from oai_timeline.query.words import parse_words
from oai_timeline.views.layout import Layout

ZONES = tuple(map(ZoneInfo, ("UTC", "America/Los_Angeles", "Asia/Tokyo", "Pacific/Apia")))
_LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_CHOICES = (
    NO_CHOICES,
    Choices(columns={"when": "date", "title": "message"}, date_order="dmy", century=1900),
    Choices(names=["date", "title"], has_header=False),
)
_DAYS = """\
timeline: {format: 1, title: T, zone: America/Los_Angeles, focus: 2023-11-16/2023-11-20}
events:
- {id: a, when: 2023-11-17T12:19, title: A call, summary: "One, two; thrée"}
- {id: b, when: 2023-11-18, title: Two calls}
- {id: c, when: 2024-11-17, title: Le thé}
"""


def loader(data: bytes) -> None:
    """Load a timeline file; a good one is indexed, read back and exported in every format."""
    _load([data])


def files(data: bytes) -> None:
    """Load a timeline in several files, with a null byte between them, in the same way."""
    _load(data.split(b"\0"))


def dates(data: bytes) -> None:
    """Read a text as a date of a file, of a table and of a command line, and as words to find."""
    text = data.decode("utf-8", "surrogateescape")  # as a shell hands it on
    for zone in ZONES:
        _read_date(text, zone)
    index = _days()
    with suppress(QueryError):
        period = moments.parse_period(index, text)
        assert period.earliest < period.latest
        select(index, Query(read_filters(index, {"day": [text], "grep": [text]})))
        assert moments.complete_date(index, text)
    wanted, left_out = parse_words(text)
    assert wanted or left_out or not text.strip()
    if wanted:
        search = plan_search(index, Query(), wanted)
        fetch_hits(index, fetch_ranked(index, search), search.terms)


def table(data: bytes) -> None:
    """Import a file; what comes of it is told of by line, or is a timeline that can be read."""
    _import(data, None, NO_CHOICES)


def forms(data: bytes) -> None:
    """Import a file in each format, whatever it is, and with choices about its columns."""
    for form in READERS:
        for choices in _CHOICES:
            _import(data, form, choices)


def _load(parts: Sequence[bytes]) -> None:
    contents = {f"{number}.yaml": part for number, part in enumerate(parts)}
    loading = Loading(_open(contents))
    ids = [event.id for event in loading.events()]
    found = loading.diagnostics()
    for path, part in contents.items():
        lines = _LINE_BREAK.split(part.decode("utf-8-sig", "surrogateescape"))
        _lie_inside([one for one in found if one.location.path == path], lines)
    errors = [one for one in found if one.severity == "error"]
    assert loading.failed == bool(errors)
    try:
        with closing(open_streams(_open(contents))) as index:
            assert not errors
            _export(index, ids)
    except TimelineFileError as refused:
        if sorted(refused.diagnostics) != sorted(errors):
            raise


def _open(contents: Mapping[str, bytes]) -> list[TimelineFile]:
    return [TimelineFile(BytesIO(content), path) for path, content in contents.items()]


def _import(data: bytes, form: str | None, choices: Choices) -> None:
    rows = open_table(data, "t.csv", form, choices)
    made = import_tables([rows], "T", ZONES[1])
    lines = data.count(b"\n") + data.count(b"\r") + 1
    for mistake in rows.file.mistakes:
        assert 1 <= mistake.location.line <= lines
        assert mistake.location.column >= 1
        assert mistake.message
    if rows.file.mistakes:
        return
    text = "".join(render_timeline(made.timeline))
    with suppress(TimelineFileError):  # what `import` tells of by the lines of the table
        open_bytes(text.encode(), "t.yaml").close()


def _lie_inside(found: Iterable[Diagnostic], lines: list[str]) -> None:
    for diagnostic in found:
        place = diagnostic.location
        assert 1 <= place.line <= len(lines), place
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1, place
        assert diagnostic.message


def _export(index: Index, ids: list[str]) -> None:
    answer = select(index, Query())
    events = list(fetch_json(index, answer))
    header, made = fetch_header(index), list(Records(index, answer))
    assert sorted(event["id"] for event in made) == sorted(ids)
    subject = Subject(time_printer(Layout(80, index.zone)), len(made), len(made))
    for form, is_page in {(form.module, form.is_page) for form in FORMATS.values()}:
        module = import_module(f"oai_timeline.formats.{form}")
        if form == "json_text":
            for write in (module.write_array, module.write_lines):
                assert "".join(write(events)).encode().count(b"\n") >= len(events)
        else:
            options = {"subject": subject} if is_page else {}
            "".join(module.export(header, made, **options).texts).encode()


def _read_date(text: str, zone: ZoneInfo) -> None:
    with suppress(edtf.DateError):
        assert parse_date(normalise_date(text, zone), zone)
    try:
        date = parse_date(text, zone)
    except edtf.DateError as refused:
        if not 0 <= refused.offset <= len(text):
            raise AssertionError(refused.offset) from refused
        return
    assert date.text == text
    bounds = [one for one in (date.earliest_margin, date.earliest) if one is not None]
    bounds += [one for one in (date.latest, date.latest_margin) if one is not None]
    assert bounds == sorted(bounds)
    assert date.earliest is None or date.latest is None or date.earliest < date.latest
    for moment in bounds:
        assert format_iso(moment, zone)
    for other in ZONES:
        assert format_date(text, zone, other).zone
    if date.edtf is not None and not date.clock_change and date.precision != "hour":
        strict = parse_date(date.edtf, zone)
        assert strict.earliest == date.earliest


@cache
def _days() -> Index:
    return open_bytes(_DAYS.encode(), "t.yaml")


TARGETS = {"loader": loader, "files": files, "dates": dates, "table": table, "forms": forms}
LIKE = {"files": "loader", "forms": "table"}
"""The targets that take the words and the seeds of another one."""
