"""What `timeline show` prints, to which file, and what it answers to a wrong question."""
# ruff: noqa: E501  # screens stand here as they are

import csv
import json
import os
import re
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.processes import HERE, ROOT, SMALL, TIMELINE, Done, Program

NOON = "2023-11-17T12"
ONE_DAY = """\
2023-11-17 12:00–15:00 PST ⇅  reported   The staff of the company learn what has happened from the newspapers  -                            staff-learn          -
2023-11-17 12h PST            confirmed  Altman joins a video meeting with every director but Brockman         Sam Altman, Board of OpenAI  noon-meeting         -
2023-11-17 12:19 PST          disputed   Sutskever texts Brockman to ask for a quick call                      Ilya Sutskever               brockman-gets-text   -
2023-11-17 12:28:30 PST       confirmed  The board publishes its statement                                     Board of OpenAI              statement-published  -
2023-11-17 16:30 PST          reported   Müller hears of it in Europe                                          Zoë Müller-Łódź              abroad               -
2023-11-17 18:00~ PST         rumoured   山田太郎が電話で話す, and says cafe\u0301 twice                             山田太郎, Zoë Müller-Łódź    evening-talk         that evening
""".replace("\\u0301", "\u0301")
IN_TABLE = """\
2023-11-17 12:19 PST  disputed  Sutskever texts Brockman to ask for a quick call  Ilya Sutskever  brockman-gets-text  -
"""
COARSE = "dated less precisely"
MEMO = "A memo is written on some day of the month"
IN_TREE = """\
2023-11-17
  2023-11-17 12:19 PST  disputed  Sutskever texts Brockman to ask for a quick call  brockman-gets-text  -
    ● Ilya Sutskever
    ○ Greg Brockman
    Reuters: A call, at 00:19.  2023-11-17 00:19 PST
    Greg Brockman: A text message, at 12:19 pm.
"""
IN_LIST = """\
2023-11-17 12:19 PST  disputed  Sutskever texts Brockman to ask for a quick call  brockman-gets-text  -
  ● Ilya Sutskever
  ○ Greg Brockman
  Ilya Sutskever sent a text message to Greg Brockman and asked for a quick call with him.
  Greg Brockman 2023-11-17 https://x.example/gdb/1
  Reuters 2023-11-22 https://news.example/a?b=c&d=e
"""
POST: dict[str, object] = {
    "id": "post", "publisher": "Greg Brockman", "via": None, "title": "A post",
    "url": "https://x.example/gdb/1", "published": "2023-11-17", "kind": "first-hand",
    "language": "en", "rests_on": [], "archived": None,
}  # fmt: skip
NEWS: dict[str, object] = {
    "id": "news", "publisher": "Reuters", "via": "tbsnews.net", "title": "A report",
    "url": "https://news.example/a?b=c&d=e", "published": "2023-11-22", "kind": "news",
    "language": "en", "rests_on": [], "archived": None,
}  # fmt: skip
ECHO = {
    "id": "echo", "publisher": "Le Monde", "via": None, "title": None, "url": None,
    "published": "2023-11", "kind": "news", "language": "fr", "rests_on": ["news"],
    "archived": None,
}  # fmt: skip
DISPUTED = {
    "id": "brockman-gets-text",
    "when": {
        "date": "2023-11-17T12:19", "edtf": "2023-11-17T12:19:00", "words": None,
        "stated": "3:19 p.m. ET", "earliest": "2023-11-17T12:19:00-08:00",
        "latest": "2023-11-17T12:20:00-08:00", "precision": "minute", "approximate": False,
        "uncertain": False, "order": "known",
    },
    "title": "Sutskever texts Brockman to ask for a quick call",
    "summary": "Ilya Sutskever sent a text message to Greg Brockman and asked for a quick call with him.",
    "kind": "message", "place": None, "tags": ["firing", "phone"], "certainty": "disputed",
    "actors": [{"id": "ilya-sutskever", "name": "Ilya Sutskever"}],
    "about": [{"id": "greg-brockman", "name": "Greg Brockman"}],
    "quotes": [
        {
            "by": "ilya-sutskever", "text": "Can we talk?", "language": "en", "translation": None,
            "source": "post",
        },
    ],
    "because": ["noon-meeting"], "after": [],
    "accounts": [
        {
            "says": "A call, at 00:19.",
            "when": {
                "date": "2023-11-17T00:19", "edtf": "2023-11-17T00:19:00", "words": None,
                "stated": None, "earliest": "2023-11-17T00:19:00-08:00",
                "latest": "2023-11-17T00:20:00-08:00", "precision": "minute", "approximate": False,
                "uncertain": False,
            },
            "actors": [{"id": "openai-board", "name": "Board of OpenAI"}], "about": None,
            "figures": None, "sources": ["news"],
        },
        {
            "says": "A text message, at 12:19 pm.", "when": None, "actors": None, "about": None,
            "figures": None, "sources": ["post"],
        },
    ],
    "figures": {"words": 3}, "sources": [POST, NEWS],
}  # fmt: skip
OPEN = {
    "id": "before",
    "when": {
        "date": "../2015-06", "edtf": "../2015-06", "words": None, "stated": None, "earliest": None,
        "latest": "2015-07-01T00:00:00-07:00", "precision": "interval", "approximate": False,
        "uncertain": False, "order": "known",
    },
    "title": "Nobody owns a lamp", "summary": None, "kind": None, "place": None, "tags": [],
    "certainty": None, "actors": [], "about": [], "quotes": [], "because": [], "after": [],
    "accounts": [], "figures": {}, "sources": [ECHO],
}  # fmt: skip
COLUMNS = [
    "id", "date", "earliest", "latest", "precision", "title", "actors", "about", "kind", "tags",
    "place", "certainty", "summary", "sources",
]  # fmt: skip
CELLS = [
    COLUMNS,
    [
        "before", "../2015-06", "", "2015-07-01T00:00:00-07:00", "interval", "Nobody owns a lamp",
        "", "", "", "", "", "", "", "Le Monde",
    ],
    [
        "noon-meeting", NOON, f"{NOON}:00:00-08:00", "2023-11-17T13:00:00-08:00", "hour",
        "Altman joins a video meeting with every director but Brockman",
        "Sam Altman; Board of OpenAI", "Greg Brockman", "meeting", "firing", "a video call",
        "confirmed", "The directors and Sam Altman met by video.",
        "https://x.example/gdb/1; https://news.example/a?b=c&d=e",
    ],
]  # fmt: skip
TWO_ROWS = ("--grep", "nobody owns", "--grep", "video meeting")


@pytest.mark.parametrize(
    ("view", "out"), [(None, IN_TABLE), ("table", IN_TABLE), ("tree", IN_TREE), ("list", IN_LIST)]
)
def test_a_view_of_one_event(timeline: Program, view: str | None, out: str) -> None:
    arguments = ("--view", view) if view else ()
    done = timeline("show", "--grep", "quick call", *arguments)
    if out == IN_TABLE:
        assert (done.code, cells(done.out), done.err) == (0, cells(out), "")
    else:
        assert done == Done(0, out, "")


@pytest.mark.parametrize("view", ["table", "tree", "list"])
def test_the_head_has_no_line_for_signs_where_there_are_none(timeline: Program, view: str) -> None:
    event = b"events: [{id: only, when: 2020-01-01, title: It happened}]"
    header = b"timeline: {format: 1, title: One, zone: UTC}\n"
    done = timeline("show", "-f", "-", "--width", "60", "--view", view, stdin=header + event)
    assert done.out.splitlines() == [
        "1 event · UTC",
        "",
        "2020-01-01  Wednesday",
        "     It happened  only",
    ]


def test_a_day_is_printed_to_a_pipe_one_event_a_line(timeline: Program) -> None:
    """Columns aligned for wide characters, too; what is dated to a month stands last, without ⇅."""
    done = timeline("show", "--day", "2023-11-17", "--kind", "message", "--kind", "meeting",
                    "--kind", "report", "--kind", "statement")  # fmt: skip
    assert done == Done(0, ONE_DAY, "")


def test_events_dated_less_precisely_are_listed_last(timeline: Program) -> None:
    done = timeline("show", "--day", "2023-11-17", "--actor", "ilya")
    late = ["2023-11-XX", "reported", MEMO, "Ilya Sutskever", "some-day", COARSE]
    assert (done.code, cells(done.out), done.err) == (0, [*cells(IN_TABLE), late], "")


@pytest.mark.parametrize("form", ["json", "jsonl"])
@pytest.mark.parametrize(
    ("text", "value"),
    [pytest.param("quick call", DISPUTED, id="full"), pytest.param("owns a", OPEN, id="bare")],
)
def test_json_has_every_key_of_an_event(
    timeline: Program, form: str, text: str, value: object
) -> None:
    done = timeline("show", "--grep", text, "--format", form)
    parsed = json.loads(done.out)
    assert (done.code, parsed if form == "jsonl" else parsed[0], done.err) == (0, value, "")


def test_json_has_its_keys_in_a_fixed_order(timeline: Program) -> None:
    (event,) = json.loads(timeline("show", "--grep", "quick call", "--format", "json").out)

    def keys(value: object) -> object:
        if isinstance(value, dict):
            return [(key, keys(inner)) for key, inner in value.items()]
        return [keys(inner) for inner in value] if isinstance(value, list) else None

    assert keys(event) == keys(DISPUTED)


def test_json_lines_are_the_lines_of_the_array(timeline: Program) -> None:
    array = timeline("show", "--format", "json").out
    lines = timeline("show", "--format", "jsonl").out
    assert [json.loads(line) for line in lines.splitlines()] == json.loads(array)
    assert len(lines.splitlines()) == 17


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_a_spreadsheet_has_a_row_for_each_event(
    timeline: Program, form: str, delimiter: str
) -> None:
    done = timeline("show", *TWO_ROWS, "--format", form)
    rows = list(csv.reader(StringIO(done.out), delimiter=delimiter))
    assert (done.code, rows, done.out.count("\n"), "\r" in done.out) == (0, CELLS, 3, False)


@pytest.mark.parametrize("form", ["csv", "tsv"])
@pytest.mark.parametrize(("flags", "title"), [((), "'=1+1"), (("--raw",), "=1+1")])
def test_formulas_are_escaped_unless_raw(
    timeline: Program, form: str, flags: tuple[str, ...], title: str
) -> None:
    done = timeline("show", "--grep", "=1+1", "--format", form, *flags)
    rows = list(csv.reader(StringIO(done.out), delimiter="," if form == "csv" else "\t"))
    assert rows[1][5] == rf"{title} [bold]x[/bold] :smile: \x1b[31mred\x1b[0m \u202egnp.exe"


@pytest.mark.parametrize(
    ("arguments", "out", "err"),
    [
        (("--limit", "2"), ["before", "decade"], "2 of 17 events\n"),
        (("-n", "2", "-r"), ["no-end", "since-then"], "2 of 17 events\n"),  # reverse, then limit
        (("-n17",), None, ""),  # limit that leaves nothing out
        (("-n", "99", "--grep", "quick call"), ["brockman-gets-text"], ""),  # beyond
    ],
)  # fmt: skip
def test_events_can_be_limited_and_reversed(
    timeline: Program, arguments: tuple[str, ...], out: list[str] | None, err: str
) -> None:
    done = timeline("show", "--format", "jsonl", *arguments)
    ids = [json.loads(line)["id"] for line in done.out.splitlines()]
    assert (done.code, ids if out is not None else None, done.err) == (0, out, err)
    shown = timeline("show", *arguments)
    assert (shown.code, len(shown.out.splitlines()), shown.err) == (0, len(ids), err)


def test_the_sign_of_an_unknown_order_ignores_limit_and_reverse(timeline: Program) -> None:
    def orders(*arguments: str) -> dict[str, str]:
        lines = timeline("show", "--format", "jsonl", *arguments).out.splitlines()
        return {(event := json.loads(line))["id"]: event["when"]["order"] for line in lines}

    whole = orders()
    assert orders("--reverse") == whole
    assert orders("-n", "9") == dict(list(whole.items())[:9])


@pytest.mark.parametrize(
    ("form", "out"),
    [
        ("text", ""),
        ("json", "[]\n"),
        ("jsonl", ""),
        ("csv", ",".join(COLUMNS) + "\n"),
        ("tsv", "\t".join(COLUMNS) + "\n"),
    ],
)
@pytest.mark.parametrize(
    ("arguments", "err"),
    [
        pytest.param(("--day", "2023-11-19", "--by", "sam"), "no matching events; nearest days with events: 2023-11-17\n", id="one side"),
        pytest.param(("--day", "2016", "--kind", "statement"), "no matching events; nearest days with events: 2015-12-11, 2023-11-17\n", id="both sides"),
        pytest.param(("--grep", "zzz"), "no matching events; try timeline search, which finds words\n", id="no period"),
    ],
)  # fmt: skip
def test_an_empty_result_is_reported_on_stderr(
    timeline: Program, form: str, out: str, arguments: tuple[str, ...], err: str
) -> None:
    assert timeline("show", "--format", form, *arguments) == Done(0, out, err)


def test_a_day_with_only_imprecise_events_gives_the_hint_too(timeline: Program) -> None:
    done = timeline("show", "--day", "2023-11-25", "--actor", "ilya")
    assert (done.code, cells(done.out), done.err) == (
        0,
        [["2023-11-XX", "reported", MEMO, "Ilya Sutskever", "some-day", COARSE]],
        "no event is certainly in that period, but some may be; nearest days with events: 2023-11-20\n",
    )


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        pytest.param("2023-11-20", "", id="as EDTF"),
        pytest.param("20 nov 2023", "", id="in words, whole"),
        pytest.param("20/11/2023", "", id="day first, as only that is a date"),
        pytest.param("11/20/2023", "", id="month first, as only that is a date"),
        pytest.param("monday", "monday = 2023-11-20\n", id="weekday"),
        pytest.param("nov 20", "nov 20 = 2023-11-20\n", id="no year"),
    ],
)
def test_a_day_as_people_type_it_is_interpreted(timeline: Program, typed: str, note: str) -> None:
    asked = timeline("show", "--kind", "statement", "--day", typed)
    known = timeline("show", "--kind", "statement", "--day", "2023-11-20")
    assert (asked.code, asked.out, asked.err) == (0, known.out, note)
    assert len(known.out.splitlines()) == 1


@pytest.mark.parametrize(
    ("option", "date"),
    [
        pytest.param((), "2023-11-17 12:19 PST", id="the timeline's"),
        pytest.param(("--tz", "America/New_York"), "2023-11-17 15:19 EST", id="same day"),
        pytest.param(("--tz", "Asia/Tokyo"), "2023-11-18 05:19 JST", id="next day"),
    ],
)
def test_the_option_tz_changes_printed_times(
    timeline: Program, option: tuple[str, ...], date: str
) -> None:
    done = timeline("show", "--grep", "quick call", *option)
    expected = cells(IN_TABLE.replace("2023-11-17 12:19 PST", date))
    assert (done.code, cells(done.out), done.err) == (0, expected, "")


def test_the_option_tz_changes_no_stored_value(timeline: Program) -> None:
    """Events of the evening stay on their day, though in Tokyo it is the next; dates stay."""
    here, there = (
        cells(timeline("show", "--day", "2023-11-17", *option).out)
        for option in ((), ("--tz", "Asia/Tokyo"))
    )
    assert [row[1:] for row in there] == [row[1:] for row in here]
    assert [row[0] for row in there] == [
        "2023-11-18 05:00–08:00 JST ⇅",
        "2023-11-18 05h JST",
        "2023-11-18 05:19 JST",
        "2023-11-18 05:28:30 JST",
        "2023-11-18 09:30 JST",
        "2023-11-18 11:00~ JST",
        here[6][0],
        "2023-11-XX",
    ]


SAME = ["sutskever", "Ilya", "@ilyasut", "ilya-sutskever", "Sutzkevi", "SUTSKEVER", "ílya", "lya s"]


@pytest.mark.parametrize("name", SAME[1:])
@pytest.mark.parametrize("command", [("show", "--actor"), ("show", "--by"), ("who",)])
def test_every_name_of_an_actor_finds_the_same_events(
    timeline: Program, command: tuple[str, ...], name: str
) -> None:
    answer = timeline(*command, SAME[0])
    assert timeline(*command, name) == answer
    assert (answer.code, answer.err) == (0, "")
    assert len(answer.out.splitlines()) >= 3


# --- Which file ---


ANOTHER = """\
timeline: {format: 1, title: Another, zone: Europe/Paris}
events: [{id: alone, when: 2001-02-03T04:05, title: Something else}]
"""
ALONE = Done(0, "2001-02-03 04:05 CET  -  Something else  -  alone  -\n", "")


@pytest.fixture
def another(tmp_path: Path) -> str:
    path = tmp_path / "another.yaml"
    path.write_text(ANOTHER)
    return str(path)


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("show", "-f", "{}"), id="after"),
        pytest.param(("show", "--file={}"), id="after, long"),
        pytest.param(("-f", "{}", "show"), id="before"),
        pytest.param(("--file", "{}", "show"), id="before, long"),
    ],
)
def test_the_option_file_may_precede_or_follow_the_command(
    timeline: Program, another: str, arguments: tuple[str, ...]
) -> None:
    done = timeline(*(argument.format(another) for argument in arguments))
    assert _squeezed(done) == _squeezed(ALONE)


def test_the_option_file_overrides_the_environment(timeline: Program, another: str) -> None:
    assert _squeezed(timeline("show", TIMELINE_FILE=another)) == _squeezed(ALONE)
    assert timeline("show", "-f", "small.yaml", TIMELINE_FILE=another) == timeline("show")


@pytest.mark.parametrize("place", ["before", "after", "environment"])
def test_standard_input_is_read_for_a_dash(timeline: Program, place: str) -> None:
    arguments = {"before": ("-f", "-", "show"), "after": ("show", "-f", "-")}.get(place, ("show",))
    variable = "-" if place == "environment" else None
    done = timeline(*arguments, stdin=ANOTHER.encode(), TIMELINE_FILE=variable)
    assert _squeezed(done) == _squeezed(ALONE)


@pytest.mark.parametrize("variable", [None, ""], ids=["unset", "empty"])
def test_the_bundled_file_is_the_default(
    timeline: Program, tmp_path: Path, variable: str | None
) -> None:
    """An events.yaml in the current folder is never picked up."""
    (tmp_path / "events.yaml").write_text(ANOTHER)
    asked = timeline("show", "--format", "jsonl", cwd=tmp_path, TIMELINE_FILE=variable)
    named = timeline("show", "--format", "jsonl", "-f", str(ROOT / "events.yaml"))
    assert asked == named
    assert (named.code, named.err) == (0, "")


def test_a_missing_file_is_an_error(timeline: Program, tmp_path: Path) -> None:
    done = timeline("show", "-f", "missing.yaml", cwd=tmp_path)
    assert done == Done(1, "", "timeline: missing.yaml: No such file or directory\n")


BROKEN = """\
timeline: {format: 1, title: T, zone: Europe/Paris}
events:
  - {id: one, when: 2023-11-31, title: One}
  - id: two
    when: 2023-02-30
    title: Two
"""
UNKNOWN = """\
timeline: {format: 1, title: T, zone: Europe/Paris}
sources: {news: {publisher: Reuters}}
events:
  - {id: one, when: 2023, title: One, summary: S., certainty: reported, actors: [nobody], sources: [news]}
  - {id: two, when: 2023, title: One, summary: S., certainty: reported, sources: [nothing, news]}
  - {id: three, when: 2023, title: One, summary: S., certainty: reported, because: [one, none], sources: [news]}
"""
FINDINGS = """\
{0}:3:21: error[bad-date]: 2023-11 has no day 31
      - {{id: one, when: 2023-11-31, title: One}}
                        ^^^^^^^^^^
{0}:5:11: error[bad-date]: 2023-02 has no day 30
        when: 2023-02-30
              ^^^^^^^^^^
timeline: 2 errors in the timeline file
"""


@pytest.mark.parametrize("command", [("show",), ("who",), ("who", "ilya"), ()], ids=" ".join)
@pytest.mark.parametrize("stdin", [False, True], ids=["file", "stdin"])
def test_a_file_with_errors_prints_no_events(
    timeline: Program, tmp_path: Path, command: tuple[str, ...], stdin: bool
) -> None:
    (tmp_path / "broken.yaml").write_text(BROKEN)
    name = "-" if stdin else "broken.yaml"
    done = timeline("-f", name, *command, cwd=tmp_path, stdin=BROKEN.encode())
    assert done == Done(1, "", FINDINGS.format("<stdin>" if stdin else name))


def test_a_file_with_wrong_references_is_refused_as_check_does(
    timeline: Program, tmp_path: Path
) -> None:
    (tmp_path / "unknown.yaml").write_text(UNKNOWN)
    shown, checked = (
        timeline(command, "-f", "unknown.yaml", cwd=tmp_path) for command in ("show", "check")
    )
    said = [line for line in checked.out.splitlines() if ": error[" in line]
    errors = [line for line in shown.err.splitlines() if ": error[" in line]
    assert (checked.code, len(said), shown.code, errors) == (1, 3, 1, said)


LEFT_OUT = (
    "1 quote, 2 accounts, 1 figure, 4 links, 1 date phrase, 1 stated time, "
    "1 line break, 8 actor ids, details of 4 sources: id, publisher, site, title, date, kind, "
    "language, links (use jsonl)"
)


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_values_without_a_column_are_counted(timeline: Program, form: str) -> None:
    done = timeline("show", "--format", form)
    assert done.err == f"left out, as {form.upper()} can't hold them: {LEFT_OUT}\n"
    assert "quote" not in timeline("show", "--format", form, "--grep", "memo is").err


# --- Into a file ---


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv", "txt"])
def test_the_extension_of_the_output_chooses_the_format(
    timeline: Program, tmp_path: Path, form: str
) -> None:
    path = tmp_path / f"out.{form.upper()}"
    asked = timeline("show", "--format", form.replace("txt", "text"))
    wrote = f"wrote {path}: 17 events\n"
    assert timeline("show", "-o", str(path)) == Done(0, "", f"{wrote}{asked.err}")
    assert (path.read_text(), os.listdir(tmp_path)) == (asked.out, [path.name])


def test_the_option_format_overrides_the_extension(timeline: Program, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    done = timeline("show", "--output", str(path), "--format", "jsonl")
    assert done == Done(0, "", f"wrote {path}: 17 events\n")
    assert path.read_text() == timeline("show", "--format", "jsonl").out


def test_a_file_has_no_colour_even_from_a_terminal(timeline: Program, tmp_path: Path) -> None:
    path = tmp_path / "out"
    done = timeline.in_terminal("show", "-o", str(path))
    assert done == Done(0, "", f"wrote {path}: 17 events\n")
    assert path.read_text() == timeline("show").out


@pytest.mark.parametrize(
    ("where", "why"),
    [("nowhere/out.json", "there is no folder nowhere"), ("file/out.json", "Not a directory")],
    ids=["no such folder", "no folder"],
)
def test_an_output_file_that_cannot_be_written_is_an_error(
    timeline: Program, tmp_path: Path, where: str, why: str
) -> None:
    (tmp_path / "file").write_text("kept")
    done = timeline("show", "-f", str(SMALL), "-o", where, cwd=tmp_path)
    assert done == Done(1, "", f"timeline: {where}: {why}\n")
    assert (os.listdir(tmp_path), (tmp_path / "file").read_text()) == (["file"], "kept")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(("--actor", "zzz"), 2, id="unknown actor"),
        pytest.param(("--tz", "zzz"), 2, id="refused"),
        pytest.param(("-f", "missing.yaml"), 1, id="no timeline"),
    ],
)
def test_a_failure_keeps_the_file_that_was_there(
    timeline: Program, tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    path = tmp_path / "out.csv"
    path.write_text("kept")
    done = timeline("show", "-o", str(path), *arguments)
    assert (done.code, done.out, len(done.err.splitlines()) > 0) == (code, "", True)
    assert (path.read_text(), os.listdir(tmp_path)) == ("kept", ["out.csv"])


def test_a_full_disk_keeps_the_file_that_was_there(timeline: Program, tmp_path: Path) -> None:
    timeline("show")  # the index is there, so that only the answer is written
    path = tmp_path / "out.json"
    path.write_text("kept")
    done = subprocess.run(
        [*TIMELINE, "show", "-o", str(path)],
        capture_output=True,
        check=False,
        cwd=HERE,
        env=timeline.environment(),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
    )
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == f"timeline: {path}: File too large\n"
    assert (path.read_text(), os.listdir(tmp_path)) == ("kept", ["out.json"])


def test_a_link_is_written_through(timeline: Program, tmp_path: Path) -> None:
    """As `git log --output` and the shell do: the link stays a link."""
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_text("old")
    link.symlink_to(target.name)
    done = timeline("show", "-o", str(link))
    assert done == Done(0, "", f"replaced {link}: 17 events\n")
    assert (link.is_symlink(), target.read_text()) == (
        True,
        timeline("show", "--format", "json").out,
    )


def test_a_named_pipe_stays_one(timeline: Program, tmp_path: Path) -> None:
    """What is no file is not put away: `-o /dev/null` by root must not replace /dev/null."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with _reading(path) as reader:
        done = timeline("show", "--grep", "quick call", "-o", str(path))
        got = os.read(reader, 1 << 16).decode()
    assert (done, path.is_fifo()) == (Done(0, "", ""), True)
    assert got == timeline("show", "--grep", "quick call").out


def test_an_existing_file_keeps_its_permissions(timeline: Program, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.touch(mode=0o600)
    done = timeline("show", "-o", str(path))
    assert done == Done(0, "", f"replaced {path}: 17 events\n")
    assert oct(path.stat().st_mode & 0o777) == "0o600"


def cells(text: str) -> list[list[str]]:
    """Take a piped table apart; how wide its columns are is not what is asked."""
    return [re.split("  +", line) for line in text.splitlines()]


@contextmanager
def _reading(path: Path) -> Iterator[int]:
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        yield reader
    finally:
        os.close(reader)


def _squeezed(done: Done) -> Done:
    """Take columns together: how far apart they are is not what is asked."""
    return done._replace(out=" ".join(done.out.split()))


@pytest.mark.parametrize(
    ("certainties", "legend"),
    [
        pytest.param(["confirmed", None], "✓ confirmed  no sign: certainty not given", id="some"),
        pytest.param(["confirmed", "confirmed"], "✓ confirmed", id="all"),
        pytest.param([None, None], "", id="none"),
    ],
)
def test_the_head_says_what_a_missing_sign_means(
    timeline: Program, certainties: list[str | None], legend: str
) -> None:
    events = [
        f"- {{id: e{n}, when: 2023-01-0{n + 1}, title: A"
        + (f", certainty: {certainty}}}" if certainty else "}")
        for n, certainty in enumerate(certainties)
    ]
    stdin = "\n".join(["timeline: {format: 1, title: T, zone: UTC}", "events:", *events]).encode()
    done = timeline("show", "-f", "-", "--width", "80", stdin=stdin)
    assert done.out.splitlines()[:2] == ["2 events · UTC", legend]
