"""Rules about names and tags that are probably the same."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from oai_timeline.lint.rule import Context, FileRule, Finding, SectionFinding
from oai_timeline.model.event import Event
from oai_timeline.model.spelling import fold

_LEAST_RATIO = 0.9
_LONGEST_COMPARED = 60
_MOST_SPELLINGS = 200_000
_IGNORED = str.maketrans("", "", " -_.'’")


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
        """Start without tags."""
        super().__init__(context)
        self._seen = set[str]()
        self._spellings = _Spellings()

    def check_event(self, event: Event) -> Iterator[Finding]:
        """Yield each new tag that is nearly the same as an earlier one."""
        for number, tag in enumerate(event.tags):
            if tag in self._seen:
                continue
            self._seen.add(tag)
            other = self._spellings.add(tag, tag)
            if other:
                message = (
                    f'"{tag}" is similar to "{other}" above: if they mean the same, use one of them'
                )
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

    def check_file(self) -> Iterator[SectionFinding]:
        """Yield each actor whose name is nearly the same as that of one above."""
        spellings = _Spellings()
        actors = self.context.actors
        for key, actor in actors.items():
            other = spellings.add(actor.name, key)
            if other and not (actor.note and actors[other].note):
                message = (
                    f'"{actor.name}" is similar to the name of {other}: merge them, '
                    "or distinguish them by a `note` on each"
                )
                yield SectionFinding("actors", key, ("name",), message)


class _Spellings:
    """Texts by their spelling, to find those that are nearly the same in constant time."""

    def __init__(self) -> None:
        self._keys: dict[str, tuple[str, str]] = {}

    def add(self, text: str, key: str) -> str | None:
        """Add a text and its key; return the key of an earlier text that is nearly the same.

        Texts that are nearly the same become equal if one letter is removed from one or both, so
        only texts that share such a form are compared. Of several, the first is kept.
        """
        if len(self._keys) > _MOST_SPELLINGS:  # thousands of tags: not worth the memory
            return None
        letters, similar = fold(text).translate(_IGNORED), None
        for form in _remove_a_letter(letters):
            other, other_key = self._keys.setdefault(form, (letters, key))
            if similar is None and other_key != key and _is_similar(letters, other):
                similar = other_key
        return similar


def _remove_a_letter(letters: str) -> Iterator[str]:
    yield letters
    if len(letters) <= _LONGEST_COMPARED:
        yield from (letters[:at] + letters[at + 1 :] for at in range(len(letters)))


def _is_similar(one: str, other: str) -> bool:
    if one == other:
        return True
    same_digits = list(filter(str.isdigit, one)) == list(filter(str.isdigit, other))
    return same_digits and SequenceMatcher(None, one, other).ratio() >= _LEAST_RATIO
