"""The filter line is the command line's filters, and the last line lists the same rows."""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.browse.host import Asked
from oai_timeline.cli.filter_line import (
    complete_filter_line,
    complete_name,
    read_filter_line,
    write_filter_line,
    write_perspective,
)
from oai_timeline.index import Index, open_files
from oai_timeline.query.filters import FILTERS
from tests.browse.screens import browsing, press
from tests.cli.processes import HERE, SMALL, in_process
from tests.strategies import scale_examples

_VALUES = {
    "day": ["2023-11-17", "nov 17", "2023", "friday", "2015-12-11"],
    "since": ["2023-11-17", "2022"],
    "until": ["2023-11-18", "2024"],
    "actor": ["ilya", "Sam Altman", "board"],
    "by": ["ilya", "greg"],
    "about": ["ilya", "sam"],
    "not_actor": ["ilya", "board"],
    "kind": ["message", "statement"],
    "tag": ["firing"],
    "not_tag": ["firing"],
    "certainty": ["confirmed", "disputed"],
    "source": ["Reuters", "news"],
    "grep": ["a", "the lamp", "it's", "-x", ""],
}
_TEXTS = st.dictionaries(st.sampled_from(list(_VALUES)), st.integers(0, 1000), max_size=3).map(
    lambda drawn: {
        name: [_VALUES[name][number % len(_VALUES[name])]] for name, number in drawn.items()
    }
)
_ASKED = st.builds(
    Asked,
    _TEXTS,
    st.booleans(),
    st.booleans(),
    st.none() | st.integers(1, 5),
    st.none() | st.sampled_from(["reuters", "le monde"]),
    st.none() | st.sampled_from(["2023-11-17", "2024"]),
)


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)


@pytest.fixture(autouse=True)
def cache_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep one index for all examples."""
    folder = tmp_path_factory.getbasetemp() / "filter-line"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.fixture(name="index")
def _index() -> Iterator[Index]:
    index = open_files([str(SMALL)])
    yield index
    index.close()


def test_every_filter_has_values_here() -> None:
    assert _VALUES.keys() == {row.name for row in FILTERS}


@given(_ASKED)
def test_what_is_written_is_read_back(asked: Asked) -> None:
    text = f"{write_filter_line(asked)} {write_perspective(asked)}"
    assert read_filter_line(text) == asked


@given(_ASKED)
@scale_examples(1.2)
def test_the_printed_command_lists_the_same_events(asked: Asked) -> None:
    """Also in the same order, unless that of the list is another one than that for programs."""
    text = f"{write_filter_line(asked)} {write_perspective(asked)}"
    with browsing() as browser:
        press(browser, "/", *text, "enter")
        if browser.state.prompt:  # no event has that value from this point of view
            command = f"timeline -f small.yaml show {text}"
            assert in_process(*shlex.split(command)[1:], "--format", "json").code == 2
            return
        index, outline = browser.answers.index, browser.state.outline
        ids = dict(index.fetch("SELECT number, id FROM event"))
        listed = [ids[match.number] for match in outline.matches]
        command = browser.answers.write_list_command()
    words = [*shlex.split(command)[1:]]
    shown = in_process(*words, "--width", "200", "--ids")
    found = json.loads(in_process(*words, "--format", "json").out)
    assert shown.code == 0
    if asked.limit is None:
        assert sorted(event["id"] for event in found) == sorted(listed)
    ends = re.findall(r" (\S+)$", shown.out, re.MULTILINE)  # where ids are
    assert [one for one in ends if one in set(ids.values())] == listed


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("lamp --by ilya", Asked({"by": ["ilya"], "grep": ["lamp"]})),
        ("lamp --by ilya dark", Asked({"by": ["ilya"], "grep": ["lamp", "dark"]}, together=True)),
        ("'the lamp'", Asked({"grep": ["the lamp"]})),
        ("lamp --grep dark", Asked({"grep": ["dark", "lamp"]}, together=True)),
        ("lamp --by a --by b", Asked({"by": ["a", "b"], "grep": ["lamp"]})),
        ("lamp dark --by a --by b --together",
         Asked({"by": ["a", "b"], "grep": ["lamp", "dark"]}, together=True)),
    ],
)  # fmt: skip
def test_words_without_an_option_must_all_be_there(text: str, asked: Asked) -> None:
    assert read_filter_line(text) == asked
    assert read_filter_line(write_filter_line(asked)) == asked


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("--bye x", "No such option: --bye"),
        ("--by", "Option '--by' requires an argument"),
        ("--limit x", '--limit needs a whole number from 1 up, not "x"'),
        ("--format json", "No such option: --format"),
        ("--help", "No such option: --help"),
        ("the lamp --by a --by b", "--by twice, and several words: put the words in quotes"),
    ],
)
def test_a_mistake_is_explained(text: str, error: str) -> None:
    with pytest.raises(ValueError, match=re.escape(error)):
        read_filter_line(text)


@pytest.mark.parametrize(
    ("typed", "text", "choices"),
    [
        ("--gr", "--grep ", []),
        ("--not", "--not-", ["--not-actor", "--not-tag"]),
        ("--kind rep", "--kind report ", []),
        ("--kind ", "--kind ", ["meeting", "message", "other", "report", "statement"]),
        ("--by ilya --kind m", "--by ilya --kind me", ["meeting", "message"]),
        ("--source le", '--source "Le Monde" ', []),
        ('--source "Le M', '--source "Le Monde" ', []),
        ("--grep x", "--grep x", []),
        ("lamp", "lamp", []),
        ("--certainty CON", "--certainty confirmed ", []),
    ],
)
def test_the_last_word_is_completed(
    index: Index, typed: str, text: str, choices: list[str]
) -> None:
    assert complete_filter_line(index, typed) == (text, choices)


@pytest.mark.parametrize(
    ("typed", "text", "choices"),
    [
        ("brock", "brockman-gets-text", []),
        ("2023-11-1", "2023-11-1", ["2023-11-17", "2023-11-18"]),
        ("Regr", "regret", []),
        ("zzz", "zzz", []),
    ],
)
def test_a_name_is_completed(index: Index, typed: str, text: str, choices: list[str]) -> None:
    assert complete_name(index, typed) == (text, choices)


@pytest.mark.parametrize("text", ["", "--by ilya ", "lamp "])
def test_nothing_typed_can_be_any_option(text: str, index: Index) -> None:
    same, choices = complete_filter_line(index, text)
    assert same == text
    assert {"--day", "--grep", "--according-to", "--as-known-on", "--together"} <= set(choices)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_text_can_be_typed(text: str) -> None:
    with browsing() as browser:
        press(browser, "/", *text, "enter", "escape")
        assert browser.state.prompt is None
