"""Every view of one timeline, whose texts a test chooses."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any, NamedTuple

from oai_timeline.index import Index, open_bytes
from oai_timeline.model.timeline_file import TimelineFile
from oai_timeline.query import (
    actors,
    bibliography,
    causes,
    comparison,
    disputes,
    pairs,
    quotes,
    search,
)
from oai_timeline.query.counts import fetch_day_counts, fetch_hour_counts, fetch_name_counts
from oai_timeline.query.event_details import fetch_event_details
from oai_timeline.query.events import fetch_events, fetch_with_records
from oai_timeline.query.lanes import fetch_lanes
from oai_timeline.query.overview import fetch_overview
from oai_timeline.query.select import Query, read_filters, select
from oai_timeline.query.source_names import find_cited_sources
from oai_timeline.query.state import fetch_state
from oai_timeline.query.words import parse_words
from oai_timeline.revisions import Comparison, compare_revisions, read_revision
from oai_timeline.views.actors import CommonEvents, render_actor_details, render_actors
from oai_timeline.views.bars import render_days, render_hours, render_names
from oai_timeline.views.bibliography import render_source_details, render_sources
from oai_timeline.views.causes import render_causes
from oai_timeline.views.changes import render_changes
from oai_timeline.views.disputes import render_disputes
from oai_timeline.views.event import render_event
from oai_timeline.views.event_list import render_event_list
from oai_timeline.views.lanes import render_lanes
from oai_timeline.views.layout import Layout
from oai_timeline.views.order import render_order
from oai_timeline.views.overview import render_overview
from oai_timeline.views.parts import Head
from oai_timeline.views.quotes import QuotesHead, render_quotes
from oai_timeline.views.search_results import PLAIN, render_search_results
from oai_timeline.views.state import render_state
from oai_timeline.views.table import render_table
from oai_timeline.views.text import Line, StyledText
from oai_timeline.views.tree import render_tree

ZONE = "America/Los_Angeles"
Views = Mapping[str, Callable[[Layout], StyledText]]

_DATES = (
    "2023-11-16",
    "2023-11-17T12:28/2023-11-17T16:09",
    "2023-11-17T13:19:30~",
    "2023-11-18T09",
    "2023-11-18/..",
)
_CERTAINTIES = ("confirmed", "reported", "disputed", "rumoured")


class Texts(NamedTuple):
    """The texts of a timeline: of its events, of its actors, of its sources."""

    titles: Sequence[str]
    names: Sequence[str]
    publishers: Sequence[str]


@contextmanager
def every_view(texts: Texts) -> Iterator[Views]:
    """Ask each question about a timeline of these texts; give what lays out its answer."""
    index = open_bytes(_timeline(texts), "a-folder/with-a-timeline/of-a-long-name.yaml")
    try:
        yield {**_views(index), "diff": _bind(render_changes, _compare(texts))}
    finally:
        index.close()


_PATH = "a-folder/with-a-timeline/of-a-long-name.yaml"


def _compare(texts: Texts) -> Comparison:
    """Compare a timeline of these texts with one that has them in another order."""
    other = Texts(*(list(reversed(one)) for one in texts))
    revisions = (
        read_revision([TimelineFile(BytesIO(_timeline(one)), _PATH)], _PATH)
        for one in (texts, other)
    )
    return compare_revisions(*revisions)


def _timeline(texts: Texts) -> bytes:
    whole = {
        "timeline": {"format": "1", "title": texts.names[0], "zone": ZONE},
        "actors": {
            f"actor-{n}": _actor(n, name, texts.publishers[0]) for n, name in enumerate(texts.names)
        },
        "sources": {
            f"source-{n}": _source(n, publisher) for n, publisher in enumerate(texts.publishers)
        },
        "events": [_event(n, title, texts) for n, title in enumerate(texts.titles)],
    }
    return json.dumps(whole, ensure_ascii=False).encode()


def _actor(n: int, name: str, note: str) -> dict[str, Any]:
    office = {"office": name, "of": "actor-0", "from": "2015-12", "until": "2023-11-17T12:28~"}
    person = {"name": name, "type": "person", "note": note, "offices": [office]}
    return person if n else {"name": name, "type": "organisation", "note": note}


def _source(n: int, publisher: str) -> dict[str, Any]:
    url = f"https://example.org/{'long/' * 9}"
    source = {"publisher": publisher, "title": publisher, "published": "2023-11-22", "url": url}
    return {**source, "rests_on": ["source-0"]} if n else source


def _event(n: int, title: str, texts: Texts) -> dict[str, Any]:
    by, about = [f"actor-{n}" for n in range(len(texts.names))], ["actor-0"]
    first, last = "source-0", f"source-{len(texts.publishers) - 1}"
    quote = {"by": "actor-0", "text": texts.publishers[0], "translation": texts.names[0]}
    told_so = {"says": texts.names[0], "when": "2023-11-17T00:19", "sources": [first]}
    told_otherwise = {"says": texts.publishers[0], "figures": {"hurt": "2"}, "sources": [last]}
    words = {"words": "after the dismissal"} if n % len(_DATES) == 0 else {}
    links = (
        {"because": [f"event-with-quite-a-long-id-{n}" for n in range(n)]}
        if 0 < n < len(_DATES)
        else {}
    )
    return {
        "id": f"event-with-quite-a-long-id-{n}",
        "when": _DATES[n % len(_DATES)],
        "title": title,
        "summary": f"found {texts.names[0]}",
        "certainty": _CERTAINTIES[n % len(_CERTAINTIES)],
        "kind": "meeting",
        "place": texts.publishers[0],
        "tags": ["board"],
        "figures": {"signatories": "505"},
        "actors": by,
        "about": about,
        "quotes": [{**quote, "language": "en", "source": first}],
        "accounts": [told_so, told_otherwise],
        "sources": [first, last],
        **words,
        **links,
    }


def _views(index: Index) -> Views:
    query = Query(read_filters(index, {}), order="by_day")
    answer = select(index, query)
    found, coarse = fetch_events(index, answer), answer.coarse
    publishers = [name for (name,) in index.fetch("SELECT publisher FROM source ORDER BY place")]
    tellers = dict(find_cited_sources(index, name) for name in (publishers[0], publishers[-1]))
    compared = comparison.compare(index, answer, tellers.values())
    wanted, _ = parse_words("found")
    plan = search.plan_search(index, query._replace(limit=9), wanted)
    hit = search.fetch_hits(index, search.fetch_best(index, plan), plan.terms)
    cards = [actors.fetch_actor_details(index, f"actor-{n}") for n in range(2)]
    names = {per: fetch_name_counts(index, query, per)[0] for per in ("actor", "kind")}
    hours, _ = fetch_hour_counts(index, query, ZONE)
    head = Head(len(found), publishers)
    roles = dict.fromkeys((event.id for event in found), ("by", "about"))
    return {
        "table": _bind(render_table, found, coarse, head),
        "tree": _bind(render_tree, disputes.fetch_disputes(index, answer), coarse, head),
        "list": _bind(render_event_list, list(fetch_with_records(index, answer)), coarse, head),
        "event": _bind(
            render_event, fetch_event_details(index, found[-1].id, 1), "timeline event e"
        ),
        "who": _bind(render_actors, actors.fetch_actors(index, query), Head(9)),
        "who A": _bind(render_actor_details, cards[1:], CommonEvents(found, coarse, roles), head),
        "who A B": _bind(render_actor_details, cards, CommonEvents(found, coarse, {}), head),
        "why": _bind(
            render_causes,
            causes.fetch_why(index, found[len(found) // 2].id, causes.Reach(9)),
            [("one step further", "timeline why an-event --depth 10")],
        ),
        "order": _bind(
            render_order, pairs.fetch_pairs(index, list(dict.fromkeys(one.id for one in found[:3])))
        ),
        "state": _bind(render_state, fetch_state(index, None, None)),
        "days": _bind(render_days, fetch_day_counts(index, query, answer), head),
        "days per hour": _bind(render_hours, hours, head),
        "days per actor": _bind(render_names, names["actor"]),
        "days per kind": _bind(render_names, names["kind"]),
        "lanes": _bind(render_lanes, fetch_lanes(index, query), publishers, 24, None),
        "search": _bind(render_search_results, PLAIN, hit, head),
        "disputes": _bind(render_disputes, disputes.fetch_disputes(index, answer), coarse, head),
        "disputes of two": _bind(
            render_disputes, comparison.as_disputes(index, compared, tellers), coarse, head
        ),
        "quotes": _bind(
            render_quotes,
            list(quotes.fetch_quotes(index, answer, quotes.Speakers({}))),
            QuotesHead(99, publishers),
        ),
        "sources": _bind(render_sources, bibliography.fetch_sources(index)),
        "sources of one": _bind(
            render_source_details, bibliography.fetch_source_details(index, publishers[0])
        ),
        "overview": _bind(render_overview, fetch_overview(index), "timeline"),
    }


def _bind(view: Callable[..., Iterable[Line]], *data: object) -> Callable[[Layout], StyledText]:
    return lambda layout: StyledText(view(*data, layout))
