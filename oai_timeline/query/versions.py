"""An event as one source tells it, and as it was known at a time."""

from collections.abc import Callable, Collection, Iterable, Mapping

from oai_timeline.index import Index
from oai_timeline.model.event import Account, Certainty, Event, Quote

_BEFORE_ALL = -(1 << 62)


def publication_dates(index: Index, sources: Iterable[str]) -> dict[str, int]:
    """Tell when sources were published, in UTC seconds; those without a date before all others."""
    every = dict(index.rows("SELECT id, ifnull(published_to, ?) FROM source", (_BEFORE_ALL,)))
    return {key: every[key] for key in sources}


def according_to(event: Event, dates: Mapping[str, int]) -> Event:
    """Give an event as some sources tell it, which it cites: those of `dates`, mostly one.

    What their account says of time, persons and figures stands for what the event says, its words
    for the summary. All that is of other sources falls away; the title stays. `dates` tells when
    the sources were published (in UTC seconds): of several accounts the one with the latest counts.
    """
    account = _latest(event.accounts, dates)
    event = event._replace(
        accounts=(),
        quotes=_from(dates, event),
        sources=_among(dates, event.sources),
    )
    return _apply_account(event, account) if account else event


def as_known(
    event: Event,
    sources: Collection[str],
    events: Collection[str],
    suffice: Callable[[Iterable[str]], bool],
) -> Event:
    """Give an event as it is known from `sources`, some of which it cites.

    Accounts, quotes and citations of other sources fall away, and links to other events than
    `events`. The certainty is the event's or lower: what is confirmed must be so by what is left,
    which `suffice` tells, and what is disputed must have two accounts. Where accounts that date the
    event are all that is left, the first of them does.
    """
    left = _among(sources, event.sources)
    accounts = tuple(
        account._replace(sources=_among(sources, account.sources))
        for account in event.accounts
        if _among(sources, account.sources)
    )
    known = event._replace(
        certainty=_certainty(event.certainty, len(accounts), suffices=suffice(left)),
        quotes=_from(sources, event),
        because=_among(events, event.because),
        after=_among(events, event.after),
        accounts=accounts,
        sources=left,
    )
    told = {source for account in accounts for source in account.sources}
    if accounts and told.issuperset(left) and all(account.when for account in accounts):
        return _with_date_of(known, accounts[0])
    return known


def _latest(accounts: Iterable[Account], dates: Mapping[str, int]) -> Account | None:
    """Give the account of some sources that was published last, the first one of several such."""
    told = [one for one in accounts if _among(dates, one.sources)]
    return max(
        told,
        key=lambda one: max(dates[source] for source in _among(dates, one.sources)),
        default=None,
    )


def _apply_account(event: Event, account: Account) -> Event:
    return _with_date_of(event, account)._replace(
        summary=account.says,
        actors=event.actors if account.actors is None else account.actors,
        about=event.about if account.about is None else account.about,
        figures=event.figures if account.figures is None else account.figures,
    )


def _with_date_of(event: Event, account: Account) -> Event:
    """Give an event the date of an account, if that has one; in what words is not known of it."""
    return event._replace(when=account.when, words=None, stated=None) if account.when else event


def _certainty(file_says: Certainty | None, accounts: int, *, suffices: bool) -> Certainty | None:
    if file_says == "disputed" and accounts < 2:
        return "reported"
    if file_says == "confirmed" and not suffices:
        return "reported"
    return file_says


def _from(sources: Collection[str], event: Event) -> tuple[Quote, ...]:
    """Give the quotes of some sources; one without a source is of all that the event cites."""
    are_all = all(source in sources for source in event.sources)
    return tuple(
        quote
        for quote in event.quotes
        if (are_all if quote.source is None else quote.source in sources)
    )


def _among(some: Collection[str], ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(key for key in ids if key in some)
