"""Values of the model, built from the fields that a file gives them."""

import re
from typing import Any

from oai_timeline.model.event import Account, Event, Quote
from oai_timeline.model.spelling import fold
from oai_timeline.model.timeline import Header, Office


def build_header(*, format: str, id: str | None, title: str, **fields: Any) -> Header:  # noqa: A002
    """Return a header, whose id is made from the title where the file has none."""
    del format
    return Header(id=id or _slug(title), title=title, **fields)


def build_office(**fields: Any) -> Office:
    """Return an office. Its `since` is `from` in a file, which is a keyword in Python."""
    return Office(since=fields.pop("from"), **fields)


def build_event(
    *,
    accounts: tuple[Account, ...],
    quotes: tuple[Quote, ...],
    sources: tuple[str, ...],
    **fields: Any,
) -> Event:
    """Return an event, with its own sources first, then those of its accounts and quotes."""
    if accounts or quotes:
        of_accounts = (source for account in accounts for source in account.sources)
        of_quotes = (quote.source for quote in quotes if quote.source)
        sources = tuple(dict.fromkeys((*sources, *of_accounts, *of_quotes)))
    return Event(accounts=accounts, quotes=quotes, sources=sources, **fields)


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(title).replace("'", "")).strip("-") or "timeline"
