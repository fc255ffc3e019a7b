"""Rules of good editing beyond the file format: the warnings of `timeline check`.

A rule is a function `check(event, context)`, or a `FileRule` if it needs the whole file, in one of
the modules here, and a row of `EVENT_RULES` or `FILE_RULES`. Its code names what is wrong. Its
docstring explains what is right and why, with a bad and a good sample: `check --explain` prints it,
and tests check the samples. Every finding can be resolved by editing the file.
"""

from collections.abc import Callable, Collection, Mapping

from oai_timeline.lint.accounts import (
    account_without_source,
    find_dispute_without_accounts,
    single_account,
)
from oai_timeline.lint.chronology import OutOfOrder
from oai_timeline.lint.duplicates import NearDuplicateName, NearDuplicateTag
from oai_timeline.lint.evidence import (
    find_early_sources,
    missing_certainty,
    missing_source,
    weak_confirmation,
)
from oai_timeline.lint.quotes import long_quote, quote_without_source, quote_without_speaker
from oai_timeline.lint.rule import Context, EventRule, FileRule, OpenFinding, Path
from oai_timeline.lint.time_bounds import WordsAndBounds
from oai_timeline.lint.usage import UnusedActor, UnusedSource
from oai_timeline.lint.wording import MisspeltName, long_title, long_words, missing_summary
from oai_timeline.model.diagnostic import Place
from oai_timeline.model.docstring import docstring
from oai_timeline.model.event import Event
from oai_timeline.model.origins import ENOUGH, Origins
from oai_timeline.model.timeline import Actor, Header, Source

__all__ = ["EVENT_RULES", "FILE_RULES", "RULES", "Linter", "Locate", "LocateSection", "explain"]

Locate = Callable[[Path], Place]
"""Returns the place of a part of an event in the file."""
LocateSection = Callable[[str, str, Path], Place]
"""Returns the place of a part of an actor or a source, by section, id and path."""

EVENT_RULES: Mapping[str, EventRule] = {
    "missing-summary": missing_summary,
    "missing-certainty": missing_certainty,
    "missing-source": missing_source,
    "long-title": long_title,
    "long-words": long_words,
    "weak-confirmation": weak_confirmation,
    "published-before-event": find_early_sources,
    "disputed-without-accounts": find_dispute_without_accounts,
    "single-account": single_account,
    "account-without-source": account_without_source,
    "long-quote": long_quote,
    "quote-without-speaker": quote_without_speaker,
    "quote-without-source": quote_without_source,
}
FILE_RULES: Mapping[str, type[FileRule]] = {
    "misspelt-name": MisspeltName,
    "words-and-bounds": WordsAndBounds,
    "out-of-order": OutOfOrder,
    "near-duplicate-tag": NearDuplicateTag,
    "near-duplicate-name": NearDuplicateName,
    "unused-actor": UnusedActor,
    "unused-source": UnusedSource,
}
RULES: Mapping[str, EventRule | type[FileRule]] = {**EVENT_RULES, **FILE_RULES}


class Linter:
    """Applies every rule to a timeline. `findings` holds a place, a code and a message each."""

    def __init__(
        self,
        header: Header,
        actors: Mapping[str, Actor],
        sources: Mapping[str, Source],
        locate_section: LocateSection,
    ) -> None:
        """Start with the header, the actors and the sources."""
        self.findings: list[tuple[Place, str, str]] = []
        self._open: list[tuple[Place, str, Callable[[], str | None]]] = []
        self._file = 0
        self._locate_section = locate_section
        self._context = context = Context(header, actors, sources, Origins(sources, ENOUGH))
        self._file_rules = {code: rule(context) for code, rule in FILE_RULES.items()}

    def check_event(self, event: Event, locate: Locate) -> None:
        """Check the next event; `locate` finds the places of its parts."""
        file = locate(()).file
        if file != self._file:
            self._file = file
            for rule in self._file_rules.values():
                rule.begin_file()
        for code, check in EVENT_RULES.items():
            for path, message in check(event, self._context):
                self.findings.append((locate(path), code, message))
        for code, rule in self._file_rules.items():
            for finding in rule.check_event(event):
                if isinstance(finding, OpenFinding):
                    self._open.append((locate(finding.path), code, finding.decide))
                else:
                    self.findings.append((locate(finding.path), code, finding.message))

    def note_unread(self, texts: Collection[str]) -> None:
        """Note the texts of what can't be checked because it has errors: they may be ids."""
        for rule in self._file_rules.values():
            rule.note_unread(texts)

    def check_file(self) -> None:
        """Check the timeline as a whole, after all its events."""
        for place, code, decide in self._open:
            message = decide()
            if message:
                self.findings.append((place, code, message))
        for code, rule in self._file_rules.items():
            for section, key, path, message in rule.check_file():
                self.findings.append((self._locate_section(section, key, path), code, message))


def explain(code: str) -> str | None:
    """Return what a rule asks for and why, with samples; None if there is no such rule."""
    rule = RULES.get(code)
    return docstring(rule) if rule else None
