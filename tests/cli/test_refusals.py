"""Command lines that are refused, and the message of each."""
# ruff: noqa: E501  # messages are on one line

import shlex

import pytest

from oai_timeline.cli.app import COMMANDS
from tests.cli.processes import Done, Program

TEXT_OR_JSON = {
    "days": "days",
    "disputes": "disputes",
    "event": "event regret",
    "search": "search x",
    "sources": "sources",
    "state": "state",
    "values": "values tags",
    "who": "who",
    "why": "why regret",
}
"""The commands whose formats are text and JSON, each with an argument if it needs one."""
DATE_EXAMPLES = "(like 2023-11-17, 2023-11-17T12:30, nov 17 or friday)"


@pytest.mark.parametrize("command", ["", *TEXT_OR_JSON.values()])
def test_an_unknown_format_is_refused(timeline: Program, command: str) -> None:
    name = f"timeline {command.partition(' ')[0]}".rstrip()
    done = timeline(*command.split(), "--format", "csv")
    message = 'unknown format "csv" (choose from: text, json)'
    assert done == Done(2, "", f"timeline: {message}\nTry: {name} --help\n")


@pytest.mark.parametrize("option", ["--tz UTC", "--width 80", "--color always"])
@pytest.mark.parametrize("command", [*TEXT_OR_JSON.values(), "show", "days --per hour"])
def test_an_option_of_text_is_refused_for_json(
    timeline: Program, command: str, option: str
) -> None:
    done = timeline(*command.split(), "--format", "json", *option.split())
    assert (done.code, done.out) == (2, "")
    flag = "--color always" if "--color" in option else option.split(maxsplit=1)[0]
    reasons = (f"{flag} applies to text, not to json", f"no such option: {flag.split()[0]}")
    assert done.err.splitlines()[0].removeprefix("timeline: ") in reasons


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("--format json --width 80", "--width applies to text, not to json"),
        ("--format json show", "put --format after the command"),
        ("sutskever", 'unknown command "sutskever"; did you mean: timeline who ilya-sutskever'),
        ("Sutzkevi", 'unknown command "Sutzkevi"; did you mean: timeline who ilya-sutskever'),
        ("2023-11-17", 'unknown command "2023-11-17"; did you mean: timeline show --day 2023-11-17'),
        ("'nov 17'", 'unknown command "nov 17"; did you mean: timeline show --day "nov 17"'),
        ("friday", 'unknown command "friday"; did you mean: timeline show --day friday'),
        ("shwo", 'unknown command "shwo" (did you mean show?)'),
        ("zzz", 'unknown command "zzz"'),
        ("days --per week", '--per takes day, hour, actor, kind, not "week"'),
        ("days --per hour --tz Mars", 'unknown time zone "Mars" (names are like Europe/Paris)'),
        ("init", "missing argument 'FILE'"),
        ("lanes --format json", "no such option: --format"),
        ("search", "missing argument 'WORDS'"),
        ("values", "missing argument 'FIELD'"),
        ("values ids --as-known-on 2023", "no such option: --as-known-on"),
        ("values tags 2023-11-17", 'unexpected argument "2023-11-17"; did you mean: timeline show --day 2023-11-17'),
        ("sources post 2023-11-17", 'unexpected argument "2023-11-17"; did you mean: timeline show --day 2023-11-17'),
        ("schema 2023-11-17", 'unexpected argument "2023-11-17"; did you mean: timeline show --day 2023-11-17'),
        ("event noon-meeting 2023-11-17", 'unexpected argument "2023-11-17"; did you mean: timeline show --day 2023-11-17'),
        ("state 2023-11-17", 'unexpected argument "2023-11-17"; did you mean: timeline state --at 2023-11-17'),
        ("days 2023-11-17", 'unexpected argument "2023-11-17"; did you mean: timeline days --day 2023-11-17'),
    ],
)  # fmt: skip
def test_a_wrong_command_line_is_refused(timeline: Program, line: str, message: str) -> None:
    words = shlex.split(line)
    name = f"timeline {words[0]}" if words[0] in COMMANDS else "timeline"
    assert timeline(*words) == Done(2, "", f"timeline: {message}\nTry: {name} --help\n")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("sources reutres", 'no source or publisher is called "reutres" (did you mean Reuters?)'),
        ("state --at zzz", f'can\'t read "zzz" as a date {DATE_EXAMPLES}'),
        ("state --at 12:30", '"12:30" needs a date, for example "nov 17 12:30"'),
        ("state --of ilya", "no office of ilya-sutskever is known (there are offices of: openai, openai-board)"),
        ("values tgas", 'no field is called "tgas" (did you mean tags?)'),
        ("who s", '"s" is ambiguous: ilya-sutskever, sam-altman, sam-smith, trickster'),
        ("who ilya --kind zzz", 'no event has the kind "zzz" (in use: meeting, message, other, report, statement)'),
        ("why brockman-gets-txt", 'no event has the id "brockman-gets-txt" (did you mean brockman-gets-text?)'),
        ("show --as-known-on ''", f'can\'t read "" as a date {DATE_EXAMPLES}'),
        ("show --according-to reutres", 'no source or publisher is called "reutres" (did you mean Reuters?)'),
        ("event the-trap --according-to echo", "no source of the-trap counts here (according to echo)"),
        ("days --as-known-on 12:30", '"12:30" needs a date, for example "nov 17 12:30"'),
    ],
)  # fmt: skip
def test_a_value_that_is_not_in_the_timeline_is_refused(
    timeline: Program, line: str, message: str
) -> None:
    assert timeline(*shlex.split(line)) == Done(2, "", f"timeline: {message}\n")
