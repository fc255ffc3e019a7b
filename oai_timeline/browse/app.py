"""The browser on a terminal. This module alone imports Textual.

Textual reads keys and the mouse, and writes what has changed on the screen. It has one widget,
whose lines are those of `screen`, and no style of its own: only the terminal's sixteen colours.
"""

import gc
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from oai_timeline.browse.browser import Browser, Click
from oai_timeline.browse.state import LEAST_HEIGHT, LEAST_WIDTH
from oai_timeline.views.text import Line, Span
from oai_timeline.views.theme import STYLES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.filter import LineFilter

    from oai_timeline.browse.answers import Answers

_DEBOUNCE = 0.08
_POLL = 1.0
_PATIENCE = 1.0
_BEFORE_READING = 0.1
"""The seconds for the first screen, before the rest of a long list is read."""
_TURN = 0.0005
"""The most seconds that the reading of a list keeps the screen waiting."""
_TOO_SMALL = f"browse needs {LEAST_WIDTH} columns and {LEAST_HEIGHT} lines"


class _Canvas(Widget, inherit_bindings=False):
    """The whole screen, drawn line by line."""

    can_focus = True
    DEFAULT_CSS = """
    _Canvas { width: 100%; height: 100%; background: ansi_default; color: ansi_default; }
    """

    def __init__(self, browser: Browser, *, colour: bool) -> None:
        """Draw a browser, with colours or only with attributes."""
        super().__init__()
        self._browser = browser
        self._colour = colour
        self._lines: list[Line] = []
        self._styles: dict[str, Style] = {}

    def on_resize(self) -> None:
        """Draw the screen for its new size."""
        self.show_anew()

    def show_anew(self) -> None:
        """Draw the browser again, and refresh all lines."""
        self._lines = []
        self.show()

    def show(self) -> None:
        """Draw the browser again, and refresh the lines that have changed."""
        width, height = self.size
        if not width:
            return
        if width < LEAST_WIDTH or height < LEAST_HEIGHT:
            lines = [_say(text, width) for text in (_TOO_SMALL, "q quits")]
        else:
            lines = self._browser.draw(width, height).lines
        old, self._lines = self._lines, lines
        if len(old) != len(lines):
            self.refresh()
            return
        changed = [y for y, pair in enumerate(zip(old, lines, strict=True)) if pair[0] != pair[1]]
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def render_line(self, y: int) -> Strip:
        """Return a line of the screen."""
        line = self._lines[y] if y < len(self._lines) else []
        return Strip([Segment(span.text, self._find_style(span.style)) for span in line])

    def _find_style(self, name: str) -> Style:
        style = self._styles.get(name)
        if style is None:
            style = Style.parse(STYLES[name])
            style = self._styles[name] = style if self._colour else style.without_color
        return style


class BrowserApp(App[int], inherit_bindings=False):
    """Textual's part of the browser. Its result is an exit code."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { background: ansi_default; color: ansi_default; }"
    BINDINGS: ClassVar = []

    def __init__(self, browser: Browser, *, colour: bool) -> None:
        """Show a browser, with colours or only with attributes."""
        no_color = os.environ.get("NO_COLOR")
        super().__init__(driver_class=_Driver, ansi_color=True)
        if no_color is not None:  # Textual removes it, but it is for the editor, too
            os.environ["NO_COLOR"] = no_color
        self.browser = browser
        self.animation_level = "none"
        self.canvas = _Canvas(browser, colour=colour)
        self._typing = 0
        self._is_due = False
        self.ended_by: int | None = None

    def get_line_filters(self) -> "Sequence[LineFilter]":
        """Return no filters: Textual's for NO_COLOR draws black on black."""
        return []

    def on_mount(self) -> None:
        """Show the canvas, and look for changes of the file from time to time."""
        self.screen.mount(self.canvas)
        self.canvas.focus()
        self.set_interval(_POLL, self._check_file)
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, self._end_by)
        self.app_resume_signal.subscribe(self, lambda _: self.canvas.show_anew())
        self.set_timer(_BEFORE_READING, self._run_effects)

    def on_key(self, event: events.Key) -> None:
        """Pass a key on."""
        event.stop()
        event.prevent_default()
        self._check_file()
        self.browser.press(event.key, event.character)
        self.update()

    def on_paste(self, event: events.Paste) -> None:
        """Pass a pasted text on."""
        event.stop()
        self.browser.paste(event.text)
        self.update()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Pass a click on."""
        self.browser.click(Click(event.x, event.y))
        self.update()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Pass a step of the wheel on."""
        self.browser.scroll(1, event.x)
        self.update()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Pass a step of the wheel on."""
        self.browser.scroll(-1, event.x)
        self.update()

    def update(self) -> None:
        """Carry out what the browser asks for, and draw it once the keys that wait are done."""
        self._run_effects()
        if not self._is_due:
            self._is_due = True
            self.call_later(self._show)

    def _show(self) -> None:
        self._is_due = False
        self.canvas.show()

    def _run_effects(self) -> None:
        effects: dict[str, Callable[[str], None]] = {
            "copy": self.copy_to_clipboard,
            "edit": self._edit,
            "query soon": self._query_soon,
            "read": self._read_whole,
            "suspend": lambda _: self.action_suspend_process(),
            "quit": lambda _: self.exit(0),
            "interrupt": lambda _: self.exit(130),
        }
        for request in self.browser.take_effects():
            effects[request.action](request.object)

    def _query_soon(self, _: str) -> None:
        """Filter by what is typed once no key has been pressed for a while."""
        self._typing += 1
        typing = self._typing

        def query() -> None:
            if typing == self._typing:
                self.browser.apply_typed()
                self.update()

        self.set_timer(_DEBOUNCE, query)

    def _edit(self, event_id: str) -> None:
        with self.suspend():
            error = self.browser.host.edit(event_id)
        self._check_file()
        if error:
            self.browser.state = self.browser.state.say(error)

    def _check_file(self) -> None:
        """Read the file again if it has changed; end if the terminal is gone."""
        if not (self.is_headless or os.isatty(0)):
            self._end_by(signal.SIGHUP, None)
        if self.browser.host.has_changed():
            self.browser.reload()
            self.update()

    def _read_whole(self, _: str) -> None:
        """Read a long list in the background, and show it then."""
        last = self.browser.answers

        def read() -> None:
            gc.disable()  # to look for cycles in so many objects would stop the screen
            try:
                fresh = self.browser.read_whole()
            except Exception as error:  # noqa: BLE001 - shown on the screen
                self.call_from_thread(self._say, str(error))
            else:
                self.call_from_thread(self._replace, last, fresh)
            finally:
                gc.freeze()
                gc.enable()

        threading.Thread(target=read, daemon=True).start()

    def _replace(self, last: "Answers", fresh: "Answers") -> None:
        self.browser.replace(last, fresh)
        self.update()

    def _say(self, message: str) -> None:
        self.browser.state = self.browser.state.say(message)
        self.update()

    def _end_by(self, number: int, _: object) -> None:
        """End because of a signal, once the terminal is as it was, or soon if it is gone."""
        self.ended_by = number
        timer = threading.Timer(_PATIENCE, os._exit, (128 + number,))
        timer.daemon = True
        timer.start()
        if self._loop:
            self._loop.call_soon_threadsafe(self.exit, 128 + number)

    def _fatal_error(self) -> None:
        """End because of an exception, without the stack trace that Textual prints."""
        self._close_messages_no_wait()

    @property
    def failure(self) -> Exception | None:
        """The exception that ended the program."""
        return self._exception


class _Driver(LinuxDriver):
    """Textual's driver, but it writes to stdout, as UTF-8 whatever the locale."""

    def __init__(self, *arguments: object, **options: object) -> None:
        """Write to stdout."""
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        self._file = open(1, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115


def run_browser(browser: Browser, *, colour: bool, mouse: bool) -> int:
    """Show a browser until the user quits; return the exit code.

    A signal that ends it ends the process. Raises any exception that ends it.
    """
    gc.enable()  # Textual makes cycles, and a browser may run for days
    sys.setswitchinterval(_TURN)
    app = BrowserApp(browser, colour=colour)
    code = app.run(mouse=mouse)
    if app.ended_by and app.ended_by != signal.SIGINT:
        _end_by(app.ended_by)
    if app.failure:
        raise app.failure
    return 1 if code is None else code


def _end_by(number: int) -> None:
    """End the process by a signal, as if it had not been caught."""
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def _say(text: str, width: int) -> Line:
    return [Span(text[:width].ljust(width))]
