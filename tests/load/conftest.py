"""What the tests of the loader share."""

import pytest
import yaml


@pytest.fixture(params=["libyaml", "without libyaml"])
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Use libyaml, then PyYAML's own parser, which takes its place where it is missing."""
    if request.param != "libyaml":
        monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
