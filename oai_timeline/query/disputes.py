"""Events whose sources differ, with what each of them says."""

from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.entry import Entry
from oai_timeline.query.page import AccountView, accounts
from oai_timeline.query.select import Result, entries, json


class Dispute(NamedTuple):
    """An event, and the accounts of it."""

    entry: Entry
    accounts: list[AccountView]


def disputes(index: Index, answer: Result) -> list[Dispute]:
    """Give the events of an answer with their accounts, in its order."""
    from json import loads

    home = index.zone
    return [
        Dispute(entry, accounts(entry, loads(text), home))
        for entry, text in zip(entries(index, answer), json(index, answer), strict=True)
    ]
