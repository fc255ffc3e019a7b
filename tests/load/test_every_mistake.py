"""`check` finds all mistakes in one run: none hides another that has nothing to do with it."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.timelines import HEADER, Finding, findings

Lines = list[tuple[str, ...]]
"""The lines of a file: each as it is right, then with mistakes, each of which replaces it."""

_AROUND: Lines = [
    ("timeline:",),
    ("  format: 1",),
    ("  title: T", "  title: ''"),
    ("  zone: UTC",),
    ("  language: en", "  langauge: en"),
    ("  kinds: [call, talk]",),
    ("actors:",),
    ("  ann: {name: Ann}",),
    ("  bob:",),
    ("    name: Bob", "    nam: Bob"),
    ("    aliases: [bobby]", "    aliases: [bobby, ann]"),
    ("    type: person", "    type: persona"),
    ("    offices:",),
    ("      - office: Chair", "      - offic: Chair"),
    ("        of: ann", "        of: annn"),
    ("        from: 2020", "        form: 2020"),
    ("        until: 2021", "        until: 2019", "        until: 2021-13"),
    ("sources:",),
    ("  s: {publisher: P, rests_on: [t]}", "  s: {publisher: P, rests_on: [t], colour: red}"),
    ("  t:",),
    ("    publisher: P", "    publisher: []"),
    ("    title: T", "    rests_on: [s]"),
    ("events:",),
    ("  - {id: first, when: 2023, title: First}",),
    ("  - {id: last, when: 2030, title: Last}",),
]
_EVENT: Lines = [
    ("  - id: e{n}", "  - id: first", "  - id: E_{n}"),
    ("    when: 2023-01-0{n}", "    when: 2023-13", "    wen: 2023"),
    ("    title: T", "    titel: T", "    title: &a T"),
    ("    kind: talk", "    kind: walk"),
    ("    place: here", "    place:", "    kind: call"),
    ("    actors: [ann]", "    actors: [anne, bob]", "    actors: ann"),
    ("    about: [bob]", "    about: [[bob]]", "    about: [Bob]"),
    ("    sources: [s]", "    sources: [s, u]"),
    ("    because: [first]", "    because: [last]", "    because: [nowhere]"),
    ("    after: [first]", "    after: [e{n}]", "    after: [first, e9]", "    after: {{a: b}}"),
    ("    accounts:",),
    ("      - {{says: A, sources: [s]}}", "      - {{say: A, sources: [s]}}"),
    ("      - {{says: B, sources: [t]}}", "      - {{says: B, sources: [t, s]}}"),
    ("    figures: {{n: 1}}", "    figures: {{n: 1e3}}"),
]
_LINES = _AROUND + [
    tuple(line.format(n=number) for line in lines) for number in (1, 2) for lines in _EVENT
]
_DEPENDENT = [
    ("    when: 2023-13", "    because: [last]"),
    ("    wen: 2023", "    because: [last]"),
    ("  - id: first", "    after: [e{n}]"),
    ("  - id: E_{n}", "    after: [e{n}]"),
]
"""What one of these says of the other is not to be known in one event."""
_DEPENDENT_OFFICE = {"        form: 2020", "        until: 2019"}


def _text(chosen: dict[int, int]) -> str:
    """Write the file with the mistakes chosen: by number of line, which variant of it."""
    return "\n".join(lines[chosen.get(at, 0)] for at, lines in enumerate(_LINES)) + "\n"


def _are_independent(chosen: dict[int, int]) -> bool:
    wrong = {at: _LINES[at][variant] for at, variant in chosen.items()}
    for number in (1, 2):
        begin = len(_AROUND) + (number - 1) * len(_EVENT)
        event = {line for at, line in wrong.items() if begin <= at < begin + len(_EVENT)}
        if any({one.format(n=number), two.format(n=number)} <= event for one, two in _DEPENDENT):
            return False
    return not set(wrong.values()) >= _DEPENDENT_OFFICE


_CHOSEN = st.sets(
    st.sampled_from(
        [(at, variant) for at, lines in enumerate(_LINES) for variant in range(1, len(lines))]
    ),
    min_size=2,
    max_size=12,
).map(dict)


def test_the_file_without_mistakes_has_none() -> None:
    assert findings(_text({})) == []


@pytest.mark.parametrize(
    ("at", "variant"),
    [(at, variant) for at, lines in enumerate(_LINES) for variant in range(1, len(lines))],
)
def test_each_mistake_alone_is_found(at: int, variant: int) -> None:
    assert findings(_text({at: variant}))


@example({at: 1 for at, lines in enumerate(_LINES) if len(lines) > 1 and "when" not in lines[0]})
@given(_CHOSEN)
def test_mistakes_together_are_all_found(chosen: dict[int, int]) -> None:
    assume(_are_independent(chosen))
    alone: set[Finding] = set()
    for at, variant in chosen.items():
        alone.update(findings(_text({at: variant})))
    assert set(findings(_text(chosen))) == alone


@pytest.mark.parametrize(
    ("events", "mistakes"),
    [
        pytest.param(
            "- {id: a, when: 2023, titel: C, because: [nowhere]}",
            ["missing-key", "unknown-key", "unknown-event"],
            id="a link beside another mistake",
        ),
        pytest.param(
            "- {id: a, when: 2023, title: A, because: [b]}\n"
            "- {id: b, when: 2024, title: B}\n"
            "- {id: c, when: soon, title: C}",
            ["impossible-order", "bad-date"],
            id="a cause after its effect, in a file with another mistake",
        ),
        pytest.param(
            "- {id: a, when: 2023, because: [b], title: A, x: y}\n- {id: b, when: 2024, title: ''}",
            ["impossible-order", "unknown-key", "empty-value"],
            id="a cause after its effect, both with another mistake",
        ),
        pytest.param(
            "- {id: a, when: 2023, title: A, because: [b]}\n- {id: b, when: 2024, title: B}\n- @",
            ["impossible-order", "syntax"],
            id="a cause after its effect, before what can't be read",
        ),
        pytest.param(
            "- {id: a, when: 2023, title: A, because: [later]}\n- @",
            ["syntax"],
            id="what may stand below what can't be read",
        ),
    ],
)
def test_links_are_checked_whatever_else_is_wrong(events: str, mistakes: list[str]) -> None:
    text = HEADER + "events:\n" + events + "\n"
    found = [code for _, _, code, _ in findings(text)]
    assert sorted(found) == sorted(mistakes)
