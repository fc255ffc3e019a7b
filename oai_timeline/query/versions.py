"""An event as some sources report it, and as it was known at a time."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from oai_timeline.index import Index
from oai_timeline.model.certainty import Certainty
from oai_timeline.model.time import FAR_PAST

if TYPE_CHECKING:
    from oai_timeline.model.record import AccountRecord, QuoteRecord, StoredEvent


def fetch_publication_dates(index: Index, sources: Iterable[str]) -> dict[str, int]:
    """Return when sources were published, in UTC seconds, without a date before all others."""
    dates = dict(index.fetch("SELECT id, ifnull(published_to, ?) FROM source", (FAR_PAST,)))
    return {source: dates[source] for source in sources}


def according_to(event: "StoredEvent", dates: Mapping[str, int]) -> "StoredEvent":
    """Return an event as some sources report it; `dates` has when they were published.

    Their account replaces time, actors and figures where it has some, and the summary. The title
    stays, but nothing else of other sources does. Of several accounts, the one that was published
    last counts.
    """
    account = _find_latest(event["accounts"], dates)
    event = {
        **event,
        "accounts": [],
        "quotes": _quotes_from(dates, event),
        "sources": _among(dates, event["sources"]),
    }
    return _apply_account(event, account) if account else event


def as_known(
    event: "StoredEvent",
    sources: Collection[str],
    events: Collection[str],
    suffice: Callable[[Iterable[str]], bool],
) -> "StoredEvent":
    """Return an event as it is known from `sources`, some of which it cites.

    Links to other events than `events` fall away, and accounts, quotes and citations of other
    sources. Nothing else changes unless some source falls away. Then what is confirmed stays so
    only if the sources left `suffice`, and what is disputed only if two accounts are left; else it
    is reported. If nothing is left but accounts that date the event, it has the date of the first.
    """
    event = {
        **event,
        "because": _among(events, event["because"]),
        "after": _among(events, event["after"]),
    }
    left = _among(sources, event["sources"])
    if len(left) == len(event["sources"]):
        return event
    accounts: list[AccountRecord] = [
        {**account, "sources": _among(sources, account["sources"])}
        for account in event["accounts"]
        if _among(sources, account["sources"])
    ]
    known: StoredEvent = {
        **event,
        "certainty": _lower(event["certainty"], len(accounts), partial(suffice, left)),
        "quotes": _quotes_from(sources, event),
        "accounts": accounts,
        "sources": left,
    }
    of_accounts = {source for account in accounts for source in account["sources"]}
    if accounts and of_accounts.issuperset(left) and all(account["when"] for account in accounts):
        return _apply_date(known, accounts[0])
    return known


def _find_latest(
    accounts: "Iterable[AccountRecord]", dates: Mapping[str, int]
) -> "AccountRecord | None":
    """Return the account of some sources that was published last, the first of several such."""
    return max(
        (account for account in accounts if _among(dates, account["sources"])),
        key=lambda account: max(dates[source] for source in _among(dates, account["sources"])),
        default=None,
    )


def _apply_account(event: "StoredEvent", account: "AccountRecord") -> "StoredEvent":
    actors, about, figures = account["actors"], account["about"], account["figures"]
    return {
        **_apply_date(event, account),
        "summary": account["says"],
        "actors": event["actors"] if actors is None else actors,
        "about": event["about"] if about is None else about,
        "figures": event["figures"] if figures is None else figures,
    }


def _apply_date(event: "StoredEvent", account: "AccountRecord") -> "StoredEvent":
    """Return an event with the date of an account, if that has one."""
    if account["when"] is None:
        return event
    return {**event, "when": {**account["when"], "order": event["when"]["order"]}}


def _lower(
    certainty: Certainty | None, accounts: int, suffices: Callable[[], bool]
) -> Certainty | None:
    if certainty == "disputed" and accounts < 2:
        return "reported"
    if certainty == "confirmed" and not suffices():
        return "reported"
    return certainty


def _quotes_from(sources: Collection[str], event: "StoredEvent") -> "list[QuoteRecord]":
    """Return the quotes of some sources; one without a source is from all that the event cites."""
    are_all = all(source in sources for source in event["sources"])
    return [
        quote
        for quote in event["quotes"]
        if (are_all if quote["source"] is None else quote["source"] in sources)
    ]


def _among(allowed: Collection[str], ids: Iterable[str]) -> list[str]:
    return [name for name in ids if name in allowed]
