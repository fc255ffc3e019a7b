"""How answers are written: to a terminal or to a pipe, in colour or not, through a pager, and how
writing ends when nobody reads on.
"""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypedDict

import pyte
import pytest

from tests.cli.processes import (
    CACHING,
    HERE,
    SECONDS,
    SMALL,
    TIMELINE,
    Done,
    Program,
    terminal,
)
from tests.timelines import repeated

VIEWS: dict[str, tuple[str, ...]] = {
    "overview": (),
    "table": ("show",),
    "tree": ("show", "--view", "tree"),
    "list": ("show", "--view", "list"),
    "everybody": ("who",),
    "one": ("who", "ilya"),
    "two": ("who", "ilya", "greg"),
}
EVERY_VIEW = pytest.mark.parametrize("view", VIEWS)
BOXES = re.compile(r"[\u2500-\u257f]")
ESCAPE = "\x1b"


# --- In a pipe ---


@EVERY_VIEW
def test_a_pipe_gets_no_escapes_and_no_boxes(timeline: Program, view: str) -> None:
    done = timeline(*VIEWS[view])
    assert (done.code, done.err) == (0, "")
    assert (ESCAPE in done.out, BOXES.search(done.out)) == (False, None)
    assert [line for line in done.out.splitlines() if line != line.rstrip()] == []


def test_a_pipe_gets_one_event_a_line(timeline: Program) -> None:
    """Nothing is wrapped or cut: all that the JSON has is there."""
    lines = timeline("show").out.splitlines()
    events = [json.loads(line) for line in timeline("show", "--format", "jsonl").out.splitlines()]
    assert len(lines) == len(events) == 17
    for line, event in zip(lines, events, strict=True):
        people = ", ".join(actor["name"] for actor in event["actors"])
        parts = (event["id"], event["certainty"] or "", event["title"], people)
        if event["id"] != "the-trap":
            assert [part in line for part in parts] == [True] * 4


def test_each_line_has_day_time_and_zone(timeline: Program) -> None:
    lines = timeline("show", "--since", "2023-11-17T12:19", "--until", "2023-11-17T17").out
    dates = [line[:23].rstrip() for line in lines.splitlines()][1:4]
    assert dates == ["2023-11-17 12h PST", "2023-11-17 12:19 PST", "2023-11-17 12:28:30 PST"]


def test_columns_stay_aligned_for_wide_and_combining_characters(timeline: Program) -> None:
    """Judged by a terminal's own idea of cells."""
    events = [
        ("cjk", "山田太郎が電話で話す", "山田太郎"),
        ("combining", "cafe\u0301 re\u0301sume\u0301", "Zoe\u0308"),
        ("ascii", "a plain title, longer than others", "Sam"),
        ("accents", "Zoë, naïve", "Łódź"),
    ]
    actors = "\n".join(f"  {key}: {{name: {name}}}" for key, _, name in events)
    rows = "\n".join(
        f"  - {{id: {key}, when: 2023-01-0{day}, title: '{title}', actors: [{key}]}}"
        for day, (key, title, _) in enumerate(events, 1)
    )
    text = f"timeline: {{format: 1, title: T, zone: UTC}}\nactors:\n{actors}\nevents:\n{rows}\n"
    done = timeline("-f", "-", "show", stdin=text.encode())
    screen = pyte.Screen(120, len(events))
    pyte.Stream(screen).feed("\r\n".join(done.out.splitlines()))
    found = []
    for row, (key, title, name) in enumerate(events):
        cells = [screen.buffer[row][column].data for column in range(120)]
        line = "".join(cell or "\0" for cell in cells)  # the second cell of a wide character is ""
        wanted = (title[0], name[0], key)
        at, places = 0, []
        for start in wanted:
            at = line.index(f"  {start}", at) + 2
            places.append(at)
        found.append(places)
    assert found == [found[0]] * len(events)


@pytest.mark.parametrize("columns", ["99999999", "9" * 30, "9" * 5000, "-1", "0", "x", "٣"])
@pytest.mark.parametrize("command", ["show", "who", "lanes"])
def test_an_absurd_width_of_the_terminal_is_survived(
    timeline: Program, command: str, columns: str
) -> None:
    done = timeline.in_terminal(command, COLUMNS=columns, LINES=columns, PAGER="cat")
    assert (done.code, done.err) == (0, "")
    assert done.out


@EVERY_VIEW
def test_output_to_a_pipe_ignores_terminal_and_environment(timeline: Program, view: str) -> None:
    plain = timeline(*VIEWS[view])
    assert timeline(*VIEWS[view], COLUMNS="40", LINES="5", PAGER="false") == plain
    with terminal(40, 5) as (_, inner):
        process = subprocess.Popen(
            [*TIMELINE, *VIEWS[view]],
            stdin=inner,
            stdout=subprocess.PIPE,
            stderr=inner,
            env=timeline.environment(),
            cwd=HERE,
        )
        out, _ = process.communicate(timeout=SECONDS)
    assert (process.returncode, out.decode()) == (0, plain.out)


@EVERY_VIEW
def test_output_is_utf_8_whatever_the_locale(timeline: Program, view: str) -> None:
    plain = timeline.raw(*VIEWS[view], LC_ALL="C.UTF-8")
    assert plain == timeline.raw(*VIEWS[view], LC_ALL="C")
    assert plain == timeline.raw(
        *VIEWS[view], LC_ALL="POSIX", PYTHONIOENCODING="ascii", PYTHONCOERCECLOCALE="0"
    )
    assert plain == timeline.raw(*VIEWS[view], LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")


def test_messages_are_utf_8_whatever_the_locale(timeline: Program) -> None:
    done = timeline("who", "zoë-x", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert done == timeline("who", "zoë-x")
    assert done.err.startswith('timeline: no actor is called "zoë-x"')


@EVERY_VIEW
def test_width_gives_a_pipe_the_layout_of_a_terminal(timeline: Program, view: str) -> None:
    piped = timeline(*VIEWS[view], "--width", "70")
    shown = timeline.in_terminal(*VIEWS[view], columns=70, NO_COLOR="1")
    assert piped == shown
    assert piped.code == 0


def test_width_wraps_and_groups_by_day(timeline: Program) -> None:
    done = timeline("show", "--grep", "video meeting", "--width", "60")
    assert done == Done(
        0,
        """\
1 event · containing “video meeting”
America/Los_Angeles (PST)
✓ confirmed

2023-11-17  Friday
12:00–13:00   ✓ Altman joins a video meeting with every
                director but Brockman  — Board of OpenAI
""",
        "",
    )


@pytest.mark.parametrize(
    "command", ["", "show", "who", "who ilya", "who ilya greg", "event evening-talk", "disputes"]
)
def test_the_option_ascii_changes_no_value_in_json(timeline: Program, command: str) -> None:
    plain = timeline(*command.split(), "--format", "json")
    escaped = timeline(*command.split(), "--format", "json", "--ascii")
    assert (escaped.code, escaped.out.isascii(), escaped.err) == (0, True, "")
    assert json.loads(escaped.out) == json.loads(plain.out)


# --- In a terminal ---


class Variables(TypedDict, total=False):
    NO_COLOR: str
    FORCE_COLOR: str
    CLICOLOR_FORCE: str
    TERM: str


ENVIRONMENTS: dict[str, Variables] = {
    "none": {},
    "NO_COLOR=1": {"NO_COLOR": "1"},
    "NO_COLOR=": {"NO_COLOR": ""},
    "FORCE_COLOR=1": {"FORCE_COLOR": "1"},
    "FORCE_COLOR=0": {"FORCE_COLOR": "0"},
    "CLICOLOR_FORCE=1": {"CLICOLOR_FORCE": "1"},
    "both": {"NO_COLOR": "1", "FORCE_COLOR": "1"},
    "TERM=dumb": {"TERM": "dumb"},
    "dumb but forced": {"TERM": "dumb", "FORCE_COLOR": "1"},
}
OFF = {"NO_COLOR=1", "both"}
ON = {"FORCE_COLOR=1", "CLICOLOR_FORCE=1", "dumb but forced"}


@pytest.mark.parametrize("option", ["auto", "always", "never"])
@pytest.mark.parametrize("environment", ENVIRONMENTS)
@pytest.mark.parametrize("where", ["tty", "pipe"])
def test_colour_depends_on_option_terminal_and_environment(
    timeline: Program, where: str, environment: str, option: str
) -> None:
    run = timeline.in_terminal if where == "tty" else timeline
    done = run("show", "-n", "1", "--color", option, **ENVIRONMENTS[environment])
    wanted = where == "tty" and environment != "TERM=dumb"
    wanted = (wanted or environment in ON) and environment not in OFF
    wanted = {"auto": wanted, "always": True, "never": False}[option]
    assert (done.code, ESCAPE in done.out) == (0, wanted)
    assert ESCAPE not in done.err


@EVERY_VIEW
def test_colour_changes_nothing_but_colour(timeline: Program, view: str) -> None:
    """Without its escape sequences a coloured answer is the plain one."""
    for layout in ((), ("--width", "60")):
        plain = timeline(*VIEWS[view], *layout)
        coloured = timeline(*VIEWS[view], *layout, "--color", "always")
        lines = [line.rstrip() for line in without_escapes(coloured.out).splitlines()]
        assert lines == plain.out.splitlines()


def test_colour_is_the_same_in_every_run(timeline: Program) -> None:
    first, second = (
        timeline("show", "--view", "list", "--color", "always", "--width", "80") for _ in range(2)
    )
    assert first == second


def test_sources_are_links_in_a_terminal(timeline: Program) -> None:
    done = timeline.in_terminal("show", "--view", "list", "--grep", "quick call")
    links = re.findall(r"\x1b]8;[^;]*;([^\x1b]+)\x1b\\", done.out)
    assert links == ["https://x.example/gdb/1", "https://news.example/a?b=c&d=e"]


def test_json_in_a_terminal_is_json(timeline: Program) -> None:
    assert timeline.in_terminal("show", "--format", "json") == timeline("show", "--format", "json")


# --- The pager ---


class Pager:
    """Pagers that record LESS, their arguments and what they are given."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, body: str = "cat >> record", name: str = "pager") -> str:
        """Write a pager that also does something else; return its path."""
        path = self.folder / name
        path.write_text(f'#!/bin/sh\ncd {self.folder}\necho "LESS=$LESS $*" > record\n{body}\n')
        path.chmod(0o755)
        return str(path)

    @property
    def record(self) -> str | None:
        path = self.folder / "record"
        return path.read_text() if path.exists() else None


@pytest.fixture
def pager(tmp_path: Path) -> Pager:
    return Pager(tmp_path)


def test_a_long_answer_goes_through_the_pager(timeline: Program, pager: Pager) -> None:
    direct = timeline.in_terminal("show", "--no-pager")
    paged = timeline.in_terminal("show", lines=24, PAGER=pager("cat >> record"))
    assert paged == Done(0, "", "")
    assert pager.record == f"LESS=FRX \n{direct.out}"


@pytest.mark.parametrize("options", ["-i", "i", "", "-S -x4", "-Pprompt"])
@pytest.mark.parametrize("colour", [True, False])
def test_less_shows_colours_whatever_its_options(
    timeline: Program, pager: Pager, options: str, colour: bool
) -> None:
    """The pager gets its own arguments, too."""
    color = "always" if colour else "never"
    command = f"{pager('cat >> record')} -a 'b c'"
    timeline.in_terminal("show", "--color", color, lines=24, PAGER=command, LESS=options)
    wanted = f"-R {options}" if colour else options
    first, answer = (pager.record or "").split("\n", 1)
    assert (first, ESCAPE in answer) == (f"LESS={wanted} -a b c", colour)


def test_less_is_the_default_pager_and_its_prompt_has_the_range(
    timeline: Program, tmp_path: Path, pager: Pager
) -> None:
    pager("cat > /dev/null", name="less")
    path = f"{tmp_path}:{os.environ.get('PATH', '')}"
    lines = timeline.in_terminal("show", "--no-pager").out.count("\n")
    assert timeline.in_terminal("show", lines=24, PATH=path) == Done(0, "", "")
    prompt = f"Pslines %lt-%lb of {lines}?e (end).  q to quit$"
    assert pager.record == f"LESS=FRX{prompt} \n"
    timeline.in_terminal("show", lines=24, PATH=path, LESS="FRX")
    assert pager.record == "LESS=-R FRX \n"


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        pytest.param(("show", "-n", "3"), 24, id="it fits"),
        pytest.param(("show", "--no-pager"), 24, id="not wanted"),
        pytest.param(("--no-pager", "show"), 24, id="not wanted, said before"),
        pytest.param(("show", "--format", "json"), 5, id="json"),
    ],
)
def test_a_terminal_gets_no_pager_if_none_is_needed_or_wanted(
    timeline: Program, pager: Pager, arguments: tuple[str, ...], lines: int
) -> None:
    done = timeline.in_terminal(*arguments, lines=lines, PAGER=pager("cat > /dev/null"))
    assert (done, pager.record) == (timeline.in_terminal(*arguments, PAGER=""), None)
    assert len(done.out) > 100


def test_the_pager_is_used_if_the_answer_is_longer_than_the_screen(
    timeline: Program, pager: Pager
) -> None:
    command = pager("cat > /dev/null")
    high = timeline.in_terminal("show", "--no-pager").out.count("\n")
    timeline.in_terminal("show", lines=high + 1, PAGER=command)
    assert pager.record is None
    timeline.in_terminal("show", lines=high - 1, PAGER=command)
    assert pager.record == "LESS=FRX \n"


def test_a_pipe_gets_no_pager(timeline: Program, pager: Pager) -> None:
    done = timeline("show", "--color", "always", "--width", "80", PAGER=pager("cat > /dev/null"))
    assert (done.code, pager.record) == (0, None)


@pytest.mark.parametrize(
    "command",
    ["no-such-pager -x", "less '", "", "cat", "false", "sh -c 'cat > /dev/null; exit 3'",
     "sh -c 'kill -SEGV $$'"],
    ids=["missing", "quote", "empty", "cat", "fails", "reads and fails", "crashes"],
)  # fmt: skip
def test_a_pager_that_fails_is_replaced_by_plain_output(timeline: Program, command: str) -> None:
    direct = timeline.in_terminal("show", "--no-pager")
    assert timeline.in_terminal("show", lines=24, PAGER=command) == direct


def test_a_pager_may_quit_early(timeline: Program, tmp_path: Path, pager: Pager) -> None:
    big = tmp_path / "big.yaml"
    big.write_text(repeated(3000, "title: Something happens {n}"))
    command = pager("head -n 1 >> record")
    done = timeline.in_terminal("show", "-f", str(big), "--color", "never", PAGER=command)
    assert (done.code in {0, -signal.SIGPIPE}, done.out, done.err) == (True, "", "")
    assert pager.record == "LESS=FRX \n3000 events · America/Los_Angeles\n"


@pytest.mark.parametrize("code", [0, 2])
def test_ctrl_c_in_the_pager_is_left_to_the_pager(
    timeline: Program, tmp_path: Path, pager: Pager, code: int
) -> None:
    """As with git and journalctl: less stops a search, and we wait until it is left.

    Where Ctrl-C leaves it, as with `less -K`, that is no failure of the pager.
    """
    ends = f"trap '' INT\ncat > /dev/null\ntouch ready\nsleep 0.5\ntouch left\nexit {code}"
    command = pager(ends)

    def interrupt(process: subprocess.Popen[bytes]) -> None:
        wait_for((tmp_path / "ready").exists)
        os.killpg(process.pid, signal.SIGINT)
        process.wait(SECONDS)
        (tmp_path / "ended").touch()

    done = timeline.in_terminal("show", lines=24, watch=interrupt, PAGER=command)
    assert (done.code in {0, 130}, done.out, done.err) == (True, "", "")
    # A file system may give both the same tick of its clock.
    assert (tmp_path / "left").stat().st_mtime_ns <= (tmp_path / "ended").stat().st_mtime_ns


# --- Nobody reads on, or nothing can be written ---


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("big") / "big.yaml"
    path.write_text(repeated(3000, "title: Something happens {n}"))
    return str(path)


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_a_reader_may_close_the_pipe_early(timeline: Program, big: str, form: str) -> None:
    process = timeline.started("show", "-f", big, "--format", form, stdout=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr
    err = process.stderr.read()
    assert (process.wait(SECONDS) in {0, -signal.SIGPIPE}, err) == (True, b"")
    process.stderr.close()


@pytest.mark.parametrize(
    "arguments", [*VIEWS.values(), ("--help",), ("--version",), ("check",)], ids=" ".join
)
def test_a_reader_may_close_the_pipe_at_once(timeline: Program, arguments: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = timeline.started(*arguments, stdout=writer)
    os.close(writer)
    _, err = process.communicate(timeout=SECONDS)
    assert (process.returncode in {0, -signal.SIGPIPE}, err) == (True, b"")


@pytest.mark.parametrize(
    "arguments",
    [*VIEWS.values(), ("show", "--format", "json"), ("show", "--format", "csv"), ("--help",),
     ("show", "--help"), ("--version",)],
    ids=" ".join,
)  # fmt: skip
def test_a_full_disk_is_an_error(timeline: Program, arguments: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        process = timeline.started(*arguments, stdout=full.fileno())
    _, err = process.communicate(timeout=SECONDS)
    *notes, message = err.decode().splitlines()
    reason = "timeline: standard output: No space left on device"
    assert (process.returncode, message) == (1, reason)
    assert all("left out, as " in note for note in notes)


@pytest.mark.parametrize(
    "arguments",
    [("show",), ("show", "--format", "json"), ("--version",), ("--help",), ("show", "--help")],
    ids=" ".join,
)
def test_a_closed_stdout_is_an_error(timeline: Program, arguments: tuple[str, ...]) -> None:
    done = timeline(*arguments, command=("sh", "-c", 'exec "$@" >&-', "sh", *TIMELINE))
    assert done == Done(1, "", "timeline: standard output: Bad file descriptor\n")


def test_a_closed_stderr_is_no_error(timeline: Program) -> None:
    shell = ("sh", "-c", 'exec "$@" 2>&-', "sh", *TIMELINE)
    assert timeline("show", "-n", "1", command=shell) == timeline("show", "-n", "1")._replace(
        err=""
    )
    assert timeline("who", "sutskver", command=shell) == Done(2, "", "")


def test_a_closed_stdin_is_an_error_only_if_it_is_read(timeline: Program) -> None:
    shell = ("sh", "-c", 'exec "$@" <&-', "sh", *TIMELINE)
    assert timeline("show", command=shell) == timeline("show")
    for arguments in (("show", "-f", "-"), ("import", "-"), ("check", "-")):
        done = timeline(*arguments, command=shell)
        assert done == Done(1, "", "timeline: standard input: Bad file descriptor\n")


def _as_a_shell_has_it(code: int) -> int:
    """Python ends by SIGINT itself where that came while a named tuple was being made."""
    return 128 - code if code < 0 else code


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_no_half_made_index(
    cold: Program, tmp_path: Path, number: signal.Signals
) -> None:
    path = tmp_path / "large.yaml"
    path.write_text(repeated(40_000, "title: Something happens {n}"))
    process = Program(cold.cache, CACHING).started("show", "-f", str(path), stdout=subprocess.PIPE)
    folder = cold.cache / "oai-timeline"
    wait_for(lambda: folder.exists() and any(name.endswith(".tmp") for name in os.listdir(folder)))
    os.kill(process.pid, number)
    out, err = process.communicate(timeout=SECONDS)
    assert (_as_a_shell_has_it(process.returncode), out, err) == (128 + number, b"", b"")
    assert os.listdir(folder) == []


ENDLESS = """\
import time
from oai_timeline.cli import main
from oai_timeline.formats import json_text

def texts(*_):
    while True:
        yield "x" * 100_000
        time.sleep(0.01)

json_text.write_array = texts
main()
"""
"""The program with an export that never comes to its end."""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_no_half_written_file(
    timeline: Program, tmp_path: Path, number: signal.Signals
) -> None:
    (tmp_path / "out.json").write_text("kept")
    process = subprocess.Popen(
        [sys.executable, "-c", ENDLESS, "show", "-o", tmp_path / "out.json"],
        stderr=subprocess.PIPE,
        env=timeline.environment(),
        cwd=HERE,
    )
    wait_for(lambda: any(path.suffix == ".tmp" for path in tmp_path.iterdir()))
    os.kill(process.pid, number)
    _, err = process.communicate(timeout=SECONDS)
    assert (_as_a_shell_has_it(process.returncode), err) == (128 + number, b"")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"out.json": "kept"}


def test_an_ignored_signal_stays_ignored(timeline: Program, tmp_path: Path) -> None:
    """As under nohup: the answer is written to its end."""
    ended = ENDLESS.replace("while True:", "for _ in range(100):")
    shell = 'trap "" HUP; exec "$@"'
    process = subprocess.Popen(
        ["sh", "-c", shell, "sh", sys.executable, "-c", ended, "show", "-o", tmp_path / "out.json"],
        env=timeline.environment(),
        cwd=HERE,
    )
    wait_for(lambda: any(path.suffix == ".tmp" for path in tmp_path.iterdir()))
    os.kill(process.pid, signal.SIGHUP)
    assert process.wait(SECONDS) == 0
    assert (tmp_path / "out.json").stat().st_size == 10_000_000


def test_nothing_is_written_without_a_home(timeline: Program, tmp_path: Path) -> None:
    """Nobody knows where the home of a user without HOME and an entry in passwd is."""
    no_entry = (
        "import pwd; pwd.getpwuid = {}.__getitem__; from oai_timeline.cli import main; main()"
    )
    command = (sys.executable, "-c", no_entry)
    for home in (None, "relative"):
        done = timeline(
            "show", "-f", str(SMALL), cwd=tmp_path, command=command, HOME=home, XDG_CACHE_HOME=None
        )
        assert done == timeline("show")
        assert os.listdir(tmp_path) == []


# --- Mistakes ---


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param((b"show", b"--grep", b"\xff"), 0, id="grep"),
        pytest.param((b"show", b"--day", b"\xff"), 2, id="day"),
        pytest.param((b"show", b"--actor", b"\xff"), 2, id="actor"),
        pytest.param((b"show", b"\xff"), 2, id="stray"),
        pytest.param((b"who", b"\xff"), 2, id="who"),
        pytest.param((b"\xff",), 2, id="command"),
        pytest.param((b"show", b"-f", b"\xff"), 1, id="file"),
        pytest.param((b"check", b"\xff"), 1, id="check"),
        pytest.param((b"show", b"--tz", b"../../etc/passwd"), 2, id="zone that is a path"),
        pytest.param((b"show", b"--tz", b""), 2, id="no zone"),
    ],
)
def test_arguments_that_are_not_utf_8_cause_no_traceback(
    timeline: Program, arguments: tuple[bytes, ...], code: int
) -> None:
    done = timeline(*arguments)
    assert (done.code, done.out, bool(done.err)) == (code, "", True)
    assert "bug in timeline" not in done.err


@pytest.mark.parametrize(
    ("name", "content"),
    [("missing.yaml", None), ("broken.yaml", "timeline: {")],
    ids=["unreadable", "with errors"],
)
def test_a_traceback_is_shown_on_demand_only(
    timeline: Program, tmp_path: Path, name: str, content: str | None
) -> None:
    if content:
        (tmp_path / name).write_text(content)
    tracebacks = {}
    for value in (None, "", "0", "1"):
        done = timeline("show", "-f", name, cwd=tmp_path, TIMELINE_DEBUG=value)
        assert (done.code, done.out) == (1, "")
        tracebacks[value] = "Traceback (most recent call last):" in done.err
    assert tracebacks == {None: False, "": False, "0": False, "1": True}


def without_escapes(text: str) -> str:
    """Take out colours and links (OSC 8)."""
    return re.sub(r"\x1b\[[0-9;]*m|\x1b]8;[^\x1b]*\x1b\\", "", text)


def wait_for(ready: Callable[[], bool]) -> None:
    """Wait until something is so; fail where it takes too long."""
    until = time.monotonic() + SECONDS
    while not ready():
        assert time.monotonic() < until
        time.sleep(0.002)
