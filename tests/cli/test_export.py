"""`timeline export` as a process, in every format."""

import os
from pathlib import Path

import pytest

from oai_timeline.formats import FORMATS
from oai_timeline.model.extras import suggest_install
from tests.cli.processes import ROOT, Done, Program
from tests.cli.test_show import LEFT_OUT

EVERY_FORMAT = pytest.mark.parametrize("form", FORMATS)
LIBRARIES = {"ics": "icalendar", "html": "jinja2"}
OMITTED = {
    "csv": f"left out, as CSV can't hold them: {LEFT_OUT}\n",
    "tsv": f"left out, as TSV can't hold them: {LEFT_OUT}\n",
    "markdown": "left out, as Markdown can't hold them: 1 source link (use jsonl)\n",
    "ics": "left out, as a calendar needs a start date: 1 event\n",
    "timelinejs": "left out, as TimelineJS needs a start date: 1 of 17 events\n",
    "timesketch": "left out, as Timesketch needs a start date: 1 of 17 events\n"
    f"left out, as Timesketch can't hold them: {LEFT_OUT}\n",
}


@EVERY_FORMAT
def test_a_file_has_the_same_events_as_a_pipe(timeline: Program, form: str, tmp_path: Path) -> None:
    arguments = ("export", form, "--day", "2023-11-17", "--by", "ilya")
    contents = "sources of 2 events" if form == "csl-json" else "2 events"
    code, out, err = timeline.raw(*arguments)
    path = tmp_path / "file"
    done = timeline(*arguments, "--output", str(path))
    assert done == Done(0, "", f"wrote {path}: {contents}\n{err.decode()}")
    assert (code, path.read_bytes()) == (0, out)
    of_event, of_other = (
        (b'"post"', b'"echo"') if form == "csl-json" else (b"brockman-gets-text", b"abroad")
    )
    assert of_event in out
    assert of_other not in out


@pytest.mark.parametrize("form", ["ics", "timelinejs", "timesketch"])
def test_the_events_of_a_file_are_counted(timeline: Program, form: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    done = timeline("export", form, "--output", str(path))
    assert done.err.startswith(f"wrote {path}: 16 events\nleft out, as ")


@EVERY_FORMAT
def test_the_environment_changes_nothing(timeline: Program, form: str) -> None:
    one = timeline.raw("export", form, PYTHONHASHSEED="1", TZ="Asia/Tokyo", LC_ALL="C")
    other = timeline.raw("export", form, PYTHONHASHSEED="2", TZ="UTC", LC_ALL="de_DE.UTF-8")
    assert one == other


@EVERY_FORMAT
def test_what_is_left_out_is_reported(timeline: Program, form: str) -> None:
    code, _, err = timeline.raw("export", form)
    assert (code, err.decode()) == (0, OMITTED.get(form, "")), f"add {form} to OMITTED"


@EVERY_FORMAT
def test_no_events_make_an_empty_document(timeline: Program, form: str) -> None:
    done = timeline("export", form, "--day", "1999-01-01", "--certainty", "confirmed")
    assert (done.code, done.err.count("\n")) == (0, 1)
    assert "company-founded" not in done.out


def test_every_extra_has_a_library() -> None:
    assert {name for name, form in FORMATS.items() if form.extra} == LIBRARIES.keys()


@pytest.mark.parametrize("form", LIBRARIES)
def test_a_missing_library_is_named(timeline: Program, form: str, tmp_path: Path) -> None:
    """A stub that is found first stands for a library that is not installed."""
    library = LIBRARIES[form]
    (tmp_path / f"{library}.py").write_text(f"raise ModuleNotFoundError(name={library!r})\n")
    path = os.pathsep.join([str(tmp_path), str(ROOT)])
    assert timeline("export", form, PYTHONPATH=path) == Done(
        1, "", f"timeline: {form} needs {library}: {suggest_install(form)}\n"
    )
    assert timeline("export", "jsonl", PYTHONPATH=path).code == 0
