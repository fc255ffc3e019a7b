"""Compiles events.yaml when a wheel is built, so that the first run need not."""

import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTimeline(BuildHookInterface[Any]):
    """Puts the index of the shipped timeline beside it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the index to a wheel; an editable install reads the checkout, and compiles itself."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from oai_timeline.index import compile_file

        target = Path(mkdtemp()) / "events.sqlite"
        compile_file(str(Path(self.root) / "events.yaml"), str(target))
        build_data["force_include"][str(target)] = "oai_timeline/events.sqlite"
