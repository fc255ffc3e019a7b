"""What good editing asks of a timeline beyond the file format: warnings, for `timeline check`.

A new rule is a function `check(event, context)`, or a `FileRule` where it needs the whole file, in
one of the modules here, and a line in `EVENT_RULES` or `FILE_RULES`. A code says what is wrong. A
docstring says what is right and why, with a bad and a good sample: `check --explain` prints it, and
tests hold it to that. Every finding can be settled by editing, so that a file can be free of them.
"""

from collections.abc import Callable, Collection, Mapping

from oai_timeline.lint.accounts import (
    account_without_source,
    disputed_without_accounts,
    single_account,
)
from oai_timeline.lint.chronology import OutOfOrder
from oai_timeline.lint.duplicates import NearDuplicateName, NearDuplicateTag
from oai_timeline.lint.evidence import (
    missing_certainty,
    missing_source,
    published_before_event,
    weak_confirmation,
)
from oai_timeline.lint.quotes import long_quote, quote_without_source, quote_without_speaker
from oai_timeline.lint.rule import Context, EventRule, FileRule, Path
from oai_timeline.lint.usage import UnusedActor, UnusedSource
from oai_timeline.lint.wording import MisspeltName, long_title, long_words, missing_summary
from oai_timeline.model.diagnostic import Place
from oai_timeline.model.docstring import docstring
from oai_timeline.model.event import Event
from oai_timeline.model.origins import ENOUGH, Origins
from oai_timeline.model.timeline import Actor, Header, Source

__all__ = ["EVENT_RULES", "FILE_RULES", "RULES", "Linter", "Locate", "LocateSection", "explain"]

Locate = Callable[[Path], Place]
"""Finds a part of an event in the file."""
LocateSection = Callable[[str, str, Path], Place]
"""Finds a part of an actor or a source: its section, its id, and the path to the part."""

EVENT_RULES: Mapping[str, EventRule] = {
    "missing-summary": missing_summary,
    "missing-certainty": missing_certainty,
    "missing-source": missing_source,
    "long-title": long_title,
    "long-words": long_words,
    "weak-confirmation": weak_confirmation,
    "published-before-event": published_before_event,
    "disputed-without-accounts": disputed_without_accounts,
    "single-account": single_account,
    "account-without-source": account_without_source,
    "long-quote": long_quote,
    "quote-without-speaker": quote_without_speaker,
    "quote-without-source": quote_without_source,
}
FILE_RULES: Mapping[str, type[FileRule]] = {
    "misspelt-name": MisspeltName,
    "out-of-order": OutOfOrder,
    "near-duplicate-tag": NearDuplicateTag,
    "near-duplicate-name": NearDuplicateName,
    "unused-actor": UnusedActor,
    "unused-source": UnusedSource,
}
RULES: Mapping[str, EventRule | type[FileRule]] = {**EVENT_RULES, **FILE_RULES}


class Linter:
    """Every rule at work on one file. `findings` holds the place, code and message of each."""

    def __init__(
        self,
        header: Header,
        actors: Mapping[str, Actor],
        sources: Mapping[str, Source],
        locate_section: LocateSection,
    ) -> None:
        """Begin with what stands around the events."""
        self.findings: list[tuple[Place, str, str]] = []
        self._locate_section = locate_section
        self._context = context = Context(header, actors, sources, Origins(sources, ENOUGH))
        self._file_rules = {code: rule(context) for code, rule in FILE_RULES.items()}

    def see(self, event: Event, locate: Locate) -> None:
        """Judge the next event, in the order of the file; `locate` finds its parts."""
        for code, check in EVENT_RULES.items():
            for path, message in check(event, self._context):
                self.findings.append((locate(path), code, message))
        for code, rule in self._file_rules.items():
            for path, message in rule.see(event):
                self.findings.append((locate(path), code, message))

    def miss(self, texts: Collection[str]) -> None:
        """Note the texts of what can't be judged, as it has errors."""
        for rule in self._file_rules.values():
            rule.miss(texts)

    def finish(self) -> None:
        """Judge the file as a whole, once all events are seen."""
        for code, rule in self._file_rules.items():
            for section, key, path, message in rule.finish():
                self.findings.append((self._locate_section(section, key, path), code, message))


def explain(code: str) -> str | None:
    """Tell what a rule asks for and why, with a bad and a good sample; None where there is none."""
    rule = RULES.get(code)
    return docstring(rule) if rule else None
