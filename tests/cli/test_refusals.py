"""Command lines that are refused, and the message of each."""
# ruff: noqa: E501  # messages are on one line

import shlex
from pathlib import Path

import pytest

from oai_timeline.cli.app import COMMANDS
from oai_timeline.cli.output_format import SHOW_FORMATS
from tests.cli.processes import HERE, SMALL, Done, in_process

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
WRITTEN_TWICE = "--output is given twice: one file is written at a time"
SHOW_DAY = 'unexpected argument "2023-11-17"; did you mean: timeline show --day 2023-11-17'
HYPHEN = "; put -- before an argument that begins with -: timeline search --"


@pytest.fixture(autouse=True)
def _small_timeline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_FILE", "small.yaml")
    monkeypatch.chdir(HERE)


NOBODY = 'no actor is called "zzzz"; list them with: timeline who'
TURNED_ROUND = "--since (2023-11-20) is later than --until (2023-11-18): swap them"
EVENTS_WITH_S = """\
"s" may be any of 4 events:
  since-then           2023-11-29–…            The lamp stays dark
  some-day             2023-11-XX              A memo is written on some day of the month
  staff-learn          2023-11-17 12:00–15:00  The staff of the company learn what has happened from the newspapers
  statement-published  2023-11-17 12:28:30     The board publishes its statement"""


@pytest.mark.parametrize("command", ["", *TEXT_OR_JSON.values()])
def test_an_unknown_format_is_refused(command: str) -> None:
    name = f"timeline {command.partition(' ')[0]}".rstrip()
    done = in_process(*command.split(), "--format", "csv")
    message = 'unknown format "csv" (choose from: text, json)'
    assert done == Done(2, "", f"timeline: {message}\nTry: {name} --help\n")


@pytest.mark.parametrize("option", ["--tz UTC", "--width 80", "--color always"])
@pytest.mark.parametrize("command", [*TEXT_OR_JSON.values(), "show", "days --per hour"])
def test_an_option_of_text_is_refused_for_json(command: str, option: str) -> None:
    done = in_process(*command.split(), "--format", "json", *option.split())
    assert (done.code, done.out) == (2, "")
    flag = "--color always" if "--color" in option else option.split(maxsplit=1)[0]
    reasons = (f"{flag} applies to text, not to json", f"no such option: {flag.split()[0]}")
    assert done.err.splitlines()[0].removeprefix("timeline: ") in reasons


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("--format json --width 80", "--width applies to text, not to json"),
        ("--tz UTC", "--tz has no effect here: the overview prints no times"),
        ("show -o one --output two", WRITTEN_TWICE),
        ("--file=", "--file needs the name of a file"),
        ("show --file=", "--file needs the name of a file"),
        ("help", 'unknown command "help"; did you mean: timeline --help'),
        ("log", 'unknown command "log"; did you mean: timeline show'),
        ("shwo", 'unknown command "shwo" (did you mean show?)'),
        ("zzz", 'unknown command "zzz"'),
        ("sutskever", 'unknown command "sutskever"; did you mean: timeline who ilya-sutskever'),
        ("Sutzkevi", 'unknown command "Sutzkevi"; did you mean: timeline who ilya-sutskever'),
        ("regret", 'unknown command "regret"; did you mean: timeline event regret'),
        ("2023-11-17", 'unknown command "2023-11-17"; did you mean: timeline show --day 2023-11-17'),
        ("'nov 17'", 'unknown command "nov 17"; did you mean: timeline show --day "nov 17"'),
        ("friday", 'unknown command "friday"; did you mean: timeline show --day friday'),
        ("-f small.yaml ilya", 'unknown command "ilya"; did you mean: timeline -f small.yaml who ilya-sutskever'),
        ("-f small.yaml ls", 'unknown command "ls"; did you mean: timeline -f small.yaml show'),
        ("show --format json --view tree", "--view applies to text, not to json"),
        ("show --format jsonl --width 80", "--width applies to text, not to jsonl"),
        ("show --format csv --tz UTC", "--tz applies to text, not to csv"),
        ("show --format csv --color always", "--color always applies to text, not to csv"),
        ("show --format csv --ascii", "--ascii applies to text and JSON, not to csv"),
        ("show --raw", "--raw is for csv and tsv"),
        ("show --raw --format json", "--raw is for csv and tsv"),
        ("show -o x.json --view list", "--view applies to text, not to json"),
        ("show --format nope",
         f'unknown format "nope" (choose from: {", ".join(SHOW_FORMATS)})'),
        ("show --view nope", 'unknown view "nope" (choose from: table, tree, list)'),
        ("show --color nope", 'unknown --color "nope" (choose from: auto, always, never)'),
        ("show --limit 0", '--limit needs a whole number from 1 up, not "0"'),
        ("show --limit ten", '--limit needs a whole number from 1 up, not "ten"'),
        ("show --limit ٣", '--limit needs a whole number from 1 up, not "٣"'),
        ("show --limit=", '--limit needs a whole number from 1 up, not ""'),
        ("why regret --depth x", '--depth needs a whole number from 1 up, not "x"'),
        ("show --width 19", '--width needs a whole number from 20 to 10000, not "19"'),
        ("show --width 10001", '--width needs a whole number from 20 to 10000, not "10001"'),
        ("show --day", "option '--day' requires an argument"),
        ("show --tz Mars/Base", 'unknown time zone "Mars/Base" (names are like Europe/Paris)'),
        ("show --tz Paris", 'unknown time zone "Paris" (did you mean Europe/Paris?)'),
        ("show --tz PST", 'unknown time zone "PST" (did you mean America/Los_Angeles?)'),
        ("show -xyz", "no such option: -x"),
        ("show --until 17 nov 2023", 'unexpected argument "nov"; a date with spaces needs quotes: --until "17 nov 2023"'),
        ("days --since nov 17 --until nov 18 zzz", 'unexpected argument "17"; a date with spaces needs quotes: --since "nov 17"'),
        ("show --day friday evening", 'unexpected argument "evening"; a date with spaces needs quotes: --day "friday evening"'),
        ("state --at 1 BC", 'unexpected argument "BC"; a date with spaces needs quotes: --at "1 BC"'),
        ("quotes --by Ilya Sutskever --day friday", 'unexpected argument "Sutskever"; a name with spaces needs quotes: --by "Ilya Sutskever"'),
        ("days --not-actor sam altman", 'unexpected argument "altman"; a name with spaces needs quotes: --not-actor "sam altman"'),
        ("show --by ilya friday", 'unexpected argument "friday"; did you mean: timeline show --day friday'),
        ("show zzz", 'unexpected argument "zzz"'),
        ("show 'nov 17'", 'unexpected argument "nov 17"; did you mean: timeline show --day "nov 17"'),
        ("show Sutskever", 'unexpected argument "Sutskever"; did you mean: timeline show --actor ilya-sutskever'),
        ("show regret", 'unexpected argument "regret"; did you mean: timeline event regret'),
        ("show news", 'unexpected argument "news"; did you mean: timeline show --source news'),
        ("show 2023-11-17", SHOW_DAY),
        ("-f small.yaml show 2023-11-17", SHOW_DAY.replace("show", "-f small.yaml show")),
        ("show -f small.yaml ilya", 'unexpected argument "ilya"; did you mean: timeline -f small.yaml show --actor ilya-sutskever'),
        ("days --per week", '--per takes day, hour, actor, kind, not "week"'),
        ("days --per hour --tz Mars", 'unknown time zone "Mars" (names are like Europe/Paris)'),
        ("days --tz UTC", "--tz is for --per hour: other bars have no times"),
        ("days ilya", 'unexpected argument "ilya"; did you mean: timeline days --actor ilya-sutskever'),
        ("days 2023-11-17", 'unexpected argument "2023-11-17"; did you mean: timeline days --day 2023-11-17'),
        ("event", "missing argument 'EVENT'"),
        ("disputes post", 'disputes takes two sources or none, not only "post"; did you mean: timeline sources post'),
        ("disputes post news post", "disputes takes two sources or none, not 3"),
        ("disputes 2023-11-17", 'disputes takes two sources or none, not only "2023-11-17"; did you mean: timeline disputes --day 2023-11-17'),
        ("check clean.yaml --explain alias", "--explain takes no files and no other options"),
        ("check clean.yaml --format csv", 'unknown format "csv" (choose from: text, json, github)'),
        ("check clean.yaml --file clean.yaml", "name the files to check as arguments, or by --file"),
        ("import", "missing argument 'FILE...'"),
        ("import x --from xml", 'unknown format "xml" (choose from: csv, ics, json, jsonl, l2t, timelinejs, timesketch)'),
        ("init", "missing argument 'FILE'"),
        ("lanes --format json", "no such option: --format"),
        ("schema 2023-11-17", SHOW_DAY),
        ("search", "missing argument 'WORDS'"),
        ("search --day 2023", "missing argument 'WORDS'"),
        ("search -foo", f"missing argument 'WORDS'{HYPHEN} -foo"),
        ("search -xyz", f"no such option: -x{HYPHEN} -xyz"),
        ("sources post 2023-11-17", SHOW_DAY),
        ("state board", 'unexpected argument "board"; did you mean: timeline state --of openai-board'),
        ("state gregg", 'unexpected argument "gregg"; did you mean: timeline who greg-brockman'),
        ("export page.html", 'unknown format "page.html"; did you mean: html -o page.html'),
        ("show --at friday", "no such option: --at (Possible options: --day)"),
        ("show --from friday", "no such option: --from (Possible options: --since)"),
        ("state --day friday", "no such option: --day (Possible options: --at)"),
        ("state 2023-11-17", 'unexpected argument "2023-11-17"; did you mean: timeline state --at 2023-11-17'),
        ("values ids --as-known-on 2023", "no such option: --as-known-on"),
    ],
)  # fmt: skip
def test_a_wrong_command_line_is_refused(line: str, message: str) -> None:
    words = shlex.split(line)
    named = next((word for word in words if word in COMMANDS), "")
    hint = " ".join(filter(None, ("Try: timeline", named, "--help")))
    assert in_process(*words) == Done(2, "", f"timeline: {message}\n{hint}\n")


SHOW_FILE = "did you mean: timeline show --file"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("show mine.yaml", f'unexpected argument "mine.yaml"; {SHOW_FILE} mine.yaml'),
        ("show 'a folder'", f'unexpected argument "a folder"; {SHOW_FILE} "a folder"'),
        ("show empty", 'unexpected argument "empty"'),
        ("show notes.txt", 'unexpected argument "notes.txt"'),
        ("days mine.yml", 'unexpected argument "mine.yml"; did you mean: timeline days --file mine.yml'),
        ("mine.json", f'unknown command "mine.json"; {SHOW_FILE} mine.json'),
        ("-f mine.yaml mine.yml", f'unknown command "mine.yml"; {SHOW_FILE} mine.yml'.replace("timeline", "timeline -f mine.yaml")),
        ("search mine.yaml", f'no event has the word "mine.yaml"; {SHOW_FILE} mine.yaml'),
        ("search lamp mine.yaml", 'no event has the word "mine.yaml"; did you mean: timeline search lamp --file mine.yaml'),
        ("who mine.yaml", 'no actor is called "mine.yaml"; did you mean: timeline who --file mine.yaml'),
        ("disputes mine.yaml", 'disputes takes two sources or none, not only "mine.yaml"; did you mean: timeline disputes --file mine.yaml'),
    ],
)  # fmt: skip
def test_a_file_as_an_argument_is_refused(
    line: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIMELINE_FILE", str(SMALL))
    monkeypatch.chdir(tmp_path)
    for name in ("mine.yaml", "mine.yml", "mine.json", "notes.txt", "a folder/one.yaml"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(SMALL.read_bytes())
    (tmp_path / "empty").mkdir()
    done = in_process(*shlex.split(line))
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[0] == f"timeline: {message}"


def test_an_option_of_commands_is_refused_before_them() -> None:
    message = "timeline: put --format after the command\nTry: timeline --help\n"
    assert in_process("--format", "json", "show") == Done(2, "", message)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("show --actor sutskver", 'no actor is called "sutskver" (did you mean ilya-sutskever?)'),
        ("show --actor nobody", "no event involves nobody"),
        ("show --kind meetin", 'no event has the kind "meetin" (did you mean meeting?)'),
        ("show --tag firng", 'no event has the tag "firng" (did you mean firing?)'),
        ("show --not-tag x", 'no event has the tag "x" (in use: firing, phone)'),
        ("show --certainty known", 'no event has the certainty "known" (in use: confirmed, disputed, reported, rumoured)'),
        ("show --source reutrs", 'no source or publisher is called "reutrs" (did you mean Reuters?)'),
        ("show --day 12:30", '"12:30" needs a date, for example "nov 17 12:30"'),
        ("show --day tuesday", 'no event is on a day that "tuesday" could be; days with events: 2015-12-11, 2023-11-17, 2023-11-18, 2023-11-20'),
        ("show --as-known-on ''", f'can\'t read "" as a date {DATE_EXAMPLES}'),
        ("show --according-to reutres", 'no source or publisher is called "reutres" (did you mean Reuters?)'),
        ("show --since 2023-11-20 --until 2023-11-18", TURNED_ROUND),
        ("show --since 'nov 20' --until friday", f"nov 20 = 2023-11-20\nfriday = 2023-11-17\ntimeline: {TURNED_ROUND.replace('18', '17')}"),
        ("days --format json --since 2023-11-20 --until 2023-11-18", TURNED_ROUND),
        ("search call --since 2023-11-20 --until 2023-11-18", TURNED_ROUND),
        ("quotes --day 2023-11-20 --until 2023-11-18", "--day is not within --since and --until: leave one of them out"),
        ("event regret ilya", 'no event is called "regret ilya" (did you mean regret?); try: timeline search "regret ilya"'),
        ("event s", EVENTS_WITH_S),
        ("event 'sutskevr txts'", 'no event is called "sutskevr txts" (did you mean "sutskever texts"?)'),
        ("who 'Dr. Sutskever'", 'no actor is called "Dr. Sutskever" (did you mean ilya-sutskever?)'),
        ("who 'the late Yamada'", 'no actor is called "the late Yamada" (did you mean yamada-taro?)'),
        ("sources 'quick call'", 'no source or publisher is called "quick call"; try: timeline search "quick call"'),
        ("event brockman-get-text", 'no event is called "brockman-get-text" (did you mean brockman-gets-text?)'),
        ("event 2023-11-17", 'no event is called "2023-11-17"; try: timeline show --day 2023-11-17'),
        ("event ''", 'no event is called ""'),
        ("event the-trap --according-to echo", "no source of the-trap counts here (according to echo)"),
        ("disputes post telegraph", 'no source or publisher is called "telegraph"; list them with: timeline sources'),
        ("show --by zzzz", NOBODY),
        ("who zzzz", NOBODY),
        ("-f small.yaml lanes zzzz", NOBODY.replace("timeline", "timeline -f small.yaml")),
        ("show -f small.yaml --according-to zzzz", 'no source or publisher is called "zzzz"; list them with: timeline -f small.yaml sources'),
        ("sources zzzz", 'no source or publisher is called "zzzz"; list them with: timeline sources'),
        ("sources reutres", 'no source or publisher is called "reutres" (did you mean Reuters?)'),
        ("state --at zzz", f'can\'t read "zzz" as a date {DATE_EXAMPLES}'),
        ("state --of ilya", "no office of ilya-sutskever is known (there are offices of: openai, openai-board)"),
        ("values tgas", 'no field is called "tgas" (did you mean tags?)'),
        ("who s", '"s" is ambiguous: ilya-sutskever, sam-altman, sam-smith, trickster'),
        ("who ilya --kind zzz", 'no event has the kind "zzz" (in use: meeting, message, other, report, statement)'),
        ("why brockman-gets-txt", 'no event is called "brockman-gets-txt" (did you mean brockman-gets-text?)'),
    ],
)  # fmt: skip
def test_a_value_that_the_timeline_lacks_is_refused(line: str, message: str) -> None:
    err = message if "\ntimeline: " in message else f"timeline: {message}"
    assert in_process(*shlex.split(line)) == Done(2, "", f"{err}\n")
