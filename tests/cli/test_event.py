"""`timeline event`: everything about one event."""

import json
from pathlib import Path

import pytest

from tests.cli.processes import Done, Program

RICH = """\
timeline: {format: 1, title: Lamps, zone: America/Los_Angeles, language: en}
actors:
  ada: {name: Ada}
  bob: {name: Bob}
sources:
  diary: {publisher: Ada, title: A diary, url: "https://a.example/1", published: 2023-11-18, kind: first-hand, language: en, archived: "https://archive.example/1"}
  wire: {publisher: Reuters, published: 2023-11-19, kind: news}
  book: {publisher: A book, rests_on: [diary], kind: book}
  copy: {publisher: Le Monde, via: a.example, url: "https://b.example/2", kind: news, rests_on: [wire], language: fr}
events:
  - {id: lamp-bought, when: 2023-11-16, title: A lamp is bought}
  - {id: lamp-lit, when: 2023-11-17T08, title: The lamp is lit, because: [lamp-bought], certainty: confirmed, sources: [diary]}
  - id: lamp-out
    when: 2023-11-17T18:00~/2023-11-17T21:00
    words: that evening
    stated: "9 p.m. ET"
    title: The lamp goes out
    summary: Nobody knows why.
    actors: [ada]
    about: [bob]
    kind: mishap
    place: the attic
    tags: [light, dark]
    certainty: disputed
    quotes:
      - {by: ada, text: "Plus de lumière.", language: fr, translation: "No more light.", source: diary}
      - {text: "Dark.", source: wire}
    because: [lamp-lit]
    after: [lamp-lit, lamp-bought]
    accounts:
      - {says: It went out by itself., when: 2023-11-17T18:05, sources: [diary]}
      - {says: Two lamps were put out., actors: [bob], about: [], figures: {lamps_out: 2}, sources: [wire, copy]}
      - {says: It never burned., sources: [book]}
    figures: {lamps_out: 1}
    sources: [copy]
  - {id: lamp-bill, when: 2023-12, title: The bill comes, after: [lamp-out]}
  - {id: lamp-lit-again, when: 2023-11-18T07:30, title: The lamp is lit again, because: [lamp-out], certainty: reported, sources: [wire]}
"""  # noqa: E501
PIPED = """\
2023-11-17 that evening PST  ≠ disputed  lamp-out
The lamp goes out
  ● Ada
  ○ Bob

  Nobody knows why.

  Dated      2023-11-17 18:00~–21:00 PST
  Precision  at some time within these bounds, approximate
  Stated     9 p.m. ET
  Zone       America/Los_Angeles
  In UTC     2023-11-18 02:00~–05:00 UTC
  Certainty  disputed: accounts contradict one another on substance
  Kind       mishap
  Place      the attic
  Tags       light, dark
  Figures    lamps out 1

3 accounts
  2023-11-17 18:05 PST  It went out by itself.  Ada 2023-11-18
  Two lamps were put out.  ● Bob  ○ nobody  lamps out 2  Reuters 2023-11-19; Le Monde
  It never burned.  A book

Quoted
  “Plus de lumière.” (fr)  “No more light.” (translation)  Ada  Ada 2023-11-18
  “Dark.”  Reuters 2023-11-19

Followed from
  2023-11-16 PST      after               lamp-bought  A lamp is bought
  2023-11-17 08h PST  because  confirmed  lamp-lit     The lamp is lit

Followed by
  2023-11-18 07:30 PST  because  reported  lamp-lit-again  The lamp is lit again
  2023-12 PST           after              lamp-bill       The bill comes

4 sources, 2 independent origins: Reuters; Ada
              Le Monde  https://b.example/2  copy: news, via a.example, in fr, rests on wire
  2023-11-18  Ada  A diary  https://a.example/1  archived at https://archive.example/1  diary: first-hand
  2023-11-19  Reuters  wire: news
              A book  book: book, rests on diary
"""  # noqa: E501
WIDE = """\
2023-11-17 that evening  ≠ disputed  lamp-out
The lamp goes out
  ● Ada
  ○ Bob

  Nobody knows why.

  Dated      2023-11-17 18:00~–21:00 PST
  Precision  at some time within these bounds, approximate
  Stated     9 p.m. ET
  Zone       America/Los_Angeles
  In UTC     2023-11-18 02:00~–05:00 UTC
  Certainty  disputed: accounts contradict one another on substance
  Kind       mishap
  Place      the attic
  Tags       light, dark
  Figures    lamps out 1

3 accounts
  │ 2023-11-17 18:05 PST             │ time as above
  │ It went out by itself.           │ Two lamps were put out.
  │                                  │ ● Bob
  │                                  │ ○ nobody
  │                                  │ lamps out 2
  │ Ada 2023-11-18                   │ Reuters 2023-11-19
  │                                  │ Le Monde

  │ time as above
  │ It never burned.
  │ A book

Quoted
  “Plus de lumière.” (fr)
  “No more light.” (translation)
    Ada  Ada 2023-11-18
  “Dark.”
    Reuters 2023-11-19

Followed from
  2023-11-16      after       A lamp is bought
  2023-11-17 08h  because  ✓  The lamp is lit

Followed by
  2023-11-18 07:30  because  ◦  The lamp is lit again
  2023-12           after       The bill comes

4 sources, 2 independent origins: Reuters; Ada
              Le Monde
              https://b.example/2
              copy: news, via a.example, in fr, rests on wire
  2023-11-18  Ada
              A diary
              https://a.example/1
              https://archive.example/1
              diary: first-hand
  2023-11-19  Reuters
              wire: news
              A book
              book: book, rests on diary
"""


@pytest.fixture
def rich(tmp_path: Path) -> Path:
    (tmp_path / "rich.yaml").write_text(RICH, encoding="utf-8")
    return tmp_path / "rich.yaml"


@pytest.mark.parametrize("key", ["lamp-out", "lamp-o"])
def test_an_event_is_shown_with_all_its_details(timeline: Program, rich: Path, key: str) -> None:
    assert timeline("event", key, "--file", str(rich)) == Done(0, PIPED, "")


def test_accounts_are_shown_side_by_side_if_there_is_room(timeline: Program, rich: Path) -> None:
    done = timeline("event", "lamp-out", "--file", str(rich), "--width", "70")
    assert done == Done(0, WIDE, "")


def test_an_event_with_few_details_is_shown(timeline: Program, rich: Path) -> None:
    """Nothing is headed that there is nothing of; dates without a clock have no place in UTC."""
    done = timeline("event", "lamp-bill", "--file", str(rich), "--width", "70")
    assert done == Done(
        0,
        """\
2023-12  lamp-bill
The bill comes

  Precision  to the month
  Zone       America/Los_Angeles

Followed from
  2023-11-17 that    after  ≠  The lamp goes out
  evening
""",
        "",
    )


def test_an_event_is_shown_in_another_zone(timeline: Program) -> None:
    """All clocks are printed in it; the timeline's is named as well, and UTC not twice."""
    done = timeline("event", "noon-meeting", "--width", "80", "--tz", "UTC")
    assert done == Done(
        0,
        """\
2023-11-17 20h UTC  ✓ confirmed  noon-meeting
Altman joins a video meeting with every director but Brockman
  ● Sam Altman, Board of OpenAI
  ○ Greg Brockman

  The directors and Sam Altman met by video.

  Precision  to the hour
  Zone       UTC, the timeline's is America/Los_Angeles
  Certainty  confirmed: first-hand, a document, or two independent origins
  Kind       meeting
  Place      a video call
  Tags       firing

Followed by
  2023-11-17 20:19  because  ≠  Sutskever texts Brockman to ask for a quick
                                call

2 sources, 2 independent origins
  2023-11-17  Greg Brockman
              A post
              https://x.example/gdb/1
              post: first-hand
  2023-11-22  Reuters
              A report
              https://news.example/a?b=c&d=e
              news: news, via tbsnews.net
""",
        "",
    )


def test_json_equals_that_of_show(timeline: Program) -> None:
    done = timeline("event", "brockman", "--format", "json")
    shown = timeline("show", "--grep", "quick call", "--format", "json")
    assert (done.code, [json.loads(done.out)], done.err) == (0, json.loads(shown.out), "")
    assert done.out.count("\n") == 1
