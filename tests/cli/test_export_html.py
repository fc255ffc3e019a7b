"""`timeline export html` as a process."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.processes import ROOT, Program
from tests.formats.pages import having, read


def test_through_a_pipe_and_into_a_file(timeline: Program, tmp_path: Path) -> None:
    piped = timeline("export", "html", "--day", "2023-11-17", "--by", "ilya")
    assert (piped.code, piped.err) == (0, "")
    file = tmp_path / "page.html"
    assert timeline("export", "--day", "2023-11-17", "--by", "ilya", "-o", str(file)) == (0, "", "")
    assert file.read_text(encoding="utf-8") == piped.out
    listed = timeline("show", "--day", "2023-11-17", "--by", "ilya", "--format", "json").out
    found = [one.get("id") for one in having(read(piped.out), "class", "event")]
    assert found == [event["id"] for event in json.loads(listed)]
    assert len(found) == 2


def test_it_is_the_same_from_run_to_run(timeline: Program) -> None:
    runs = {
        timeline("export", "html", PYTHONHASHSEED=seed, TZ=zone).out
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(runs) == 1


def test_without_jinja2_one_line_says_what_to_install(timeline: Program, tmp_path: Path) -> None:
    (tmp_path / "jinja2.py").write_text("raise ModuleNotFoundError(name='jinja2')")
    done = timeline("export", "html", PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
    assert (done.code, done.out) == (1, "")
    assert done.err.count("\n") == 1
    assert 'html needs jinja2: pip install "oai-timeline[html]"' in done.err


@pytest.mark.parametrize("option", [("--tz", "UTC"), ("--width", "80"), ("--ascii",), ("--raw",)])
def test_what_a_page_can_not_honour_is_refused(option: tuple[str, ...], timeline: Program) -> None:
    done = timeline("export", "html", *option)
    assert (done.code, done.out) == (2, "")


def test_nothing_found_is_a_page_without_events(timeline: Program) -> None:
    done = timeline("export", "html", "--day", "1999-01-01", "--certainty", "confirmed")
    assert done.code == 0
    assert done.err
    assert list(having(read(done.out), "class", "event")) == []
