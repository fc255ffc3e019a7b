"""Wrong command lines: each is refused with a message, and with a hint at the help."""

import shlex

import pytest

from oai_timeline.cli.output_format import SHOW_FORMATS
from tests.cli.processes import SMALL, Done, in_process


@pytest.fixture(autouse=True)
def _small_timeline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_FILE", str(SMALL))


@pytest.mark.parametrize(
    ("command_line", "message"),
    [
        ("show --format json --view tree", "--view applies to text, not to json"),
        ("show --format jsonl --width 80", "--width applies to text, not to jsonl"),
        ("show --format json --tz UTC", "--tz applies to text, not to json"),
        ("show --format csv --tz UTC", "--tz applies to text, not to csv"),
        ("show --format csv --color always", "--color always applies to text, not to csv"),
        ("show --format csv --ascii", "--ascii applies to text and JSON, not to csv"),
        ("show --raw", "--raw is for csv and tsv"),
        ("show --raw --format json", "--raw is for csv and tsv"),
        ("show -o x.json --view list", "--view applies to text, not to json"),
        ("show --format nope",
         f'unknown format "nope" (choose from: {", ".join(SHOW_FORMATS)})'),
        ("show --view nope", 'unknown view "nope" (choose from: table, tree, list)'),
        ("show --color nope", "invalid value for '--color': one of auto, always, never"),
        ("show -n 0", '--limit needs a whole number from 1 up, not "0"'),
        ("show --width 19", '--width needs a whole number from 20 to 10000, not "19"'),
        ("show --day", "option '--day' requires an argument"),
        ("show --tz Mars/Base", 'unknown time zone "Mars/Base" (names are like Europe/Paris)'),
        ("show 2023-11-17",
         'unexpected argument "2023-11-17"; did you mean: timeline show --day 2023-11-17'),
        ("show 'nov 17'",
         'unexpected argument "nov 17"; did you mean: timeline show --day "nov 17"'),
        ("show Sutskever",
         'unexpected argument "Sutskever"; did you mean: timeline show --actor ilya-sutskever'),
        ("show zzz", 'unexpected argument "zzz"'),
        ("event", "missing argument 'ID'"),
        ("event regret --format csv", 'unknown format "csv" (choose from: text, json)'),
        ("event regret --format json --tz UTC", "--tz applies to text, not to json"),
        ("event regret ilya",
         'unexpected argument "ilya"; did you mean: timeline show --actor ilya-sutskever'),
        ("disputes --format csv", 'unknown format "csv" (choose from: text, json)'),
        ("disputes --format json --width 80", "--width applies to text, not to json"),
        ("disputes post",
         ('disputes takes two sources or none, not only "post"; '
          "did you mean: timeline disputes --source post")),
        ("disputes post news post", "disputes takes two sources or none, not 3"),
        ("disputes 2023-11-17",
         ('disputes takes two sources or none, not only "2023-11-17"; '
          "did you mean: timeline disputes --day 2023-11-17")),
        ("check clean.yaml --explain alias", "--explain takes no files and no other options"),
        ("check clean.yaml --format csv", 'unknown format "csv" (choose from: text, json, github)'),
        ("check clean.yaml --file clean.yaml",
         "name the files to check as arguments, or one by --file"),
        ("import", "missing argument 'FILE'"),
        ("import x --from xml", 'unknown format "xml" (choose from: csv, json, jsonl)'),
        ("import x --zone Mars/Base",
         'unknown time zone "Mars/Base" (names are like Europe/Paris)'),
        ("import x --zone Paris", 'unknown time zone "Paris" (did you mean Europe/Paris?)'),
    ],
)  # fmt: skip
def test_a_wrong_command_line_is_refused(command_line: str, message: str) -> None:
    arguments = shlex.split(command_line)
    hint = f"Try: timeline {arguments[0]} --help"
    assert in_process(*arguments) == Done(2, "", f"timeline: {message}\n{hint}\n")


@pytest.mark.parametrize(
    ("command_line", "message"),
    [
        ("show --actor sutskver", 'no actor is called "sutskver" (did you mean ilya-sutskever?)'),
        ("show --actor s", '"s" is ambiguous: ilya-sutskever, sam-altman, sam-smith, trickster'),
        ("show --actor nobody", "no event involves nobody"),
        ("show --kind meetin", 'no event has the kind "meetin" (did you mean meeting?)'),
        ("show --tag firng", 'no event has the tag "firng" (did you mean firing?)'),
        ("show --not-tag x", 'no event has the tag "x" (in use: firing, phone)'),
        ("show --certainty known",
         'no event has the certainty "known" (in use: confirmed, disputed, reported, rumoured)'),
        ("show --source reuter",
         'no source or publisher is called "reuter" (did you mean Reuters?)'),
        ("show --day 12:30", '"12:30" needs a date, for example "nov 17 12:30"'),
        ("show --day 1/2/2023", '"1/2/2023" is ambiguous: 2023-01-02 or 2023-02-01'),
        ("show --day 2023-11-31", "can't read \"2023-11-31\" as a date: 2023-11 has no day 31"),
        ("show --day tuesday", 'no event is on a day that "tuesday" could be'),
        ("show --day nonsense",
         "can't read \"nonsense\" as a date (like 2023-11-17, 2023-11-17T12:30, nov 17 or friday)"),
        ("event s", '"s" is ambiguous: since-then, some-day, staff-learn, statement-published'),
        ("event brockman-get-text",
         'no event has the id "brockman-get-text" (did you mean brockman-gets-text?)'),
        ("event 2023-11-17",
         'no event has the id "2023-11-17"; did you mean: timeline show --day 2023-11-17'),
        ("event zzz", 'no event has the id "zzz"'),
        ("event ''", 'no event has the id ""'),
        ("disputes post telegraph", 'no source or publisher is called "telegraph"'),
    ],
)  # fmt: skip
def test_a_value_that_the_timeline_lacks_is_refused(command_line: str, message: str) -> None:
    assert in_process(*shlex.split(command_line)) == Done(2, "", f"timeline: {message}\n")
