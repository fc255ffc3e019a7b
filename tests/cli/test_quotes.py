"""`timeline quotes`: who said what, and where that can be read."""
# ruff: noqa: E501  # screens are as printed

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.processes import Done, Program

SAID = """\
timeline: {format: 1, title: T, zone: Europe/Paris, language: en}
actors:
  ada: {name: Ada Lee}
  bob: {name: Bob}
  cyd: {name: Cyd}
sources:
  diary: {publisher: Ada, url: "https://a.example/1", published: 2023-01-02, language: en}
  wire: {publisher: Reuters, published: 2023-01-06}
events:
  - id: rain
    when: 2023-01-01T12:00
    title: Rain falls
    actors: [ada]
    certainty: confirmed
    quotes:
      - {by: ada, text: Il pleut., language: fr, translation: It rains., source: diary}
      - {by: bob, text: It does not., language: en, source: wire}
    sources: [diary, wire]
  - {id: sun, when: 2023-01-03, title: The sun shines, actors: [bob], quotes: [{text: At last}], sources: [wire]}
  - {id: wet, when: 2023, title: A wet year, actors: [bob], quotes: [{by: ada, text: "=1+1", source: wire}], sources: [wire]}
  - {id: dry, when: 2024, title: A dry year, actors: [cyd]}
"""
PIPED = """\
2023                  Ada Lee  =1+1          wet   -   -          Reuters 2023-01-06  -
2023-01-01 12:00 CET  Ada Lee  Il pleut.     rain  fr  It rains.  Ada 2023-01-02      https://a.example/1
2023-01-01 12:00 CET  Bob      It does not.  rain  en  -          Reuters 2023-01-06  -
2023-01-03            -        At last       sun   -   -          -                   -
"""
DRAWN = """\
3 quotes · 2023-01 · Europe/Paris (CET)
✓ confirmed  no sign: certainty not given

2023-01-01 12:00  ✓ Rain falls  rain
    “Il pleut.” (fr)
    “It rains.” (translation)
    — Ada Lee  Ada 2023-01-02
    “It does not.”
    — Bob  Reuters 2023-01-06

2023-01-03          The sun shines  sun
    “At last”

dated less precisely
2023                A wet year  wet
    “=1+1”
    — Ada Lee  Reuters 2023-01-06
"""


def run(timeline: Program, *arguments: str) -> Done:
    return timeline("quotes", *arguments, "-f", "-", stdin=SAID.encode())


def test_a_quote_is_a_line_of_cells(timeline: Program) -> None:
    assert run(timeline) == Done(0, PIPED, "")


def test_quotes_stand_under_their_events_on_a_terminal(timeline: Program) -> None:
    done = run(timeline, "--day", "2023-01", "--width", "80")
    assert done == Done(0, DRAWN.replace("3 quotes", "4 quotes"), "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param("--by ada", ["=1+1", "Il pleut."], id="the speaker, also in what others did"),
        pytest.param("--by bob", ["It does not."], id="the speaker, not who acted"),
        pytest.param("--by bob --by ada", ["=1+1", "Il pleut.", "It does not."], id="several speakers"),
        pytest.param("--by bob --by ada --together", ["Il pleut.", "It does not."], id="both speakers"),
        pytest.param("--actor bob", ["=1+1", "At last"], id="events of somebody"),
        pytest.param("--source diary", ["Il pleut.", "It does not."], id="events that cite a source"),
        pytest.param("--according-to diary", ["Il pleut."], id="according to a source"),
        pytest.param("--as-known-on 2023-01-03", ["Il pleut."], id="as known on a day"),
        pytest.param("--limit 3", ["=1+1", "Il pleut.", "It does not."], id="limit"),
        pytest.param("--reverse", ["At last", "Il pleut.", "It does not.", "=1+1"], id="reverse"),
        pytest.param("--day 2023-01-01 --by bob --limit 1", ["It does not."], id="several filters"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("output_format", ["json", "csv"])
def test_filters_and_points_of_view(
    timeline: Program, arguments: str, said: list[str], output_format: str
) -> None:
    done = run(timeline, *arguments.split(), "--format", output_format)
    rows = json.loads(done.out) if output_format == "json" else csv.DictReader(StringIO(done.out))
    texts = [row["text" if output_format == "json" else "quotation"] for row in rows]
    assert (done.code, [text.removeprefix("'") for text in texts]) == (0, said)


def test_csv_has_a_row_for_each_quote_and_defuses_formulas(timeline: Program) -> None:
    lines = run(timeline, "--format", "csv", "--by", "ada").out.splitlines()
    assert lines == [
        "speaker,date,event,title,quotation,language,translation,source,address",
        "Ada Lee,2023,wet,A wet year,'=1+1,,,Reuters 2023-01-06,",
        "Ada Lee,2023-01-01T12:00,rain,Rain falls,Il pleut.,fr,It rains.,Ada 2023-01-02,https://a.example/1",
    ]
    assert ",=1+1," in run(timeline, "--format", "csv", "--raw").out


def test_json_has_the_speaker_the_date_and_the_source(timeline: Program) -> None:
    first = json.loads(run(timeline, "--day", "2023-01-01", "--format", "json").out)[1]
    assert first["by"] == {"id": "ada", "name": "Ada Lee"}
    assert (first["when"]["date"], first["event"], first["title"]) == (
        "2023-01-01T12:00",
        "rain",
        "Rain falls",
    )
    assert (first["text"], first["language"], first["translation"]) == (
        "Il pleut.",
        "fr",
        "It rains.",
    )
    assert first["source"]["id"] == "diary"


@pytest.mark.parametrize(
    ("arguments", "err"),
    [
        pytest.param("--limit 1", "1 of 4 quotes\n", id="limit"),
        pytest.param("--by cyd", "no quotes by Cyd in 4 matching events; try timeline -f", id="no quotes of a speaker"),
        pytest.param("--actor cyd", "no quotes in 1 matching event; try without --actor (3 events)\n", id="events without quotes"),
        pytest.param("--actor cyd --source wire", "no quotes: no event matches; try without --actor (3 events)\n", id="no events"),
        pytest.param("--day 2023-01-02 --not-actor cyd", "no quote is certainly in that period, but some may be; nearest days with quotes: 2023-01-01, 2023-01-03\n", id="a day without quotes"),
        pytest.param("--by bob --day 2023-01-03", "no matching quotes; nearest days with quotes: 2023-01-01\n", id="a day without quotes of a speaker"),
        pytest.param("--by xyz", 'no actor is called "xyz"', id="an unknown speaker"),
    ],
)  # fmt: skip
def test_an_empty_list_says_what_to_try(timeline: Program, arguments: str, err: str) -> None:
    done = run(timeline, *arguments.split())
    assert err in done.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param("--raw", "--raw is for csv", id="raw text"),
        pytest.param("--format csv --ascii", "--ascii applies to text and JSON, not to csv", id="ASCII in CSV"),
        pytest.param("--format json --width 80", "--width applies to text, not to json", id="the width of JSON"),
        pytest.param("--format xml", 'unknown format "xml" (choose from: text, json, csv)', id="another format"),
        pytest.param("--output said.html", "is written by export; use: timeline export html -o said.html", id="another extension"),
    ],
)  # fmt: skip
def test_options_without_effect_are_refused(
    timeline: Program, arguments: str, message: str
) -> None:
    done = run(timeline, *arguments.split())
    assert (done.code, done.out, message in done.err) == (2, "", True)


@pytest.mark.parametrize("name", ["said.csv", "said.json", "said.txt"])
def test_the_extension_chooses_the_format(timeline: Program, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    done = run(timeline, "--output", str(path))
    expected = run(timeline, "--format", path.suffix[1:].replace("txt", "text"))
    assert (done.code, done.out, path.read_text(encoding="utf-8")) == (0, "", expected.out)


@pytest.mark.parametrize("filters", [(), ("--day", "2023-11-17"), ("--as-known-on", "2023-11-20")])
def test_the_quotes_are_those_of_the_events(timeline: Program, filters: tuple[str, ...]) -> None:
    """Of the bundled timeline, with every filter, none is lost and none added."""
    shown = timeline("show", *filters, "--format", "jsonl", TIMELINE_FILE=None)
    quoted = timeline("quotes", *filters, "--format", "json", TIMELINE_FILE=None)
    expected = [
        (event["id"], quote["by"], quote["text"])
        for event in map(json.loads, shown.out.splitlines())
        for quote in event["quotes"]
    ]
    found = [(one["event"], one["by"]["id"], one["text"]) for one in json.loads(quoted.out)]
    assert len(expected) > 10
    assert found == expected
