"""What `timeline` alone prints, what it makes of a first word, its version and its help."""

import json

import pytest

from tests.cli.processes import ROOT, Done, Program

OVERVIEW = """\
The lamp that went out
small.yaml
199X – 2024-02-29, times in America/Los_Angeles
17 events, 10 actors, 4 sources
4 confirmed, 1 disputed, 4 reported, 2 rumoured

2023-11-16  0
2023-11-17  6 ████████████████████████████████████████████████
2023-11-18  2 ████████████████
2023-11-19  0
2023-11-20  1 ████████

  timeline show --day 2023-11-17    the day on which most happened
  timeline who sam-altman           one person's part in it
  timeline --help                   all commands
"""


def test_overview(timeline: Program) -> None:
    """Each day of the focus has its bar, also one on which nothing happened."""
    assert timeline() == Done(0, OVERVIEW, "")


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


def test_the_shipped_timeline_is_the_default(timeline: Program) -> None:
    value = json.loads(timeline("--format", "json", TIMELINE_FILE=None).out)
    assert (value["title"], value["path"]) == (
        "OpenAI's board crisis",
        str(ROOT / "events.yaml"),
    )


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("sutskever", 'unknown command "sutskever"; did you mean: timeline who ilya-sutskever'),
        ("Sutzkevi", 'unknown command "Sutzkevi"; did you mean: timeline who ilya-sutskever'),
        (
            "2023-11-17",
            'unknown command "2023-11-17"; did you mean: timeline show --day 2023-11-17',
        ),
        ("nov 17", 'unknown command "nov 17"; did you mean: timeline show --day "nov 17"'),
        ("friday", 'unknown command "friday"; did you mean: timeline show --day friday'),
        ("shwo", 'unknown command "shwo" (did you mean show?)'),
        ("zzz", 'unknown command "zzz"'),
    ],
)
def test_a_stray_word_is_answered_with_the_command_to_type(
    timeline: Program, word: str, message: str
) -> None:
    assert timeline(word) == Done(2, "", f"timeline: {message}\nTry: timeline --help\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--format", "csv"), 'unknown format "csv" (choose from: text, json)'),
        (("--format", "json", "--width", "80"), "--width applies to text, not to json"),
        (("--format", "json", "show"), "put --format after the command"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_contradictions_are_refused(
    timeline: Program, arguments: tuple[str, ...], message: str
) -> None:
    assert timeline(*arguments) == Done(2, "", f"timeline: {message}\nTry: timeline --help\n")


def test_version_names_that_of_the_format_too(timeline: Program) -> None:
    from oai_timeline import __version__

    assert timeline("--version") == Done(
        0, f"timeline {__version__} (timeline file format 1)\n", ""
    )


@pytest.mark.parametrize("command", [(), ("show",), ("who",), ("check",)], ids=" ".join)
def test_help(timeline: Program, command: tuple[str, ...]) -> None:
    """Each command has a short and a long flag for it, and an example; and nothing else in it."""
    short, long = (timeline(*command, flag) for flag in ("-h", "--help"))
    assert short == long
    assert (long.code, long.err) == (0, "")
    lines = [line.strip() for line in long.out.splitlines()]
    name = " ".join(("timeline", *command))
    usages = {
        (): "COMMAND [ARGS]...",
        ("show",): "",
        ("who",): "[NAME...]",
        ("check",): "[FILE...]",
    }
    assert lines[0] == f"Usage: {name} [OPTIONS] {usages[command]}".rstrip()
    (example,) = (line for line in lines if line.startswith("Example"))
    assert example.startswith(f"Example: {name}")


@pytest.mark.parametrize("command", [(), ("show",), ("who",), ("check",)], ids=" ".join)
def test_help_in_a_pipe_is_the_same_whatever_the_terminal(
    timeline: Program, command: tuple[str, ...]
) -> None:
    plain = timeline(*command, "--help")
    assert timeline(*command, "--help", COLUMNS="40") == plain
    assert timeline(*command, "--help", FORCE_COLOR="1", TERM="dumb") == plain
    assert "\x1b" not in plain.out
