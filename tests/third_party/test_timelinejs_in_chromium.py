"""TimelineJS in Chromium draws `timeline export timelinejs`.

Requests to other machines fail; only those for the fonts of its style sheet are expected.
"""

import json
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.cli.processes import ROOT, Program
from tests.third_party import parties

PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>A timeline</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="dist/css/timeline.css">
<div id="timeline" style="height: 600px"></div>
<script src="dist/js/timeline.js"></script>
<script>
  fetch("events.json").then((answer) => answer.json()).then((document) => {
    const options = { script_path: new URL("dist/js/", location.href).href };
    window.timeline = new TL.Timeline("timeline", document, options);
  });
</script>
</html>
"""
FONTS = ("https://fonts.googleapis.com/", "https://fonts.gstatic.com/")
HOSTILE = (
    "<iframe src='https://evil.example'></iframe><img src=x onerror='window.ran=1'>"
    "&lt;img src=x onerror='window.ran=2'&gt;<b>bold</b><script>window.ran=3</script>"
    '</p></div>&amp;lt;i&amp;gt; https://evil.example/auto "quoted"'
)


def draw(document: str, folder: Path) -> dict[str, Any]:
    """Let TimelineJS draw a document; return what can be seen."""
    (folder / "dist").symlink_to(parties.package("@knight-lab/timelinejs") / "dist")
    (folder / "index.html").write_text(PAGE)
    (folder / "events.json").write_text(document)
    with parties.serve(folder) as address:
        found: dict[str, Any] = parties.browse("timelinejs.cjs", address)
    assert found["errors"] == []
    assert [url for url in found["elsewhere"] if not url.startswith(FONTS)] == []
    seen: dict[str, Any] = found["seen"]
    assert (seen["message"], seen["foreign"], seen["ran"]) == ("", 0, None)
    return seen


def moment(parts: dict[str, int]) -> float:
    """Return the time of a TimelineJS date for a reader in Tokyo, in milliseconds."""
    numbers = [*parts.values(), 1, 1][: max(len(parts), 3)]
    return datetime(*numbers, tzinfo=ZoneInfo("Asia/Tokyo")).timestamp() * 1000  # type: ignore[misc, arg-type]


@pytest.mark.parametrize("file", [ROOT / "events.yaml", ROOT / "tests" / "cli" / "small.yaml"])
def test_every_event_is_drawn(timeline: Program, tmp_path: Path, file: Path) -> None:
    document = timeline("export", "timelinejs", "--file", str(file)).out
    events = {event["unique_id"]: event for event in json.loads(document)["events"]}
    seen = draw(document, tmp_path)
    assert {event["id"] for event in seen["events"]} == set(events)
    assert {slide["id"] for slide in seen["slides"]} == set(events)
    assert {marker["id"] for marker in seen["markers"]} == {f"{key}-marker" for key in events}
    for event in seen["events"]:
        written = events[event["id"]]
        assert event["start"] == moment(written["start_date"])
        end = written.get("end_date")
        assert event["end"] == (moment(end) if end else None)
    for slide in seen["slides"]:
        written = events[slide["id"]]
        assert slide["headline"] == unescape(written["text"]["headline"])
        assert slide["date"] == unescape(unescape(written["display_date"]))
        assert set(slide["tags"]) <= {"div", "h2", "h3", "p", "ul", "li", "a"}
        assert len(slide["links"]) == written["text"]["text"].count("<a ")
    kinds = {unescape(unescape(event["group"])) for event in events.values() if "group" in event}
    assert {group for group in seen["groups"] if group} == kinds


def test_hostile_text_is_text(timeline: Program, tmp_path: Path) -> None:
    text = json.dumps(
        {
            "timeline": {"format": "1", "title": HOSTILE, "zone": "UTC", "id": "t"},
            "actors": {"ann": {"name": HOSTILE}},
            "sources": {"s": {"publisher": HOSTILE, "url": "https://s.example/?a='<b>&c"}},
            "events": [
                {
                    "id": key,
                    "when": "2023",
                    "title": "Hostile " + HOSTILE,
                    "words": HOSTILE,
                    "summary": HOSTILE,
                    "kind": f"{key} {HOSTILE}",
                    "place": HOSTILE,
                    "actors": ["ann"],
                    "sources": ["s"],
                }
                for key in ("one", "two")
            ],
        }
    )
    document = timeline("-f", "-", "export", "timelinejs", stdin=text.encode()).out
    seen = draw(document, tmp_path)
    assert len(seen["slides"]) == 2
    for slide in seen["slides"]:
        assert slide["headline"] == "Hostile " + HOSTILE
        assert slide["date"] == f"{HOSTILE} (2023)"
        assert slide["text"].count(HOSTILE) == 4
        assert slide["links"] == ["https://s.example/?a='<b>&c"]
        assert set(slide["tags"]) <= {"div", "h2", "h3", "p", "ul", "li", "a"}
    assert sorted(group for group in seen["groups"] if group) == [
        f"one {HOSTILE}",
        f"two {HOSTILE}",
    ]
    assert [marker["headline"] for marker in seen["markers"]] == ["Hostile " + HOSTILE] * 2


def test_an_interval_keeps_its_end(timeline: Program, tmp_path: Path) -> None:
    """TimelineJS drops an end that equals the start in all parts of the start."""
    rows = ["2023-11-17T12:00/2023-11-17", "2023-11-17/2023-11-17T15:00", "2023-11/2023-11-05"]
    events = ", ".join(f"{{id: e{n}, when: {when}, title: T}}" for n, when in enumerate(rows))
    text = f"timeline: {{format: 1, title: T, zone: UTC}}\nevents: [{events}]"
    document = timeline("-f", "-", "export", "timelinejs", stdin=text.encode()).out
    seen = draw(document, tmp_path)
    lasting = {e["id"]: timedelta(milliseconds=e["end"] - e["start"]) for e in seen["events"]}
    assert lasting == {
        "e0": timedelta(hours=11, minutes=59),
        "e1": timedelta(hours=15),
        "e2": timedelta(days=4),
    }


def test_years_before_1_are_drawn_in_their_order(timeline: Program, tmp_path: Path) -> None:
    """Without our words for a date, TimelineJS finds its own, and names the same year."""
    rows = {"old": "-1999", "year": "-0043", "ides": "-0042-03-15", "late": "0476"}
    events = ", ".join(f"{{id: {key}, when: {when}, title: T}}" for key, when in rows.items())
    text = f"timeline: {{format: 1, title: T, zone: UTC}}\nevents: [{events}]"
    document = json.loads(timeline("-f", "-", "export", "timelinejs", stdin=text.encode()).out)
    assert [event["display_date"] for event in document["events"]] == [
        "2000 BCE",
        "44 BCE",
        "15 March 43 BCE",
        "476 CE",
    ]
    for event in document["events"]:
        del event["display_date"]
    seen = draw(json.dumps(document), tmp_path)
    dates = {slide["id"]: slide["date"] for slide in seen["slides"]}
    assert [dates[key] for key in rows] == ["2000 BCE", "44 BCE", "March 15, 43 BCE", "476"]
    starts = {event["id"]: event["start"] for event in seen["events"]}
    assert sorted(starts, key=starts.__getitem__) == list(rows)
