"""`timeline browse` as a process in a terminal: it starts, ends, and leaves the terminal clean."""

import os
import re
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pyte
import pytest

from oai_timeline.model.extras import suggest_install
from tests.cli.processes import SECONDS, Program, terminal

LEAVE_ALTERNATE_SCREEN, SHOW_CURSOR = b"\x1b[?1049l", b"\x1b[?25h"
NO_TEXTUAL = (
    sys.executable,
    "-c",
    """\
import sys
sys.modules["textual"] = None
from oai_timeline.cli import main
main()
""",
)


class Running(NamedTuple):
    """The program in a terminal: its process, the terminal's ends, and what was written."""

    process: "subprocess.Popen[bytes]"
    outer: int
    inner: int
    written: bytearray

    def wait_for(self, text: str) -> str:
        """Read until the screen shows a text; return the screen."""
        return self.wait_until(lambda screen: text in screen)

    def wait_until(self, is_shown: Callable[[str], bool]) -> str:
        """Read until the screen is as wanted; return it."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            self.read(0.05)
            screen = self.screen()
            if is_shown(screen):
                return screen
        pytest.fail(f"not shown: {self.screen()}")

    def read(self, seconds: float) -> bool:
        """Read what is written within some time; return False at the end."""
        if select.select([self.outer], [], [], seconds)[0]:
            try:
                chunk = os.read(self.outer, 1 << 16)
            except OSError:
                return False
            self.written.extend(chunk)
            return bool(chunk)
        return True

    def screen(self) -> str:
        """Return what a terminal shows of what was written."""
        columns, lines = os.get_terminal_size(self.inner)
        screen = pyte.Screen(columns, lines)
        # pyte knows no sequences with < or > after the bracket
        data = re.sub(rb"\x1b\[[<>=][0-9;]*u|\x1b\[\?[0-9;]*\$p", b"", bytes(self.written))
        pyte.ByteStream(screen).feed(data)
        return "\n".join(line.rstrip() for line in screen.display)

    def type(self, text: str) -> None:
        """Type a text."""
        os.write(self.outer, text.encode())

    def end(self) -> int:
        """Read to the end of the process; return its exit code."""
        until = time.monotonic() + SECONDS
        while self.process.poll() is None and time.monotonic() < until:
            self.read(0.05)
        self.read(0.05)
        return self.process.wait(1)


@contextmanager
def running(
    timeline: Program, *arguments: str, columns: int = 100, lines: int = 24, **environment: str
) -> Iterator[Running]:
    """Run `timeline browse` in a terminal that is its own."""
    with terminal(columns, lines) as (outer, inner):
        process = subprocess.Popen(
            [*timeline.command, "browse", *arguments],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            env=timeline.environment(environment),
            cwd=Path(__file__).parents[1] / "cli",
            start_new_session=True,
        )
        try:
            yield Running(process, outer, inner, bytearray())
        finally:
            process.kill()
            process.wait()


def test_it_shows_the_list_and_leaves_the_terminal_as_it_was(timeline: Program) -> None:
    with running(timeline) as browser:
        before = termios.tcgetattr(browser.inner)
        browser.wait_for("= timeline show")
        assert termios.tcgetattr(browser.inner) != before
        browser.type("q")
        assert browser.end() == 0
        assert termios.tcgetattr(browser.inner) == before
        written = bytes(browser.written)
        assert written.rindex(LEAVE_ALTERNATE_SCREEN) > written.rindex(b"lamp")
        assert SHOW_CURSOR in written[written.rindex(LEAVE_ALTERNATE_SCREEN) :]


def test_it_takes_little_memory(timeline: Program) -> None:
    with running(timeline) as browser:
        browser.wait_for("= timeline show")
        status = Path(f"/proc/{browser.process.pid}/status")
        if not status.exists():
            pytest.skip("no /proc")
        (kilobytes,) = re.findall(r"VmHWM:\s+(\d+) kB", status.read_text())
        assert int(kilobytes) < 2 * 60 * 1024


def test_keys_of_a_terminal_are_understood(timeline: Program) -> None:
    with running(timeline) as browser:
        browser.wait_for("1 of 17")
        browser.type("jj\x1b[B")
        browser.wait_for("4 of 17")
        browser.type("/--by ilya\r")
        browser.wait_for("= timeline show --by ilya")
        browser.type("]")
        browser.wait_for("2 of 3")
        browser.type("q")
        assert browser.end() == 0


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGTERM, -signal.SIGTERM), (signal.SIGHUP, -signal.SIGHUP), (signal.SIGINT, 130)],
)
def test_a_signal_ends_it_and_the_terminal_is_clean(
    timeline: Program, number: int, code: int
) -> None:
    with running(timeline) as browser:
        before = termios.tcgetattr(browser.inner)
        browser.wait_for("= timeline show")
        browser.process.send_signal(number)
        assert browser.end() == code
        assert termios.tcgetattr(browser.inner) == before
        assert LEAVE_ALTERNATE_SCREEN in browser.written


def test_ctrl_c_ends_it(timeline: Program) -> None:
    with running(timeline) as browser:
        browser.wait_for("= timeline show")
        browser.type("\x03")
        assert browser.end() == 130


def test_a_closed_terminal_ends_it(timeline: Program) -> None:
    with running(timeline) as browser:
        browser.wait_for("= timeline show")
        os.close(browser.inner)
        os.close(browser.outer)
        browser.process.wait(SECONDS)


def test_a_new_size_is_drawn(timeline: Program) -> None:
    with running(timeline) as browser:
        browser.wait_for("│")
        termios.tcsetwinsize(browser.outer, (20, 70))
        browser.process.send_signal(signal.SIGWINCH)
        browser.written.clear()
        browser.wait_for("1 of 17")
        browser.type("q")
        assert browser.end() == 0


def test_it_is_suspended_and_resumed(timeline: Program) -> None:
    with running(timeline) as browser:
        browser.wait_for("1 of 17")
        browser.type("j\x1a")
        until = time.monotonic() + SECONDS
        stat = Path(f"/proc/{browser.process.pid}/stat")
        while ") T" not in stat.read_text() and time.monotonic() < until:
            browser.read(0.02)
        assert ") T" in stat.read_text()
        assert LEAVE_ALTERNATE_SCREEN in browser.written
        browser.written.clear()
        browser.process.send_signal(signal.SIGCONT)
        browser.wait_for("2 of 17")
        browser.type("q")
        assert browser.end() == 0


def test_the_editor_has_the_terminal_to_itself(timeline: Program, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\nprintf 'EDITOR %s' \"$1\"\n")
    editor.chmod(0o755)
    with running(timeline, "regret", VISUAL=str(editor)) as browser:
        browser.wait_for("15 of 17")
        browser.type("e")
        browser.wait_until(lambda _: re.search(rb"EDITOR \+\d+", browser.written) is not None)
        browser.wait_until(
            lambda _: browser.written.rfind(b"lamp") > browser.written.find(b"EDITOR")
        )
        browser.type("q")
        assert browser.end() == 0


COLOUR = rb"\x1b\[[0-9;]*\b(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]"


def test_colours_are_the_terminals_own(timeline: Program) -> None:
    with running(timeline) as browser:
        browser.wait_for("= timeline show")
        assert re.search(rb"\x1b\[[0-9;]*3[0-7]m", browser.written)
        assert not re.search(rb"[34]8;[25];", browser.written)


@pytest.mark.parametrize(("arguments", "no_color"), [((), "1"), (("--color", "never"), "")])
def test_without_colour_there_are_attributes_only(
    timeline: Program, arguments: tuple[str, ...], no_color: str
) -> None:
    with running(timeline, *arguments, NO_COLOR=no_color) as browser:
        browser.wait_for("= timeline show")
        assert re.search(COLOUR, browser.written) is None
        assert re.search(rb"\x1b\[[0-9;]*1m", browser.written)
        assert re.search(rb"\x1b\[[0-9;]*2m", browser.written)


def test_the_mouse_can_be_left_to_the_terminal(timeline: Program) -> None:
    with running(timeline) as with_mouse, running(timeline, "--no-mouse") as without:
        for browser in (with_mouse, without):
            browser.wait_for("= timeline show")
        assert b"\x1b[?1000h" in with_mouse.written
        assert b"\x1b[?1000h" not in without.written


class Place(NamedTuple):
    """A terminal, and what is wrong with it."""

    message: str
    columns: int = 100
    lines: int = 24
    term: str = "xterm-256color"
    file: str = "small.yaml"


@pytest.mark.parametrize(
    "place",
    [
        Place("browse needs 60 columns and 12 lines, this terminal has 59 and 24", columns=59),
        Place("browse needs 60 columns and 12 lines, this terminal has 100 and 11", lines=11),
        Place("browse needs a terminal with a cursor", term="dumb"),
        Place("browse reads keys from standard input", file="-"),
    ],
)
def test_where_there_is_no_room_it_names_another_command(timeline: Program, place: Place) -> None:
    arguments = ("-f", place.file, "--by", "ilya")
    columns, lines = place.columns, place.lines
    with running(timeline, *arguments, columns=columns, lines=lines, TERM=place.term) as browser:
        assert browser.end() == 2
        assert place.message.encode() in browser.written
        assert f"timeline -f {place.file} show --by ilya".encode() in browser.written


def test_outside_of_a_terminal_it_names_another_command(timeline: Program) -> None:
    done = timeline("browse", "--by", "ilya", "--as-known-on", "2024")
    assert (done.code, done.out) == (2, "")
    suggested = "use: timeline show --by ilya --as-known-on 2024"
    assert f"timeline: browse needs a terminal; {suggested}\n" in done.err


def test_without_the_library_it_says_how_to_install_it(timeline: Program) -> None:
    with running(Program(timeline.cache, NO_TEXTUAL)) as browser:
        assert browser.end() == 1
        text = bytes(browser.written).decode()
    assert text == f"timeline: browse needs textual: {suggest_install('browse')}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--by", "nobody-at-all"), "no actor is called"),
        (("nothing like this",), "no event is called"),
        (("--tz", "Nowhere"), "unknown time zone"),
        (("-f", "/nowhere/x.yaml"), "No such file"),
    ],
)
def test_a_mistake_is_reported_before_the_screen_opens(
    timeline: Program, arguments: tuple[str, ...], message: str
) -> None:
    with running(timeline, *arguments) as browser:
        assert browser.end() in {1, 2}
        assert message.encode() in browser.written
        assert LEAVE_ALTERNATE_SCREEN not in browser.written
