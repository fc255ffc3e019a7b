"""Events whose sources differ, with what each of them says."""

from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.listed import ListedEvent
from oai_timeline.query.event_details import AccountView, view_account
from oai_timeline.query.events import fetch_with_records
from oai_timeline.query.select import Result


class Dispute(NamedTuple):
    """An event, and the accounts of it."""

    event: ListedEvent
    accounts: list[AccountView]


def has_accounts(index: Index) -> bool:
    """Return whether a timeline has any account, from whichever point of view."""
    return bool(index.fetch("SELECT 1 FROM main.event WHERE accounts LIMIT 1"))


def fetch_disputes(index: Index, result: Result) -> list[Dispute]:
    """Return the events of a result with their accounts, in its order."""
    zone = index.zone
    disputes = []
    for event, record in fetch_with_records(index, result):
        sources = {source["id"]: source for source in record["sources"]}
        accounts = [view_account(event, account, sources, zone) for account in record["accounts"]]
        disputes.append(Dispute(event, accounts))
    return disputes
