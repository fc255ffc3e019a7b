"""`timeline disputes`: events whose sources differ."""

import json
from pathlib import Path

import pytest

from tests.cli.processes import Done, Program

TOLD = """\
timeline: {format: 1, title: Lamps, zone: America/Los_Angeles}
actors:
  ada: {name: Ada}
  bob: {name: Bob}
sources:
  diary: {publisher: Ada, published: 2023-11-18}
  wire: {publisher: Reuters}
  copy: {publisher: Le Monde}
events:
  - id: lamp-lit
    when: 2023-11-17T08:00
    title: The lamp is lit
    accounts: [{says: "It was lit; \\"accounts\\": [{.", sources: [diary]}]
  - id: lamp-moved
    when: 2023-11
    title: The lamp is moved
    certainty: disputed
    accounts:
      - {says: To the attic., sources: [diary]}
      - {says: To the cellar., sources: [wire]}
  - id: lamp-out
    when: 2023-11-17T18:00~
    words: that evening
    title: The lamp goes out
    actors: [ada]
    certainty: reported
    accounts:
      - {says: It went out., when: 2023-11-17T18:05, sources: [diary]}
      - {says: Two were put out., actors: [bob], figures: {lamps: 2}, sources: [wire, copy]}
  - {id: lamp-broken, when: 2023-11-18, title: The lamp breaks}
"""
BOTH = """\
2023-11-17 18:00~ PST  reported  The lamp goes out  Ada  lamp-out  that evening
  diary  ≠ 2023-11-17 18:05 PST  ≠ It went out.  ≠ ● Ada  ≠ no figures  Ada 2023-11-18
  Reuters  ≠ 2023-11-17 18:00~ PST  ≠ Two were put out.  ≠ ● Bob  ≠ lamps 2  Reuters

2023-11  disputed  The lamp is moved  -  lamp-moved  dated less precisely
  diary  2023-11 PDT  ≠ To the attic.  Ada 2023-11-18
  Reuters  2023-11 PDT  ≠ To the cellar.  Reuters
"""
BESIDE = """\
1 event reported by diary and wire, 1 of them differently · by Ada
America/Los_Angeles (PST)
◦ reported

2023-11-17  Friday
about 18:00   ◦ The lamp goes out  that evening  — Ada  lamp-out
  │ diary                              │ wire
  │ ≠ 2023-11-17 18:05 PST             │ ≠ 2023-11-17 about 18:00 PST
  │ ≠ It went out.                     │ ≠ Two were put out.
  │ ≠ ● Ada                            │ ≠ ● Bob
  │ ≠ no figures                       │ ≠ lamps 2
  │ Ada 2023-11-18                     │ Reuters
"""
ALIKE = """\
2023-11-17 18:00~ PST  reported  The lamp goes out  Ada  lamp-out  that evening
  the same in both
"""
MOVED = """\
2023-11 ⇅  disputed  The lamp is moved  -  lamp-moved  -
  To the attic.  Ada 2023-11-18
  To the cellar.  Reuters
"""
OUT = """\
2023-11-17 18:00~ PST  reported  The lamp goes out  Ada  lamp-out  that evening
  2023-11-17 18:05 PST  It went out.  Ada 2023-11-18
  Two were put out.  ● Bob  lamps 2  Reuters; Le Monde
"""
COARSE = """\
2023-11  disputed  The lamp is moved  -  lamp-moved  dated less precisely
  To the attic.  Ada 2023-11-18
  To the cellar.  Reuters
"""


@pytest.fixture
def told(tmp_path: Path) -> str:
    path = tmp_path / "told.yaml"
    path.write_text(TOLD, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("arguments", "out", "err"),
    [
        pytest.param((), f"{MOVED}\n{OUT}", "", id="all"),
        pytest.param(("-r",), f"{OUT}\n{MOVED}", "", id="latest first"),
        pytest.param(("-n", "1"), MOVED, "1 of 2 events\n", id="limited"),
        pytest.param(("--day", "2023-11-17"), f"{OUT}\n{COARSE}", "", id="a day"),
        pytest.param(("--by", "ada"), OUT, "", id="somebody's"),
        pytest.param(
            ("--grep", "lit"),
            "",
            "no matching events; try without --grep (2 events)\n",
            id="one account is no dispute",
        ),
    ],
)
def test_disputed_events_are_listed_with_their_accounts(
    timeline: Program, told: str, arguments: tuple[str, ...], out: str, err: str
) -> None:
    assert timeline("disputes", "--file", told, *arguments) == Done(0, out, err)


@pytest.mark.parametrize(
    ("arguments", "out", "err"),
    [
        (("diary", "reuters", "--day", "2023-11-17"), BOTH,
         "2 events reported by both, 2 of them differently\n"),
        (("diary", "wire", "--by", "ada", "--width", "74"), BESIDE, ""),
        (("copy", "wire"), ALIKE, "1 event reported by both, 0 of them differently\n"),  # alike
        (("diary", "wire", "--grep", "zzz"), "",
         "no matching events; try without --grep (2 events)\n"),  # none
    ],
)  # fmt: skip
def test_two_sources_are_compared(
    timeline: Program, told: str, arguments: tuple[str, ...], out: str, err: str
) -> None:
    assert timeline("disputes", "--file", told, *arguments) == Done(0, out, err)


@pytest.mark.parametrize(
    ("arguments", "head"),
    [
        ((), "2 events whose sources differ, 1 of them disputed · America/Los_Angeles (PST)"),
        (
            ("-n", "1"),
            "1 of 2 events whose sources differ, 1 of these 1 disputed · America/Los_Angeles",
        ),
        (
            ("--by", "ada"),
            "1 event whose sources differ, 0 of them disputed · by Ada · America/Los_Angeles (PST)",
        ),
        (
            ("diary", "wire"),
            (
                "2 events reported by diary and wire, 2 of them differently · "
                "America/Los_Angeles (PST)"
            ),
        ),
    ],
)
def test_the_head_counts_what_is_listed(
    timeline: Program, told: str, arguments: tuple[str, ...], head: str
) -> None:
    shown = timeline("disputes", "--file", told, *arguments, "--width", "100").out.splitlines()
    assert shown[0] == head


def test_a_comparison_can_be_written_as_json(timeline: Program, told: str) -> None:
    """Each telling is the event according to its source."""
    options = ("--file", told, "--format", "json")
    done = timeline("disputes", "diary", "wire", *options)
    (reassigned, out) = json.loads(done.out)
    assert (reassigned["id"], reassigned["differ"]) == ("lamp-moved", ["summary"])
    assert (out["id"], out["differ"]) == ("lamp-out", ["when", "summary", "actors", "figures"])
    for at, source in enumerate(("diary", "wire")):
        shown = timeline("show", "--according-to", source, "--grep", "out", *options)
        (event,) = json.loads(shown.out)
        assert out["tellings"][at] == event


def test_disputes_can_be_written_as_json(timeline: Program, told: str) -> None:
    """They are the events as `show` has them; their order is judged among themselves."""
    done = timeline("disputes", "--file", told, "--format", "json", "--certainty", "reported")
    shown = timeline("show", "--file", told, "--format", "json", "--certainty", "reported")
    assert (done.code, json.loads(done.out), done.err) == (0, json.loads(shown.out), "")
