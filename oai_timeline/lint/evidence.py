"""Rules about the sources of events."""

from collections.abc import Iterator

from oai_timeline.lint.rule import Context, Finding
from oai_timeline.model.event import Event


def missing_source(event: Event, _: Context) -> Iterator[Finding]:
    """Each event names a source.

    A reader must be able to look up who says so. A source of a quote or of an account counts.

    Bad:

        - id: board-meets
          when: 2023-11-17
          title: The board meets
          certainty: reported

    Good:

        - id: board-meets
          when: 2023-11-17
          title: The board meets
          certainty: reported
          sources: [reuters-letter]
    """
    if not event.sources:
        yield Finding((), "this event has no source: add `sources`")


def missing_certainty(event: Event, _: Context) -> Iterator[Finding]:
    """Each event says how sure it is.

    The certainty is confirmed (first-hand, a document, or two independent origins), reported (one
    outlet, or unnamed people), disputed (accounts contradict each other on substance) or rumoured
    (nobody vouches for it).

    Bad:

        - id: board-meets
          when: 2023-11-17
          title: The board meets
          sources: [reuters-letter]

    Good:

        - id: board-meets
          when: 2023-11-17
          title: The board meets
          certainty: reported
          sources: [reuters-letter]
    """
    if event.certainty is None:
        yield Finding((), "this event has no certainty: add `certainty`")


def weak_confirmation(event: Event, context: Context) -> Iterator[Finding]:
    """What is confirmed stands on a first-hand or court source, or on two independent origins.

    An origin is a source that rests on no other. Sources that repeat each other (`rests_on`) are
    one origin, and so are sources of one publisher.

    Bad:

        certainty: confirmed
        sources: [reuters-letter]

    Good:

        certainty: confirmed
        sources: [openai-statement]
    """
    if event.certainty != "confirmed" or not _are_known(event, context):
        return
    if context.origins.confirm(event.sources):
        return
    for origin in context.origins.of(event.sources):
        publisher = context.sources[origin].publisher
        message = f'this rests on {publisher} alone: add another origin, or make it "reported"'
        yield Finding(("certainty",), message)


def find_early_sources(event: Event, context: Context) -> Iterator[Finding]:
    """Some source of an event was published when it happened, or later.

    Where every dated source was published before the event, one of the dates is probably wrong.
    Sources without a date say nothing here.

    Bad:

        when: 2023-12-17
        sources: [reuters-letter]   # published on 22 November 2023

    Good:

        when: 2023-11-17
        sources: [reuters-letter]
    """
    start = event.when.earliest_margin
    if start is None or not _are_known(event, context):
        return
    sources = (context.sources[source] for source in event.sources)
    dates = [source.published for source in sources if source.published]
    if dates and all(
        date.latest_margin is not None and date.latest_margin <= start for date in dates
    ):
        message = "every dated source was published before this: check the dates"
        yield Finding(("when",), message)


def _are_known(event: Event, context: Context) -> bool:
    """Return whether all sources of an event are known; those with errors are not."""
    return all(source in context.sources for source in event.sources)
