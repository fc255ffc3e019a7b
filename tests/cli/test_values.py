"""`timeline values`: the values of a field, one per line."""

import json

import pytest

from tests.cli.processes import Done, Program

VALUES = {
    "actors": ["ilya-sutskever", "greg-brockman", "sam-altman", "sam-smith", "zoe-muller",
        "yamada-taro", "openai", "openai-board", "nobody", "trickster"],
    "tags": ["firing", "phone"],
    "kinds": ["meeting", "message", "other", "report", "statement"],
    "certainties": ["confirmed", "disputed", "reported", "rumoured"],
    "days": ["2015-12-11", "2023-11-17", "2023-11-18", "2023-11-20"],
    "sources": ["echo", "news", "post", "trap"],
    "publishers": [r"Bad\x1b]0;title\x07 [red]News[/red] :boom:", "Greg Brockman", "Le Monde",
        "Reuters"],
    "offices": ["Chief scientist", "Director", "President"],
    "figures": ["words"],
}  # fmt: skip


@pytest.mark.parametrize("field", VALUES)
def test_values_lists_a_field(timeline: Program, field: str) -> None:
    assert timeline("values", field) == Done(0, "".join(f"{v}\n" for v in VALUES[field]), "")


def test_ids_are_in_chronological_order(timeline: Program) -> None:
    done = timeline("values", "ids")
    shown = timeline("show", "--format", "csv").out.splitlines()[1:]
    listed = [line.partition(",")[0] for line in shown if line[:1].islower()]
    assert [key for key in done.out.split() if key in listed] == done.out.split()
    assert len(done.out.split()) == 17


def test_figures_include_those_of_accounts(timeline: Program) -> None:
    event = "- {id: a, when: 2020, title: T, figures: {b: 1}, accounts: [{says: S, sources: [s]}, "
    event += "{says: T, figures: {a: 2, b: 3}, sources: [t]}]}"
    text = (
        "timeline: {format: 1, title: T, zone: UTC}\n"
        f"sources: {{s: {{publisher: S}}, t: {{publisher: T}}}}\nevents:\n{event}\n"
    )
    assert timeline("values", "figures", "-f", "-", stdin=text.encode()) == Done(0, "a\nb\n", "")


def test_a_field_may_have_no_values(timeline: Program) -> None:
    text = b"timeline: {format: 1, title: T, zone: UTC}\nevents: []\n"
    assert timeline("values", "tags", "-f", "-", stdin=text) == Done(
        0, "", "the timeline has no tags; try timeline values\n"
    )


def test_without_a_field_the_fields_are_listed(timeline: Program) -> None:
    done = timeline("values")
    rows = [line.split(maxsplit=2) for line in done.out.splitlines()]
    assert (done.code, done.err) == (0, "")
    listed = [(name, timeline("values", name).out.count("\n")) for name in [*VALUES, "ids"]]
    assert sorted((name, int(count)) for name, count, _ in rows) == sorted(listed)
    assert rows[1] == ["tags", "2", "what events are tagged with (--tag)"]


def test_the_fields_as_json(timeline: Program) -> None:
    done = timeline("values", "--format", "json")
    assert json.loads(done.out)[1] == {
        "field": "tags",
        "count": 2,
        "holds": "what events are tagged with (--tag)",
    }


@pytest.mark.parametrize("word", ["tagg", "Tags", "figurs", "ACTORS"])
def test_an_unknown_field_gets_a_suggestion(timeline: Program, word: str) -> None:
    done = timeline("values", word)
    assert (done.code, done.out, "(did you mean " in done.err) == (2, "", True)


@pytest.mark.parametrize(
    ("singular", "field"), [("tag", "tags"), ("id", "ids"), ("certainty", "certainties")]
)
def test_a_field_has_a_singular_too(timeline: Program, singular: str, field: str) -> None:
    assert timeline("values", singular) == timeline("values", field)


def test_without_a_similar_field_all_are_named(timeline: Program) -> None:
    done = timeline("values", "zzz")
    fields = "actors, tags, kinds, certainties, days, ids, sources, publishers, offices, figures"
    assert done == Done(2, "", f'timeline: no field is called "zzz" (there are: {fields})\n')


def test_values_as_json(timeline: Program) -> None:
    done = timeline("values", "tags", "--format", "json")
    assert done == Done(0, '["firing", "phone"]\n', "")
