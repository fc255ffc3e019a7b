"""Find entries that have a new id and are the same otherwise, and give old ones their new ids."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from oai_timeline.model.event import Account, Event
from oai_timeline.model.timeline import Actor, Source
from oai_timeline.revisions.facts import as_facts
from oai_timeline.revisions.revision import Revision

Entry = TypeVar("Entry", Event, Actor, Source)
Ids = Mapping[str, str]


class Renaming(NamedTuple):
    """The new ids of actors, sources and events, by their old ones."""

    actors: Ids
    sources: Ids
    events: Ids

    def apply(self, revision: Revision) -> Revision:
        """Return a revision with the new ids."""
        actors = (self._rename_actor(actor) for actor in revision.actors.values())
        sources = (self._rename_source(source) for source in revision.sources.values())
        events = (self._rename_event(event) for event in revision.events.values())
        return revision._replace(
            actors={actor.id: actor for actor in actors},
            sources={source.id: source for source in sources},
            events={event.id: event for event in events},
        )

    def _rename_source(self, source: Source) -> Source:
        return source._replace(
            id=self.sources.get(source.id, source.id),
            rests_on=_translate(source.rests_on, self.sources),
        )

    def _rename_actor(self, actor: Actor) -> Actor:
        offices = tuple(
            office._replace(
                of=self.actors.get(office.of, office.of),
                sources=_translate(office.sources, self.sources),
            )
            for office in actor.offices
        )
        return actor._replace(id=self.actors.get(actor.id, actor.id), offices=offices)

    def _rename_event(self, event: Event) -> Event:
        quotes = tuple(
            quote._replace(
                by=quote.by and self.actors.get(quote.by, quote.by),
                source=quote.source and self.sources.get(quote.source, quote.source),
            )
            for quote in event.quotes
        )
        return event._replace(
            id=self.events.get(event.id, event.id),
            actors=_translate(event.actors, self.actors),
            about=_translate(event.about, self.actors),
            sources=_translate(event.sources, self.sources),
            because=_translate(event.because, self.events),
            after=_translate(event.after, self.events),
            quotes=quotes,
            accounts=tuple(map(self._rename_account, event.accounts)),
        )

    def _rename_account(self, account: Account) -> Account:
        return account._replace(
            actors=None if account.actors is None else _translate(account.actors, self.actors),
            about=None if account.about is None else _translate(account.about, self.actors),
            sources=_translate(account.sources, self.sources),
        )


def find_renamed(old: Revision, new: Revision) -> Renaming:
    """Return which entries have a new id: those that are the same otherwise, and no others are.

    An event may also have other links. If a file could not be read to its end, there are none.
    """
    if not (old.is_complete and new.is_complete):
        return Renaming({}, {}, {})
    renaming = Renaming({}, _match(old.sources, new.sources, new.unread), {})
    renamed = renaming.apply(old)
    renaming = renaming._replace(actors=_match(renamed.actors, new.actors, new.unread))
    renamed = renaming.apply(old)
    return renaming._replace(events=_match(renamed.events, new.events, new.unread))


def _translate(ids: tuple[str, ...], new_ids: Ids) -> tuple[str, ...]:
    return tuple(new_ids.get(one, one) for one in ids)


def _match(
    old: Mapping[str, Entry], new: Mapping[str, Entry], unread: frozenset[str]
) -> dict[str, str]:
    """Return the new ids of entries that are the only ones on both sides with their content."""
    gone = _group([entry for one, entry in old.items() if one not in new and one not in unread])
    come = _group([entry for one, entry in new.items() if one not in old])
    return {
        before[0]: after[0]
        for content, before in gone.items()
        if len(before) == 1 and len(after := come.get(content, [])) == 1
    }


def _group(entries: list[Entry]) -> dict[object, list[str]]:
    """Return the ids of entries by their content; the links of an event are no part of that."""
    groups: dict[object, list[str]] = defaultdict(list)
    for entry in entries:
        blank = entry._replace(id="")
        if isinstance(blank, Event):
            blank = blank._replace(because=(), after=())
        groups[as_facts(blank)].append(entry.id)
    return groups
