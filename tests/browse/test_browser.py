"""What the browser does for keys and clicks, without a terminal."""

import os
import re
import time
from pathlib import Path

import pytest

from oai_timeline.browse.browser import Browser, Click
from oai_timeline.browse.screen import iterate_text
from oai_timeline.browse.state import Page, Prompt, Request
from oai_timeline.cli import programs
from tests.browse.screens import browsing, press, read_screen
from tests.cli.processes import HERE, ROOT, SMALL


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)


@pytest.fixture(autouse=True)
def cache_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep one index for all tests."""
    folder = tmp_path_factory.getbasetemp() / "browser"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.fixture(name="file")
def _file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_bytes(SMALL.read_bytes())
    return path


def go_to(browser: Browser, text: str) -> None:
    press(browser, ":", *text, "enter")


@pytest.mark.parametrize(
    ("text", "event"),
    [("brockman-gets", "brockman-gets-text"), ("regrets it", "regret"),
     ("2023-11-17 12:19", "brockman-gets-text"), ("2015-12-11", "company-founded")],
)  # fmt: skip
def test_one_can_go_to_an_event_or_a_day(text: str, event: str) -> None:
    with browsing() as browser:
        first = browser.state.event
        go_to(browser, text)
        assert browser.state.event == event
        press(browser, "backspace")
        assert browser.state.event == first


def test_one_can_go_to_an_actor() -> None:
    with browsing() as browser:
        go_to(browser, "ilya sutskever")
        assert browser.state.page == Page("actor", "ilya-sutskever")
        press(browser, "1")
        assert browser.state.filters == "--actor ilya-sutskever"
        assert browser.state.opened == ()


def test_what_nobody_is_called_is_said() -> None:
    with browsing() as browser:
        go_to(browser, "qwertz")
        assert browser.state.prompt == Prompt(":", "qwertz", 6, error='no event is called "qwertz"')
        press(browser, "escape", "t", *"qwertz", "enter")
        assert browser.state.prompt
        assert browser.state.prompt.error.startswith('can\'t read "qwertz" as a date')


def test_a_time_is_of_the_day_under_the_cursor() -> None:
    with browsing(event="noon-meeting") as browser:
        press(browser, "t", *"12:28", "enter")
        assert browser.state.event == "statement-published"


def test_it_is_said_where_no_event_begins_at_a_time() -> None:
    with browsing(event="noon-meeting") as browser:
        press(browser, "t", *"12:10", "enter")
        assert browser.state.event == "brockman-gets-text"
        assert browser.state.message == (
            "no event begins then; this is the next one, 4 others may have been then"
        )
        press(browser, "t", *"2100", "enter")
        assert browser.state.message == "no event begins then or later; this is the last one"


def test_it_is_said_that_a_time_is_not_in_a_list_that_lacks_events() -> None:
    with browsing("--as-known-on 2023-11-17") as browser:
        press(browser, "t", *"2023-11-18 09:00", "enter")
        assert browser.state.message == (
            "no event of this list begins then or later; this is the last one;"
            " K again leaves this view"
        )
    with browsing("--by altman", event="noon-meeting") as browser:
        press(browser, "t", *"2015-12-10", "enter")
        assert browser.state.message.startswith("no event of this list begins then; this is the")


@pytest.mark.parametrize("size", [(120, 30), (80, 24), (60, 20)])
def test_the_screen_says_how_to_leave_a_point_of_view(size: tuple[int, int]) -> None:
    with browsing(event="brockman-gets-text") as browser:
        press(browser, "K", "j")
        shown = read_screen(browser, *size)
        assert shown[-2] == " /--as-known-on 2023-11-17  (K again leaves this view)"
        assert "K known then" not in shown[-1]
        press(browser, "K", "j")
        assert "leaves this view" not in "\n".join(read_screen(browser, *size))


def test_a_day_is_its_first_row() -> None:
    with browsing() as browser:
        press(browser, "t", *"2023-11-17", "enter")
        assert browser.state.event == "noon-meeting"
        press(browser, ":", *"brock", "tab", "enter")
        assert browser.state.event == "brockman-gets-text"


def test_links_are_followed_and_come_back() -> None:
    with browsing(event="brockman-gets-text") as browser:
        press(browser, "c", "1")
        assert (browser.state.event, browser.state.page) == ("noon-meeting", Page("causes"))
        press(browser, "backspace")
        assert browser.state.event == "brockman-gets-text"
        press(browser, "9")
        assert browser.state.message == "the page has no link 9"


def test_a_link_to_an_event_that_filters_leave_out_opens_its_page() -> None:
    with browsing("--certainty disputed", event="brockman-gets-text") as browser:
        press(browser, "1")
        assert browser.state.page == Page("event", "noon-meeting")
        assert browser.state.message == "the filters leave this event out of the list"
        assert any("Altman joins a video meeting" in line for line in read_screen(browser))
        press(browser, "escape")
        assert browser.state.page == Page("event")


def test_the_event_stays_under_the_cursor_while_one_filters() -> None:
    with browsing(event="brockman-gets-text") as browser:
        press(browser, "/", *"--by ilya")
        assert (browser.state.event, browser.state.outline.size) == ("brockman-gets-text", 3)
        press(browser, "enter", "f")
        assert (browser.state.event, browser.state.outline.size) == ("brockman-gets-text", 17)
        press(browser, "n")
        assert browser.state.message == "match 3 of 3"
        press(browser, "f", "D")
        assert browser.answers.asked.texts == {"by": ["ilya"], "certainty": ["disputed"]}


@pytest.mark.parametrize("keys", [("G", "D"), ("G", "/", *"--by ilya", "enter"), ("G", "K", "g")])
def test_a_list_that_has_room_is_shown_whole(keys: tuple[str, ...]) -> None:
    with browsing() as browser:
        browser.draw(120, 60)
        press(browser, *keys)
        rows = browser.draw(120, 60).rows
        assert next(row for row in rows if row is not None) == 0
        assert browser.state.outline.size - 1 in rows


def test_where_one_goes_is_a_third_down() -> None:
    with browsing() as browser:
        browser.draw(80, 20)
        press(browser, "t", *"2023-11-17", "enter")
        drawn = browser.draw(80, 20)
        at = drawn.rows.index(browser.state.place) - drawn.list_top
        assert 3 <= at <= 7


def test_backspace_returns_to_the_event_that_one_left_for_the_end_of_the_list() -> None:
    with browsing(event="brockman-gets-text") as browser:
        press(browser, "enter", "j", "enter", "G")
        assert browser.state.place == browser.state.outline.size - 1
        press(browser, "backspace")
        assert browser.state.event == "brockman-gets-text"


def test_points_of_view_are_switched_on_and_off() -> None:
    with browsing(event="brockman-gets-text") as browser:
        press(browser, "K")
        assert browser.answers.asked.as_known_on == "2023-11-17"
        press(browser, "K", "S", "1")
        assert browser.answers.asked.perspective != (None, None)
        assert browser.answers.index.perspective_description.startswith("according to")
        press(browser, "S")
        assert (browser.answers.asked.perspective, browser.state.filters) == ((None, None), "")


def test_a_key_says_what_it_changed() -> None:
    with browsing(event="brockman-gets-text") as browser:
        state = [browser.state.message]
        for key in ("D", "D", "K", "K"):
            press(browser, key)
            state.append(browser.state.message)
        press(browser, "/", *"--by ilya", "enter", "f")
        state.append(browser.state.message)
        press(browser, "f")
        state.append(browser.state.message)
    assert state == [
        "",
        "disputed: 1 of 17 events; backspace goes back",
        "no filters: all 17 events; backspace goes back",
        (
            "as known on 2023-11-17: 3 events; K goes back;"
            " left out: 2 sources dated too imprecisely to tell"
        ),
        "as known today: all 17 events",
        "filters off: all 17 events; • marks the 3 that they match, f switches them on",
        "by Ilya Sutskever: 3 of 17 events; backspace goes back",
    ]


def test_an_event_that_was_not_known_then_is_named() -> None:
    with browsing(event="regret") as browser:
        press(browser, "/", *"--as-known-on 2023-11-17")
        press(browser, "enter")
        assert "regret was not known then: nearest is brockman-gets-text" in browser.state.message


@pytest.mark.parametrize("keys", [("K",), ("D",), ("/", *"--by ilya", "enter"), ("S", "1"), ("f",)])
def test_backspace_goes_back_from_what_a_key_changed(keys: tuple[str, ...]) -> None:
    with browsing("--until 2023-11-20", event="brockman-gets-text") as browser:
        press(browser, *keys)
        press(browser, "G", *["backspace"] * 2)
        state = browser.state
        assert (state.filters, state.is_filtered) == ("--until 2023-11-20", True)
        assert (state.event, state.past) == ("brockman-gets-text", ())


def test_a_filter_that_cannot_be_changes_nothing() -> None:
    """No event is rumoured from this point of view, so that the list stays, and its filters."""
    with browsing("--as-known-on 2023-11-16") as browser:
        before = browser.state
        press(browser, "D")
        assert browser.state.message.endswith("; the list is as before")
        assert (browser.state.filters, browser.state.outline) == (before.filters, before.outline)
        press(browser, "K")
        assert browser.state.filters == ""


def test_escape_restores_the_list_and_its_filters() -> None:
    with browsing("--as-known-on 2023-11-17 --by ilya") as browser:
        before = browser.state
        press(browser, "/", "ctrl+u", *"--as-known-on 2023 --certainty disp")
        assert browser.state.filters != before.filters
        press(browser, "escape")
        state = browser.state
        assert (state.filters, state.outline) == (before.filters, before.outline)
        assert (state.prompt, state.past) == (None, ())
        press(browser, "f", "/", *"x", "escape")
        assert not browser.state.is_filtered


def test_the_list_agrees_with_what_is_typed_or_says_that_it_does_not() -> None:
    with browsing() as browser:
        press(browser, "/", *"--by ilya")
        assert "the list still has" not in "\n".join(read_screen(browser))
        press(browser, *" --kind")
        shown = read_screen(browser)
        assert " the list still has: by Ilya Sutskever" in shown
        assert shown[-1].endswith("show --by ilya")
        press(browser, "ctrl+u", "enter")
        assert (browser.state.filters, browser.state.outline.size) == ("", 17)


@pytest.mark.parametrize("size", [(120, 30), (60, 20)])
def test_where_nothing_matches_the_list_says_what_to_type(size: tuple[int, int]) -> None:
    with browsing() as browser:
        browser.draw(*size)
        press(browser, "enter", "/", *"lamp zzz", "enter")
        text = " ".join("\n".join(read_screen(browser, *size)).split())
        assert "no matching events" in text
        assert "try without --together (6 events)" in text
        assert "/ changes the filters, f switches them off, backspace goes back" in text


def test_what_is_not_of_then_is_said_as_long_as_one_looks_from_then() -> None:
    caution = " titles, summaries and biographies are today's, not of then"
    with browsing() as browser:
        assert caution not in read_screen(browser)
        press(browser, "/", *"--as-known-on 2023-11-17", "enter")
        for key in ("j", "enter", "j", "escape", "w"):
            press(browser, key)
            assert caution in read_screen(browser)
        press(browser, "K")
        assert caution not in read_screen(browser)
        press(browser, "/", *"--as-known-on 2023-11-17T12:30", "enter")
        hours = f"{caution}; sources dated to a day count at its end"
        assert hours in read_screen(browser)


def test_offices_that_a_point_of_view_leaves_out_are_counted(tmp_path: Path) -> None:
    file = tmp_path / "offices.yaml"
    file.write_text(
        """\
timeline: {format: 1, title: T, zone: UTC}
sources:
  early: {publisher: A, published: 2023-11-16, url: https://a.example}
  undated: {publisher: B, url: https://b.example}
actors:
  ann: {name: Ann, type: person, offices: [
    {office: Chair, of: firm, from: 2020, sources: [early]},
    {office: Clerk, of: firm, from: 2020, sources: [undated]}]}
  firm: {name: Firm, type: organisation}
events:
  - {id: e, when: 2023-11-16, title: Event, sources: [early, undated]}
"""
    )
    with browsing(file=file) as browser:
        press(browser, "o")
        assert "not here" not in "\n".join(read_screen(browser))
        press(browser, "K")
        text = "\n".join(read_screen(browser))
        assert "1 of 2 offices not here: their sources come" in text


def test_pages_of_an_event_that_the_list_lacks_are_about_it() -> None:
    with browsing("--certainty disputed") as browser:
        press(browser, ":", *"regret", "enter", "d")
        assert browser.state.page == Page("accounts", "regret")
        press(browser, "y")
        assert browser.take_effects() == [Request("copy", "regret")]
        press(browser, "escape")
        assert browser.state.page == Page("event", "regret")
        press(browser, "f")
        assert (browser.state.event, browser.state.opened) == ("regret", ())


def test_tab_reaches_every_link() -> None:
    with browsing(event="brockman-gets-text") as browser:
        sheet = browser.answers.render_page(Page("event", "brockman-gets-text"), 60)
        assert len(sheet.links) == len(sheet.link_lines) > 1
        press(browser, "tab", "tab")
        assert browser.state.link == 1
        press(browser, "enter")
        assert browser.state.event == sheet.links[1].page.id
        press(browser, "backspace")
        assert browser.state.event == "brockman-gets-text"


@pytest.mark.parametrize("size", [(120, 30), (80, 24), (60, 20)])
def test_every_event_whose_order_is_not_established_can_be_reached(size: tuple[int, int]) -> None:
    with browsing(event="year") as browser:
        browser.draw(*size)
        total = browser.answers.find_unordered("year", 3).total
        assert total == 12
        assert "4 show all 12 (9 more)" in _read_page(browser)
        press(browser, "enter", *["tab"] * 4, "enter")
        assert browser.state.page == Page("unordered", "year")
        sheet = browser.answers.render_page(browser.state.page, 60)
        assert len(sheet.links) == len(sheet.link_lines) == total
        press(browser, "1")
        assert browser.state.event == sheet.links[0].page.id
        press(browser, "backspace")
        assert browser.state.page == Page("unordered", "year")
        press(browser, "escape", "escape")
        assert (browser.state.event, browser.state.opened) == ("year", ())


def _read_page(browser: Browser) -> list[str]:
    """Return the lines of the page of the event under the cursor."""
    page = Page("event", browser.state.event)
    return list(iterate_text(browser.answers.render_page(page, 60).lines))


def test_keys_that_follow_one_another_fast_act_on_what_they_would_show() -> None:
    """Nothing is drawn between them."""
    with browsing(event="brockman-gets-text") as browser:
        for key in ("c", "tab", "enter"):
            browser.press(key, key if len(key) == 1 else None)
        assert browser.state.event != "brockman-gets-text"


@pytest.mark.parametrize("width", [40, 44, 52, 60, 88])
def test_a_tree_hangs_together_and_breaks_ids_at_hyphens(width: int) -> None:
    with browsing(file=ROOT / "events.yaml") as browser:
        sheet = browser.answers.render_page(Page("causes", "altman-dismissed"), width)
        lines = list(iterate_text(sheet.lines))
    columns = [match.start() for line in lines if (match := re.search("[┌├└]─", line))]
    assert {(column - min(columns)) % 3 for column in columns} == {0}
    assert len(set(columns)) == 2
    words = {line.split()[-1] for line in lines if "-" in line}
    assert not words & {"murati-reassures-on-m", "board-meets-executive"}


@pytest.mark.parametrize("size", [(60, 12), (60, 16), (80, 24), (120, 30)])
@pytest.mark.parametrize("key", ["j", "space"])
def test_the_chart_has_all_actors_and_its_times_stay_in_sight(
    size: tuple[int, int], key: str
) -> None:
    with browsing(file=ROOT / "events.yaml") as browser:
        browser.draw(*size)
        press(browser, "l")
        whole = browser.answers.render_page(Page("lanes"), browser.draw(*size).page_width)
        expected = [line.strip() for line in iterate_text(whole.lines)]
        labels = [expected[at] for at in whole.sticky]
        seen = set[str]()
        for _ in range(len(expected)):
            shown = [line.strip() for line in read_screen(browser, *size)]
            assert all(label in shown for label in labels) or not browser.state.scroll
            seen |= set(shown)
            press(browser, key)
        assert set(expected) - seen == set()


def test_a_page_stays_open_on_a_screen_that_becomes_narrow() -> None:
    with browsing(event="brockman-gets-text") as browser:
        press(browser, "c")
        shown = read_screen(browser, 80, 24)
        assert not any("┊" in line for line in shown)
        assert any("within 2 steps" in line for line in shown)
        press(browser, "enter")
        assert browser.state.opened == ()


def test_what_is_copied_is_plain_text() -> None:
    with browsing(event="brockman-gets-text") as browser:
        press(browser, "y")
        assert browser.take_effects() == [Request("copy", "brockman-gets-text")]
        press(browser, "Y")
        (effect,) = browser.take_effects()
    assert "Sutskever texts Brockman to ask for a quick call" in effect.object
    assert "\x1b" not in effect.object


def test_a_click_moves_the_cursor_and_a_second_one_opens_the_page() -> None:
    with browsing() as browser:
        lines = read_screen(browser, 120, 60)
        at = next(y for y, line in enumerate(lines) if "Sutskever texts" in line)
        browser.click(Click(20, at))
        assert browser.state.event == "brockman-gets-text"
        assert not browser.state.is_full
        assert read_screen(browser, 120, 60)[at].startswith(" ▌")
        browser.click(Click(20, at))
        assert browser.state.is_full


def test_a_click_follows_a_link_and_goes_to_a_time() -> None:
    with browsing(event="brockman-gets-text") as browser:
        press(browser, "c")
        lines = read_screen(browser)
        at = next(y for y, line in enumerate(lines) if "│ 1 ┌─" in line)
        browser.click(Click(100, at))
        assert browser.state.event == "noon-meeting"
        browser.draw(120, 30)
        browser.click(Click(60, 1))
        assert browser.state.event not in {"noon-meeting", ""}
        browser.click(Click(500, 500))


def test_the_wheel_moves_what_it_is_on() -> None:
    with browsing(event="brockman-gets-text") as browser:
        browser.draw(120, 14)
        place = browser.state.place
        browser.scroll(1, 100)
        assert (browser.state.place, browser.state.scroll) == (place, 3)
        browser.scroll(-1, 5)
        assert browser.state.place == place - 3


def touch(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(time.time_ns(), time.time_ns()))


def test_a_changed_file_is_read_again_and_the_event_stays(file: Path) -> None:
    with browsing(file=file, event="brockman-gets-text") as browser:
        assert not browser.host.has_changed()
        text = file.read_text(encoding="utf-8")
        head, begin, rest = text.partition("events:\n")
        new = "  - {id: new, when: 2001-02-03, title: A new event}\n"
        touch(file, f"{head}{begin}{new}{rest}")
        assert browser.host.has_changed()
        browser.reload()
        assert not browser.host.has_changed()
        assert (browser.state.event, browser.state.message) == ("brockman-gets-text", "read again")
        assert browser.state.outline.size == 18


def test_the_nearest_event_is_where_one_was_deleted(file: Path) -> None:
    with browsing(file=file, event="brockman-gets-text") as browser:
        text = file.read_text(encoding="utf-8")
        head, begin, rest = text.partition("events:\n")
        events = rest.split("  - id: ")
        kept = [one for one in events if not one.startswith("brockman-gets-text")]
        new = "  - id: ".join(kept).replace("because: [brockman-gets-text]", "")
        touch(file, re.sub(r"brockman-gets-text,? ?", "", f"{head}{begin}{new}"))
        browser.reload()
        assert browser.state.warning == ""
        assert (browser.state.outline.size, browser.state.event) == (16, "statement-published")


def test_a_page_of_what_is_gone_says_so() -> None:
    with browsing(event="regret") as browser:
        press(browser, "s", "1")
        assert browser.state.page.kind == "source"
        press(browser, "/", *"--as-known-on 2023-11-17", "enter")
        assert "Not in the timeline from this point of view." in "\n".join(read_screen(browser))
        press(browser, "Y", "u")


def test_a_point_of_view_on_a_file_with_errors_is_refused(file: Path) -> None:
    with browsing(file=file, event="brockman-gets-text") as browser:
        touch(file, "timeline: [")
        press(browser, "K")
        assert f"{file}:" in browser.state.message
        assert browser.state.outline.size == 17


def test_a_file_with_errors_leaves_the_list_and_a_warning(file: Path) -> None:
    with browsing(file=file) as browser:
        text = file.read_text(encoding="utf-8")
        touch(file, text.replace("events:", "event:"))
        browser.reload()
        press(browser, "j", "j")
        lines = "\n".join(read_screen(browser))
        assert "The file has changed and can't be read; this is how it was before." in lines
        assert "error[" in lines
        touch(file, text)
        press(browser, "r")
        assert "can't be read" not in "\n".join(read_screen(browser))


def test_a_file_that_is_gone_is_said(file: Path) -> None:
    with browsing(file=file) as browser:
        file.unlink()
        assert browser.host.has_changed()
        browser.reload()
        assert "No such file" in browser.state.warning


@pytest.fixture(name="record")
def _record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let a program that records its arguments be editor and web browser."""
    program, record = tmp_path / "a program", tmp_path / "record"
    program.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$@" >"{record}.new"\nmv "{record}.new" "{record}"\n'
    )
    program.chmod(0o755)
    for name in ("VISUAL", "BROWSER"):
        monkeypatch.setenv(name, f"'{program}' --option")
    return record


def test_the_editor_opens_at_the_line_of_the_event(file: Path, record: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    with browsing(file=file, event="brockman-gets-text") as browser:
        press(browser, "e")
        assert browser.take_effects() == [Request("edit", "brockman-gets-text")]
        assert browser.host.edit("brockman-gets-text") == ""
        option, line, path = record.read_text().splitlines()
        assert (option, path) == ("--option", str(file))
        number = int(line.removeprefix("+"))
        assert any("id: brockman-gets-text" in one for one in lines[number - 1 : number + 1])
        assert browser.host.edit("no-such") == "no-such is not in the file any more"


def test_the_address_of_a_source_is_opened(record: Path) -> None:
    with browsing(event="brockman-gets-text") as browser:
        press(browser, "u")
        assert browser.state.message.startswith("opened: https://")
        until = time.monotonic() + 60
        while not record.exists() and time.monotonic() < until:
            time.sleep(0.01)
        option, address = record.read_text().splitlines()
        assert (option, f"opened: {address}") == ("--option", browser.state.message)


@pytest.mark.parametrize(
    "address", ["", "file:///etc/passwd", "javascript:alert(1)", "-x", "https://x/\x1b[31m", "x y"]
)
def test_no_other_address_is_opened(address: str, record: Path) -> None:
    assert programs.open_address(address) == "not opened: the address is not one of a web page"
    assert not record.exists()


@pytest.mark.parametrize(
    "command",
    ["cat; touch stolen", "$(touch stolen)", "`touch stolen`", "cat && touch stolen", "'", ""],
)
def test_editor_and_browser_are_not_run_by_a_shell(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("VISUAL", "EDITOR", "BROWSER"):
        monkeypatch.setenv(name, command or "/nowhere")
    assert programs.run_editor("$(touch stolen)", 1)
    programs.open_address("https://x.example/$(touch${IFS}stolen)")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("editor", "arguments"),
    [("vi", ["+7", "/a b"]), ("/usr/bin/nano", ["+7", "/a b"]),
     ("code", ["--wait", "--goto", "/a b:7"]), ("hx", ["/a b:7"])],
)  # fmt: skip
def test_each_editor_gets_the_line_as_it_takes_it(
    editor: str, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = list[list[str]]()

    def call(command: list[str]) -> int:
        calls.append(command)
        return 0

    monkeypatch.setenv("VISUAL", editor)
    monkeypatch.setattr("subprocess.call", call)
    assert programs.run_editor("/a b", 7) == ""
    assert calls == [[editor, *arguments]]


def test_a_long_list_shows_its_beginning_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oai_timeline.browse.answers._MANY", 5)
    monkeypatch.setattr("oai_timeline.browse.answers.WINDOW", 6)
    with browsing() as browser:
        assert browser.take_effects() == [Request("read")]
        assert "first 6 of 17, reading the rest ..." in read_screen(browser)[0]
        press(browser, "j", "j")
        event, last = browser.state.event, browser.answers
        browser.replace(last, browser.read_whole())
        assert "17 events" in read_screen(browser)[0]
        assert (browser.state.event, browser.state.outline.size) == (event, 17)
        stale = browser.read_whole()
        press(browser, "/", *"--by ilya", "enter")
        browser.replace(last, stale)
        assert browser.state.outline.size == 3
