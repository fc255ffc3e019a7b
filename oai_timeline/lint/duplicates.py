"""Rules about names and tags that are probably one and the same."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from oai_timeline.lint.rule import Context, FileRule, Finding, SectionFinding
from oai_timeline.model.event import Event
from oai_timeline.model.spelling import fold

_NEARLY_THE_SAME = 0.9
_LONGEST_COMPARED = 60
_MOST_NOTED = 200_000
_NO_MATTER = str.maketrans("", "", " -_.'’")


class NearDuplicateTag(FileRule):
    """A tag is spelt in one way.

    Events found by one spelling of a tag are missed by the other. Tags that differ in their digits
    are taken for two.

    Bad:

        - {id: letter-sent, when: 2023-11-20, title: Staff sign, tags: [staff-letter]}
        - {id: letter-grows, when: 2023-11-21, title: More sign, tags: [staff letter]}

    Good:

        - {id: letter-sent, when: 2023-11-20, title: Staff sign, tags: [staff-letter]}
        - {id: letter-grows, when: 2023-11-21, title: More sign, tags: [staff-letter]}
    """

    def __init__(self, context: Context) -> None:
        """Begin with no tag seen."""
        super().__init__(context)
        self._seen = set[str]()
        self._spellings = _Spellings()

    def see(self, event: Event) -> Iterator[Finding]:
        """Compare each new tag with those before it."""
        for number, tag in enumerate(event.tags):
            if tag in self._seen:
                continue
            self._seen.add(tag)
            other = self._spellings.add(tag, tag)
            if other:
                message = f'"{tag}" is nearly "{other}", used above: write the same, if it is'
                yield Finding(("tags", number), message)


class NearDuplicateName(FileRule):
    """An actor stands in the file once.

    What is counted and listed for one of two entries is missing for the other. Where two actors do
    have nearly the same name, a `note` on each says which is which.

    Bad:

        actors:
          sam-altman: {name: Sam Altman}
          altman: {name: Sam Altmann}

    Good:

        actors:
          sam-altman: {name: Sam Altman, misspellings: [Sam Altmann]}
    """

    def finish(self) -> Iterator[SectionFinding]:
        """Compare each actor's name with those above it."""
        spellings = _Spellings()
        actors = self.context.actors
        for key, actor in actors.items():
            other = spellings.add(actor.name, key)
            if other and not (actor.note and actors[other].note):
                message = (
                    f'"{actor.name}" is nearly the name of {other}: make them one, '
                    "or tell them apart by a `note` on each"
                )
                yield SectionFinding("actors", key, ("name",), message)


class _Spellings:
    """Texts by their spelling, to find at once those that are nearly the same."""

    def __init__(self) -> None:
        self._keys: dict[str, tuple[str, str]] = {}

    def add(self, text: str, key: str) -> str | None:
        """Note a text, and a key for it; give the key of one noted before that is nearly the same.

        Texts that are nearly the same become the same when a letter is taken from one or both, so
        that it is enough to look there. Of several that leave the same, the first is kept.
        """
        letters, found = fold(text).translate(_NO_MATTER), None
        if len(self._keys) > _MOST_NOTED:  # thousands of tags: no memory is worth them
            return None
        for without_one in _without_a_letter(letters):
            other, other_key = self._keys.setdefault(without_one, (letters, key))
            if found is None and other_key != key and _nearly_the_same(letters, other):
                found = other_key
        return found


def _without_a_letter(letters: str) -> Iterator[str]:
    yield letters
    if len(letters) <= _LONGEST_COMPARED:
        yield from (letters[:at] + letters[at + 1 :] for at in range(len(letters)))


def _nearly_the_same(one: str, other: str) -> bool:
    if one == other:
        return True
    same_digits = list(filter(str.isdigit, one)) == list(filter(str.isdigit, other))
    return same_digits and SequenceMatcher(None, one, other).ratio() >= _NEARLY_THE_SAME
