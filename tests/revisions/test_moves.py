"""How dates move: by how much, in words, and past which events."""
# ruff: noqa: E501  # a case stands on a line

from collections.abc import Sequence
from itertools import product
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.dates.bounds import parse_date
from oai_timeline.revisions.change import OrderChange, Relation
from oai_timeline.revisions.moves import describe_shift
from oai_timeline.revisions.wording import Words, describe_change
from tests.revisions.files import compare, edited, full
from tests.strategies import ZONE, Drawn, dates, timeline_text, timelines


@pytest.mark.parametrize(
    ("old", "new", "there", "back"),
    [
        ("2023-11-17T12:19", "2023-11-17T12:24", "5 minutes later", "5 minutes earlier"),
        ("2023-11-17T12:19", "2023-11-18T13:19", "1 day 1 hour later", "1 day 1 hour earlier"),
        ("2023-11-17", "2023-11-19", "2 days later", "2 days earlier"),
        ("2023-11-04", "2023-11-06", "2 days later", "2 days earlier"),
        ("2023-10", "2023-12", "2 months later", "2 months earlier"),
        ("2023-02", "2023-03", "1 month later", "1 month earlier"),
        ("1914", "1918", "4 years later", "4 years earlier"),
        ("191X", "192X", "10 years later", "10 years earlier"),
        ("2023-21", "2023-22", "3 months later", "3 months earlier"),
        ("2023-11-17", "2023-11-17T12:19", "dated more exactly", "dated less exactly"),
        ("2023-11-17", "2023-11", "dated less exactly", "dated more exactly"),
        ("2023-11-17", "2023-11-17~", "now approximate", "no longer approximate"),
        ("2023-11-17?", "2023-11-17~", "now approximate, no longer uncertain", "no longer approximate, now uncertain"),
        ("2023-11-17", "2023-11-18?", "1 day later, now uncertain", "1 day earlier, no longer uncertain"),
        ("2023-11-17T12:19", "2023-11-17T12:19-08:00", "the same time, written otherwise", "the same time, written otherwise"),
        ("2023-11-17/..", "2023-11-18/..", "dated more exactly", "dated less exactly"),
        ("2023-11-17/2023-11-18", "2023-11-18/2023-11-20", "start 1 day later, end 2 days later", "start 1 day earlier, end 2 days earlier"),
        ("2023-11-17/2023-11-18", "2023-11-18/..", "start 1 day later, end now open", "start 1 day earlier, end no longer open"),
        ("2023-11-17", "2023-11-18T12", "start 1 day 12 hours later, end 13 hours later", "start 1 day 12 hours earlier, end 13 hours earlier"),
    ],
)  # fmt: skip
def test_a_move_in_words(old: str, new: str, there: str, back: str) -> None:
    before, after = parse_date(old, ZONE), parse_date(new, ZONE)
    assert (describe_shift(before, after), describe_shift(after, before)) == (there, back)


def relations(events: Sequence[Drawn]) -> dict[tuple[str, str], Relation]:
    """Return the order of each pair, by dates and links, by a literal reading of the rule."""
    ids = [event.id for event in events]
    reached = {(link, event.id) for event in events for link in event.links}
    for middle, first, second in product(ids, ids, ids):
        if (first, middle) in reached and (middle, second) in reached:
            reached.add((first, second))
    dated = {(one.id, other.id) for one, other in product(events, events) if ends(one, other)}
    found: dict[tuple[str, str], Relation] = {}
    for first, second in product(ids, ids):
        before = (first, second) in reached | dated
        after = (second, first) in reached | dated
        known: Relation = "before" if before else "after"
        found[first, second] = "unknown" if before == after else known
    return found


def ends(first: Drawn, second: Drawn) -> bool:
    """Return whether the first event is certainly over when the second begins."""
    end, start = first.date.latest_margin, second.date.earliest_margin
    return (inf if end is None else end) <= (-inf if start is None else start)


@given(timelines(), st.data())
def test_the_order_that_changed_is_that_of_dates_and_links(
    events: list[Drawn], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(events) - 1))
    moved = events[place]._replace(when=data.draw(dates()))
    later = [*events[:place], moved, *events[place + 1 :]]
    before, after = relations(events), relations(later)
    expected = {
        OrderChange(other, before[moved.id, other], after[moved.id, other])
        for other in (event.id for event in events)
        if other != moved.id and before[moved.id, other] != after[moved.id, other]
    }
    changes = compare(timeline_text(events), timeline_text(later)).changes
    if moved.when == events[place].when:
        assert changes == []
    else:
        (change,) = changes
        assert change.move
        assert set(change.move.order) == expected


def test_the_line_names_the_events_that_one_moved_past() -> None:
    data = full()
    data["events"] = [{"id": "a", "when": "2023-11-17T10:00", "title": "A"}]
    data["events"] += [
        {"id": f"b{hour}", "when": f"2023-11-17T{hour}:00", "title": "B"} for hour in (11, 12, 13)
    ]
    data["events"].append({"id": "day", "when": "2023-11-18", "title": "Day"})
    words = Words(lambda _, one: one, lambda text: text)

    def say(when: str) -> str:
        def edit(edited: dict[str, object]) -> None:
            edited["events"][0]["when"] = when  # type: ignore[index]

        (change,) = edited(edit, data).changes
        return describe_change(change, words)[-1].text

    assert say("2023-11-17T11:30") == ", 1 hour 30 minutes later, now after b11"
    assert say("2023-11-17T12:30") == ", 2 hours 30 minutes later, now after b11 and b12"
    assert (
        say("2023-11-17T14")
        == ", start 4 hours later, end 4 hours 59 minutes later, now after b11, b12 and 1 more"
    )
    assert say("2023-11-17T10:15") == ", 15 minutes later"
    assert say("2023-11-17") == (
        ", dated less exactly, no longer known to be before b11, b12 and 1 more"
    )
