"""What `timeline check` prints of a file, in which form, and how it exits."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.processes import SECONDS, Done, Program, in_process, read_all, terminal

CLEAN = """\
timeline: {format: 1, title: T, zone: Europe/Paris}
events: []
"""
WARNED = """\
timeline: {format: 1, title: T, zone: Europe/Paris}
events:
  - id: one
    when: 2023
    title: One
    summary: It was.
    certainty: reported
actors:
  nobody: {name: Nobody}
"""
BROKEN = """\
timeline: {format: 1, title: T, zone: Europe/Paris}
events:
  - id: one
    when: 2023-11-31
    title: One
    summary: It was.
    certainty: reported
  - id: two
    when: 2023-02-30
    title: Two
    summary: It was.
    certainty: reported
"""
UNKNOWN = """\
timeline: {format: 1, title: T, zone: Europe/Paris}
actors: {ilya-sutskever: {name: Ilya}}
events:
  - {id: one, when: 2023, title: One, actors: [ilya-sutskver]}
"""
FOUND = """\
{0}:4:11: error[bad-date]: 2023-11 has no day 31
        when: 2023-11-31
              ^^^^^^^^^^
{0}:9:11: error[bad-date]: 2023-02 has no day 30
        when: 2023-02-30
              ^^^^^^^^^^
"""
MANY = "timeline: {format: 1, title: T, zone: Europe/Paris}\nevents:\n" + "".join(
    f"  - {{id: e{number}, when: 23, title: T, actors: [nobody]}}\n" for number in range(1, 2701)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "clean.yaml").write_text(CLEAN)
    (tmp_path / "warned.yaml").write_text(WARNED)
    (tmp_path / "broken.yaml").write_text(BROKEN)
    return tmp_path


@pytest.mark.parametrize("stdin", [False, True], ids=["file", "stdin"])
def test_every_mistake_has_line_column_and_a_caret(
    timeline: Program, folder: Path, stdin: bool
) -> None:
    done = timeline("check", "-" if stdin else "broken.yaml", cwd=folder, stdin=BROKEN.encode())
    out = FOUND.format("<stdin>" if stdin else "broken.yaml")
    assert done == Done(1, out, "2 errors in 1 file\n")


@pytest.mark.parametrize("option", [("-f", "{}", "check"), ("check", "--file", "{}")])
def test_without_files_the_current_timeline_is_checked(
    timeline: Program, folder: Path, option: tuple[str, ...]
) -> None:
    named = timeline("check", "broken.yaml", cwd=folder)
    assert timeline(*(part.format("broken.yaml") for part in option), cwd=folder) == named
    assert timeline("check", cwd=folder, TIMELINE_FILE="broken.yaml") == named


def test_warnings_alone_are_no_failure(timeline: Program, folder: Path) -> None:
    loose = timeline("check", "warned.yaml", cwd=folder)
    strict = timeline("check", "warned.yaml", "--strict", cwd=folder)
    count = loose.out.count(": warning[")
    assert count > 1
    assert (loose.code, loose.err) == (0, f"{count} warnings in 1 file\n")
    assert strict == Done(
        1, loose.out.replace(": warning[", ": error["), f"{count} errors in 1 file\n"
    )


def test_several_files_are_checked_in_their_order(timeline: Program, folder: Path) -> None:
    """One that can't be read is an error; that no mistakes were found in it is not said."""
    done = timeline("check", "warned.yaml", "missing.yaml", "clean.yaml", "broken.yaml", cwd=folder)
    apart = [timeline("check", name, cwd=folder).out for name in ("warned.yaml", "broken.yaml")]
    warnings = apart[0].count(": warning[")
    assert done == Done(
        1,
        "".join(apart),
        f"timeline: missing.yaml: No such file or directory\n2 errors, {warnings} warnings "
        "in 2 of 4 files\n",
    )


def test_findings_can_be_written_as_json(timeline: Program, folder: Path) -> None:
    done = timeline("check", "broken.yaml", "--format", "json", cwd=folder)
    same = {"file": "broken.yaml", "column": 11, "severity": "error", "code": "bad-date"}
    assert (done.code, done.err) == (1, "2 errors in 1 file\n")
    assert json.loads(done.out) == [
        same | {"line": 4, "message": "2023-11 has no day 31"},
        same | {"line": 9, "message": "2023-02 has no day 30"},
    ]
    clean = timeline("check", "clean.yaml", "--format", "json", cwd=folder)
    assert clean == Done(0, "[]\n", "no mistakes found in clean.yaml\n")


def test_findings_for_github(timeline: Program, folder: Path) -> None:
    assert timeline("check", "broken.yaml", "--format", "github", cwd=folder) == Done(
        1,
        "::error file=broken.yaml,line=4,col=11,title=bad-date::2023-11 has no day 31\n"
        "::error file=broken.yaml,line=9,col=11,title=bad-date::2023-02 has no day 30\n",
        "2 errors in 1 file\n",
    )


BOLD, RED, DIM, OFF = "\x1b[1m", "\x1b[1;31m", "\x1b[2m", "\x1b[0m"


def test_a_terminal_shows_findings_in_colour(timeline: Program, folder: Path) -> None:
    path = str(folder / "broken.yaml")
    done = timeline.in_terminal("check", path, columns=300)
    finding, _, carets, gap = done.out.splitlines()[:4]
    place = f"{BOLD}{path}:4:11{OFF}"
    assert finding == f"{place}: {RED}error{OFF}{DIM}[bad-date]{OFF}: 2023-11 has no day 31"
    assert (carets, gap) == (f"              {RED}^^^^^^^^^^{OFF}", "")


def test_findings_are_wrapped(timeline: Program, folder: Path) -> None:
    done = timeline("check", "broken.yaml", "--width", "40", cwd=folder)
    assert done.out.splitlines()[:5] == [
        "broken.yaml:4:11: error[bad-date]:",
        "    2023-11 has no day 31",
        "        when: 2023-11-31",
        "              ^^^^^^^^^^",
        "",
    ]


def test_other_commands_show_the_mistakes_of_a_file_likewise(
    timeline: Program, folder: Path
) -> None:
    """They write to stderr, which decides how."""
    path = str(folder / "broken.yaml")
    with terminal(300) as (outer, inner):
        process = subprocess.Popen(
            [*timeline.command, "-f", path, "show"],
            stdout=subprocess.PIPE,
            stderr=inner,
            env=timeline.environment(),
        )
        os.close(inner)
        err = read_all(outer, process).decode()
    out, _ = process.communicate(timeout=SECONDS)
    assert (process.returncode, out) == (1, b"")
    assert err.startswith(f"{BOLD}{path}:4:11{OFF}: {RED}error{OFF}{DIM}[bad-date]{OFF}: ")


def test_options_of_text_are_refused_for_programs(timeline: Program, folder: Path) -> None:
    done = timeline("check", "broken.yaml", "--format", "json", "--width", "60", cwd=folder)
    message = "timeline: --width applies to text, not to json\n"
    assert done == Done(2, "", f"{message}Try: timeline check --help\n")


def test_text_shows_ten_findings_of_a_kind_and_json_all(tmp_path: Path) -> None:
    path = tmp_path / "many.yaml"
    path.write_text(MANY)
    text = in_process("check", str(path))
    assert [
        (text.out.count(f"error[{code}]"), text.out.count("and 2,690 more of this kind"))
        for code in ("bad-date", "unknown-actor")
    ] == [(10, 2), (10, 2)]
    assert text.out.endswith("    and 2,690 more of this kind, up to line 2,702\n")
    assert len(json.loads(in_process("check", str(path), "--format", "json").out)) == 5400
    assert in_process("check", str(path), "--format", "github").out.count("::error ") == 5400
    assert (text.code, text.err) == (1, "5,400 errors in 1 file\n")


@pytest.mark.parametrize("command", ["show", "who"])
def test_other_commands_fold_the_mistakes_of_a_file(tmp_path: Path, command: str) -> None:
    path = tmp_path / "many.yaml"
    path.write_text(MANY)
    checked, done = in_process("check", str(path)), in_process("--file", str(path), command)
    assert (done.code, done.out) == (1, "")
    assert done.err == f"{checked.out}timeline: 5,400 errors in the timeline file\n"


def test_import_folds_the_mistakes_of_a_table(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_text("date,title\n" + "2023-13-45,T\n" * 2700)
    done = in_process("import", str(path))
    assert (done.code, done.out) == (1, "")
    assert done.err.count(": error[") == 10
    assert "    and 2,690 more of this kind, up to line 2,701" in done.err
    assert done.err.endswith("2,700 errors: nothing was written\n")


SPOILT = """\
timeline: {format: 1, title: T, zone: UTC}
actors:
  ann: {name: Ann}
  bob: {name: Bob, offices: [{office: Chair, of: ann, sources: [s]}], WRONG}
  eve: {name: Eve}
  una: {name: Una}
sources:
  s: {publisher: P, published: 2022}
  t: {publisher: Q, published: 2024, rests_on: [u], WRONG}
  u: {publisher: R}
  v: {publisher: V}
events:
  - {id: a, when: 2023, title: A, summary: A., certainty: confirmed, sources: [s, t]}
  - {id: b, when: 2023, title: B, summary: B., certainty: reported, actors: [ann, eve], WRONG}
  - {id: b, when: 2023, title: B, summary: B., certainty: reported, sources: [v], about: [una]}
"""


def test_an_error_causes_no_warnings_elsewhere(tmp_path: Path) -> None:
    """What is named there is in use, and what it is as a source is not known."""
    path = tmp_path / "spoilt.yaml"
    path.write_text(SPOILT.replace("WRONG", "x: y"))
    found = json.loads(in_process("check", str(path), "--format", "json").out)
    spoilt = [(line, "unknown-key") for line in (4, 9, 14)]
    assert sorted((one["line"], one["code"]) for one in found) == [*spoilt, (15, "duplicate-id")]


def test_a_text_cut_by_a_comment_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "bill.yaml"
    path.write_text(CLEAN.replace("title: T", "title: Bill").replace("[]", "\n- place: Bill #5"))
    assert "warning[comment-in-text]" in in_process("check", str(path)).out


@pytest.mark.parametrize("code", ["bad-date", "weak-confirmation", "unknown-actor"])
def test_a_code_is_explained(timeline: Program, code: str) -> None:
    done = timeline("check", "--explain", code)
    kind = "warning" if code == "weak-confirmation" else "error"
    assert (done.code, done.out.splitlines()[0], done.err) == (0, f"{code} ({kind})", "")
    assert [word in done.out for word in ("\nBad:\n", "\nGood:\n")] == [True, True]


def test_an_unknown_code_gets_suggestions(timeline: Program) -> None:
    near, other = (timeline("check", "--explain", code) for code in ("bad-dat", "zzz"))
    assert (near.code, near.out, other.code, other.out) == (2, "", 2, "")
    assert '"bad-dat" (did you mean bad-date or bad-id?)' in near.err
    assert '"zzz"; the codes are: account-without-source, alias,' in other.err


def test_the_option_ascii_writes_ascii_only(timeline: Program, folder: Path) -> None:
    (folder / "names.yaml").write_text(UNKNOWN.replace("ilya-sutskver", "zoë-müller"))
    for form in ("text", "json", "github"):
        done = timeline("check", "names.yaml", "--ascii", "--format", form, cwd=folder)
        assert (done.code, done.out.isascii()) == (1, True)
