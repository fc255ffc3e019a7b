"""What is written of the small timeline, byte by byte; the web page is in test_html.py.

After a change that is meant, write the files anew and read what `git diff` shows:

    UPDATE_GOLDEN=1 pytest tests/formats
"""

import os

import pytest

from oai_timeline.cli.output_format import SHOW_FORMATS
from oai_timeline.formats import FORMATS
from tests.cli.processes import Program
from tests.formats.golden_files import GOLDEN, golden_file

FORMS = [name for name in FORMATS if name != "html"]
"""The formats that are compared as they are; of the page, test_html.py leaves out the script."""


@pytest.mark.parametrize("form", FORMS)
def test_golden(timeline: Program, form: str) -> None:
    code, out, _ = timeline.raw("export", form)
    path = GOLDEN / golden_file(form)
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(out)
    assert (code, out) == (0, path.read_bytes())


@pytest.mark.parametrize("form", SHOW_FORMATS[1:])
def test_show_writes_what_export_does(timeline: Program, form: str) -> None:
    assert timeline.raw("show", "--format", form) == timeline.raw("export", form)
