"""Any text can be typed anywhere: the program answers or refuses it, and never crashes."""

import re
import sys
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple

import pytest
import typer
from hypothesis import assume, given
from hypothesis import strategies as st

from oai_timeline.cli.app import COMMANDS, app
from tests.cli.processes import FULL_SCREEN, SMALL, in_process
from tests.strategies import scale_examples

_CHARACTERS = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
_INVALID_BYTES = st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF)
_PIECES = st.sampled_from(
    ["--", "-", "-x", "--day", "2023", "2023-11-17", "T12:19", "Z", "~", "?", "%", "/", "..", "X",
     "friday", "nov", "17", "17/11/2023", "[", "(", "*", "'", '"', "\\", "%s", "{}", "@", "ilya",
     "sam", "\x1b[31m", "\u202e", "\n", " ", "0", "9999", "١٧", "２０２３", "+99:99", "AM", "AD",
     "' OR 1=1 --", '"); DROP TABLE event; --', "NEAR(a b", "title:", "a AND", "^", "a* NOT b",
     "%n", "%(x)s", "{0.__class__}", "{{ 7*7 }}", "${HOME}", "`id`", "~root", "../", "./", "C:\\",
     "file:x?mode=rw", "CON", "1e999", "-1", "0x10", "9" * 30, "NaN", "0000", "9999-12-31",
     "0001-01-01T00:00+14:00", "9998-12-31T23:59-12:00", "2023-02-30", "\t", "\r", "\x7f", "\x9b",
     "\ufeff", "\u2028", "e\u0301", "🗼", "small", "post", "news", "Reuters", "noon-meeting", "UTC",
     "Europe", "json", ".csv", ".html", "\udcff"]
)  # fmt: skip
MOST = 100_000
"""Characters; Linux allows at most 128 KiB in an argument."""
ODD = (
    st.text(_CHARACTERS | _INVALID_BYTES)
    | st.lists(_PIECES, max_size=6).map("".join)
    | st.lists(_PIECES, max_size=4).map(" ".join)
    | st.builds(
        lambda piece, length: (piece * length)[:length], _PIECES, st.sampled_from([500, MOST])
    )
)
FEW = scale_examples(0.5)
"""A run of the program takes long; `--hypothesis-profile long` tries many more."""


class Place(NamedTuple):
    """An option or, if `option` is empty, an argument, which takes `times` values."""

    command: str
    option: str
    times: int = 1


NEEDED = {
    "event": ["noon-meeting"],
    "why": ["noon-meeting"],
    "order": ["noon-meeting", "brockman-gets-text"],
    "search": ["call"],
    "values": ["ids"],
    "import": ["table.csv"],
    "diff": [str(SMALL), str(SMALL)],
    "export": ["json"],
    "init": ["new.yaml"],
}
"""The arguments that a command requires."""
WRITTEN = {"--output", "init"}
FILES = WRITTEN | {"--file", "check", "import", "diff"}
"""Options and arguments that name files, which may be missing or hold something else."""
MAY_FAIL = FILES | {"--title", "--column", "--columns", "--century", "--encoding"}
"""Options and arguments that may cause exit code 1: a title can be too long for a file.

Those of `import` may not fit the file.
"""


def _places() -> Iterator[Place]:
    """Yield each option with a value, and each argument, of all commands."""
    group = typer.main.get_command(app)
    context = typer.Context(group)
    for name in COMMANDS:
        for parameter in group.get_command(context, name).params:  # type: ignore[attr-defined]
            if parameter.param_type_name == "argument":
                yield Place(name, "", 1 if parameter.nargs == 1 else 2)
            elif not parameter.is_flag:
                yield Place(name, parameter.opts[0])


PLACES = list(_places())
EACH = {place.option or place.command: place for place in reversed(PLACES)}
"""One place for each option, though several commands have it, and for each argument."""


@pytest.fixture(scope="module", autouse=True)
def _small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Use the small timeline, and work in a new folder."""
    folder = tmp_path_factory.mktemp("typed")
    (folder / "table.csv").write_text("date,title\n2023-11-17,One\n2023-11-18 12:30,Two\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TIMELINE_FILE", str(SMALL))
        patch.setenv("COLUMNS", "80")
        patch.chdir(folder)
        yield


@pytest.fixture(autouse=True)
def cache_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Share one index between all examples."""
    folder = tmp_path_factory.getbasetemp() / "any-argument"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


def check_run(*arguments: str, codes: frozenset[int] = frozenset({0, 2})) -> None:
    """Run the program; it must answer, or refuse with a message and one of the exit codes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(b"nothing of use")))
        done = in_process(*arguments)
    assert done.code in codes, done.err
    assert not re.search("bug in timeline|Traceback", done.err)
    assert done.code == 0 or "check" in arguments or (done.err and not done.out)


@pytest.mark.parametrize("command", COMMANDS)
@given(data=st.data())
@FEW
def test_any_text_can_be_given_to_every_option_and_argument(
    command: str, data: st.DataObject
) -> None:
    place = data.draw(st.sampled_from([place for place in PLACES if place.command == command]))
    texts = data.draw(st.lists(ODD, min_size=place.times, max_size=place.times))
    codes = {0, 1, 2} if (place.option or command) in MAY_FAIL else {0, 2}
    if (place.option or command) in WRITTEN:  # it has to stay in our folder
        texts = [text.replace("..", ".").lstrip("/") for text in texts]
    if place.option:
        typed = [*NEEDED.get(command, ()), place.option, *texts]
    else:  # without `--` it may be an option; but -f may be another file, and -o be written to
        assume(not any(text.startswith("-") for text in texts) or data.draw(st.booleans()))
        typed = ["--", *texts]
    Path("new.yaml").unlink(missing_ok=True)
    check_run(command, *typed, codes=frozenset(codes))


@pytest.mark.parametrize("place", EACH.values(), ids=EACH)
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("\udcff\udc80", id="no text"),
        pytest.param("x" * MOST, id="100 kB"),
        pytest.param("9" * 30, id="a huge number"),
        pytest.param("9223372036854775808", id="a number too large for SQLite"),
        pytest.param("\x1b]0;x\a\n\u202e", id="controls"),
        pytest.param("x/" * 1000, id="deep"),
        *("-", "--", "--help", "17\n", '"', "NEAR(", "*", "AND", "0:0-2400", "noon UTC+99", "0000"),
        *("2023-11-17T12:19+99:99", "9999-12-31", "9998-12-31/9999"),
    ],
)
def test_the_worst_texts_can_be_given_to_each_option_and_argument(place: Place, text: str) -> None:
    codes = {0, 1, 2} if (place.option or place.command) in MAY_FAIL else {0, 2}
    typed = [*NEEDED.get(place.command, ()), place.option] if place.option else ["--"]
    Path("new.yaml").unlink(missing_ok=True)
    check_run(place.command, *typed, *[text] * place.times, codes=frozenset(codes))


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in FULL_SCREEN])
def test_every_command_runs_with_the_arguments_that_it_requires(command: str) -> None:
    done = in_process(command, *NEEDED.get(command, []))
    assert done.code == 0, f"add the arguments of {command} to NEEDED: {done.err}"


@pytest.mark.parametrize("command", ["show", "who", "days", "lanes", "disputes", "event"])
def test_the_widest_layout_fits_into_memory(command: str) -> None:
    assert in_process(command, *NEEDED.get(command, []), "--width", "10000").code == 0


@pytest.mark.parametrize(
    "path",
    ["", ".", "..", "/", "./", "new/", "/dev/null", "/proc/self/mem", "/nowhere/x.csv",
     "nowhere/x.csv", "../" * 2000 + "x", "table.csv/x", "a" * 300, "\n", "~", "~/x", "-", "--",
     "-o", "%s", "loop", "\udcff.csv", "x.json", "x.CSV", "x.html.", ".csv", "x.pdf"],
)  # fmt: skip
@pytest.mark.parametrize(
    "command",
    [
        ("show", "--output"), ("export", "csv", "-o"), ("export", "--output"), ("schema", "-o"),
        ("import", "table.csv", "-o"), ("import", "--"), ("check", "--"), ("init", "--"),
        ("show", "--file"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_an_odd_path_is_written_itself_or_not_at_all(
    command: tuple[str, ...], path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in" / "here"
    folder.mkdir(parents=True)
    (folder / "table.csv").write_text("date,title\n2023-11-17,One\n")
    (folder / "loop").symlink_to("loop")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    before = set(tmp_path.rglob("*"))
    check_run(*command, path, codes=frozenset({0, 1, 2}))
    new = set(tmp_path.rglob("*")) - before - {folder / path}
    assert new == set()
    assert (folder / "table.csv").read_text() == "date,title\n2023-11-17,One\n"
