"""`timeline import` of several files: one timeline, in real processes."""

import json
from pathlib import Path

import pytest

from tests.cli.processes import Program

FILES = {
    "a.csv": "date,time,title,who,url\n2023-11-17,12:19,Call,Bob,https://r.com/a\n",
    "b.ics": "BEGIN:VCALENDAR\nX-WR-TIMEZONE:Europe/Paris\nBEGIN:VEVENT\nSUMMARY:Call\n"
    "DTSTART:20200101T120000\nEND:VEVENT\nEND:VCALENDAR\n",
    "c.json": '[{"id": "memo", "date": "2023", "title": "M", "actors": [{"id":"bob","name":"B"}]}]',
    "d.json": '[{"id": "x", "date": "2023", "title": "X", "actors": [{"id":"bob","name":"C"}]}]',
    "e.json": '[{"id": "memo", "date": "2024", "title": "N"}]',
    "none.json": "[]",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def test_show_has_the_events_of_all_files(timeline: Program, folder: Path) -> None:
    made = timeline("import", "a.csv", "b.ics", "c.json", "./a.csv", cwd=folder)
    assert made.code == 0
    assert made.out.startswith("timeline:\n  format: 1\n  title: a\n  zone: UTC\n")
    assert "b.ics: times without an offset are read as Europe/Paris" in made.err
    done = timeline("-f", "-", "show", "--format", "jsonl", stdin=made.out.encode())
    events = [json.loads(line) for line in done.out.splitlines()]
    assert {one["id"]: [actor["name"] for actor in one["actors"]] for one in events} == {
        "call": ["Bob"], "call-2020-01-01": [], "memo": ["B"],
    }  # fmt: skip
    assert "2020-01-01T12:00+01:00" in made.out


NAMED = {
    "named.json": """[{"id": "call", "date": "2023", "title": "A call", "actors": ["bob"],
     "quotes": [{"by": "ann", "text": "Yes.", "source": "memo"}],
     "sources": [{"id": "copy", "publisher": "Daily", "rests_on": ["memo"]}]}]""",
    "described.json": """[{"id": "vote", "date": "2024", "title": "A vote", "because": ["call"],
     "actors": [{"id": "bob", "name": "Bob Ray"}, {"id": "ann", "name": "Ann Lee"}],
     "sources": [{"id": "memo", "publisher": "Reuters", "url": "https://r.com/m"}]}]""",
}
DESCRIBED = [
    "  bob:", "    name: Bob Ray", "  ann:", "    name: Ann Lee",
    "  memo:", "    publisher: Reuters", "    url: https://r.com/m",
    "  copy:", "    publisher: Daily", "    rests_on: [memo]",
]  # fmt: skip


@pytest.mark.parametrize("names", [sorted(NAMED), sorted(NAMED, reverse=True), ["all.json"]])
def test_what_one_file_names_by_its_id_is_described_in_another(
    timeline: Program, tmp_path: Path, names: list[str]
) -> None:
    for name, text in NAMED.items():
        (tmp_path / name).write_text(text)
    lists = [json.loads(text) for text in NAMED.values()]
    (tmp_path / "all.json").write_text(json.dumps([event for events in lists for event in events]))
    done = timeline("import", *names, cwd=tmp_path)
    assert (done.code, done.err.count("\n")) == (0, 1)
    head, _, events = done.out.partition("events:")
    assert sorted(head.splitlines()[4:]) == sorted([*DESCRIBED, "", "actors:", "", "sources:", ""])
    for line in ("actors: [bob]", "by: ann", "because: [call]", "source: memo", "sources: [copy]"):
        assert f" {line}\n" in events
    made = timeline("check", "-", stdin=done.out.encode())
    assert made.code == 0


@pytest.mark.parametrize(
    ("second", "message"),
    [
        ("d.json", 'd.json:1:2: error[duplicate-id]: "bob" is not the same in c.json:1'),
        ("e.json", "e.json:1:2: error[duplicate-id]: the event in c.json:1 already has the id"),
        ("none.json", "none.json:1:1: error[empty-file]: there are no events in this file"),
        ("missing.csv", "timeline: missing.csv: No such file"),
    ],
)
def test_a_mistake_names_its_file_and_nothing_is_written(
    timeline: Program, folder: Path, second: str, message: str
) -> None:
    done = timeline("import", "c.json", second, "-o", "made.yaml", cwd=folder)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(message)
    assert not (folder / "made.yaml").exists()
