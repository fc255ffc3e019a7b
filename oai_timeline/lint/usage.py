"""Rules about actors and sources that nothing in the file uses."""

from collections.abc import Collection, Iterable, Iterator

from oai_timeline.lint.rule import Context, FileRule, Finding, SectionFinding
from oai_timeline.model.event import Event


class UnusedActor(FileRule):
    """Each actor takes part in something.

    Actors do something in an event or an account of it, or have it done to them; they speak a
    quote; they hold an office, or others hold one there.

    Bad:

        actors:
          openai: {name: OpenAI}
          sam-altman: {name: Sam Altman}
          elon-musk: {name: Elon Musk}
        events:
          - id: altman-dismissed
            when: 2023-11-17
            title: OpenAI dismisses Sam Altman
            actors: [openai]
            about: [sam-altman]

    Good:

        actors:
          openai: {name: OpenAI}
          sam-altman: {name: Sam Altman}
        events:
          - id: altman-dismissed
            when: 2023-11-17
            title: OpenAI dismisses Sam Altman
            actors: [openai]
            about: [sam-altman]
    """

    def __init__(self, context: Context) -> None:
        """Start with those who hold offices, and with the places of these."""
        super().__init__(context)
        actors = context.actors.values()
        self._used = {key for a in actors for office in a.offices for key in (a.id, office.of)}

    def check_event(self, event: Event) -> Iterable[Finding]:
        """Note the actors of an event."""
        self._used.update(event.actors, event.about)
        for account in event.accounts:
            self._used.update(account.actors or (), account.about or ())
        self._used.update(quote.by for quote in event.quotes if quote.by)
        return ()

    def note_unread(self, texts: Collection[str]) -> None:
        """Count all texts that may be ids as used."""
        self._used.update(texts)

    def check_file(self) -> Iterator[SectionFinding]:
        """Yield each actor that takes part in nothing."""
        for key in self.context.actors:
            if key not in self._used:
                message = f'no event, quote or office refers to "{key}": use it, or remove it'
                yield SectionFinding("actors", key, (), message)


class UnusedSource(FileRule):
    """Each source is cited.

    Events, accounts, quotes and offices cite sources. What another source rests on counts, too.

    Bad:

        sources:
          reuters-letter: {publisher: Reuters}
          verge-return: {publisher: The Verge}
        events:
          - id: letter-written
            when: 2023-11-22
            title: A letter to the board becomes known
            sources: [reuters-letter]

    Good:

        sources:
          reuters-letter: {publisher: Reuters}
        events:
          - id: letter-written
            when: 2023-11-22
            title: A letter to the board becomes known
            sources: [reuters-letter]
    """

    def __init__(self, context: Context) -> None:
        """Start with what offices and other sources cite."""
        super().__init__(context)
        self._used = {key for source in context.sources.values() for key in source.rests_on}
        for actor in context.actors.values():
            self._used.update(key for office in actor.offices for key in office.sources)

    def check_event(self, event: Event) -> Iterable[Finding]:
        """Note the sources of an event, which include those of its accounts and quotes."""
        self._used.update(event.sources)
        return ()

    def note_unread(self, texts: Collection[str]) -> None:
        """Count all texts that may be ids as used."""
        self._used.update(texts)

    def check_file(self) -> Iterator[SectionFinding]:
        """Yield each source that is never cited."""
        for key in self.context.sources:
            if key not in self._used:
                message = f'nothing cites "{key}": cite it, or remove it'
                yield SectionFinding("sources", key, (), message)
