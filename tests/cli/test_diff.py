"""`timeline diff`: two files, revisions of git, and as git's diff driver."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.processes import ROOT, Done, Program
from tests.programs import find_program

OLD = """\
timeline: {format: 1, title: A week, zone: America/Los_Angeles, updated: 2023-12-01}
actors:
  ann: {name: Ann Lee}
  bob: {name: Bob Ray}
sources:
  news: {publisher: News, title: A report}
events:
  - {id: call, when: 2023-11-17T12:00, title: Ann calls Bob, actors: [ann], certainty: confirmed,
     summary: "Ann called Bob, who was at home, and asked for a talk.", sources: [news]}
  - {id: talk, when: 2023-11-17T12:19, title: They talk, actors: [ann, bob], sources: [news]}
  - {id: letter, when: 2023-11-18, title: Bob writes, actors: [bob]}
"""
# The same, in another order and folded otherwise, but for five facts.
NEW = """\
# Revised.
timeline:
  title: A week
  format: 1
  updated: 2023-12-01
  zone: America/Los_Angeles
events:
  - id: talk
    when: 2023-11-17T12:19
    title: They talk
    actors: [bob, ann]
    sources: [news]
  - id: call
    title: Ann calls Bob
    when: 2023-11-17T12:25
    certainty: reported
    actors: [ann]
    summary: >-
      Ann called Bob, who was at home,
      and asked for a talk.
    sources: [news, post]
  - id: end
    when: 2023-11-19~
    title: It ends
sources:
  post: {publisher: Post}
  news: {title: A report, publisher: News}
actors:
  bob: {name: Bob Ray}
  ann: {name: Ann Lee}
"""
PIPED = """\
added      event   end     2023-11-19~           -          -  It ends  -
added      source  post    -                     -          -  Post  -
removed    event   letter  2023-11-18            -          Bob writes  -  -
moved      event   call    2023-11-17 12:25 PST  when       2023-11-17 12:00 PST  2023-11-17 12:25 PST  25 minutes later, now after talk
certainty  event   call    2023-11-17 12:25 PST  certainty  confirmed  reported  -
sources    event   call    2023-11-17 12:25 PST  sources    -  post  -
"""  # noqa: E501 - a fact is a line
SCREEN = """\
6 changes · old.yaml → new.yaml · 3 events · America/Los_Angeles (PST)

added      about 2023-11-19  It ends  end
added      source  Post  post
removed    2023-11-18  Bob writes  letter
moved      call  2023-11-17 12:00 → 2023-11-17 12:25, 25 minutes later, now
           after talk
certainty  call  confirmed → reported
sources    call  + post
"""
MARKDOWN = """\
# Changes to A week

## Added

- **It ends** (about 19 November 2023)
- source **Post**

## Removed

- **Bob writes** (18 November 2023)

## Moved in time

- **Ann calls Bob**: 17 November 2023, 12:00 PST → 17 November 2023, 12:25 PST, 25 minutes later, now after “They talk”

## Certainty

- **Ann calls Bob**: confirmed → reported

## Sources

- **Ann calls Bob**: added Post
"""  # noqa: E501 - a fact is a line
BROKEN = NEW.replace("when: 2023-11-17T12:19", "when: 2023-11-17T25:19")
Diff = Callable[..., Done]


@pytest.fixture
def diff(timeline: Program, tmp_path: Path) -> Diff:
    """Return a function that compares files in a folder that has an old and a new one."""
    (tmp_path / "old.yaml").write_text(OLD)
    (tmp_path / "new.yaml").write_text(NEW)
    (tmp_path / "broken.yaml").write_text(BROKEN)

    def run(*arguments: str, **options: str | None) -> Done:
        return timeline("diff", *arguments, cwd=tmp_path, **{"TIMELINE_FILE": None, **options})

    return run


def test_each_fact_is_a_line_of_cells(diff: Diff) -> None:
    assert diff("old.yaml", "new.yaml") == Done(0, PIPED, "")


def test_a_terminal_has_a_head_and_a_line_for_each_fact(diff: Diff) -> None:
    assert diff("old.yaml", "new.yaml", "--width", "80") == Done(0, SCREEN, "")


def test_the_head_names_the_zone_of_a_time_at_the_end_of_an_interval(
    diff: Diff, tmp_path: Path
) -> None:
    later = OLD.replace("when: 2023-11-18,", "when: 2023-11-18/2023-11-19T12:00,")
    (tmp_path / "later.yaml").write_text(later)
    head = diff("old.yaml", "later.yaml", "--width", "80").out.partition("\n")[0]
    assert head == "1 change · old.yaml → later.yaml · 3 events · America/Los_Angeles (PST)"


def test_colour_is_not_needed_to_read_it(diff: Diff) -> None:
    coloured = diff("old.yaml", "new.yaml", "--width", "80", "--color", "always").out
    assert "\x1b[32m2023-11-17 12:25\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == SCREEN


@pytest.mark.parametrize("how", [("--format", "markdown"), ("-o", "page.md")])
def test_a_page_of_corrections(diff: Diff, tmp_path: Path, how: tuple[str, str]) -> None:
    done = diff("old.yaml", "new.yaml", *how)
    written = done.out or (tmp_path / "page.md").read_text()
    note = "" if done.out else "wrote page.md\n"
    assert (done.code, written, done.err) == (0, MARKDOWN, note)


def test_json_has_every_value_and_the_order_that_changed(diff: Diff) -> None:
    found = json.loads(diff("old.yaml", "new.yaml", "--format", "json").out)
    assert found["old"] == {"name": "old.yaml", "events": 3, "errors": 0, "complete": True}
    assert found["not_compared"] == []
    assert found["changes"][3] == {
        "group": "moved",
        "kind": "event",
        "id": "call",
        "title": "Ann calls Bob",
        "when": "2023-11-17T12:25",
        "part": None,
        "field": "when",
        "old": "2023-11-17T12:00",
        "new": "2023-11-17T12:25",
        "move": {
            "earliest_seconds": 1500,
            "latest_seconds": 1500,
            "note": "25 minutes later",
            "order": [{"event": "talk", "old": "before", "new": "after"}],
        },
    }


def test_equal_files_give_an_empty_answer(diff: Diff) -> None:
    assert diff("old.yaml", "old.yaml") == Done(0, "", "no changes\n")
    assert json.loads(diff("old.yaml", "old.yaml", "--format", "json").out)["changes"] == []


@pytest.mark.parametrize(
    ("new", "option", "code"),
    [
        ("old.yaml", "--exit-code", 0),
        ("new.yaml", "--exit-code", 1),
        ("new.yaml", "--color=never", 0),
        ("broken.yaml", "--color=never", 1),
    ],
)
def test_exit_codes(diff: Diff, new: str, option: str, code: int) -> None:
    assert diff("old.yaml", new, option).code == code


def test_a_file_with_errors_is_compared_as_far_as_it_can_be_read(diff: Diff) -> None:
    done = diff("old.yaml", "broken.yaml")
    assert done.out == PIPED.replace(", now after talk", "")
    assert done.err.splitlines() == [
        "broken.yaml: 1 error, compared as far as it can be read (line 9: hour must be in 00..23)",
        "not compared, as one of the files may have more than can be read: 1 event",
    ]
    page = diff("old.yaml", "broken.yaml", "--format", "markdown").out
    assert "compared as far as it can be read" in page


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["old.yaml"], 'compare "old.yaml" with what?'),
        (["old.yaml", "new.yaml", "old.yaml"], "diff takes two versions at most, not 3"),
        (["-", "-"], "only one version can be standard input"),
        (["old.yaml", "new.yaml", "-f", "old.yaml"], "--file has no effect"),
        (["nowhere.yaml", "new.yaml"], '"nowhere.yaml" is no file'),
        (["--git", "a", "b"], "--git takes the 7 arguments"),
        (["old.yaml", "new.yaml", "--format", "csv"], 'unknown format "csv"'),
        (["old.yaml", "new.yaml", "--format", "json", "--width", "90"], "--width applies to text"),
        (["--git", "a", "--format", "json"], "--git writes text"),
    ],
)
def test_a_wrong_command_line_is_refused(diff: Diff, arguments: list[str], message: str) -> None:
    done = diff(*arguments)
    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_no_index_of_either_file_is_cached(diff: Diff, timeline: Program) -> None:
    before = sorted(timeline.cache.rglob("*"))
    diff("old.yaml", "new.yaml")
    assert sorted(timeline.cache.rglob("*")) == before


GIT = find_program("git")
needs_git = pytest.mark.skipif(not GIT, reason="git is not installed in a version that is known")
Git = Callable[..., Done]


@pytest.fixture
def git(diff: Diff, timeline: Program, tmp_path: Path) -> Git:
    """Return git in a repository that has OLD as week.yaml, and NEW in the working tree."""

    def run(*arguments: str, **changes: str) -> Done:
        environment = {
            **timeline.environment({"TIMELINE_FILE": None}),
            **{f"GIT_{who}_NAME": "A" for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_EMAIL": "a@b.example" for who in ("AUTHOR", "COMMITTER")},
            "GIT_CONFIG_NOSYSTEM": "1",
            **changes,
        }
        assert GIT
        done = subprocess.run(
            [GIT, *arguments], capture_output=True, env=environment, cwd=tmp_path, check=False
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    run("init", "-q", ".")
    driver = f"{sys.executable} -m oai_timeline diff --git --"
    run("config", "diff.timeline.command", driver)
    (tmp_path / ".gitattributes").write_text("*.yaml diff=timeline\n")
    (tmp_path / "week.yaml").write_text(OLD)
    run("add", "week.yaml", ".gitattributes")
    run("commit", "-qm", "One")
    (tmp_path / "week.yaml").write_text(NEW)
    return run


@needs_git
def test_git_shows_facts_instead_of_lines(git: Git) -> None:
    head = "timeline diff a/week.yaml b/week.yaml\n"
    assert git("diff") == Done(0, head + PIPED, "")
    assert git("diff", "--no-ext-diff").out.count("\n") > 40
    assert git("-c", "diff.timeline.trustExitCode=true", "diff", "--quiet").code == 1


@needs_git
def test_in_the_pager_of_git_it_looks_as_on_a_terminal(git: Git) -> None:
    seen = git("diff", GIT_PAGER_IN_USE="1", COLUMNS="80").out
    assert "\x1b[32m2023-11-17 12:25\x1b[0m" in seen
    plain = git("diff", GIT_PAGER_IN_USE="1", COLUMNS="80", NO_COLOR="1").out
    names = SCREEN.replace("old.yaml", "a/week.yaml").replace("new.yaml", "b/week.yaml")
    assert plain == f"timeline diff a/week.yaml b/week.yaml\n{names}"


@needs_git
def test_git_shows_files_that_are_new_or_gone_or_renamed_or_broken(
    git: Git, tmp_path: Path
) -> None:
    git("add", "new.yaml")
    assert re.search(r"^added +event +call ", git("diff", "--cached").out, re.MULTILINE)
    git("rm", "-q", "--cached", "week.yaml")
    gone = git("diff", "--cached", "--no-renames", "week.yaml").out
    assert re.search(r"^removed +event +call ", gone, re.MULTILINE)
    git("reset", "-q")
    git("mv", "week.yaml", "year.yaml")
    moved = git("diff", "HEAD", "-M10%", "--", "week.yaml", "year.yaml")
    assert (moved.code, moved.out.splitlines()[0]) == (
        0,
        "timeline diff a/week.yaml b/year.yaml",
    )
    git("mv", "year.yaml", "week.yaml")
    (tmp_path / "week.yaml").write_text("not: [a timeline")
    broken = git("diff")
    assert broken.code == 0
    assert "compared as far as it can be read" in broken.out
    assert "removed" not in broken.out


@needs_git
def test_a_revision_is_compared_with_the_file_as_it_is(git: Git, diff: Diff) -> None:
    path = os.environ["PATH"]
    assert diff("HEAD", "-f", "week.yaml", PATH=path) == Done(0, PIPED, "")
    assert diff("HEAD", TIMELINE_FILE="week.yaml", PATH=path) == Done(0, PIPED, "")
    assert diff("HEAD:week.yaml", "week.yaml", PATH=path).out == PIPED
    assert diff("HEAD", "HEAD", "-f", "week.yaml", PATH=path).err == "no changes\n"


@needs_git
def test_a_folder_is_compared_as_git_has_it(git: Git, diff: Diff, tmp_path: Path) -> None:
    """With the files that are no longer there, and without those that were not there yet."""
    folder = tmp_path / "years"
    folder.mkdir()
    head, _, events = OLD.partition("events:")
    (folder / "a.yaml").write_text(f"{head}events: []\n")
    (folder / "b.yaml").write_text(f"events:{events}")
    git("add", "years")
    git("commit", "-qm", "Two")
    (folder / "b.yaml").unlink()
    (folder / "c.yaml").write_text("events:\n  - {id: end, when: 2023-12, title: It ends}\n")
    done = diff("HEAD", "-f", "years", PATH=os.environ["PATH"])
    assert [line.split()[:3] for line in done.out.splitlines()] == [
        ["added", "event", "end"],
        ["removed", "event", "call"],
        ["removed", "event", "talk"],
        ["removed", "event", "letter"],
    ]
    assert diff("years", "years").err == "no changes\n"
    none = diff("HEAD~1", "-f", "years", PATH=os.environ["PATH"])
    assert (none.code, '"HEAD~1" has no timeline files' in none.err) == (2, True)
    (folder / "c.yaml").write_text("events:\n  - {id: end, when: 2023-13, title: It ends}\n")
    assert (
        "years: 1 error, compared as far as it can be read (years/c.yaml, line 2"
        in diff("HEAD", "-f", "years", PATH=os.environ["PATH"]).err
    )


@needs_git
@pytest.mark.parametrize("revision", ["nope", "HEAD:nope.yaml", "--output=stolen:x", "HEAD:"])
def test_what_git_does_not_have_is_refused(
    git: Git, diff: Diff, tmp_path: Path, revision: str
) -> None:
    done = diff("-f", "week.yaml", "--", revision, PATH=os.environ["PATH"])
    assert (done.code, done.out) == (2, "")
    assert f'"{revision}" is no file' in done.err
    assert not (tmp_path / "stolen").exists()


def test_outside_a_repository_it_says_so(diff: Diff) -> None:
    done = diff("HEAD", "-f", "new.yaml", GIT_CEILING_DIRECTORIES="/")
    assert (done.code, done.out) == (2, "")
    assert '"HEAD" is no file, and git' in done.err


def test_the_changes_of_the_bundled_timeline_can_be_read(timeline: Program) -> None:
    """A removed event of many is one line."""
    shipped = (ROOT / "events.yaml").read_text(encoding="utf-8")
    start = shipped.rindex("\n  - id: ")
    done = timeline("diff", "-f", str(ROOT / "events.yaml"), "-", stdin=shipped[:start].encode())
    assert (done.code, done.out.split()[:2], done.out.count("\n")) == (0, ["added", "event"], 1)
