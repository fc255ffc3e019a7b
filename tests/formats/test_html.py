"""The web page: its structure, its policy, and that hostile text stays text."""

import os
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from oai_timeline.cli.files import default_path
from oai_timeline.formats.html import language_tag, short_address, web_address
from oai_timeline.index import open_files
from oai_timeline.model.record import EventRecord, HeaderRecord
from oai_timeline.model.visible import visible
from oai_timeline.query.events import fetch_events
from oai_timeline.query.select import Query, read_filters, select
from oai_timeline.views.layout import Layout
from oai_timeline.views.time_column import format_long_date, format_time_column
from tests.cli.processes import SMALL, in_process
from tests.formats.exports import everywhere, records
from tests.formats.golden_files import GOLDEN
from tests.formats.pages import having, page, read, shown
from tests.strategies import Drawn, scale_examples, timeline_text, timelines
from tests.timelines import FULL, HEADER


def full() -> tuple[HeaderRecord, list[EventRecord]]:
    """Give a timeline that has everything an event may have."""
    return records(FULL)


def event_of(root: Element, key: str) -> Element:
    """Find an event on a page."""
    (found,) = having(root, "id", key)
    return found


def parts(event: Element, name: str) -> list[str]:
    """Give the texts of an event's parts of that class."""
    return [shown(part) for part in having(event, "class", name)]


@pytest.mark.parametrize(
    ("text", "file"), [(SMALL.read_text(encoding="utf-8"), "small.html"), (FULL, "full.html")]
)
def test_the_page_is_as_it_was(text: str, file: str) -> None:
    """After a change that is meant: UPDATE_GOLDEN=1 pytest tests/formats/test_html.py."""
    written = page(*records(text))
    read(written)
    written = re.sub(r"(?s)(?<=<style>).*(?=</style>)|(?<=<script>).*(?=</script>)", "", written)
    written = re.sub(r"sha256-[\w+/=]{44}", "sha256-", written)
    path = GOLDEN / file
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(written, encoding="utf-8", newline="")
    assert written == path.read_bytes().decode()


def test_causes_and_consequences_are_links_where_they_are_on_the_page() -> None:
    header, events = full()
    later = event_of(read(page(header, events)), "later")
    assert parts(later, "steps") == ["follows from It begins", "after A title"]
    begin = event_of(read(page(header, events)), "before")
    (details,) = begin.iter("details")
    assert [(one.get("href"), shown(one)) for one in details.iter("a")] == [
        ("#full", "A title"),
        ("#later", "It ends"),
    ]
    alone = read(page(header, events[-1:]))
    assert parts(event_of(alone, "later"), "steps") == [
        "follows from before (not on this page)",
        "after full (not on this page)",
    ]
    assert [one.get("href") for one in event_of(alone, "later").iter("a")][:1] == ["#later"]


def test_the_policy_allows_this_style_and_this_script_alone() -> None:
    root = read(page(*full()))
    (meta,) = (one for one in root.iter("meta") if one.get("http-equiv"))
    (style,), (script,) = root.iter("style"), root.iter("script")
    assert meta.get("http-equiv") == "Content-Security-Policy"
    hashes = [
        f"'sha256-{b64encode(sha256((one.text or '').encode()).digest()).decode()}'"
        for one in (style, script)
    ]
    assert meta.get("content") == (
        f"default-src 'none'; style-src {hashes[0]}; script-src {hashes[1]};"
        " base-uri 'none'; form-action 'none'"
    )
    assert not any(
        name in {"src", "style", "action", "srcdoc"} or name.startswith("on")
        for one in root.iter()
        for name in one.attrib
    )
    assert not {one.tag for one in root.iter()} & {"link", "img", "iframe", "object", "base"}


def test_links_lead_to_events_and_to_the_web_and_tell_nobody() -> None:
    root = read(page(*full()))
    ids = {one.get("id") for one in root.iter() if one.get("id")}
    for link in root.iter("a"):
        address = link.attrib["href"]
        if address.startswith("#"):
            assert address[1:] in ids
        else:
            assert address.startswith("https://")
            assert link.get("rel") == "noreferrer noopener"


def put(record: Any, text: str, *names: str) -> None:
    """Put a text in fields of a record."""
    record.update(dict.fromkeys(names, text))


def dressed(text: str) -> str:
    """Write a page that has a text in every place where the author of a file is free to write."""
    header, events = full()
    put(header, text, "title", "language")
    for event in events:
        put(event, text, "title")
    event = everywhere(text)
    put(event["quotes"][0], text, "language")
    put(event["sources"][0], text, "url", "kind", "archived")
    return page(header, [*events, event])


def shape(root: Element) -> list[tuple[str, list[str]]]:
    """Give a page's elements with the names of their attributes."""
    return [(str(one.tag), sorted(one.attrib)) for one in root.iter()]


PLAIN = shape(read(dressed("plain text")))
HOSTILE = [
    pytest.param("<script>alert(1)</script>", id="script"),
    pytest.param("</script><script>alert(1)</script>", id="end of script"),
    pytest.param("</style><style>*{display:none}</style>", id="end of style"),
    pytest.param("</title></h3><img src=x onerror=alert(1)>", id="image"),
    pytest.param('"onmouseover="alert(1)', id="double quote"),
    pytest.param("' onmouseover='alert(1)", id="single quote"),
    pytest.param("javascript:alert(1)", id="address that runs"),
    pytest.param("data:text/html,<script>alert(1)</script>", id="address that is a page"),
    pytest.param("{{ 7 * 7 }}{% for x in range(9) %}{{ x }}{% endfor %}{# x #}", id="template"),
    pytest.param("<!-- --> <![CDATA[ ]]> &lt;b&gt; &amp;amp; &#60;", id="comment and entities"),
    pytest.param("\x1b[31m \u202e \u2028 \x00 \x85 \ufeff", id="controls"),
    pytest.param("\ud800", id="half a character"),
    pytest.param("&NotAnEntity; %s %(x)s ${x} \\u003cb\\u003e", id="other templates"),
]


def changes_nothing_but_the_texts(text: str) -> None:
    """State that a page has the elements that it has with a harmless text, and shows this one."""
    root = read(dressed(text))
    assert shape(root) == PLAIN
    assert {shown(one) for one in root.iter("h3")} == {" ".join(visible(text).split())}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    changes_nothing_but_the_texts(text)


@given(st.text(st.characters(exclude_categories=[]), min_size=1))
@scale_examples(0.6)
def test_any_text_stays_text(text: str) -> None:
    assume(text.strip() and not web_address(text) and not language_tag(text))
    changes_nothing_but_the_texts(text)


@given(timelines())
@scale_examples(0.6)
def test_every_event_is_there_once_and_in_order(drawn: list[Drawn]) -> None:
    header, events = records(timeline_text(drawn))
    root = read(page(header, events))
    found = [one.attrib["id"] for one in having(root, "class", "event")]
    assert found == [event["id"] for event in events]
    assert len([one for one in root.iter() if one.get("id")]) == len(found) + 1  # and the filters'


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("javascript:alert(1)//https://x", None),
        ("https:/example.org", None),
        ("https:///x", None),
        (" https://example.org", None),
        ("ftp://example.org", None),
        ("", None),
        (None, None),
    ],
)
def test_only_the_web_is_linked_to(text: str | None, address: str | None) -> None:
    assert web_address(text) == address


@pytest.mark.parametrize(
    ("address", "short"),
    [
        ("https://www.example.org/", "example.org"),
        ("https://example.org/a?b=c#d", "example.org/a"),
        ("https://[odd/x", "[odd/x"),
        (f"https://example.org/{'a' * 80}", f"example.org/{'a' * 28}…"),
    ],
)
def test_paper_has_short_addresses(address: str, short: str) -> None:
    assert short_address(address) == short


@pytest.mark.parametrize(
    ("written", "language", "ours"),
    [("en", "en", set()), ("fr", "fr", {"en"}), ("no language", "en", set()), (None, "en", set())],
)
def test_the_page_has_the_language_of_the_timeline(
    written: str | None, language: str, ours: set[str]
) -> None:
    header, events = records(FULL)
    header["language"] = written
    root = read(page(header, events))
    assert root.get("lang") == language
    assert {one.attrib["lang"] for one in root.iter("h2") if one.get("lang")} == ours


def find(root: Element, tag: str) -> list[str]:
    """Return the texts of the elements with a tag."""
    return [shown(one) for one in root.iter(tag)]


def export_page(tmp_path: Path, *arguments: str) -> Element:
    """Export the bundled timeline, or another one, to a page, and read that."""
    path = tmp_path / "page.html"
    done = in_process("export", "html", "-o", str(path), *arguments)
    assert (done.code, done.out) == (0, "")
    return read(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("arguments", "heading"),
    [
        ("--day 2023-11-20", "Monday 20 November 2023"),
        ("--day 2023-11", "November 2023"),
        ("--day 2023-11-20 --by altman", "Monday 20 November 2023, by Sam Altman"),
        ("--by altman --kind letter", "By Sam Altman, letter"),
        ("--since 2023-11-17 --until 2023-11-19 --tag firing",
         "From Friday 17 November 2023 until Sunday 19 November 2023, tagged firing"),
        ("--since 2024-02", "From February 2024"),
        ("--according-to reuters --day 2023-11-22",
         "Wednesday 22 November 2023, according to Reuters"),
        ("--as-known-on 2023-11-18 --by toner", "By Helen Toner, as known on 2023-11-18"),
        ("--grep <b>", "Containing “<b>”"),
    ],
)  # fmt: skip
def test_a_page_is_titled_with_what_was_asked(tmp_path: Path, arguments: str, heading: str) -> None:
    root = export_page(tmp_path, *arguments.split())
    assert find(root, "h1") == [heading]
    assert find(root, "title") == [f"{heading} – OpenAI's board crisis"]
    assert [shown(one) for one in having(root, "class", "timeline")] == ["OpenAI's board crisis"]


def test_a_page_of_everything_has_the_title_of_the_timeline(tmp_path: Path) -> None:
    root = export_page(tmp_path, "--limit", "3")
    assert find(root, "h1") == find(root, "title") == ["OpenAI's board crisis"]
    (about,) = having(root, "class", "about")
    assert re.match(r"3 of [23]\d\d events, 2015-12-11 to ", shown(about))


@pytest.mark.parametrize("day", ["2023-11-17", "2023-11-20"])
def test_a_page_lists_coarse_events_last_with_the_times_of_the_list(
    tmp_path: Path, day: str
) -> None:
    index = open_files([default_path()])
    query = Query(read_filters(index, {"day": [day]}), order="coarse_last")
    result = select(index, query)
    listed = fetch_events(index, result)
    layout = Layout(80, index.zone)
    dated = len(listed) - result.coarse
    assert 0 < dated < len(listed)
    root = export_page(tmp_path, "--day", day)
    (late,) = having(root, "class", "longer")
    assert find(late, "h2") == ["Dated less precisely"]
    found = list(having(root, "class", "event"))
    assert [one.attrib["id"] for one in found] == [one.id for one in listed]
    assert found[dated:] == list(having(late, "class", "event"))
    for number, (event, one) in enumerate(zip(found, listed, strict=True)):
        role, print_time = (
            ("under", format_time_column) if number < dated else ("alone", format_long_date)
        )
        time = print_time(one, layout).text
        assert parts(event, role) == ([time] if time else [])
        assert parts(event, "words") == ([one.words] if one.words else [])
        assert ("unordered" in event.attrib["class"]) == (not one.order_known)


def test_a_coarse_event_on_a_page_has_its_day_and_its_time(tmp_path: Path) -> None:
    root = export_page(tmp_path, "--day", "2023-11-17T12:19")
    (late,) = having(root, "class", "longer")
    times = [shown(one) for one in having(late, "class", "alone")]
    assert any(re.fullmatch(r"17 Nov 2023, \d\d:\d\d–\d\d:\d\d", time) for time in times)
    assert list(having(late, "class", "under")) == []


def test_sources_have_numbers_on_paper() -> None:
    root = read(page(*full()))
    (listed,) = having(root, "class", "sources")
    numbers = {one.attrib["value"]: shown(one) for one in listed.iter("li")}
    assert list(numbers) == [str(number) for number in range(1, len(numbers) + 1)]
    cited = [one.attrib["data-numbers"] for one in having(root, "class", "refs")]
    assert {number for text in cited for number in text.split(", ")} == numbers.keys()


def test_no_events_are_a_page_as_well() -> None:
    header, _ = full()
    (main,) = read(page(header, [])).iter("main")
    assert shown(main).startswith("No events.")


def test_the_range_of_a_page_is_no_more_exact_than_its_events() -> None:
    text = HEADER + "events: [{id: a, when: 199X, title: A}, {id: b, when: 2023-11~, title: B}]\n"
    (masthead,) = having(read(page(*records(text))), "class", "masthead")
    assert shown(masthead).startswith("T 2 events, 1990s to 2023-11. Times are in")
