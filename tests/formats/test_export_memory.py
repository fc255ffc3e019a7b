"""Memory: an export keeps little of each event while it is written."""

import tracemalloc
from importlib import import_module
from pathlib import Path

import pytest

from oai_timeline.formats import FORMATS
from oai_timeline.index import open_files
from oai_timeline.query import events, select
from oai_timeline.query.events import Records, fetch_header
from tests.formats.pages import everything
from tests.timelines import synthetic

FEW, MANY = 100, 400
MOST_BYTES_AN_EVENT = 800
"""A title and what follows take up to 300; an event as a record takes 5,000, its text 2,000."""


def most_bytes(form: str, path: Path) -> int:
    """Make an export, and give the most memory that it had."""
    index = open_files([str(path)])
    answer = select.select(index, select.Query())
    tracemalloc.start()
    try:
        module = import_module(f"oai_timeline.formats.{FORMATS[form].module}")
        header = fetch_header(index)
        options = {"subject": everything(header, answer.total)} if FORMATS[form].is_page else {}
        texts = module.export(header, Records(index, answer), **options).texts
        assert sum(map(len, texts)) > 0
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        index.close()


@pytest.mark.parametrize("form", [name for name in FORMATS if FORMATS[name].module != "json_text"])
def test_an_export_keeps_little_of_an_event(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "MOST_AT_ONCE", 50)  # so many are fetched together
    most_bytes(form, synthetic(tmp_path, 5))  # what is loaded and made once
    few, many = (most_bytes(form, synthetic(tmp_path, number)) for number in (FEW, MANY))
    assert (many - few) / (MANY - FEW) < MOST_BYTES_AN_EVENT
