"""Rules about accounts: the versions of sources that differ."""

from collections.abc import Iterator

from oai_timeline.lint.rule import Context, Finding
from oai_timeline.model.event import Event


def single_account(event: Event, _: Context) -> Iterator[Finding]:
    """Accounts are two or more.

    They stand side by side where sources differ. What all sources agree on is the summary's.

    Bad:

        accounts:
          - {says: "A text message.", sources: [openai-statement]}

    Good:

        accounts:
          - {says: "A text message.", sources: [openai-statement]}
          - {says: "A call.", sources: [reuters-letter]}
    """
    if len(event.accounts) == 1:
        message = "a single account differs from nothing: add the other, or put it into the summary"
        yield Finding(("accounts",), message)


def account_without_source(event: Event, _: Context) -> Iterator[Finding]:
    """Each account names its sources.

    An account is one source's version; without a source nobody vouches for it.

    Bad:

        accounts:
          - {says: "A text message.", sources: [openai-statement]}
          - {says: "A call."}

    Good:

        accounts:
          - {says: "A text message.", sources: [openai-statement]}
          - {says: "A call.", sources: [reuters-letter]}
    """
    for number, account in enumerate(event.accounts):
        if not account.sources:
            yield Finding(("accounts", number), "this account has no source: add `sources`")


def find_dispute_without_accounts(event: Event, _: Context) -> Iterator[Finding]:
    """What is disputed has accounts.

    They show who says what, so that a reader can weigh one against the other.

    Bad:

        certainty: disputed

    Good:

        certainty: disputed
        accounts:
          - {says: "A text message.", sources: [openai-statement]}
          - {says: "A call.", sources: [reuters-letter]}
    """
    if event.certainty == "disputed" and not event.accounts:
        yield Finding(("certainty",), "this is disputed, but has no accounts: add `accounts`")
