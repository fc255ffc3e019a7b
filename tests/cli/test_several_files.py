"""Several files as one timeline: repeated --file, a folder, TIMELINE_FILE."""

import json
from pathlib import Path

import pytest

from tests.cli.processes import Done, Program

FILES = {
    "a.yaml": """\
timeline: {format: 1, title: A crisis, zone: America/Los_Angeles}
actors: {ann: {name: Ann Lee}}
sources: {s: {publisher: Reuters, kind: news}}
events:
  - {id: call, when: 2023-11-17T12:19, title: Ann calls, actors: [ann], sources: [s]}
""",
    "b.yaml": """\
events:
  - {id: vote, when: 2023-11-16, title: The board votes, actors: [ann], sources: [s]}
  - {id: memo, when: 2023-11-17T13:00, title: Ann writes a memo, actors: [ann], because: [call]}
""",
    "notes.txt": "no timeline",
}
BOTH = ["vote", "call", "memo"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two files of one timeline, and another file."""
    folder = tmp_path / "crisis"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return tmp_path


def _ids(done: Done) -> list[str]:
    assert (done.code, done.err) == (0, "")
    return [json.loads(line)["id"] for line in done.out.splitlines()]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param((), ("-f", "crisis/a.yaml", "-f", "crisis/b.yaml"), id="both after"),
        pytest.param(("-f", "crisis/a.yaml", "-f", "crisis/b.yaml"), (), id="both before"),
        pytest.param(("-f", "crisis/a.yaml"), ("-f", "crisis/b.yaml"), id="before and after"),
        pytest.param((), ("--file", "crisis"), id="a folder"),
        pytest.param((), ("-f", "crisis/a.yaml", "-f", "crisis"), id="a file that it has, too"),
        pytest.param((), ("-f", "crisis/a.yaml", "-f", "./crisis/../crisis/b.yaml"), id="paths"),
    ],
)
def test_files_are_one_timeline(
    timeline: Program, folder: Path, before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    done = timeline(*before, "show", *after, "--format", "jsonl", cwd=folder)
    assert _ids(done) == BOTH


def test_hidden_files_of_a_folder_are_left_out(timeline: Program, folder: Path) -> None:
    """Editors create them: a lock of Emacs is a link to nowhere."""
    (folder / "crisis" / ".#a.yaml").symlink_to("nowhere")
    (folder / "crisis" / ".a.yaml").write_text("- 1")
    assert _ids(timeline("show", "-f", "crisis", "--format", "jsonl", cwd=folder)) == BOTH


def test_the_overview_names_a_few_files(timeline: Program, folder: Path) -> None:
    for number in range(30):
        (folder / "crisis" / f"c{number}.yaml").write_text("timeline: {format: 1}\n")
    done = timeline("-f", "crisis", cwd=folder)
    assert done.out.splitlines()[1] == "crisis/a.yaml and 31 more files"
    assert "timeline -f crisis show --day 2023-11-17" in done.out


def test_timeline_file_may_be_a_folder(timeline: Program, folder: Path) -> None:
    done = timeline("show", "--format", "jsonl", cwd=folder, TIMELINE_FILE="crisis")
    assert _ids(done) == BOTH


def test_one_of_the_files_may_be_standard_input(timeline: Program, folder: Path) -> None:
    done = timeline(
        "show", "-f", "crisis/a.yaml", "-f", "-", "--format", "jsonl",
        cwd=folder, stdin=FILES["b.yaml"].encode(),
    )  # fmt: skip
    assert _ids(done) == BOTH


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (("show", "--by", "ann", "--source", "reuters"), ["vote", "call"]),
        (("search", "memo"), ["memo"]),
        (("why", "call"), ["call", "memo"]),
        (("export", "jsonl"), BOTH),
        (("values", "ids"), sorted(BOTH)),
    ],
)
def test_commands_work_on_all_files(
    timeline: Program, folder: Path, arguments: tuple[str, ...], shown: list[str]
) -> None:
    done = timeline(*arguments, "-f", "crisis", cwd=folder)
    assert done.code == 0
    assert {one for one in BOTH if one in done.out} == set(shown)


def test_a_change_of_any_file_is_seen(timeline: Program, folder: Path) -> None:
    second = folder / "crisis" / "b.yaml"
    for title in ("The board votes", "The directors vote", "All vote"):
        second.write_text(FILES["b.yaml"].replace("The board votes", title))
        assert title in timeline("show", "-f", "crisis", cwd=folder).out
    (folder / "crisis" / "c.yaml").write_text("events: [{id: new, when: 2024, title: New}]")
    assert "New" in timeline("show", "-f", "crisis", cwd=folder).out


def test_check_names_each_file(timeline: Program, folder: Path) -> None:
    (folder / "crisis" / "b.yaml").write_text("events: [{id: call, when: 2023-13, title: T}]\n")
    done = timeline("check", "--file", "crisis", cwd=folder)
    places = [line.split(" ")[0] for line in done.out.splitlines() if "error[" in line]
    assert places == ["crisis/b.yaml:1:15:", "crisis/b.yaml:1:27:"]
    assert done.code == 1
    assert "the event in crisis/a.yaml:5 already has the id" in done.out


def test_check_takes_a_folder_as_one_timeline_and_files_as_several(
    timeline: Program, folder: Path
) -> None:
    together = timeline("check", "crisis", cwd=folder)
    assert "error[" not in together.out
    assert "out-of-order" not in together.out  # each file has an order of its own
    apart = timeline("check", "crisis/a.yaml", "crisis/b.yaml", cwd=folder)
    assert 'crisis/b.yaml:1:1: error[missing-key]: the key "timeline" is missing' in apart.out


LINKED = {
    "a.yaml": """\
timeline: {format: 1, title: A crisis, zone: America/Los_Angeles}
sources:
  copy: {publisher: Daily, published: 2023-11-18, kind: news, rests_on: [memo]}
events:
  - {id: call, when: 2023-11-17T12:19, title: A call, summary: It rang., actors: [ann],
     certainty: confirmed, sources: [copy, memo]}
""",
    "b.yaml": """\
actors:
  ann: {name: Ann Lee, type: person, aliases: [chair]}
sources:
  memo: {publisher: Reuters, published: 2023-11-18, kind: news}
events:
  - {id: vote, when: 2023-11-16, title: A vote, summary: They voted., about: [ann],
     certainty: reported, sources: [memo]}
""",
}
"""Each file has what the other one refers to."""


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    (tmp_path / "l").mkdir()
    for name, text in LINKED.items():
        (tmp_path / "l" / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (("show", "--by", "chair"), "2023-11-17 12:19 PST  confirmed  A call  Ann Lee  call  -\n"),
        (("show", "--source", "copy", "--format", "jsonl"), '{"id": "ann", "name": "Ann Lee"}'),
        (("who", "lee"), "2023-11-16            reported   A vote"),
        (("search", "rang"), "Ann Lee"),
        (("event", "call"), "2 sources, 1 independent origin: Reuters"),
        (("sources", "reuters"), "What rests on that\n2023-11-18  1  copy  Daily"),
        (("export", "csv"), ",A call,Ann Lee,,"),
        (("export", "csl-json"), "rests on: memo"),
        (("values", "actors"), "ann"),
    ],
)
def test_what_one_file_names_is_described_in_another(
    timeline: Program, linked: Path, arguments: tuple[str, ...], shown: str
) -> None:
    for files in (("-f", "l"), ("-f", "l/b.yaml", "-f", "l/a.yaml")):
        done = timeline(*files, *arguments, cwd=linked)
        assert done.code == 0
        assert shown in done.out


def test_names_of_all_files_are_completed(timeline: Program, linked: Path) -> None:
    typed = {
        "_TIMELINE_COMPLETE": "complete_fish",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_ARGS": "timeline -f l show --by ch",
    }
    (linked / "l" / "c.yml").write_text("")
    assert timeline(cwd=linked, **typed) == Done(0, "chair\n", "")


@pytest.mark.parametrize(
    ("edit", "finding"),
    [
        (("b.yaml", "memo:", "note:"), 'a.yaml:3:74: error[unknown-source]: unknown source "memo"'),
        (("b.yaml", "ann:", "bob:"), 'a.yaml:5:83: error[unknown-actor]: unknown actor "ann"'),
        (("b.yaml", "kind: news", "rests_on: [copy]"),
         "a.yaml:3:73: error[cycle]: a cycle: copy rests on memo rests on copy"),
        (("b.yaml", "certainty: reported", "because: [call]"),
         'b.yaml:7:16: error[impossible-order]: "call" is later than this event'),
        (("a.yaml", "certainty: confirmed", "because: [vot]"),
         'a.yaml:6:16: error[unknown-event]: unknown event "vot" (did you mean vote?)'),
        (("a.yaml", "events:", "actors: {bob: {name: Bob, aliases: [chair]}}\nevents:"),
         'b.yaml:2:48: error[duplicate-alias]: "chair"'),
        (("a.yaml", "", ""),
         "a.yaml:6:17: warning[weak-confirmation]: this rests on Reuters alone"),
    ],
)  # fmt: skip
def test_a_mistake_across_files_is_found_at_its_place(
    timeline: Program, linked: Path, edit: tuple[str, str, str], finding: str
) -> None:
    file, old, new = edit
    path = linked / "l" / file
    path.write_text(path.read_text().replace(old, new, 1))
    assert f"l/{finding}" in timeline("check", "l", cwd=linked).out


PARTS = ("-f", "crisis/a.yaml", "-f", "none.yaml", "-f", "crisis/b.yaml", "-f", "gone.yaml")
MISSING = """\
timeline: none.yaml: No such file or directory
timeline: gone.yaml: No such file or directory
as these can't be read, ids that no other file defines are not reported
"""


def test_check_reports_missing_files_and_checks_the_others(timeline: Program, folder: Path) -> None:
    """What the others refer to may be in one of those: its ids are not unknown."""
    second = folder / "crisis" / "b.yaml"
    second.write_text(second.read_text().replace("2023-11-16", "2023-13").replace("ann", "bob"))
    done = timeline("check", *PARTS, cwd=folder)
    assert [line for line in done.out.splitlines() if "error[" in line] == [
        "crisis/b.yaml:2:22: error[bad-date]: month must be in 01..12"
    ]
    assert done.code == 1
    assert done.err.startswith(MISSING)
    assert done.err.endswith("warnings in 2 of 4 files\n")


def test_check_of_what_is_left_without_the_header(timeline: Program, folder: Path) -> None:
    (folder / "crisis" / "a.yaml").unlink()
    (folder / "crisis" / "a.yaml").symlink_to("nowhere")
    done = timeline("check", "crisis", cwd=folder)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("timeline: crisis/a.yaml: No such file or directory\n")


def test_a_file_of_a_folder_can_be_checked_with_the_others(timeline: Program, folder: Path) -> None:
    hint = "with the other files of {}, crisis/b.yaml has 5 fewer errors: timeline check {}\n"
    done = timeline("check", "crisis/b.yaml", cwd=folder)
    assert done.code == 1
    assert done.err == f"5 errors in 1 file\n{hint.format('crisis', 'crisis')}"
    inside = timeline("check", "b.yaml", cwd=folder / "crisis")
    assert inside.err.endswith(hint.format(".", ".").replace("crisis/", ""))
    assert "fewer" not in timeline("check", "crisis/a.yaml", cwd=folder).err
    (folder / "crisis" / "a.yaml").unlink()
    assert "fewer" not in timeline("check", "crisis/b.yaml", cwd=folder).err


YML = "left out, as only *.yaml of a folder are read: crisis/c.yml\n"


@pytest.mark.parametrize(
    "arguments",
    [("show", "--format", "jsonl"), ("check",), ("export", "csv"), ("diff", "crisis/a.yaml")],
)
def test_a_yml_file_of_a_folder_is_named(
    timeline: Program, folder: Path, arguments: tuple[str, ...]
) -> None:
    (folder / "crisis" / "c.yml").write_text("events: []\n")
    (folder / "crisis" / ".d.yml").write_text("")
    assert timeline(*arguments, "-f", "crisis", cwd=folder).err.count(YML) == 1
    named = timeline(*arguments, "-f", "crisis", "-f", "crisis/c.yml", cwd=folder)
    assert "of a folder" not in named.err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("show", "-f", "yml"), 2,
         "yml is a folder without timeline files (*.yaml): rename a.yml to a.yaml"),
        (("show", "-f", "empty"), 2, "empty is a folder without timeline files (*.yaml)"),
        (("show", "-f", "crisis", "-f", "none.yaml"), 1, "none.yaml: No such file or directory"),
        (("schema", "-o", "crisis"), 2, "crisis is a folder: --output needs the name of a file"),
    ],
)  # fmt: skip
def test_refused(
    timeline: Program, folder: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    (folder / "empty").mkdir()
    (folder / "yml").mkdir()
    (folder / "yml" / "a.yml").write_text("events: []")
    done = timeline(*arguments, cwd=folder)
    assert (done.code, done.out) == (code, "")
    assert message in done.err


def test_a_suggested_command_names_all_files(timeline: Program, folder: Path) -> None:
    done = timeline("show", "ann", "-f", "crisis/a.yaml", "-f", "crisis/b.yaml", cwd=folder)
    assert "timeline -f crisis/a.yaml -f crisis/b.yaml show --actor ann" in done.err
