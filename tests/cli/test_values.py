"""`timeline values`: the values of a field, one per line."""

import pytest

from tests.cli.processes import Done, Program

VALUES = {
    "actors": ["ilya-sutskever", "greg-brockman", "sam-altman", "sam-smith", "zoe-muller",
        "yamada-taro", "openai", "openai-board", "nobody", "trickster"],
    "tags": ["firing", "phone"],
    "kinds": ["meeting", "message", "other", "report", "statement"],
    "days": ["2015-12-11", "2023-11-17", "2023-11-18", "2023-11-20"],
    "sources": ["echo", "news", "post", "trap"],
    "publishers": [r"Bad\x1b]0;title\x07 [red]News[/red] :boom:", "Greg Brockman", "Le Monde",
        "Reuters"],
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
    assert timeline("values", "tags", "-f", "-", stdin=text) == Done(0, "", "")


def test_values_as_json(timeline: Program) -> None:
    done = timeline("values", "tags", "--format", "json")
    assert done == Done(0, '["firing", "phone"]\n', "")
