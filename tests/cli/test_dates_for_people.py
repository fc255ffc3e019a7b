"""Dates on every screen: in words for people, as in the file in pipes, in time order in both."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.cli.processes import in_process

ROME = """\
timeline: {format: 1, title: Rome, zone: Europe/Rome, language: en}
sources:
  livy: {publisher: Livy, published: -0026~}
  plutarch: {publisher: Plutarch, published: 0121/0122}
  radio: {publisher: Radio, published: 193X, rests_on: [livy]}
actors:
  caesar: {name: Gaius Julius Caesar, type: person, offices: [
    {office: Consul, of: senate, from: -0058, until: -0057},
    {office: Dictator, of: senate, from: -0048~, until: -0043-03-15}]}
  senate: {name: The Senate, type: organisation}
events:
- {id: first, when: -9999, title: The first farms, actors: [senate]}
- {id: thera, when: -1627~, title: Thera erupts}
- {id: before, when: ../-0753, title: People live on the hills}
- {id: founded, when: -0752-04-21~, title: Rome is founded, words: in spring, sources: [livy]}
- {id: kings, when: -0509/-0506, title: The kings are driven out, sources: [livy]}
- {id: rubicon, when: -0048-01-10/-0048-01-12, title: Caesar crosses the Rubicon, actors: [caesar]}
- {id: crown, when: -0043-02, title: Caesar refuses a crown, actors: [caesar]}
- id: ides
  when: -0043-03-15T11:00
  title: Caesar is killed
  about: [caesar]
  because: [rubicon, founded]
  sources: [plutarch, livy, radio]
  accounts:
  - {says: At noon., when: -0043-03-15T12:00~, sources: [plutarch]}
  - {says: The day before., when: -0043-03-14, sources: [livy]}
  quotes: [{by: caesar, text: Et tu, source: plutarch}]
- {id: turmoil, when: -0043-03-15T12:00/-0043-03-20T10, title: Rome is in turmoil, because: [ides]}
- {id: dark, when: -0043-03-15T22:00/.., title: The city stays dark, after: [ides]}
- {id: march, when: -0042-21, title: The triumvirs march, because: [ides]}
- {id: turn, when: -0001/0014, title: The era begins}
- {id: pompeii, when: 0079-23, title: Vesuvius buries Pompeii}
- {id: found-again, when: 1738/.., title: Pompeii is dug out, because: [pompeii]}
- {id: drawn, when: 1825/1860, title: Travellers draw the ruins}
- {id: society, when: 1921~, title: A society is founded}
- {id: road, when: 193X, title: A road is cut}
- {id: film, when: "1960?", title: A film is shot}
- {id: winter, when: 1987-24%, title: A winter of congresses}
- {id: find, when: 2001-05-XX, title: A find}
- {id: last, when: 9999-12-31, title: The last day}
"""
EVENTS = re.findall(r"id: ([\w-]+)", ROME)
SCREENS = (
    "show", "show --ids", "show --view tree", "show --view list", "show -r", "show --day -0043",
    "show --day -0043-03-15", "show --day 1930", "show --since -0060 --until 0014", "disputes",
    "show --day -0043-03-15 --tz Asia/Tokyo", "show --as-known-on 0122", "show --according-to livy",
    "disputes livy plutarch", "days", "days -r", "days --day -0043", "days --per hour", "lanes",
    "lanes --day -0043", "lanes --day -0043-03-15", "lanes --since -0060 --until 0014", "state",
    "state --at ..", "state --at -0043", "state --at -0043-03-15T12:00", "who", "who caesar",
    "who caesar --tz Asia/Tokyo", "search caesar", "sources", "sources livy",
    *(f"{command} {event}" for command in ("event", "why") for event in EVENTS),
)  # fmt: skip
EDTF = re.compile(
    r"(?<![\w/.:-])-\d{4}(?!\d) | \b0\d\d\d\b(?!-) | \d[~%] | \d\?(?=\s|$) | \dXX?\b | -XX"
    r" | \d{4}-2[1-4]\b | \d/\d | \.\./ | /\.\. | –…|…– | \dT\d",
    re.VERBOSE,
)


@pytest.fixture(autouse=True)
def rome(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rome.yaml").write_text(ROME)
    monkeypatch.setenv("TIMELINE_FILE", str(tmp_path / "rome.yaml"))


@pytest.mark.parametrize("width", [60, 100, 160])
def test_no_screen_has_dates_that_people_must_decode(width: int) -> None:
    for command in SCREENS:
        done = in_process(*command.split(), "--width", str(width))
        assert done.code == 0, (command, done.err)
        assert not [line for line in done.out.splitlines() if EDTF.search(line)], command


def test_pipes_have_dates_as_the_file_has_them() -> None:
    cells = [line.split("  ")[0].removesuffix(" ⇅") for line in in_process("show").out.splitlines()]
    assert cells == [
        "…–-0753", "-9999", "-1627~", "-0752-04-21~", "-0509–-0506", "-0048-01-10–-0048-01-12",
        "-0043-02", "-0043-03-15 11:00 LMT", "-0043-03-15 12:00–-0043-03-20 10h LMT",
        "-0043-03-15 22:00–… LMT", "-0042-03–-0042-05", "-0001–0014", "0079-09–0079-11", "1738–…",
        "1825–1860", "1921~", "193X", "1960?", "1987-12–1988-02%", "2001-05-XX", "9999-12-31",
    ]  # fmt: skip


def test_days_are_listed_under_words_in_time_order() -> None:
    lines = in_process("show", "--width", "100").out.splitlines()
    headings = [after for before, after in pairwise(lines) if not before]
    assert headings == [
        "no start known", "10000 BCE", "1628 BCE", "21 April 753 BCE  Tuesday", "510 BCE",
        "10 January 49 BCE  Thursday", "February 44 BCE", "15 March 44 BCE  Friday",
        "March 43 BCE", "2 BCE", "0079-09", "1738", "1825", "1921", "1930s", "1960", "1987-12",
        "a day in 2001-05", "9999-12-31  Friday",
    ]  # fmt: skip


def test_terms_of_office_are_in_words() -> None:
    card = in_process("who", "caesar", "--width", "100").out
    assert "from about 49 BCE until 15 March 44 BCE" in card
    shown = in_process("state", "--at", "-0043-01", "--width", "100").out
    assert re.search("Dictator +Gaius Julius Caesar +about 49 BCE +15 March 44 BCE", shown)
