"""`timeline why`: the causes and consequences of an event."""
# ruff: noqa: E501  # screens are as printed

import json
import shlex
from pathlib import Path

import pytest

from tests.cli.processes import Done, Program

# a <- b <- d, a <- c <- d, d <- e, b <- e; f is after d, which is no reason.
DIAMOND = b"""\
timeline: {format: 1, title: T, zone: Europe/Paris}
events:
  - {id: a, when: 2023-01-01T12:00, title: Rain falls, certainty: confirmed}
  - {id: b, when: 2023-01-02, title: The river rises, because: [a], certainty: reported}
  - {id: c, when: 2023-01-03~, title: The road gives way, because: [a]}
  - {id: d, when: 2023-01-04, title: The village is cut off, because: [b, c]}
  - {id: e, when: 2023-01-05, title: A bridge is built, because: [d, b]}
  - {id: f, when: 2023-01-06, title: Nothing to do with it, after: [d]}
"""
PIPED = """\
-                     -              ← see also          a  -
2023-01-02            reported     ← The river rises     b  -
2023-01-01 12:00 CET  confirmed      ← Rain falls        a  -
2023-01-03~           -            ← The road gives way  c  -
2023-01-04            -          The village is cut off  d  -
2023-01-05            -            → A bridge is built   e  -
"""
ONE_LINK = """\
2023-01-02   reported    ← The river rises     b  +1
2023-01-03~  -           ← The road gives way  c  +1
2023-01-04   -         The village is cut off  d  -
2023-01-05   -           → A bridge is built   e  -
"""
ONE_BRANCH = """\
-                     -            ← and 1 more          -  -
2023-01-01 12:00 CET  confirmed      ← Rain falls        a  -
2023-01-03~           -            ← The road gives way  c  -
2023-01-04            -          The village is cut off  d  -
2023-01-05            -            → A bridge is built   e  -
"""
DRAWN = """\
no causes, 4 consequences within 2 steps · Europe/Paris (CET)
✓ confirmed  ◦ reported  no sign: certainty not given

2023-01-01 12:00  ✓ Rain falls                    a
                  │
2023-01-02        ├─ ◦ The river rises            b
2023-01-04        │  ├─   The village is cut off  d
2023-01-05        │  └─   A bridge is built       e
about 2023-01-03  └─   The road gives way         c
                     └─ see also d
"""


@pytest.mark.parametrize(
    ("arguments", "out", "err"),
    [
        pytest.param(("d",), PIPED, "", id="piped"),
        pytest.param(("d", "--depth", "1"), ONE_LINK, "", id="depth"),
        pytest.param(("d", "--limit", "1"), ONE_BRANCH, "", id="limit"),
        pytest.param(("d", "--causes", "--depth", "1"), ONE_LINK[:ONE_LINK.index("2023-01-05")], "", id="causes"),
        pytest.param(("d", "--consequences", "--depth", "1"), "2023-01-04  -  The village is cut off  d  -\n2023-01-05  -    → A bridge is built   e  -\n", "", id="consequences"),
        pytest.param(("f",), "2023-01-06  -  Nothing to do with it  f  -\n", "the timeline records no cause or consequence of this event\n", id="alone"),
        pytest.param(("a", "--causes"), "2023-01-01 12:00 CET  confirmed  Rain falls  a  -\n", "the timeline records no cause of this event\n", id="no cause"),
        pytest.param(("e", "--consequences"), "2023-01-05  -  A bridge is built  e  -\n", "the timeline records no consequence of this event\n", id="no consequence"),
    ],
)  # fmt: skip
def test_why_prints_causes_and_consequences(
    timeline: Program, arguments: tuple[str, ...], out: str, err: str
) -> None:
    assert timeline("why", *arguments, "-f", "-", stdin=DIAMOND) == Done(0, out, err)


def test_both_directions_alone_are_refused(timeline: Program) -> None:
    done = timeline("why", "d", "--causes", "--consequences", "-f", "-", stdin=DIAMOND)
    message = "--causes and --consequences can't be combined: leave both out to see both"
    assert (done.code, done.out, message in done.err) == (2, "", True)


def test_an_event_reached_twice_is_shown_where_it_is_nearest(timeline: Program) -> None:
    done = timeline("why", "a", "-f", "-", "--width", "80", stdin=DIAMOND)
    assert done == Done(0, DRAWN, "")


def test_why_as_json(timeline: Program) -> None:
    arguments = ("why", "d", "--format", "json", "-f", "-")
    shown = json.loads(timeline("show", "--format", "json", "-f", "-", stdin=DIAMOND).out)
    a, b, c, d, e, _ = shown
    for options, causes, consequences in (
        ((), [a, b, c], [e]),
        (("--depth", "1"), [b, c], [e]),
        (("--limit", "1"), [a, c], [e]),
        (("--causes",), [a, b, c], []),
        (("--consequences",), [], [e]),
    ):
        found = json.loads(timeline(*arguments, *options, stdin=DIAMOND).out)
        assert found == {"event": d, "causes": causes, "consequences": consequences}


FAN = "timeline: {format: 1, title: T, zone: Europe/Paris}\nevents:\n" + "".join(
    f"  - {{id: e{n}, when: 2023-01-{n + 1:02}, title: Number {n}"
    + (", because: [e0]}\n" if n else "}\n")
    for n in range(13)
)


def test_of_more_than_ten_branches_the_others_are_counted(
    timeline: Program, tmp_path: Path
) -> None:
    """The command that shows all is printed, and works; JSON has all at once."""
    path = tmp_path / "a fan.yaml"
    path.write_text(FAN, encoding="utf-8")
    shown = timeline("why", "e0", "-f", str(path), "--width", "200").out.splitlines()
    assert shown[0] == "no causes, 10 of 12 consequences within 2 steps · Europe/Paris"
    assert shown[-4:] == [
        "2023-01-11  ├─ Number 10  e10",
        "            └─ and 2 more",
        "",
        f'all branches  timeline -f "{path}" why e0 --limit 12',
    ]
    command = shlex.split(shown[-1].partition("timeline ")[2])
    piped = timeline(*command).out.splitlines()
    assert [line.split()[-2] for line in piped] == [f"e{n}" for n in range(13)]
    found = json.loads(timeline("why", "e0", "-f", str(path), "--format", "json").out)
    assert len(found["consequences"]) == 12


def test_an_id_can_be_abbreviated(timeline: Program) -> None:
    assert timeline("why", "brock") == timeline("why", "brockman-gets-text")


CHAIN = "timeline: {format: 1, title: T, zone: Europe/Paris}\nevents:\n" + "".join(
    f"  - {{id: e{n}, when: 2023, title: One after another"
    + (f", because: [e{n - 1}]}}\n" if n else "}\n")
    for n in range(60)
)


def test_a_deep_tree_stays_within_its_width(timeline: Program) -> None:
    for key in ("e0", "e59"):
        done = timeline(
            "why", key, "--depth", "99", "--width", "60", "-f", "-", stdin=CHAIN.encode()
        )
        assert done.code == 0
        assert max(map(len, done.out.splitlines())) <= 60
        assert done.out.count("One after") == 60


def test_a_deep_tree_in_a_pipe_is_numbered_beyond_32_steps(timeline: Program) -> None:
    done = timeline("why", "e40", "--depth", "99", "-f", "-", stdin=CHAIN.encode())
    lines = done.out.splitlines()
    deepest = "2023  -  " + 32 * "  "
    assert len(lines) == 60
    assert lines[:2] == [
        f"{deepest}40 ← One after another  e0   -",
        f"{deepest}39 ← One after another  e1   -",
    ]
    assert lines[7:9] == [
        f"{deepest}33 ← One after another  e7   -",
        f"{deepest}← One after another     e8   -",
    ]
