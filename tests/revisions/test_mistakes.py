"""Files with mistakes are compared as far as they can be read, and nothing else is claimed."""

from tests.revisions.files import compare

HEADER = "timeline: {format: 1, title: T, zone: UTC}\n"
OLD = f"""\
{HEADER}actors: {{ann: {{name: Ann}}}}
sources: {{news: {{publisher: News}}}}
events:
  - {{id: a, when: 2001-05-01, title: A}}
  - {{id: b, when: 2001-05-02, title: B}}
  - {{id: c, when: 2001-05-03, title: C}}
"""


def summary(old: str, new: str) -> tuple[list[str], list[str], list[str]]:
    """Return the changes, what is not compared, and the notes."""
    found = compare(old, new)
    return (
        [f"{one.group} {one.id}" for one in found.changes],
        [f"{one.kind} {one.id}" for one in found.skipped],
        list(found.list_notes()),
    )


def test_an_event_with_a_mistake_is_not_said_to_be_gone() -> None:
    new = OLD.replace("2001-05-02", "2001-15-02").replace("title: C", "title: D")
    for files in ((OLD, new), (new, OLD)):
        changes, skipped, notes = summary(*files)
        assert (changes, skipped) == (["wording c"], ["event b"])
        assert [note.partition(" (")[0] for note in notes] == [
            "new.yaml: 1 error, compared as far as it can be read"
            if files[1] == new
            else "old.yaml: 1 error, compared as far as it can be read",
            "not compared, as one of the files may have more than can be read: 1 event",
        ]


def test_of_a_file_that_breaks_off_nothing_is_said_to_be_gone() -> None:
    new = OLD.replace("title: A", "title: Z").replace(
        "  - {id: c, when: 2001-05-03, title: C}", '  - {id: "c'
    )
    changes, skipped, notes = summary(OLD, new)
    assert (changes, skipped) == (["wording a"], ["event c"])
    assert len(notes) == 2


def test_of_what_is_no_timeline_nothing_is_compared() -> None:
    changes, skipped, _ = summary(OLD, "just: [some, yaml]\n")
    assert changes == []
    assert skipped == ["actor ann", "source news", "event a", "event b", "event c"]


def test_a_wrong_reference_keeps_nothing_from_being_compared() -> None:
    new = OLD.replace("title: B", "title: B, actors: [bob]")
    changes, skipped, notes = summary(OLD, new)
    assert (changes, skipped, len(notes)) == (["people b"], [], 1)


def test_dates_in_an_unknown_zone_are_not_said_to_have_moved_by_an_amount() -> None:
    old = OLD.replace("UTC", "Asia/Tokyo")
    new = old.replace("Tokyo", "Tokio").replace("2001-05-03", "2001-05-04T12:00")
    comparison = compare(old, new)
    assert [(change.group, change.move) for change in comparison.changes] == [
        ("moved", None),
        ("timeline", None),
    ]
    assert comparison.zone == "UTC"
