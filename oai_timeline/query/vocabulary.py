"""Other forms of the words that people search for, and their synonyms."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from oai_timeline.index import Index
from oai_timeline.query.words import Phrase, Term, Word

_SAME_STEM = "SELECT word FROM vocabulary WHERE vocabulary MATCH ?"
_SYNONYMS = "SELECT place, phrase FROM synonym ORDER BY place"


def expand_words(index: Index, words: Sequence[Word]) -> list[Term]:
    """Return words in all forms and with the synonyms that the timeline's header gives for them.

    Forms have the same stem (Porter's, by FTS5) if the timeline is in English. Prefixes, and what
    is in quotes, stay as they are. Where several words together are a synonym, each of them gets
    the others: if `ceo` stands for `chief executive`, it is enough for either of these two words.
    """
    typed = [_find_forms(index, word) for word in words]
    phrases = [[phrase] for phrase in typed]
    for group in _fetch_synonyms(index):
        synonyms = [_find_forms(index, Word(tokens)) for tokens in group]
        for number in sorted({n for synonym in synonyms for n in _find_run(words, typed, synonym)}):
            phrases[number] += synonyms
    return [tuple(dict.fromkeys(term)) for term in phrases]


def _find_forms(index: Index, word: Word) -> Phrase:
    if word.prefix or word.exact:
        return Phrase(tuple(frozenset([token]) for token in word.tokens), word.prefix)
    return Phrase(tuple(_same_stem(index, token) for token in word.tokens))


def _same_stem(index: Index, token: str) -> frozenset[str]:
    return frozenset([token, *(word for (word,) in index.fetch(_SAME_STEM, (f'"{token}"',)))])


def _fetch_synonyms(index: Index) -> Iterator[list[tuple[str, ...]]]:
    """Yield each group of synonyms, as their tokens."""
    for _, group in groupby(index.fetch(_SYNONYMS), key=itemgetter(0)):
        yield [tuple(phrase.split(" ")) for _, phrase in group]


def _find_run(words: Sequence[Word], typed: Sequence[Phrase], synonym: Phrase) -> Iterator[int]:
    """Yield the numbers of the words that are, together, a synonym in some form."""
    for start in range(len(words)):
        forms: list[frozenset[str]] = []
        for number in range(start, len(words)):
            if words[number].prefix or words[number].exact:
                break
            forms += typed[number].forms
            if len(forms) > len(synonym.forms):
                break
            if len(forms) == len(synonym.forms) and all(map(_overlap, forms, synonym.forms)):
                yield from range(start, number + 1)


def _overlap(some: frozenset[str], others: frozenset[str]) -> bool:
    return not some.isdisjoint(others)
