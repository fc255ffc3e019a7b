"""Whatever is typed, the answer is an answer or says what is wrong with the question."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.cli.processes import HERE, in_process

_CHARACTERS = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
_PIECES = st.sampled_from(
    ["--", "-", "-x", "--day", "2023", "2023-11-17", "T12:19", "Z", "~", "?", "%", "/", "..", "X",
     "friday", "nov", "17", "17/11/2023", "[", "(", "*", "'", '"', "\\", "%s", "{}", "@", "ilya",
     "sam", "\x1b[31m", "\u202e", "\n", " ", "0", "9999", "١٧", "２０２３", "+99:99", "AM", "AD"]
)  # fmt: skip
ODD = (
    st.text(_CHARACTERS)
    | st.lists(_PIECES, max_size=6).map("".join)
    | st.lists(_PIECES, max_size=4).map(" ".join)
    | st.builds(lambda piece, times: piece * times, _PIECES, st.sampled_from([500, 30_000]))
)
MANY = settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module", autouse=True)
def _small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Ask the small timeline, whose index is made but once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TIMELINE_FILE", "small.yaml")
        patch.setenv("COLUMNS", "80")
        patch.chdir(HERE)
        yield


@pytest.fixture(autouse=True)
def cache_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep one index for all examples, in place of one for each test."""
    folder = tmp_path_factory.getbasetemp() / "any-argument"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


def answered(*arguments: str) -> None:
    """Run; nothing but an answer or a refusal may come of it."""
    done = in_process(*arguments)
    said = "mistake of the program" in done.err, "Traceback" in done.err
    assert (done.code in {0, 2}, said, done.err) == (True, (False, False), done.err)
    assert done.code == 0 or (done.err and not done.out)


@pytest.mark.parametrize("option", ["--day", "--since", "--actor", "--grep", "--source", "--tag"])
@given(text=ODD)
@example(text="")
@example(text="-")
@example(text="--")
@example(text="1" * 5000)
@example(text="9" * 30)
@example(text="2023-11-17T12:19+99:99")
@example(text="9999-12-31")
@example(text="0000")
@example(text="9998-12-31/9999")
@example(text="noon UTC+99")
@example(text="0:0-2400")
@MANY
def test_the_value_of_an_option(option: str, text: str) -> None:
    answered("show", option, text)


@given(text=ODD)
@example(text="")
@example(text="--help")
@MANY
def test_a_name(text: str) -> None:
    if text.startswith("-") and "f" in text:
        return  # it may be -f: another file
    answered("who", text)


@given(text=ODD)
@example(text="17\n")
@MANY
def test_a_stray_word(text: str) -> None:
    if text.startswith("-"):
        return
    answered("show", text)
