"""`timeline event`: everything about one event."""

import json
from pathlib import Path

import pytest

from oai_timeline import __version__
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

  Nobody knows why.

  By         Ada
  About      Bob
  Place      the attic
  Kind       mishap
  Tags       light, dark
  Figures    lamps out 1
  Dated      2023-11-17 18:00~–21:00 PST
  Dated      at some time within these bounds, approximate
  Dated      as the source puts it: 9 p.m. ET
  Dated      2023-11-18 02:00~–05:00 UTC
  Zone       America/Los_Angeles
  Certainty  disputed: accounts contradict each other on substance

3 accounts
  2023-11-17 18:05 PST  It went out by itself.  Ada 2023-11-18
  Two lamps were put out.  ● Bob  ○ nobody  lamps out 2  Reuters 2023-11-19; Le Monde
  It never burned.  A book

Quoted
  “Plus de lumière.” (fr)  “No more light.” (translation)  Ada  Ada 2023-11-18
  “Dark.”  -  -  Reuters 2023-11-19

4 sources, 2 independent origins: Reuters; Ada
  -  Le Monde  -  https://b.example/2  -  copy  news, via a.example, in fr, rests on wire
  2023-11-18  Ada  A diary  https://a.example/1  https://archive.example/1  diary  first-hand
  2023-11-19  Reuters  -  -  -  wire  news
  -  A book  -  -  -  book  book, rests on diary

Because of
  2023-11-17 08h PST  confirmed  The lamp is lit  lamp-lit  because

After (order only)
  2023-11-16  -  A lamp is bought  lamp-bought  after

Led to
  2023-11-18 07:30 PST  reported  The lamp is lit again  lamp-lit-again  because

Before (order only)
  2023-12  -  The bill comes  lamp-bill  after
"""
WIDE = """\
2023-11-17 that evening  ≠ disputed  lamp-out
The lamp goes out

  Nobody knows why.

  By         Ada
  About      Bob
  Place      the attic
  Kind       mishap
  Tags       light, dark
  Figures    lamps out 1
  Dated      2023-11-17 about 18:00–21:00 PST
             at some time within these bounds, approximate
             as the source puts it: 9 p.m. ET
             2023-11-18 about 02:00–05:00 UTC
  Zone       America/Los_Angeles
  Certainty  disputed: accounts contradict each other on substance

3 accounts
  │ Ada 2023-11-18                   │ Reuters 2023-11-19
  │                                  │ Le Monde
  │ 2023-11-17 18:05 PST             │ dated as the event
  │ It went out by itself.           │ Two lamps were put out.
  │                                  │ ● Bob
  │                                  │ ○ nobody
  │                                  │ lamps out 2

  │ A book
  │ dated as the event
  │ It never burned.

Quoted
  “Plus de lumière.” (fr)
  “No more light.” (translation)
    Ada  Ada 2023-11-18
  “Dark.”
    Reuters 2023-11-19

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

Because of
  2023-11-17 08:00–09:00  ✓ The lamp is lit  lamp-lit

After (order only)
  2023-11-16                A lamp is bought  lamp-bought

Led to
  2023-11-18 07:30        ◦ The lamp is lit again  lamp-lit-again

Before (order only)
  2023-12                   The bill comes  lamp-bill
"""


def split_citation(done: Done) -> tuple[Done, str]:
    """Return the page without its citation, and that on one line."""
    page, _, citation = done.out.partition("\nCite as\n")
    return done._replace(out=page), " ".join(citation.split())


@pytest.fixture
def rich(tmp_path: Path) -> Path:
    (tmp_path / "rich.yaml").write_text(RICH, encoding="utf-8")
    return tmp_path / "rich.yaml"


@pytest.mark.parametrize("key", ["lamp-out", "lamp-o"])
def test_an_event_is_shown_with_all_its_details(timeline: Program, rich: Path, key: str) -> None:
    assert timeline("event", key, "--file", str(rich)) == Done(0, PIPED, "")


def test_accounts_are_shown_side_by_side_if_there_is_room(timeline: Program, rich: Path) -> None:
    done = timeline("event", "lamp-out", "--file", str(rich), "--width", "70")
    page, citation = split_citation(done)
    assert page == Done(0, WIDE, "")
    assert citation == (
        "“The lamp goes out”, 2023-11-17 about 18:00–21:00 PST. In: Lamps, lamps#lamp-out "
        f"(timeline {__version__})."
    )


def test_an_event_with_few_details_is_shown(timeline: Program, rich: Path) -> None:
    """Nothing is headed that there is nothing of; dates without a clock have no place in UTC."""
    page, _ = split_citation(timeline("event", "lamp-bill", "--file", str(rich), "--width", "70"))
    assert page == Done(
        0,
        """\
2023-12  lamp-bill
The bill comes

  Dated      to the month
  Zone       America/Los_Angeles
  Certainty  not given

After (order only)
  2023-11-17 about        ≠ The lamp goes out  lamp-out
  18:00–21:00
""",
        "",
    )


def test_an_event_is_shown_in_another_zone(timeline: Program) -> None:
    """All clocks are printed in it; the timeline's is named as well, and UTC not twice."""
    page, _ = split_citation(timeline("event", "noon-meeting", "--width", "80", "--tz", "UTC"))
    assert page == Done(
        0,
        """\
2023-11-17 20h UTC  ✓ confirmed  noon-meeting
Altman joins a video meeting with every director but Brockman

  The directors and Sam Altman met by video.

  By         Sam Altman, Board of OpenAI
  About      Greg Brockman
  Place      a video call
  Kind       meeting
  Tags       firing
  Dated      to the hour
  Zone       UTC, the timeline's is America/Los_Angeles
  Certainty  confirmed: first-hand, a document, or two independent origins

2 sources, 2 independent origins
  2023-11-17  Greg Brockman
              A post
              https://x.example/gdb/1
              post: first-hand
  2023-11-22  Reuters
              A report
              https://news.example/a?b=c&d=e
              news: news, via tbsnews.net

Led to
  2023-11-17 20:19  ≠ Sutskever texts Brockman to ask for a quick call
                      brockman-gets-text
""",
        "",
    )


@pytest.mark.parametrize("width", [(), ("--width", "100")])
def test_certainty_says_what_it_is_judged_by(timeline: Program, width: tuple[str, ...]) -> None:
    def page(*options: str) -> str:
        return " ".join(timeline("event", *options, *width).out.split())

    reported = "Certainty reported: one outlet, or unnamed people, for what the title says"
    assert reported in page("abroad")
    by_all = "by all sources, not this one alone"
    assert by_all in page("noon-meeting", "--according-to", "reuters")
    assert by_all not in page("noon-meeting", "--as-known-on", "2024")


def test_a_citation_names_the_revision_and_the_point_of_view(timeline: Program) -> None:
    done = timeline("event", "noon-meeting", "--according-to", "reuters", "--width", "80")
    assert split_citation(done)[1] == (
        "“Altman joins a video meeting with every director but Brockman”, 2023-11-17 12h PST. "
        "In: The lamp that went out, according to Reuters, revised 2024-01-01, "
        f"small#noon-meeting (timeline {__version__})."
    )


def test_json_equals_that_of_show(timeline: Program) -> None:
    done = timeline("event", "brockman", "--format", "json")
    shown = timeline("show", "--grep", "quick call", "--format", "json")
    assert (done.code, [json.loads(done.out)], done.err) == (0, json.loads(shown.out), "")
    assert done.out.count("\n") == 1


FOLLOWED = """\
timeline: {format: 1, title: T, zone: Europe/Paris}
sources:
  early: {publisher: Early, published: 2023-01-02}
  late: {publisher: Late, published: 2023-02-01}
events:
  - {id: e, when: 2023-01-01, title: The first, sources: [early, late]}
  - {id: order, when: 2023-01-02, title: Later, after: [e], sources: [early]}
""" + "".join(
    f"  - {{id: e{n}, when: 2023-01-{n + 2:02}, title: Number {n}, because: [e],"
    f" sources: [{'late' if n < 2 else 'early'}]}}\n"
    for n in range(12)
)


def test_of_more_than_ten_followers_the_others_are_counted(
    timeline: Program, tmp_path: Path
) -> None:
    """Those that the event was a reason for come first; the printed command shows all of them."""
    path = str(tmp_path / "followed.yaml")
    Path(path).write_text(FOLLOWED, encoding="utf-8")
    for width in ((), ("--width", "200")):
        page, _ = split_citation(timeline("event", "e", "-f", path, *width))
        shown = page.out.splitlines()
        following = shown[shown.index("Led to") + 1 :]
        ids = [f"e{n}" for n in range(10)]
        assert [word for line in following[:-1] for word in line.split() if word in ids] == ids
        assert following[-1] == f"and 3 more that followed:  timeline -f {path} event e --limit 13"
        command = following[-1].partition(" timeline ")[2].split()
        followers = timeline(*command).out.splitlines()[-15:]
        assert [line.split()[-2:] for line in followers] == [
            *([f"e{n}", "because"] for n in range(12)),
            [],
            ["(order", "only)"],
            ["order", "after"],
        ]


def test_the_command_that_shows_all_has_the_same_point_of_view(
    timeline: Program, tmp_path: Path
) -> None:
    path = str(tmp_path / "followed.yaml")
    Path(path).write_text(FOLLOWED, encoding="utf-8")
    options = ("--as-known-on", "2023-01-05")
    shown = timeline("event", "e", "-n", "9", "-f", path, *options).out.splitlines()
    command = f"timeline -f {path} event e --limit 11 --as-known-on 2023-01-05"
    assert shown[-1] == f"and 2 more that followed:  {command}"
    assert "more:" not in timeline(*command.split()[1:]).out


def test_a_limit_has_no_effect_on_json(timeline: Program) -> None:
    done = timeline("event", "brockman", "--limit", "1", "--format", "json")
    message = "--limit has no effect on --format json: leave it out"
    assert (done.code, done.out, message in done.err) == (2, "", True)
