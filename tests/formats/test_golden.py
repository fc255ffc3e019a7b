"""What is written of the small timeline, byte by byte; the web page is in test_html.py.

After a change that is meant, write the files anew and read what `git diff` shows:

    UPDATE_GOLDEN=1 pytest tests/formats
"""

import json
import os

import pytest

from oai_timeline.cli.output_format import SHOW_FORMATS
from oai_timeline.formats import FORMATS
from tests.cli.processes import ROOT, Program
from tests.formats.golden_files import GOLDEN, golden_file

FORMS = [name for name in FORMATS if name != "html"]
"""The formats that are compared as they are; of the page, test_html.py leaves out the script."""


@pytest.mark.parametrize("form", FORMS)
def test_golden(timeline: Program, form: str) -> None:
    code, out, _ = timeline.raw("export", form)
    path = GOLDEN / golden_file(form)
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(out)
    assert path.exists(), "write it with UPDATE_GOLDEN=1 pytest tests/formats, and read it"
    assert (code, out) == (0, path.read_bytes())


@pytest.mark.parametrize("form", SHOW_FORMATS[1:])
def test_show_writes_what_export_does(timeline: Program, form: str) -> None:
    assert timeline.raw("show", "--format", form) == timeline.raw("export", form)


@pytest.mark.parametrize("form", FORMATS)
def test_every_event_of_the_shipped_timeline_is_exported(timeline: Program, form: str) -> None:
    shipped = str(ROOT / "events.yaml")
    ids = [event["id"] for event in json.loads(timeline("export", "json", "-f", shipped).out)]
    done = timeline("export", form, "-f", shipped)
    text = done.out.replace("\n ", "")  # iCalendar folds lines
    assert done.code == 0
    assert [event_id for event_id in ids if event_id not in text] == []
