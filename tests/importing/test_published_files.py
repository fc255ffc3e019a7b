"""Files of the shapes that people publish: what each is read as, or why it is refused."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest

from oai_timeline.importing import open_table
from oai_timeline.importing.choices import Choices
from oai_timeline.importing.importer import ImportedTimeline, import_tables
from oai_timeline.importing.yaml_writer import render_timeline
from oai_timeline.load import load

FILES = Path(__file__).parent / "files"


class Right(NamedTuple):
    """What a file is read as: dates and titles, and what is said besides."""

    events: list[tuple[str, str]]
    notes: Sequence[str] = ()


LEFT_OUT = "left out, with the number of values: "
READ: dict[str, tuple[Choices, Right]] = {
    "annals.csv": (
        Choices(),
        Right(
            [
                ("1895", "Mill fire"),
                ("1831-05", "A surveyor praises the bridge"),
                ("1826-03-05", "Council orders a catalogue"),
            ],
            ['"Tags" split at commas', "years beside a whole date, which say the same (2)"],
        ),
    ),
    "antiquity.csv": (
        Choices(),
        Right(
            [
                ("-1999", "First tables of squares"),
                ("-0299", "A book of geometry"),
                ("0820", "A manual of algebra"),
            ],
            ["negative years read as BCE, -2000 as 2000 BCE (2)"],
        ),
    ),
    "campaigns.csv": (
        Choices(),
        Right(
            [
                ("2016-12-13T11:00/2016-12-13T13:00", "Stall"),
                ("2016-12-14T12:00/2016-12-14T15:30", "Talk"),
            ],
            [f'{LEFT_OUT}"address" 2'],
        ),
    ),
    "collection.csv": (
        Choices(),
        Right(
            [
                ("1915", "The bath house"),
                ("1920/1930", "Lessons at the harbour"),
                ("1946-03", "Charter passed"),
            ],
            [
                (
                    f'{LEFT_OUT}"objectid" 4, "group" 2, "background" 1, "object_location" 1, '
                    '"alt" 1'
                ),
                'rows of the type "title", left out (1)',
                'title taken from "description", where there is none (1)',
            ],
        ),
    ),
    "conflicts.csv": (
        Choices(),
        Right(
            [
                ("2020-03-12", "Farmers block a road."),
                (
                    "2020-03-14",
                    (
                        "Students and police clash at the gate of the old college; the square is "
                        "closed…"
                    ),
                ),
            ],
            [
                "no column is known as a title; to name one: --column title=actor2",
                f'{LEFT_OUT}"event_id_cnty" 2, "fatalities" 2, "actor2" 1',
                'title taken from "notes", where there is none (1)',
                'title is the beginning of "notes", where there is none (1)',
            ],
        ),
    ),
    "courage.csv": (
        Choices(),
        Right(
            [("1941-12-07", "Harbour, Islands"), ("1944-01", "Monastery")],
            [
                '"desc" read as HTML: tags left out',
                f'{LEFT_OUT}"position" 2, "photo" 2, "lat" 2, "long" 2, "zoom" 2',
            ],
        ),
    ),
    "cp1252.csv": (
        Choices(encoding="cp1252"),
        Right([("1989", "Zürich – “Fest”")]),
    ),
    "cyclone.csv": (
        Choices(century=2000),
        Right(
            [("2015-03-11", "Storm nears the islands"), ("2015-03-13", "Appeal opens")],
            ['date taken from "date_local"'],
        ),
    ),
    "dynasties.json": (
        Choices(),
        Right(
            [("-0220", "Unification"), ("0627", "A new calendar")],
            [f'{LEFT_OUT}"persons" 2', "negative years read as BCE, -221 as 221 BCE (1)"],
        ),
    ),
    "einheit.csv": (
        Choices(date_order="dmy"),
        Right([("1990-10-03", "Feier am Tor"), ("1989-11-09T22:45", "Schranken offen")]),
    ),
    "empires.csv": (
        Choices(),
        Right(
            [
                ("1200", "A kingdom is formed"),
                ("1438/1463", "Expansion begins"),
                ("1532-07-01", "The ruler is imprisoned"),
            ],
            [f'{LEFT_OUT}"era" 3'],
        ),
    ),
    "fixtures.ics": (
        Choices(),
        Right(
            [
                ("2026-04-18T10:00/2026-04-18T13:30", "Ann vs Bob — Round 1"),
                ("2026-04-20/2026-04-22", "Days of rest"),
                ("2026-04-25", "A day out"),
                ("2026-04-27T19:00Z/2026-04-27T20:30Z", "Final"),
                ("2026-04-28T12:00", "Parade"),
            ],
            [f'{LEFT_OUT}"DTSTAMP" 5, "STATUS" 1, "TRANSP" 1, "UID" 5, "VALARM" 1'],
        ),
    ),
    "flight.csv": (
        Choices(zone=ZoneInfo("Asia/Kuala_Lumpur")),
        Right(
            [
                ("2014-03-07T16:42+00:00", "A flight departs."),
                ("2014-03-07T16:42:53+00:00", "It is cleared to climb."),
            ],
            [
                'times of "date_utc" read as UTC, as its name says',
                'times of "time_utc" read as UTC, as its name says',
                f'{LEFT_OUT}"event_id" 2, "confidence" 2',
            ],
        ),
    ),
    "git-log.tsv": (
        Choices(),
        Right(
            [("2023-11-17T20:19:00Z", "Fix the clock"), ("2023-11-18T20:19:00Z", "Release 1.2")],
            [f'{LEFT_OUT}"author" 2'],
        ),
    ),
    "hayabusa.csv": (
        Choices(),
        Right(
            [
                ("2026-03-01T11:29:52+00:00", "Suspicious wipe"),
                ("2026-03-01T20:35:00+09:00", "Log cleared"),
            ],
            [
                f'{LEFT_OUT}"Computer" 2, "Channel" 2, "EventID" 2, "Level" 2',
                "fractions of a second, cut (1)",
            ],
        ),
    ),
    "institute.csv": (
        Choices(),
        Right(
            [("1985-01-15", "Laboratory"), ("2024-06-30", "Milestone")], [f'{LEFT_OUT}"image" 2']
        ),
    ),
    "jrnl.json": (
        Choices(),
        Right([("2020-08-29T11:11", "A first entry @idea")], [f'{LEFT_OUT}"starred" 1, "tags" 1']),
    ),
    "l2t.csv": (
        Choices(),
        Right(
            [("2023-02-03T14:30:01", "Visited a page"), ("2023-02-03T14:31:00", "/tmp/a")],
            [
                (
                    f'{LEFT_OUT}"MACB" 2, "source" 2, "sourcetype" 2, "user" 1, "host" 2, '
                    '"version" 2, "filename" 2, "inode" 2, "format" 2, "extra" 1'
                ),
            ],
        ),
    ),
    "micro.jsonl": (Choices(), Right([("2012-03-14T04:17:43Z", "Only a number")])),
    "newsroom.csv": (
        Choices(),
        Right(
            [
                (
                    "2001-09-12",
                    (
                        'The mayor asks a group of advisers to "see who did this"; when told that '
                        "nobody knew, he pressed the question of the neighbouring town."
                    ),
                ),
                (
                    "2002-09-16",
                    "The neighbouring town agrees to inspections “without conditions”.",
                ),
                ("2002-10-21", "A draft is presented,"),
            ]
        ),
    ),
    "noheader.csv": (
        Choices(names=["date", "end", "title"], has_header=False),
        Right(
            [("1961-08-13", "A wall is built"), ("1989-11-09/1989-11-10", "The wall falls")],
        ),
    ),
    "numerique.csv": (
        Choices(),
        Right(
            [("0820", "Un manuel d'algèbre"), ("1642", "Une machine à calculer")],
            [
                '"Description" read as HTML: tags left out',
                f'{LEFT_OUT}"Catégorie_principale" 2, "Sélection" 2, "Fichier_img" 2',
            ],
        ),
    ),
    "orders.csv": (
        Choices(),
        Right(
            [("2025-01-20", "An order is signed"), ("2025-02-05", "Another order is signed")],
            [
                (
                    'days of "Date" read as month/day/year, as "1/20/2025" on line 2 has no other '
                    "reading"
                ),
                f'{LEFT_OUT}"News1" 2, "News1 URL" 2',
            ],
        ),
    ),
    "outlook.csv": (
        Choices(),
        Right(
            [
                ("2020-05-30T10:00:00/2020-05-30T13:00:00", "Dentist"),
                ("2020-05-31/2020-06-01", "Fair"),
            ],
            [
                (
                    'days of "End Date" read as month/day/year, as "5/30/2020" on line 2 has no '
                    "other reading"
                ),
                f'{LEFT_OUT}"Reminder on/off" 2, "Private" 2',
                'whole days, as "All day event" says (1)',
                "ends at midnight of days that are whole, left out (1)",
            ],
        ),
    ),
    "padded.csv": (
        Choices(),
        Right(
            [("1920", "Harbour Act"), ("1962-02", "Strike Ends"), ("1963-09", "Crisis Denied")],
        ),
    ),
    "plaso.jsonl": (
        Choices(),
        Right(
            [
                ("2012-03-14T04:17:43+00:00", "[7036] Service started"),
                ("2012-03-14T04:20:00+00:00", "File created"),
            ],
            [f'{LEFT_OUT}"__container_type__" 1, "data_type" 1, "parser" 1, "display_name" 1'],
        ),
    ),
    "presidents.csv": (
        Choices(),
        Right([("1789/1797", "A first term"), ("1797/1801", "A second man")]),
    ),
    "recurring.ics": (
        Choices(),
        Right(
            [("2026-01-06T09:00Z", "Interview")],
            ['events left out, as they recur: "Weekly meeting"', f'{LEFT_OUT}"DTSTAMP" 1, "UID" 1'],
        ),
    ),
    "ship.csv": (
        Choices(),
        Right(
            [
                ("1937-12-20", "Keel Date"),
                ("1938-12-08", "Launch Date"),
                ("1939-11-03", "Commissioned"),
            ],
            [
                'all times of "date" are midnight: read as days',
                f'{LEFT_OUT}"event_date" 3, "latitude" 3, "longitude" 3',
            ],
        ),
    ),
    "simile-gregorian.json": (
        Choices(),
        Right(
            [("1963-11-22T13:00:00-06:00", "A death is confirmed")],
            [f'{LEFT_OUT}"durationEvent" 1, "dateTimeFormat" 1'],
        ),
    ),
    "simile.json": (
        Choices(),
        Right(
            [("1911-06/1912", "A landscape"), ("1914", "A portrait")],
            [
                (
                    f'{LEFT_OUT}"image" 1, "isDuration" 1, "color" 1, "dateTimeFormat" 1, '
                    '"wikiURL" 1, "wikiSection" 1'
                ),
            ],
        ),
    ),
    "slides.json": (
        Choices(),
        Right(
            [
                ("0911", "Rollo rules the coast"),
                ("1346-08-26", "Battle at the windmill"),
                ("1202/1204", "Invasion"),
                ("1453-07-17T09:05", "Last shot"),
            ],
            [
                (
                    f'{LEFT_OUT}"media.url" 1, "media.caption" 1, "autolink" 1, '
                    '"title.text.text" 1, "eras" 1'
                ),
            ],
        ),
    ),
    "space.csv": (
        Choices(),
        Right(
            [
                ("1610", "First telescopic observation: moons, craters"),
                ("1933-01", "A rocket society is founded."),
                ("1944-06-20", "First flight to space.\nFirst object there."),
                ("1974-09-21", "Second flyby"),
            ],
            [f'{LEFT_OUT}"column 1" 4, "Country" 4, "Researcher/Mission" 4'],
        ),
    ),
    "sparql.csv": (
        Choices(),
        Right(
            [("1969-07-20", "First landing"), ("1876-03-10", "First talk")],
            [
                'all times of "pointInTime" are midnight: read as days',
                f'{LEFT_OUT}"item" 2',
            ],
        ),
    ),
    "spans.json": (
        Choices(columns={"when": "time_span.start", "end": "time_span.end"}),
        Right(
            [("1966-01-01/1966-12-31", "A circuit opens")],
            [f'{LEFT_OUT}"time_span.precision" 1, "related.circuits" 1'],
        ),
    ),
    "speeches.csv": (
        Choices(),
        Right(
            [("2023-03-04", "A speech"), ("2023-03-14", "Another"), ("2023-04-05", "A third")],
            [
                (
                    'days of "Date" read as month/day/year, as "3/14/2023" on line 3 has no other '
                    "reading"
                ),
            ],
        ),
    ),
    "storyjs.json": (
        Choices(),
        Right(
            [
                ("1963-08-09", "First recording"),
                ("1970/1971-02", "The record sells"),
                ("1979-01-01T14:30", "A broadcast"),
            ],
            [
                (
                    f'{LEFT_OUT}"asset.media" 1, "type" 1, "text" 1, "startDate" 1, "asset" 1, '
                    '"era" 1'
                ),
            ],
        ),
    ),
    "timesketch.csv": (
        Choices(),
        Right(
            [
                ("2025-01-15T08:30:00Z", "User login detected"),
                ("2025-01-15T08:31:15+00:00", "Shell started"),
            ],
            [f'{LEFT_OUT}"source" 2, "hostname" 2', "fractions of a second, cut (1)"],
        ),
    ),
    "two-clocks.csv": (
        Choices(),
        Right(
            [("2014-03-07T16:42", "A flight departs.")],
            [
                'times of "date_utc" read as UTC, as its name says',
                'times of "time_utc" read as UTC, as its name says',
                f'{LEFT_OUT}"event_id" 1, "date_local" 1, "time_local" 1',
            ],
        ),
    ),
    "utf16.csv": (Choices(), Right([("1989", "Zürich")])),
    "between.csv": (
        Choices(columns={"when": "hdate", "end": "hdate_end"}),
        Right(
            [
                ("1266-10-14", "Fair granted"),
                ("1381-05-30/1381-06-06", "Market riot"),
                ("1900~", "Guild founded"),
                ("1953-10/1956-02", "Long strike"),
            ]
        ),
    ),
    "bindings.json": (
        Choices(),
        Right(
            [("1969-07-20", "First landing")],
            ['all times of "date" are midnight: read as days', f'{LEFT_OUT}"item" 1'],
        ),
    ),
    "exhibits.csv": (
        Choices(),
        Right(
            [("2021-03-04", "A letter is sent"), ("2021-03-09", "The fee is paid")],
            [f'{LEFT_OUT}"Exhibit" 2'],
        ),
    ),
    "five-ws.json": (
        Choices(),
        Right(
            [
                ("1704-08-13", "Two generals meet before the battle."),
                ("1704-09", "The fort is taken."),
            ],
            ['"who" split at bars'],
        ),
    ),
    "incident.md": (
        Choices(),
        Right(
            [
                ("2024-03-01T10:00", "Alert fired, log (https://example.org/a)"),
                ("2024-03-01T10:05", "Acknowledged"),
            ],
            [
                "read as a table in Markdown: marks left out",
                'date taken from "Time (UTC)"',
                'times of "Time (UTC)" read as UTC, as its name says',
            ],
        ),
    ),
    "moments.json": (
        Choices(),
        Right(
            [("0117-09-01", "The forum at noon"), ("1853-07-08", "The port")],
            [
                (
                    f'{LEFT_OUT}"time.hour" 2, "time.minute" 2, "time.second" 2, '
                    '"coordinates.lat" 2, "coordinates.lng" 2'
                )
            ],
        ),
    ),
    "posts.csv": (
        Choices(columns={"when": "created_at"}),
        Right(
            [
                ("2023-11-17T20:28:08+00:00", "We, the crew, sail today"),
                ("2023-11-18T01:02:03+00:00", "Storm ahead"),
            ],
            [
                "no column is known as a title; to name one: --column title=user",
                f'{LEFT_OUT}"user" 2, "retweets" 2',
                'title taken from "text", where there is none (2)',
            ],
        ),
    ),
    "postmortem.json": (
        Choices(),
        Right(
            [
                ("2024-03-01T10:00:00Z", "Alert fires"),
                ("2024-03-01T10:05:00Z", "On-call acknowledges"),
            ],
            [
                'events read from "timeline"',
                'date taken from "time"',
                (
                    f'{LEFT_OUT}"incidentId" 1, "incidentTitle" 1, "executiveSummary" 1, '
                    '"actionItems" 1'
                ),
                'title taken from "description", where there is none (2)',
            ],
        ),
    ),
    "vis.json": (
        Choices(),
        Right(
            [
                ("2014-01-10T10:00:00/2014-01-10T10:03:00", "Keel laid"),
                ("2014-01-25", "Launch"),
            ],
            [
                '"content" read as HTML: tags left out',
                f'{LEFT_OUT}"group" 1, "className" 1',
                "invalid ids, replaced (1)",
            ],
        ),
    ),
    "walks.json": (
        Choices(),
        Right(
            [
                ("1854-08-03", "A statue is seen outside of the theatre."),
                ("1854-08-05", "A walk."),
            ],
            [
                'events read from "features"',
                (f'{LEFT_OUT}"Latitude" 2, "type" 1, "name" 1, "crs" 1, "geometry" 2'),
                'title taken from "Description", where there is none (2)',
            ],
        ),
    ),
    "young-years.json": (
        Choices(century=0),
        Right(
            [("0079", "A fort"), ("1301", "Town charter"), ("-0043", "A murder")],
            [
                f'{LEFT_OUT}"short" 1',
                "negative years read as BCE, -44 as 44 BCE (1)",
            ],
        ),
    ),
}
REFUSED: dict[str, list[str]] = {
    "decimals.csv": ["no column is known as a title: name it with --column title=NAME"],
    "places.json": ["no column is known as a date: name it with --column date=NAME"],
    "releases.json": ["no column is known as a date: name it with --column date=NAME"],
    "young-years.json": ['"79" is not a year: use four digits, or name its century'],
    "bridge.csv": ["no column is known as a date: name it with --column date=NAME"],
    "cp1252.csv": [
        'byte 0xfc is not UTF-8: name the encoding with --encoding (cp1252 would read "'
    ],
    "cyclone.csv": ['"11-Mar-15" has a year of two digits: name its century', '"13-Mar-15" has'],
    "einheit.csv": ['"03.10.1990" is ambiguous: 1990-03-10 or 1990-10-03', '"09.11.1989" is'],
    "history.mw": ["this is a timeline of markwhen"],
    "milestones.json": ["this object has no list of events"],
    "mixed-order.csv": ['"4/5/2023" is ambiguous: 2023-04-05 or 2023-05-04'],
    "nenpyo.csv": ["no column is known as a title: name it with --column title=NAME"],
    "noheader.csv": ["the first line must name the columns"],
    "spans.json": ["no column is known as a date: name it with --column date=NAME"],
    "painters.xml": ["this is a timeline of SIMILE in XML"],
}


def read_file(name: str, choices: Choices) -> tuple[ImportedTimeline, list[str]]:
    table = open_table((FILES / name).read_bytes(), name, choices=choices)
    made = import_tables([table], "Drawn")
    return made, [mistake.message for mistake in table.file.mistakes]


def test_every_file_has_an_expectation() -> None:
    assert {path.name for path in FILES.iterdir()} == READ.keys() | REFUSED.keys()


@pytest.mark.parametrize("name", READ)
def test_a_file_is_read(name: str) -> None:
    choices, right = READ[name]
    made, mistakes = read_file(name, choices)
    events: list[dict[str, Any]] = made.timeline["events"]
    assert mistakes == []
    assert [(event["when"], event["title"]) for event in events] == right.events
    assert made.notes == list(right.notes)
    loading = load(BytesIO("".join(render_timeline(made.timeline)).encode()), "t.yaml")
    assert len(list(loading.events())) == len(events)
    assert [one for one in loading.diagnostics() if one.severity == "error"] == []


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_is_refused(name: str) -> None:
    _, mistakes = read_file(name, Choices())
    assert len(mistakes) == len(REFUSED[name])
    for mistake, beginning in zip(mistakes, REFUSED[name], strict=True):
        assert mistake.startswith(beginning)
