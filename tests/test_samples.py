"""What `check --explain` shows as bad is found, and what it shows as good is not."""

import re
from textwrap import dedent

import pytest

from oai_timeline import lint
from oai_timeline.lint import Linter
from oai_timeline.load.explanations import read_explanations
from oai_timeline.model.diagnostic import Place
from tests.samples import whole
from tests.timelines import loaded

_FORM = re.compile(r"(?P<why>.+?)\n\nBad:\n\n(?P<bad>.+?)\n\nGood:\n\n(?P<good>.+)", re.DOTALL)
_NOT_SHOWN_IN_FULL = ["too-long"]
_WRITTEN_AS = {
    "encoding": lambda text: text.encode("utf-8" if "UTF-8" in text else "latin-1"),
    "control-character": lambda text: text.replace("␛[", "\x1b[").encode(),
}
_FOUND_BESIDE = {"alias": {"anchor", "empty-value"}}
_EXPLAINED = {code: text for texts in read_explanations() for code, text in texts.items()}


def _sample(explanation: str, which: str) -> str:
    match = _FORM.fullmatch(explanation)
    assert match
    lines = match[which].splitlines()
    assert all(line.startswith("    ") for line in lines)
    return dedent(match[which])


def _codes(code: str, sample: str) -> set[str]:
    """Find what the loader says of a sample."""
    text = sample if sample.startswith("#") else whole(sample)
    data = _WRITTEN_AS.get(code, str.encode)(text)
    loading, _ = loaded(data)
    loading.find_lost_texts()
    return {diagnostic.code for diagnostic in loading.diagnostics()}


def _warned(sample: str) -> set[str]:
    """Find which rules a sample breaks; nothing is wrong with it for the loader."""
    loading, events = loaded(whole(sample))
    assert loading.diagnostics() == []
    assert loading.header
    linter = Linter(loading.header, loading.actors, loading.sources, lambda *_: Place(1, 1))
    for event in events:
        linter.check_event(event, lambda _: Place(1, 1))
    linter.check_file()
    return {code for _, code, _ in linter.findings}


@pytest.mark.parametrize("code", [c for c in _EXPLAINED if c not in _NOT_SHOWN_IN_FULL])
def test_the_loader_tells_bad_from_good(code: str) -> None:
    explanation = _EXPLAINED[code]
    found = _codes(code, _sample(explanation, "bad"))
    assert {code} <= found <= {code} | _FOUND_BESIDE.get(code, set())
    assert _codes(code, _sample(explanation, "good")) == set()


@pytest.mark.parametrize("code", lint.RULES)
def test_a_rule_tells_bad_from_good(code: str) -> None:
    explanation = lint.explain(code)
    assert explanation
    assert code in _warned(_sample(explanation, "bad"))
    assert code not in _warned(_sample(explanation, "good"))


@pytest.mark.parametrize("code", _NOT_SHOWN_IN_FULL)
def test_other_samples_have_the_form_too(code: str) -> None:
    assert _sample(_EXPLAINED[code], "bad") != _sample(_EXPLAINED[code], "good")


def test_nothing_is_explained_that_is_no_rule() -> None:
    assert lint.explain("no-such-rule") is None
