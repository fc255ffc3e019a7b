"""The samples of `check --explain`: bad ones cause the finding, good ones don't."""

import re
from io import BytesIO
from textwrap import dedent

import pytest

from oai_timeline import lint
from oai_timeline.lint import Linter
from oai_timeline.load import Loading
from oai_timeline.load.explanations import read_explanations
from oai_timeline.model.diagnostic import Place
from oai_timeline.model.timeline_file import TimelineFile
from tests.samples import complete
from tests.timelines import loaded

_EXPLANATION = re.compile(
    r"(?P<why>.+?)\n\nBad:\n\n(?P<bad>.+?)\n\nGood:\n\n(?P<good>.+)", re.DOTALL
)
_FILE_NAME = re.compile(r"^# [a-z]+\.yaml\n", re.MULTILINE)
"""A line with the name of the file that begins below it, in samples of several files."""
_SHORTENED = ["too-long"]
_ENCODERS = {
    "encoding": lambda text: text.encode("utf-8" if "UTF-8" in text else "latin-1"),
    "control-character": lambda text: text.replace("␛[", "\x1b[").encode(),
}
_OTHER_CODES = {"alias": {"anchor", "empty-value"}}
_EXPLAINED = {code: text for texts in read_explanations() for code, text in texts.items()}


def _sample(explanation: str, which: str) -> str:
    match = _EXPLANATION.fullmatch(explanation)
    assert match
    lines = match[which].splitlines()
    assert all(line.startswith("    ") for line in lines)
    return dedent(match[which])


def _codes(code: str, sample: str) -> set[str]:
    """Return the codes that the loader reports for a sample."""
    first, *others = _FILE_NAME.split(sample)[1:] or [sample]
    text = first if sample.startswith("#") else complete(first)
    data = [_ENCODERS.get(code, str.encode)(part) for part in (text, *others)]
    loading = Loading([TimelineFile(BytesIO(part), "t.yaml") for part in data])
    list(loading.events())
    loading.find_lost_texts()
    return {diagnostic.code for diagnostic in loading.diagnostics()}


def _warnings(sample: str) -> set[str]:
    """Return the rules that a sample breaks, which the loader accepts."""
    loading, events = loaded(complete(sample))
    assert loading.diagnostics() == []
    assert loading.header
    linter = Linter(loading.header, loading.actors, loading.sources, lambda *_: Place(1, 1))
    for event in events:
        linter.check_event(event, lambda _: Place(1, 1))
    linter.check_file()
    return {code for _, code, _ in linter.findings}


@pytest.mark.parametrize("code", [c for c in _EXPLAINED if c not in _SHORTENED])
def test_the_loader_reports_only_the_bad_sample(code: str) -> None:
    explanation = _EXPLAINED[code]
    found = _codes(code, _sample(explanation, "bad"))
    assert {code} <= found <= {code} | _OTHER_CODES.get(code, set())
    assert _codes(code, _sample(explanation, "good")) == set()


@pytest.mark.parametrize("code", lint.RULES)
def test_a_rule_reports_only_the_bad_sample(code: str) -> None:
    explanation = lint.explain(code)
    assert explanation
    assert code in _warnings(_sample(explanation, "bad"))
    assert code not in _warnings(_sample(explanation, "good"))


@pytest.mark.parametrize("code", _SHORTENED)
def test_shortened_samples_are_different(code: str) -> None:
    assert _sample(_EXPLAINED[code], "bad") != _sample(_EXPLAINED[code], "good")


def test_an_unknown_rule_has_no_explanation() -> None:
    assert lint.explain("no-such-rule") is None
