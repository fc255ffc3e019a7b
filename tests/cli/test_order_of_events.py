"""`timeline order`: which of some events came first, and how that is known."""
# ruff: noqa: E501  # screens are as printed

import json

import pytest

from tests.cli.processes import Done, Program

CALLS = b"""\
timeline: {format: 1, title: T, zone: Europe/Paris}
sources:
  diary: {publisher: Ada, published: 2023-01-05}
  wire: {publisher: Reuters, published: 2023-01-06}
  book: {publisher: A book}
events:
  - {id: rain, when: 2023-01-01T12:00, title: Rain falls, certainty: confirmed, sources: [diary]}
  - {id: river, when: 2023-01-01T12:30/2023-01-01T15:00, title: The river rises, because: [rain], certainty: reported, sources: [wire, book]}
  - id: road
    when: 2023-01-01T14:00
    title: The road gives way
    after: [rain]
    accounts:
      - {says: At two., sources: [diary]}
      - {says: In the morning., when: 2023-01-01T11:00, sources: [wire]}
      - {says: In the evening., when: 2023-01-01T18:00, sources: [book]}
    sources: [diary, wire, book]
  - {id: bell, when: 2023-01-01T14:00, title: The bell rings}
  - {id: alarm, when: 2023-01-01T14:00:05, title: An alarm sounds}
  - {id: light, when: 2023-01-01T14:00:05, title: The light goes out}
  - {id: dinner, when: 2023-01-01T14:20~, title: Dinner is served}
  - {id: year, when: 2023, title: A wet year}
  - {id: next-year, when: 2027-06, title: A dry year}
"""


@pytest.mark.parametrize(
    ("arguments", "out"),
    [
        pytest.param("rain river", "before  rain  river  dates, links  2023-01-01 12:00 CET  2023-01-01 12:30–15:00 CET  29 minutes  rain > river  Ada 2023-01-05  Reuters 2023-01-06; A book  -\n", id="before"),
        pytest.param("river rain", "after  river  rain  dates, links  2023-01-01 12:30–15:00 CET  2023-01-01 12:00 CET  29 minutes  rain > river  Reuters 2023-01-06; A book  Ada 2023-01-05  -\n", id="after"),
        pytest.param("rain road", "before  rain  road  dates, links  2023-01-01 12:00 CET  2023-01-01 14:00 CET  1 hour 59 minutes  rain > road  Ada 2023-01-05  Ada 2023-01-05; Reuters 2023-01-06; A book  after by Reuters 2023-01-06 (road 2023-01-01 11:00 CET)\n", id="an account reverses it"),
        pytest.param("river road", "unknown  river  road  overlap  2023-01-01 12:30–15:00 CET  2023-01-01 14:00 CET  -  -  Reuters 2023-01-06; A book  Ada 2023-01-05; Reuters 2023-01-06; A book  after by Reuters 2023-01-06 (road 2023-01-01 11:00 CET); before by A book (road 2023-01-01 18:00 CET)\n", id="accounts settle it"),
        pytest.param("alarm light", "same  alarm  light  same-second  2023-01-01 14:00:05 CET  2023-01-01 14:00:05 CET  -  -  -  -  -\n", id="same"),
        pytest.param("rain next-year", "before  rain  next-year  dates  2023-01-01 12:00 CET  2027-06  4 years  -  Ada 2023-01-05  -  -\n", id="years apart"),
    ],
)  # fmt: skip
def test_a_pair_is_a_line_of_cells(timeline: Program, arguments: str, out: str) -> None:
    assert timeline("order", *arguments.split(), "-f", "-", stdin=CALLS) == Done(0, out, "")


DRAWN = """\
Europe/Paris (CET)
✓ confirmed  no sign: certainty not given

“The road gives way” (2023-01-01 14:00 CET) came after “Rain falls” (2023-01-01
12:00 CET).
  Why         their dates do not overlap: more than 1 hour 59 minutes lie
              between them
              the later one followed the earlier one
  2023-01-01 12:00  ✓ Rain falls          rain
  2023-01-01 14:00    The road gives way  road  (order only)
  Sources     road: Ada 2023-01-05; Reuters 2023-01-06; A book
              rain: Ada 2023-01-05
  But         Reuters 2023-01-06: road at 2023-01-01 11:00 CET; then road came
              before rain
"""


def test_a_sentence_and_the_evidence_on_a_terminal(timeline: Program) -> None:
    done = timeline("order", "road", "rain", "-f", "-", "--width", "80", stdin=CALLS)
    assert done == Done(0, DRAWN, "")


@pytest.mark.parametrize(
    ("events", "reason"),
    [
        pytest.param("road bell", "both are dated to the same minute", id="the same minute"),
        pytest.param("river road", "their dates overlap: both may lie at 14:00 on 2023-01-01", id="a minute in common"),
        pytest.param("river dinner", "their dates overlap: both may lie between 13:50 and 14:51 on 2023-01-01", id="a span in common"),
        pytest.param("river dinner", "a date with ~, ? or % is taken to reach further on both sides", id="a qualifier"),
        pytest.param("year river", "their dates overlap: both may lie between 12:30 and 15:01 on 2023-01-01", id="a year"),
        pytest.param("alarm light", "which came first within that second is not established", id="the same second"),
    ],
)  # fmt: skip
def test_a_reason_says_why_no_order_is_established(
    timeline: Program, events: str, reason: str
) -> None:
    arguments = ("order", *events.split(), "-f", "-", "--width", "120")
    shown = timeline(*arguments, stdin=CALLS)
    assert (shown.code, shown.err, reason in shown.out) == (0, "", True)


def test_dates_without_a_time_do_not_shift_to_another_zone(timeline: Program) -> None:
    text = b"""\
timeline: {format: 1, title: T, zone: Europe/Paris}
events: [{id: day, when: 2023-01-01, title: A day}, {id: month, when: 2023-01, title: A month}]
"""
    done = timeline(
        "order", "day", "month", "-f", "-", "--width", "80", "--tz", "Asia/Tokyo", stdin=text
    )
    assert "their dates overlap: both may lie on 2023-01-01\n" in done.out


def test_of_more_than_two_events_each_pair_is_shown(timeline: Program) -> None:
    piped = timeline("order", "rain", "river", "year", "-f", "-", stdin=CALLS).out
    assert [line.split()[0] for line in piped.splitlines()] == ["before", "unknown", "unknown"]
    shown = timeline("order", "rain", "river", "year", "-f", "-", "--width", "80", stdin=CALLS).out
    assert shown.startswith("3 pairs · Europe/Paris (CET)\n")
    assert shown.count("  Why  ") == 3


def test_json_has_the_events_in_time_order_and_each_pair(timeline: Program) -> None:
    done = timeline("order", "road", "rain", "-f", "-", "--format", "json", stdin=CALLS)
    answer = json.loads(done.out)
    orders = [(event["id"], event["when"]["order"]) for event in answer["events"]]
    (pair,) = answer["pairs"]
    (account,) = pair.pop("accounts")
    assert orders == [("rain", "known"), ("road", "known")]
    assert pair == {
        "first": "road",
        "second": "rain",
        "order": "after",
        "by": ["dates", "links"],
        "gap_seconds": 119 * 60,
        "overlap": None,
        "chain": [{"event": "rain", "key": None}, {"event": "road", "key": "after"}],
    }
    assert (account["order"], account["sources"]) == ("before", ["wire"])
    ((event_id, when),) = [(one["event"], one["when"]["date"]) for one in account["dates"]]
    assert (event_id, when) == ("road", "2023-01-01T11:00")


def test_json_has_the_bounds_in_which_both_may_lie(timeline: Program) -> None:
    done = timeline("order", "river", "dinner", "-f", "-", "--format", "json", stdin=CALLS)
    (pair,) = json.loads(done.out)["pairs"]
    assert (pair["order"], pair["by"], pair["gap_seconds"]) == ("unknown", ["overlap"], None)
    assert pair["overlap"] == {
        "earliest": "2023-01-01T13:50:00+01:00",
        "latest": "2023-01-01T14:51:00+01:00",
    }


@pytest.mark.parametrize(
    ("source", "order"),
    [("wire", "after"), ("diary", "before")],
)
def test_a_source_has_its_own_order(timeline: Program, source: str, order: str) -> None:
    """According to a source, its account is the event's date, and no other account counts."""
    text = CALLS.replace(b"sources: [diary]}\n", b"sources: [diary, wire]}\n", 1)
    done = timeline("order", "rain", "road", "--according-to", source, "-f", "-", stdin=text)
    assert (done.code, done.out.split()[0]) == (0, order)
    assert " by " not in done.out


def test_a_sentence_names_the_point_of_view(timeline: Program) -> None:
    done = timeline(
        "order", "road", "rain", "--as-known-on", "2023-01-05", "-f", "-", "--width", "80",
        stdin=CALLS,
    )  # fmt: skip
    assert "\nAs known on 2023-01-05, “The road gives way”" in done.out
    assert "it is not established whether" not in done.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(("rain",), 'order takes two events or more, not only "rain"', id="one"),
        pytest.param(("rain", "rain falls"), '"rain" and "rain falls" are the same event: rain', id="the same"),
        pytest.param(("rain", "snow"), 'no event is called "snow"', id="unknown"),
        pytest.param(("rain", "year"), None, id="two"),
        pytest.param(("rain", "a year"), '"a year" may be any of 2 events:', id="several"),
    ],
)  # fmt: skip
def test_each_argument_names_one_event(
    timeline: Program, arguments: tuple[str, ...], message: str | None
) -> None:
    done = timeline("order", *arguments, "-f", "-", stdin=CALLS)
    assert (done.code, message is None or message in done.err) == (2 if message else 0, True)


def test_an_event_is_named_by_words_of_its_title_or_by_its_time(timeline: Program) -> None:
    done = timeline("order", "rain falls", "jan 1 2023 14:20", "-f", "-", stdin=CALLS)
    assert done.out.startswith("before  rain  dinner  ")
    assert "rain falls = rain\n" in done.err
