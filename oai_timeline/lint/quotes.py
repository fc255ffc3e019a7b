"""Rules about quotes."""

from collections.abc import Iterator

from oai_timeline.lint.rule import Context, Finding
from oai_timeline.model.event import Event

_MOST_WORDS = 30


def long_quote(event: Event, _: Context) -> Iterator[Finding]:
    """A quote has at most 30 words.

    The words of a source belong to its author. A short quote shows how something was said; for the
    rest, a reader follows the source.

    Bad:

        quotes:
          - by: openai
            source: openai-statement
            text: "Mr. Altman's departure follows a deliberative review process by the board, which
              concluded that he was not consistently candid in his communications with the board,
              hindering its ability to exercise its responsibilities."

    Good:

        quotes:
          - by: openai
            source: openai-statement
            text: "He was not consistently candid in his communications with the board."
    """
    for number, quote in enumerate(event.quotes):
        count = len(quote.text.split())
        if count > _MOST_WORDS:
            message = f"the quote has {count} words: shorten it to {_MOST_WORDS} at most"
            yield Finding(("quotes", number, "text"), message)


def quote_without_speaker(event: Event, _: Context) -> Iterator[Finding]:
    """Each quote names who said it.

    Bad:

        quotes:
          - {text: "Not consistently candid.", source: openai-statement}

    Good:

        quotes:
          - {by: openai, text: "Not consistently candid.", source: openai-statement}
    """
    for number, quote in enumerate(event.quotes):
        if quote.by is None:
            yield Finding(("quotes", number), "this quote has no speaker: add `by`")


def quote_without_source(event: Event, _: Context) -> Iterator[Finding]:
    """Each quote names the source that gives it.

    Words in quotation marks can be checked only where it is known where they stand.

    Bad:

        quotes:
          - {by: openai, text: "Not consistently candid."}

    Good:

        quotes:
          - {by: openai, text: "Not consistently candid.", source: openai-statement}
    """
    for number, quote in enumerate(event.quotes):
        if quote.source is None:
            yield Finding(("quotes", number), "this quote has no source: add `source`")
