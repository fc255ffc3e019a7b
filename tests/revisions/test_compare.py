"""What counts as a change: laws of the comparison, and each edit with the line that it gives."""
# ruff: noqa: E501  # a case stands on a line

import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.load import file_schema
from oai_timeline.load.file_schema import Fields
from oai_timeline.revisions.change import Change
from oai_timeline.revisions.wording import Words, describe_change
from tests.revisions.files import Data, compare, edited, full, parse, write
from tests.strategies import Drawn, timeline_text, timelines

PLAIN = Words(lambda _, entry_id: entry_id, lambda text: text)
MIRRORED = {"added": "removed", "removed": "added"}


def say(change: Change) -> str:
    """Return a change as a line of text."""
    text = "".join(piece.text for piece in describe_change(change, PLAIN))
    whole = change.group in {"added", "removed"} and not change.part
    return f"{change.group} {change.kind} {change.id}: {change.title if whole else text}"


def say_all(old: str, new: str) -> list[str]:
    """Return what changed from one file to another."""
    return [say(change) for change in compare(old, new).changes]


def reformat(text: str, seed: int) -> str:
    """Return a file that says the same, in another order and folded otherwise."""
    chance = random.Random(seed)

    def shuffle(value: Any) -> Any:
        if isinstance(value, dict):
            items = [(key, shuffle(one)) for key, one in value.items()]
            return dict(chance.sample(items, len(items)))
        if isinstance(value, list):
            return chance.sample([shuffle(one) for one in value], len(value))
        return "\n".join(value.split(" ")) if " " in value and len(value) > 20 else value

    return yaml.dump(
        shuffle(parse(text)),
        width=chance.choice([20, 80, 1000]),
        default_style=chance.choice(["'", '"']),
        sort_keys=False,
        allow_unicode=True,
    )


@given(timelines())
def test_a_file_has_no_changes_from_itself(events: list[Drawn]) -> None:
    assert say_all(timeline_text(events), timeline_text(events)) == []


@given(timelines(), st.integers())
def test_neither_order_nor_layout_is_a_change(events: list[Drawn], seed: int) -> None:
    text = timeline_text(events)
    assert say_all(text, reformat(text, seed)) == []


@pytest.mark.parametrize("seed", range(20))
def test_neither_order_nor_layout_of_any_field_is_a_change(seed: int) -> None:
    assert say_all(write(full()), reformat(write(full()), seed)) == []


@given(timelines(), timelines())
def test_the_changes_back_mirror_those_forth(old: list[Drawn], new: list[Drawn]) -> None:
    there = compare(timeline_text(old), timeline_text(new)).changes
    back = compare(timeline_text(new), timeline_text(old)).changes
    assert Counter(map(facts, there)) == Counter(map(mirror, back))


def facts(change: Change) -> tuple[object, ...]:
    """Return what a change says of both revisions."""
    move = change.move and (
        change.move.earliest,
        change.move.latest,
        frozenset(change.move.order),
    )
    return change.group, change.kind, change.id, change.field, change.old, change.new, move


def mirror(change: Change) -> tuple[object, ...]:
    """Return the same of a change in the other direction."""
    move = change.move and change.move._replace(
        earliest=change.move.earliest and -change.move.earliest,
        latest=change.move.latest and -change.move.latest,
        order=tuple(one._replace(old=one.new, new=one.old) for one in change.move.order),
    )
    group: Any = MIRRORED.get(change.group, change.group)
    return facts(change._replace(group=group, old=change.new, new=change.old, move=move))


def put(*path: str | int, to: Any) -> Callable[[Data], None]:
    """Return an edit that puts a value in a place, or removes what is there for None."""

    def edit(data: Data) -> None:
        value: Any = data
        for step in path[:-1]:
            value = value[step]
        if to is None:
            del value[path[-1]]
        else:
            value[path[-1]] = to

    return edit


def append(*path: str | int, to: Any) -> Callable[[Data], None]:
    """Return an edit that appends to a list."""

    def edit(data: Data) -> None:
        value: Any = data
        for step in path:
            value = value[step]
        value.append(to)

    return edit


HEADER, ANN, ECHO, EVENT = ("timeline",), ("actors", "ann-lee"), ("sources", "echo"), ("events", 0)
QUOTE, ACCOUNT, OFFICE = (*EVENT, "quotes", 0), (*EVENT, "accounts", 0), (*ANN, "offices", 0)
ACCOUNT_OF_ECHO = "accounts event full: account of echo,"
# What is edited, and the one line that this gives.
EDITS = {
    "Header.id": (put(*HEADER, "id", to="week"), "timeline timeline week: crisis → week"),
    "Header.title": (put(*HEADER, "title", to="T"), "timeline timeline crisis: title “The crisis” → “T”"),
    "Header.zone": (put(*HEADER, "zone", to="UTC"), "timeline timeline crisis: zone America/Los_Angeles → UTC"),
    "Header.language": (put(*HEADER, "language", to=None), "timeline timeline crisis: language - en"),
    "Header.focus": (put(*HEADER, "focus", to="2023"), "timeline timeline crisis: focus 2023-11-16/2023-11-30 → 2023"),
    "Header.updated": (put(*HEADER, "updated", to="2024-02"), "timeline timeline crisis: updated 2024-01-01 → 2024-02"),
    "Header.kinds": (append(*HEADER, "kinds", to="letter"), "timeline timeline crisis: kinds + letter"),
    "Header.synonyms": (append(*HEADER, "synonyms", to=["a", "b"]), "timeline timeline crisis: synonyms + a, b"),
    "Actor.name": (put(*ANN, "name", to="Ann Li"), "people actor ann-lee: name Ann Lee → Ann Li"),
    "Actor.type": (put(*ANN, "type", to="group"), "people actor ann-lee: type person → group"),
    "Actor.aliases": (append(*ANN, "aliases", to="annie"), "people actor ann-lee: aliases + annie"),
    "Actor.misspellings": (put(*ANN, "misspellings", to=None), "people actor ann-lee: misspellings - Anne"),
    "Actor.note": (put(*ANN, "note", to="One."), "people actor ann-lee: note “A person.” → “One.”"),
    "Actor.offices": (put(*OFFICE, to=None), "people actor ann-lee: office “Director of board”, - “Director of board”"),
    "Office.office": (put(*OFFICE, "office", to="Head"), "people actor ann-lee: office “Head of board”, office Director → Head"),
    "Office.of": (put(*OFFICE, "of", to="bob"), "people actor ann-lee: office “Director of bob”, of board → bob"),
    "Office.from": (put(*OFFICE, "from", to="2016"), "people actor ann-lee: office “Director of board”, from 2015-12~ → 2016"),
    "Office.until": (put(*OFFICE, "until", to="2024"), "people actor ann-lee: office “Director of board”, until .. → 2024"),
    "Office.sources": (append(*OFFICE, "sources", to="echo"), "people actor ann-lee: office “Director of board”, sources + echo"),
    "Source.publisher": (put(*ECHO, "publisher", to="Le Soir"), "sources source echo: publisher Le Monde → Le Soir"),
    "Source.via": (put(*ECHO, "via", to="v.example"), "sources source echo: via + v.example"),
    "Source.title": (put(*ECHO, "title", to="Un"), "sources source echo: title + “Un”"),
    "Source.url": (put(*ECHO, "url", to="https://e.example"), "sources source echo: url + https://e.example"),
    "Source.published": (put(*ECHO, "published", to="2023-11"), "sources source echo: published 2023-11-19 → 2023-11"),
    "Source.language": (put(*ECHO, "language", to="en"), "sources source echo: language fr → en"),
    "Source.kind": (put(*ECHO, "kind", to="news"), "sources source echo: kind + news"),
    "Source.rests_on": (put(*ECHO, "rests_on", to=["book"]), "sources source echo: rests on - post, + book"),
    "Source.archived": (put(*ECHO, "archived", to=None), "sources source echo: archived - https://archive.example/1"),
    "Event.id": (put("events", 3, "id", to="last"), "renamed event last: later → last"),
    "Event.when": (put(*EVENT, "when", to="2023-11-17T12:24"), "moved event full: 2023-11-17T12:19 → 2023-11-17T12:24, 5 minutes later"),
    "Event.words": (put(*EVENT, "words", to="at noon"), "wording event full: words “that noon” → “at noon”"),
    "Event.stated": (put(*EVENT, "stated", to=None), "wording event full: stated - “3:19 p.m. ET”"),
    "Event.title": (put(*EVENT, "title", to="Another"), "wording event full: title “A title” → “Another”"),
    "Event.summary": (put(*EVENT, "summary", to="One."), "wording event full: summary “A summary. Of two lines.” → “One.”"),
    "Event.actors": (put(*EVENT, "actors", to=["bob"]), "people event full: by - ann-lee, + bob"),
    "Event.about": (put(*EVENT, "about", to=None), "people event full: about - bob"),
    "Event.kind": (put(*EVENT, "kind", to="other"), "details event full: kind message → other"),
    "Event.place": (put(*EVENT, "place", to="B"), "details event full: place A place → B"),
    "Event.tags": (append(*EVENT, "tags", to="new"), "details event full: tags + new"),
    "Event.certainty": (put(*EVENT, "certainty", to="reported"), "certainty event full: disputed → reported"),
    "Event.quotes": (append(*EVENT, "quotes", to={"text": "So."}), "quotes event full: quote “So.”, + “So.”"),
    "Event.because": (put(*EVENT, "because", to=None), "links event full: because - before"),
    "Event.after": (append(*EVENT, "after", to="before"), "links event full: after + before"),
    "Event.accounts": (put(*EVENT, "accounts", 2, to=None), "accounts event full: account “At three.”, - “At three.”"),
    "Event.figures": (put(*EVENT, "figures", "signatories", to="506"), "details event full: figures - signatories: 505, + signatories: 506"),
    "Event.sources": (put("events", 3, "sources", to=["post", "book"]), "sources event later: + book"),
    "Quote.text": (put(*QUOTE, "text", to="Salut"), "quotes event full: quote “Salut”, text “Bonjour” → “Salut”"),
    "Quote.by": (put(*QUOTE, "by", to="bob"), "quotes event full: quote “Bonjour”, by ann-lee → bob"),
    "Quote.language": (put(*QUOTE, "language", to=None), "quotes event full: quote “Bonjour”, language - fr"),
    "Quote.translation": (put(*QUOTE, "translation", to="Hi"), "quotes event full: quote “Bonjour”, translation “Hello” → “Hi”"),
    "Quote.source": (put(*QUOTE, "source", to="echo"), "quotes event full: quote “Bonjour”, source book → echo"),
    "Account.says": (put(*ACCOUNT, "says", to="At one."), f"{ACCOUNT_OF_ECHO} says “At midnight.” → “At one.”"),
    "Account.when": (put(*ACCOUNT, "when", to=None), f"{ACCOUNT_OF_ECHO} when - 2023-11-17T00:19~"),
    "Account.actors": (put(*ACCOUNT, "actors", to=None), f"{ACCOUNT_OF_ECHO} by none → as in the event"),
    "Account.about": (append(*ACCOUNT, "about", to="bob"), f"{ACCOUNT_OF_ECHO} about + bob"),
    "Account.figures": (put(*ACCOUNT, "figures", "n", to="5"), f"{ACCOUNT_OF_ECHO} figures - n: 4, + n: 5"),
    "Account.sources": (append(*ACCOUNT, "sources", to="book"), "accounts event full: account of echo, book, sources + book"),
}  # fmt: skip
ENTRIES = {
    "an event": (
        append("events", to={"id": "new", "when": "2024", "title": "News"}),
        "added event new: News",
    ),
    "an event that is gone": (put("events", 3, to=None), "removed event later: It ends"),
    "an actor": (put("actors", "cyd", to={"name": "Cyd"}), "added actor cyd: Cyd"),
    "a source": (put("sources", "new", to={"publisher": "N"}), "added source new: N"),
    "a quote of a new source": (
        append("events", 3, "quotes", to={"text": "So.", "source": "book"}),
        "quotes event later: quote “So.”, + “So.”",
    ),
}


def prepared() -> Data:
    """Return the data with lists to append to."""
    data = full()
    data["events"][3]["quotes"] = [{"text": "Yes.", "by": "bob"}]
    return data


@pytest.mark.parametrize("name", EDITS | ENTRIES)
def test_a_single_edit_gives_exactly_its_line(name: str) -> None:
    edit, line = (EDITS | ENTRIES)[name]
    comparison = edited(edit, prepared())
    assert list(map(say, comparison.changes)) == [line]


def test_every_field_of_the_format_has_an_edit_here() -> None:
    shapes = [one for one in vars(file_schema).values() if isinstance(one, Fields)]
    fields = {f"{shape.name}.{field}" for shape in shapes for field in shape.fields}
    assert fields - EDITS.keys() == {
        "Header.format",
        *(f"Timeline.{section}" for section in ("timeline", "actors", "sources", "events")),
    }


def test_of_a_long_text_only_the_words_that_changed_are_said() -> None:
    old = "The chairman was told over a video link that he was no longer on the board of it."
    new = "The chairman was told over a video call that he was on the board of it since May."
    edit = put("events", 3, "summary", to=new)
    data = full()
    data["events"][3]["summary"] = old
    (change,) = edited(edit, data).changes
    assert say(change) == (
        "wording event later: summary “link” → “call”; “was no longer on” → “was on”;"
        " “it.” → “it since May.”"
    )


def test_an_id_made_from_the_title_is_no_change_of_its_own() -> None:
    data = full()
    del data["timeline"]["id"]
    (change,) = edited(put("timeline", "title", to="T"), data).changes
    assert say(change) == "timeline timeline t: title “The crisis” → “T”"


def test_a_new_id_is_one_change_wherever_it_is_used() -> None:
    old = write(full())
    new = old.replace('"post"', '"the-post"').replace('"ann-lee"', '"ann"', 1)
    new = new.replace('"ann-lee"', '"ann"')
    assert say_all(old, new.replace('["ann", "@annlee", "ann"]', '["ann", "@annlee"]')) == [
        "renamed actor ann: ann-lee → ann",
        "renamed source the-post: post → the-post",
    ]
