"""The exported page in Chromium: its filters, keys, layout and accessibility."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.cli.processes import Program
from tests.third_party import parties

Filters = Mapping[str, str]
Arguments = Sequence[str]

# The query of the page, and the same filters on the command line.
FILTERS: Mapping[str, tuple[Filters, Arguments]] = {
    "actor": ({"actor": "helen-toner"}, ("--actor", "helen-toner")),
    "kind": ({"kind": "letter"}, ("--kind", "letter")),
    "certainty": ({"certainty": "disputed"}, ("--certainty", "disputed")),
    "day": ({"day": "2023-11-18"}, ("--day", "2023-11-18")),
    "day with little": ({"day": "2024-03-08"}, ("--day", "2024-03-08")),
    "all of them": (
        {"actor": "sam-altman", "day": "2023-11-18", "kind": "message", "certainty": "reported"},
        ("--actor=sam-altman", "--day=2023-11-18", "--kind=message", "--certainty=reported"),
    ),
    "nothing left": (
        {"actor": "helen-toner", "kind": "deal"},
        ("--actor", "helen-toner", "--kind", "deal"),
    ),
}
HOSTILE = (
    "</script><script>window.ran=1</script><img src='https://evil.example/' onerror='window.ran=2'>"
    '<a href="javascript:window.ran=3">x</a>" onfocus="window.ran=4" autofocus="{{ 7 * 7 }}'
    "</style><style>*{display:none}</style>"
)
TIMELINE = f"""\
timeline: {{format: 1, title: {json.dumps(HOSTILE)}, zone: Europe/Paris}}
actors: {{ann: {{name: {json.dumps(HOSTILE)}}}}}
sources: {{one: {{publisher: {json.dumps(HOSTILE)}, title: {json.dumps(HOSTILE)}}}}}
events:
  - id: first
    when: 2023-11-17
    title: "</h3><script>window.ran=5</script>"
    summary: {json.dumps(HOSTILE)}
    actors: [ann]
    kind: {json.dumps(HOSTILE)}
    place: {json.dumps(HOSTILE)}
    tags: [{json.dumps(HOSTILE)}]
    quotes: [{{by: ann, text: {json.dumps(HOSTILE)}, source: one}}]
    sources: [one]
"""


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Export the bundled timeline."""
    folder = tmp_path_factory.mktemp("page")
    path = folder / "page.html"
    done = Program(folder)("export", "html", "-o", str(path), TIMELINE_FILE=None)
    assert done[:2] == (0, "")
    return path


def browse(script: str, page: Path, *arguments: object, query: str = "") -> Any:
    """Open a page as a file and run a script in it, without requests, errors and warnings."""
    texts = (one if isinstance(one, str) else json.dumps(one) for one in arguments)
    found = parties.browse(script, page.as_uri() + query, *texts)
    assert (found["elsewhere"], found["errors"], found["warnings"]) == ([], [], [])
    return found["seen"]


def list_ids(timeline: Program, arguments: Arguments) -> tuple[list[str], list[str]]:
    """Return the ids that `show` lists, and those of events that are coarse."""
    lines = timeline("show", *arguments, TIMELINE_FILE=None).out.splitlines()
    dated, longer = list[str](), list[str]()
    for line in lines:
        *_, event_id, words = re.split(" {2,}", line)
        (longer if words == "dated less precisely" else dated).append(event_id)
    return dated, longer


@pytest.fixture(scope="module")
def total(timeline: Program) -> int:
    """Return the number of events of the bundled timeline."""
    return sum(map(len, list_ids(timeline, ())))


@pytest.fixture(scope="module")
def filtered(shipped: Path) -> list[Any]:
    """Return what the page shows with each of the filters, and finally without."""
    return list(browse("html_filters.cjs", shipped, [page for page, _ in FILTERS.values()]))


@pytest.mark.parametrize("name", FILTERS)
def test_filters_keep_what_the_command_line_keeps(
    name: str, filtered: list[Any], timeline: Program, total: int
) -> None:
    shown = filtered[list(FILTERS).index(name)]
    dated, longer = list_ids(timeline, FILTERS[name][1])
    assert (shown["dated"], shown["longer"]) == (dated, longer)
    count = f"{len(dated) + len(longer)} of {total} events"
    assert (shown["count"], shown["reloaded"]) == (count, count)
    assert ("Dated less precisely" in shown["headings"]) == bool(longer)


def test_without_filters_the_page_shows_all_events(
    filtered: list[Any], timeline: Program, total: int
) -> None:
    assert filtered[-1]["dated"] == list_ids(timeline, ())[0]
    assert (filtered[-1]["count"], filtered[-1]["query"]) == (f"{total} events", "")


@pytest.mark.parametrize(
    ("typed", "grep"),
    [("eulogy", "eulogy"), ("EULOGY", "eulogy"), ("D'Angelo", "d'angelo"), ("éulogy", "eulogy")],
)
def test_the_page_finds_text_like_the_command_line(
    typed: str, grep: str, shipped: Path, timeline: Program
) -> None:
    """The page also searches names, sources and links."""
    (shown, _) = browse("html_filters.cjs", shipped, [{"text": typed}])
    dated, _ = list_ids(timeline, ("--grep", grep))
    assert dated
    assert set(dated) <= set(shown["dated"])
    assert len(shown["dated"]) < 100


def test_all_words_must_match(shipped: Path) -> None:
    one, other, both, _ = (
        set(shown["dated"])
        for shown in browse(
            "html_filters.cjs",
            shipped,
            [{"text": "nadella"}, {"text": "toner"}, {"text": " toner  nadella "}],
        )
    )
    assert both == one & other
    assert both < one


def test_keys_move_through_the_page(shipped: Path, timeline: Program, total: int) -> None:
    ids = list_ids(timeline, ())[0]
    done = browse("html_keys.cjs", shipped, "altman-dismissed", "Karnofsky")
    focus = {name: one["focus"] for name, one in done.items() if "focus" in one}
    assert focus == {
        "search": "text",
        "clear": "text",
        "first": ids[0],
        "third": ids[2],
        "second": ids[1],
        "beforeFirst": ids[0],
        "withControl": ids[0],
        "off": "",
        "hidden": "text",
    }
    assert (done["search"]["text"], done["clear"]["text"]) == ("j/", "")
    assert [done[name]["count"] for name in ("search", "clear")] == [
        f"0 of {total} events",
        f"{total} events",
    ]
    assert all(done[name]["top"] >= done[name]["bar"] for name in ("first", "second", "third"))
    # A link to an event that the filters hide shows it, and clears them.
    assert done["hidden"]["count"] != f"{total} events"
    followed = done["followed"]
    assert (followed["target"], followed["count"]) == ("altman-dismissed", f"{total} events")
    assert followed["bar"] <= followed["top"] < followed["height"] / 2


@pytest.mark.parametrize(
    ("options", "query"),
    [
        pytest.param({"colorScheme": "light"}, "", id="light"),
        pytest.param({"colorScheme": "dark"}, "?day=2023-11-17", id="dark"),
        pytest.param({"viewport": {"width": 360, "height": 740}}, "?day=2023-11-17", id="phone"),
        pytest.param({}, "?day=2023-11-17#altman-dismissed", id="an event marked"),
    ],
)
def test_axe_finds_no_violation(options: dict[str, Any], query: str, shipped: Path) -> None:
    parties.package("axe-core")
    judged = browse("html_axe.cjs", shipped, options, query=query)
    assert judged["violations"] == []
    assert {"color-contrast", "list", "heading-order", "label"} <= set(judged["passes"])


def test_the_page_is_complete_without_script(shipped: Path, total: int) -> None:
    page = browse("html_look.cjs", shipped, {"javaScriptEnabled": False})
    assert len(page["shown"]) == total
    assert page["filters"] is False
    assert "Times are in America/Los_Angeles" in page["text"]


@pytest.mark.parametrize("width", [360, 390, 768, 1280, 1440])
def test_the_page_fits_the_width(width: int, shipped: Path) -> None:
    page = browse("html_look.cjs", shipped, {"viewport": {"width": width, "height": 800}})
    assert page["width"] == width
    assert page["filters"] is True


@pytest.mark.parametrize("day", [f"2023-11-{day}" for day in range(17, 22)])
def test_a_day_prints_on_four_pages_and_sources_have_their_addresses(
    day: str, timeline: Program, tmp_path: Path
) -> None:
    path = tmp_path / "day.html"
    done = timeline("export", "html", "--day", day, "-o", str(path), TIMELINE_FILE=None)
    assert done.code == 0
    printed = browse("html_print.cjs", path)
    assert 2 <= printed["pages"] <= 4
    assert printed["size"] == [595, 842]  # A4, in points
    assert printed["hidden"] == [".filters input", "footer", "details", ".evidence"]
    listed = timeline("show", "--day", day, "--format", "json", TIMELINE_FILE=None).out
    urls = {one["id"]: one["url"] for event in json.loads(listed) for one in event["sources"]}
    assert sorted(address is None for address in printed["addresses"]) == sorted(
        url is None for url in urls.values()
    )


def test_filters_apply_to_the_sources_on_paper(shipped: Path) -> None:
    printed = browse("html_print.cjs", shipped, query="?actor=helen-toner&day=2023-11-17")
    assert 0 < len(printed["addresses"]) < 50


def test_the_page_has_a_light_and_a_dark_theme(shipped: Path) -> None:
    light, dark = (
        sum(map(int, re.findall(r"\d+", page["background"])))
        for page in (
            browse("html_look.cjs", shipped, {"colorScheme": scheme})
            for scheme in ("light", "dark")
        )
    )
    assert dark < 150
    assert light > 600


def test_the_policy_forbids_to_load_run_and_send(shipped: Path) -> None:
    found = parties.browse("html_policy.cjs", shipped.as_uri())
    assert found["elsewhere"] == []
    assert found["seen"] == {
        "refused": [
            "base-uri",
            "connect-src",
            "form-action",
            "frame-src",
            "img-src",
            "object-src",
            "script-src-attr",
            "script-src-elem",
            "style-src-attr",
            "style-src-elem",
        ],
        "ran": None,
        "red": False,
        "base": True,
    }


def test_hostile_text_stays_text(timeline: Program, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    file = tmp_path / "hostile.yaml"
    file.write_text(TIMELINE, encoding="utf-8")
    done = timeline("export", "html", "--file", str(file), "-o", str(path))
    assert (done.code, done.out) == (0, "")
    page = browse("html_look.cjs", path, {})
    assert page["ran"] is None
    assert page["shown"] == ["first"]
    assert page["text"].count("</script><script>window.ran=1") >= 5
    assert "</h3><script>window.ran=5</script>" in page["text"]
