"""Rules about the file's own words: titles, summaries, and what accounts say."""

import re
from collections.abc import Iterator

from oai_timeline.lint.rule import Context, FileRule, Finding, Path
from oai_timeline.model.event import Event
from oai_timeline.model.spelling import fold

_LONGEST_TITLE = 80
_LONGEST_WORDS = 40
_NOTHING = "(?!)"


def long_title(event: Event, _: Context) -> Iterator[Finding]:
    """A title has at most 80 characters.

    Longer ones don't fit a line of a table. What is left out belongs in the summary.

    Bad:

        title: The board of OpenAI, after a meeting that lasted all morning, dismisses Sam Altman

    Good:

        title: The board dismisses Sam Altman
    """
    length = len(event.title)
    if length > _LONGEST_TITLE:
        message = f"the title has {length} characters: shorten it to {_LONGEST_TITLE} at most"
        yield Finding(("title",), message)


def long_words(event: Event, _: Context) -> Iterator[Finding]:
    """The words for a vague time stand where its clock would: keep them to 40 characters.

    Say the rest in the summary, or in an account.

    Bad:

        words: after the call with the directors, and before the news of it was out

    Good:

        words: after the call
    """
    length = len(event.words or "")
    if length > _LONGEST_WORDS:
        message = f"`words` has {length} characters: shorten it to {_LONGEST_WORDS} at most"
        yield Finding(("words",), message)


def missing_summary(event: Event, _: Context) -> Iterator[Finding]:
    """Each event has a summary.

    It tells in one to three neutral sentences, in the past tense, what happened.

    Bad:

        - id: board-meets
          when: 2023-11-17
          title: The board meets
          certainty: reported
          sources: [reuters-letter]

    Good:

        - id: board-meets
          when: 2023-11-17
          title: The board meets
          summary: The directors met by video link and voted to dismiss Altman.
          certainty: reported
          sources: [reuters-letter]
    """
    if event.summary is None:
        yield Finding((), "this event has no summary: add `summary`")


class MisspeltName(FileRule):
    """Names are spelt as their actors spell them.

    The `misspellings` of an actor are found in sources, and understood when typed. They have no
    place in the file's own words: title, summary, and what accounts say.

    Bad:

        summary: Altmann was told over a video link.

    Good:

        summary: Altman was told over a video link.
    """

    def __init__(self, context: Context) -> None:
        """Collect the misspellings, except those that are right for another actor."""
        super().__init__(context)
        actors = context.actors.values()
        right = {word for a in actors for n in (a.name, *a.aliases) for word in fold(n).split()}
        self._meant = {
            word.lower(): (word, actor.name)
            for actor in actors
            for word in actor.misspellings
            if fold(word) not in right
        }
        longest_first = sorted(self._meant, key=len, reverse=True)
        words = "|".join(map(re.escape, longest_first)) or _NOTHING
        self._pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)")

    def check_event(self, event: Event) -> Iterator[Finding]:
        """Yield the misspellings in an event's own words."""
        for path, text in _own_words(event):
            for found in dict.fromkeys(self._pattern.findall(text.lower())):
                word, name = self._meant[found]
                yield Finding(path, f'"{word}" is a misspelling: the name is {name}')


def _own_words(event: Event) -> Iterator[tuple[Path, str]]:
    yield ("title",), event.title
    if event.summary:
        yield ("summary",), event.summary
    for number, account in enumerate(event.accounts):
        yield ("accounts", number, "says"), account.says
