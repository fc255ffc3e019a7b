"""Keys, the mouse and the size of the terminal reach the browser through Textual."""

import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from oai_timeline.browse.app import BrowserApp
from oai_timeline.browse.host import Asked
from tests.browse.screens import browsing
from tests.cli.processes import HERE, SMALL

Act = Callable[[BrowserApp, Pilot[int]], Awaitable[None]]


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)


def drive(act: Act, file: Path = SMALL, filters: str = "", *, colour: bool = True) -> BrowserApp:
    """Run the app without a terminal while `act` uses it."""
    with browsing(filters, file) as browser:
        app = BrowserApp(browser, colour=colour)

        async def run() -> None:
            async with app.run_test(size=(120, 30)) as pilot:
                await act(app, pilot)

        asyncio.run(run())
    return app


def shown(app: BrowserApp) -> str:
    """Return the text that Textual has on its screen."""
    width, height = app.size
    strips = [app.canvas.render_line(y) for y in range(height)]
    assert {strip.cell_length for strip in strips if strip.text} == {width}
    return "\n".join(strip.text.rstrip() for strip in strips)


def test_keys_move_filter_and_quit() -> None:
    async def act(app: BrowserApp, pilot: Pilot[int]) -> None:
        assert "17 events" in shown(app)
        await pilot.press("j", "down", "left_square_bracket", "G")
        assert app.browser.state.place == 16
        await pilot.press("slash", *"--by ilya")
        await pilot.pause(0.3)
        assert "3 of 17" in shown(app)
        await pilot.press("tab", "enter", "question_mark")
        assert "Keys" in shown(app)
        await pilot.press("escape", "q")

    assert drive(act).return_value == 0


def test_keys_of_a_shell_of_links_and_of_help_arrive() -> None:
    async def act(app: BrowserApp, pilot: Pilot[int]) -> None:
        await pilot.press("slash", *"--by ilya", "ctrl+w", "ctrl+a", "ctrl+k", *"lamp dark")
        await pilot.pause(0.3)
        assert app.browser.state.filters == "lamp dark"
        await pilot.press("ctrl+u", "backspace", "tab")
        assert "--day  --since" in shown(app)
        await pilot.press("enter", "G", "K", "backspace")
        assert app.browser.state.filters == ""
        await pilot.press(*"[[[", "tab", "tab", "shift+tab", "enter")
        assert app.browser.state.past
        await pilot.press("f1")
        assert "Signs" in shown(app)
        await pilot.press("escape", "x")
        assert "no such key: x (? lists the keys)" in shown(app)

    drive(act)


def test_typing_fast_asks_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async def act(app: BrowserApp, pilot: Pilot[int]) -> None:
        asked = list[str]()
        read = app.browser.host.read

        def record(text: str) -> Asked:
            asked.append(text)
            return read(text)

        monkeypatch.setattr(app.browser.host, "read", record)
        await pilot.press("slash")
        for character in "--by ilya":
            app.browser.press(character, character)
            app.update()
        await pilot.pause(0.3)
        assert asked == ["--by ilya"]

    drive(act)


def test_ctrl_c_ends_with_130() -> None:
    async def act(_: BrowserApp, pilot: Pilot[int]) -> None:
        await pilot.press("slash", "ctrl+c", "ctrl+c")

    assert drive(act).return_value == 130


def test_the_screen_follows_the_size_of_the_terminal() -> None:
    async def act(app: BrowserApp, pilot: Pilot[int]) -> None:
        for size in ((60, 12), (200, 50), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert "The lamp" in shown(app)
        await pilot.resize_terminal(59, 12)
        await pilot.pause()
        assert "browse needs 60 columns and 12 lines" in shown(app)

    drive(act)


def test_the_mouse_selects_a_row_and_scrolls() -> None:
    async def act(app: BrowserApp, pilot: Pilot[int]) -> None:
        lines = shown(app).splitlines()
        at = next(y for y, line in enumerate(lines) if "OpenAI is announced" in line)
        await pilot.click(offset=(20, at))
        assert app.browser.state.event == "company-founded"

    drive(act)


def test_a_copy_is_sent_to_the_terminal_by_osc_52() -> None:
    async def act(app: BrowserApp, pilot: Pilot[int]) -> None:
        await pilot.press("G", "y")
        assert app.clipboard == app.browser.state.event != ""

    drive(act)


def test_a_changed_file_is_read_before_the_next_key(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_bytes(SMALL.read_bytes())

    async def act(app: BrowserApp, pilot: Pilot[int]) -> None:
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("Nobody owns a lamp", "Somebody owns one"), encoding="utf-8")
        os.utime(file, ns=(time.time_ns(), time.time_ns()))
        await pilot.press("j")
        assert "Somebody owns one" in shown(app)

    drive(act, file)


def test_a_long_list_is_read_in_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oai_timeline.browse.answers._MANY", 5)
    monkeypatch.setattr("oai_timeline.browse.answers.WINDOW", 6)

    async def act(app: BrowserApp, pilot: Pilot[int]) -> None:
        until = time.monotonic() + 60
        while "17 events" not in shown(app) and time.monotonic() < until:
            await pilot.pause(0.05)
        assert "17 events" in shown(app)
        await pilot.press("G")
        assert app.browser.state.place == 16

    drive(act)


def test_an_exception_ends_the_app_and_is_kept() -> None:
    error = RuntimeError("wrong")

    async def act(app: BrowserApp, pilot: Pilot[int]) -> None:
        def fail(*_: object) -> None:
            raise error

        app.browser.press = fail  # type: ignore[assignment, method-assign]
        await pilot.press("j")

    with pytest.raises(RuntimeError, match="wrong"):
        drive(act)


@pytest.mark.parametrize("colour", [True, False])
def test_only_the_terminals_own_colours_are_used(*, colour: bool) -> None:
    """Without colours, attributes remain; Textual's themes would be black on black."""

    async def act(app: BrowserApp, _: Pilot[int]) -> None:
        strips = [app.canvas.render_line(y) for y in range(app.size.height)]
        styles = [segment.style for strip in strips for segment in strip if segment.style]
        colours = {style.color.number for style in styles if style.color}
        assert all(style.bgcolor is None for style in styles)
        assert all(number is not None and number < 16 for number in colours)
        assert bool(colours) == colour
        assert any(style.bold for style in styles)
        assert any(style.dim for style in styles)
        assert list(app.get_line_filters()) == []

    drive(act, colour=colour)
