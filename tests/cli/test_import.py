"""`timeline import`: from somebody's table to a timeline that passes `check`, in real processes."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.processes import Done, Program, in_process

ZONE = "days, and times without an offset, are in UTC; choose another with --zone\n"
TABLE = """\
\ufeffDate;Time;Headline;Who;Description;Source;URL;Mood\r
17.11.2023;12:19;"Ann: ""a call"", at once";Ann Lee;She wrote it.;Reuters;https://reuters.com/a;glad\r
2023-11-18;;'=1+1 [x];Ann Lee; Bob;"Two
lines";https://www.nytimes.com/b;;\r
""".replace("Ann Lee; Bob", '"Ann Lee; Bob"')
WRITTEN = r"""timeline:
  format: 1
  title: mine
  zone: UTC

actors:
  ann-lee:
    name: Ann Lee
  bob:
    name: Bob

sources:
  reuters:
    publisher: Reuters
    url: https://reuters.com/a
  nytimes-com:
    publisher: nytimes.com
    url: https://www.nytimes.com/b

events:

  - id: ann-a-call-at-once
    when: 2023-11-17T12:19
    title: "Ann: \"a call\", at once"
    summary: She wrote it.
    actors: [ann-lee]
    sources: [reuters]

  - id: 1-1-x
    when: 2023-11-18
    title: "=1+1 [x]"
    summary: "Two\nlines"
    actors: [ann-lee, bob]
    sources: [nytimes-com]
"""
MOOD = 'left out, with the number of values: "Mood" 1\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine.csv").write_bytes(TABLE.encode())
    return tmp_path


def checked(timeline: Program, text: str) -> Done:
    return timeline("check", "-", stdin=text.encode())


def test_a_table_becomes_a_timeline_file(timeline: Program, folder: Path) -> None:
    done = timeline("import", "mine.csv", cwd=folder)
    assert done == Done(0, WRITTEN, ZONE + MOOD)
    assert checked(timeline, done.out).code == 0


def test_standard_input_is_read_with_options_for_title_and_zone(
    timeline: Program, folder: Path
) -> None:
    arguments = ("import", "-", "--from", "csv", "--title", "My: own", "--zone", "Europe/Paris")
    done = timeline(*arguments, stdin=TABLE.encode())
    changed = WRITTEN.replace("title: mine", 'title: "My: own"').replace("UTC", "Europe/Paris")
    assert done == Done(0, changed, MOOD)


@pytest.mark.parametrize("form", ["jsonl", "csv", "timesketch"])
def test_our_own_times_are_not_moved_to_another_zone(timeline: Program, form: str) -> None:
    exported = timeline("export", form).out
    made = timeline("import", "-", stdin=exported.encode())
    assert (made.code, made.out) == (1, "")
    advice = "repeat the command with --zone America/Los_Angeles, which fits"
    assert f"have bounds of another zone than UTC: {advice}\n" in made.err
    assert made.err.endswith("1 error: nothing was written\n")
    made = timeline("import", "-", "--zone", "America/Los_Angeles", stdin=exported.encode())
    assert made.code == 0


def test_bounds_that_fit_no_zone_are_refused(timeline: Program) -> None:
    row = "id,date,earliest,title\na,2023-11-17,2023-11-17T00:07:00-08:00,A\n"
    made = timeline("import", "-", "--zone", "Europe/Paris", stdin=row.encode())
    reason = "1 date has bounds of another zone than Europe/Paris: name the zone of the dates with"
    assert (made.code, made.out) == (1, "")
    assert f"<stdin>:2:1: error[bad-date]: {reason} --zone, like --zone" in made.err


def test_our_own_calendar_names_its_zone_without_which_it_is_refused(timeline: Program) -> None:
    exported = timeline("export", "ics").out
    made = timeline("import", "-", stdin=exported.encode())
    assert (made.code, "zone: America/Los_Angeles" in made.out) == (0, True)
    without = exported.replace("X-WR-TIMEZONE:America/Los_Angeles\r\n", "")
    made = timeline("import", "-", stdin=without.encode())
    assert (made.code, made.out) == (1, "")
    assert "DTSTART is not X-TIMELINE-DATE in the zone UTC: name the zone of the dates" in made.err
    assert made.err.endswith("1 error: nothing was written\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty-file]: the file is empty"),
        ("date,title\n", "empty-file]: there are no events below the headings"),
        ("[]", "empty-file]: there are no events in this file"),
        ("1990,The wall falls\n",
         ("missing-key]: the first line must name the columns, for example date,title; "
          '"1990" is a date: if this line is an event, use --no-header --columns date,title')),
        ("<events/>\n",
         "not-a-table]: this is XML: convert it to CSV or JSON, and import that file"),
        ("timeline: {format: 1}\n",
         "not-a-table]: this is a timeline already; to read it: timeline -f 'a b' show"),
    ],
)  # fmt: skip
def test_a_file_without_events_is_an_error_and_overwrites_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a b").write_text(text)
    (tmp_path / "mine.yaml").write_text("before")
    done = in_process("import", "a b", "-o", "mine.yaml")
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines()[0] == f"a b:1:1: error[{message}"
    assert (tmp_path / "mine.yaml").read_text() == "before"


@pytest.mark.parametrize("done", ["wrote", "replaced"])
def test_a_file_is_never_replaced_silently(timeline: Program, folder: Path, done: str) -> None:
    made = folder / "my own.yaml"
    if done == "replaced":
        made.write_text("before")
    note = f'{done} my own.yaml: 2 events; view it with: timeline --file "my own.yaml"\n'
    arguments = ("import", "mine.csv", "-o", made.name)
    assert timeline(*arguments, cwd=folder) == Done(0, "", ZONE + MOOD + note)
    assert made.read_text() == WRITTEN


def test_a_table_with_mistakes_writes_nothing(timeline: Program, tmp_path: Path) -> None:
    text = "title,date\nA,2023\nB,5/11/2023\nC,nov 17\n"
    (tmp_path / "m.csv").write_text(text)
    done = timeline("import", "m.csv", "-o", "mine.yaml", cwd=tmp_path)
    assert done == Done(
        1,
        "",
        """\
m.csv:3:3: error[bad-date]: "5/11/2023" is ambiguous: 2023-05-11 or 2023-11-05 (use --dates mdy or \
dmy)
    B,5/11/2023
      ^
m.csv:4:3: error[bad-date]: "nov 17" is incomplete: write the whole date with its year
    C,nov 17
      ^
2 errors: nothing was written
""",
    )
    assert os.listdir(tmp_path) == ["m.csv"]


def test_what_a_timeline_cannot_have_is_reported_by_lines_of_the_table(timeline: Program) -> None:
    events = [
        {"id": "a", "when": "2023-11-17", "title": "A", "because": ["b"]},
        {"id": "b", "when": "2023-11-18", "title": "B"},
        {"id": "c", "when": "2023-11-18", "title": "C", "figures": {"n": "many"}},
    ]
    text = "\n\n".join(map(json.dumps, events))
    done = timeline("import", "-", stdin=text.encode())
    assert (done.code, done.out) == (1, "")
    assert [line for line in done.err.splitlines() if line.startswith("<")] == [
        (
            '<stdin>:1:1: error[impossible-order]: "b" is later than this event, which therefore '
            "can't follow from it"
        ),
        (
            '<stdin>:5:1: error[bad-number]: invalid number "many": use at most 15 digits, '
            "and 15 more after a point"
        ),
    ]


def test_a_file_name_that_is_not_utf_8_becomes_a_title(timeline: Program, tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"Z\xfcrich.csv")).write_text("date,title\n2023,T\n")
    done = timeline("import", b"Z\xfcrich.csv", cwd=tmp_path)
    assert done.code == 0
    assert done.out.splitlines()[2] == r"  title: Z\udcfcrich"
    assert checked(timeline, done.out).code == 0


def test_an_unknown_column_can_be_named(timeline: Program, tmp_path: Path) -> None:
    (tmp_path / "wall.csv").write_text("noted,matter\n1961-08-13,A wall is built\n")
    done = timeline("import", "wall.csv", cwd=tmp_path)
    assert done == Done(
        1,
        "",
        """\
wall.csv:1:1: error[missing-key]: no column is known as a date or as a title: name it with \
--column date=NAME and --column title=NAME
    noted,matter
    ^
columns, with a value of each:
    noted   1961-08-13
    matter  A wall is built
to try: --column date=noted --column title=matter
1 error: nothing was written
""",
    )
    for columns in (
        ("--column", "date=noted,title=matter"),
        ("--column", "when=noted", "--column", "headline=matter"),
    ):
        done = timeline("import", "wall.csv", *columns, cwd=tmp_path)
        assert (done.code, done.err) == (0, ZONE)
        assert "    when: 1961-08-13\n    title: A wall is built\n" in done.out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--column", "hdate"), 'can\'t read "hdate" as a column: write it like date=NAME'),
        (("--column", "titel2=x"), 'can\'t import a column as "titel2" (did you mean titel'),
        (("--column", "colour=x"), 'can\'t import a column as "colour" (choose from: date, time, '),
        (("--no-header",), "--no-header needs --columns, for example --columns date,title"),
        (("--dates", "ymd"), 'unknown order "ymd" (choose from: mdy, dmy)'),
        (("--dates", "mdy"), "--dates has no effect: no day is written like 3/4/2023"),
        (("--century", "1950"), "1950 is not a century: write it like 1900"),
        (("--century", "1900"), "--century has no effect: no year has two digits"),
        (("--encoding", "base64"), 'unknown encoding "base64" (usual ones are '),
        (("--encoding", "klingon"), 'unknown encoding "klingon" (usual ones are '),
        (("--from", "xls"), 'unknown format "xls" (choose from: csv, ics, json, jsonl, l2t, '),
    ],
)
def test_an_option_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.csv").write_text("date,title\n1990,A\n")
    done = in_process("import", "mine.csv", *options)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"timeline: {message}")


def test_names_of_columns_have_no_effect_on_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.json").write_text('[{"date": "1990", "title": "A"}]')
    done = in_process("import", "mine.json", "--columns", "date,title")
    assert done.code == 2
    assert done.err.startswith("timeline: --columns has no effect: this file has no rows of cells")


def test_a_file_may_name_title_and_zone_and_options_override_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.ics").write_text(
        "BEGIN:VCALENDAR\nX-WR-CALNAME:Cup\nX-WR-TIMEZONE:Europe/Paris\nBEGIN:VEVENT\n"
        "SUMMARY:A\nDTSTART:20200101T120000\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    done = in_process("import", "mine.ics")
    assert done.out.startswith("timeline:\n  format: 1\n  title: Cup\n  zone: Europe/Paris\n")
    assert done.err == ZONE.replace("UTC", "Europe/Paris")
    done = in_process("import", "mine.ics", "--title", "Mine", "--zone", "Asia/Tokyo")
    assert done.out.startswith("timeline:\n  format: 1\n  title: Mine\n  zone: Asia/Tokyo\n")
    assert done.err == ""


def test_equal_mistakes_are_folded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.csv").write_text("date,title\n" + "3/4/2023,A\n" * 2000)
    done = in_process("import", "mine.csv")
    assert done.err.count("is ambiguous") == 10
    assert "    and 1,990 more of this kind, up to line 2,001\n" in done.err
    assert done.err.endswith("2,000 errors: nothing was written\n")
