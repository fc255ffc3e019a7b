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


def fetch_disputes(index: Index, result: Result) -> list[Dispute]:
    """Return the events of a result with their accounts, in its order."""
    zone = index.zone
    disputes = []
    for event, record in fetch_with_records(index, result):
        sources = {source["id"]: source for source in record["sources"]}
        accounts = [view_account(event, account, sources, zone) for account in record["accounts"]]
        disputes.append(Dispute(event, accounts))
    return disputes
