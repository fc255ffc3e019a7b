"""`timeline` without a command: the overview, and the version (the screen is in tests/views)."""

import json

from tests.cli.processes import Done, Program


def test_overview_as_json(timeline: Program) -> None:
    done = timeline("--format", "json")
    value = json.loads(done.out)
    bars = value.pop("bars")
    assert (done.code, value, done.err) == (
        0,
        {
            "title": "The lamp that went out",
            "path": "small.yaml",
            "zone": "America/Los_Angeles",
            "first": "199X",
            "last": "2024-02-29",
            "events": 17,
            "actors": 10,
            "sources": 4,
            "certainties": {"confirmed": 4, "disputed": 1, "reported": 4, "rumoured": 2},
            "busiest_day": "2023-11-17",
            "busiest_actor": "sam-altman",
        },
        "",
    )
    assert {day: count for day, count in bars if count} == {
        "2023-11-17": 6,
        "2023-11-18": 2,
        "2023-11-20": 1,
    }


BARE = """\
Bare
<stdin>
no dates, times in Europe/Paris
0 events, 0 actors, 0 sources

  timeline -f - show       all events
  timeline -f - who        who is in it
  timeline --help     all commands
"""


def test_overview_of_a_timeline_without_events(timeline: Program) -> None:
    header = b"timeline: {format: 1, title: Bare, zone: Europe/Paris}\nevents: []\n"
    done = timeline("-f", "-", stdin=header)
    lines = [" ".join(line.split()) for line in done.out.splitlines() if line]
    expected = [" ".join(line.split()) for line in BARE.splitlines() if line]
    assert (done.code, lines, done.err) == (0, expected, "")


def test_the_version_includes_that_of_the_file_format(timeline: Program) -> None:
    from oai_timeline import __version__

    assert timeline("--version") == Done(
        0, f"timeline {__version__} (timeline file format 1)\n", ""
    )
