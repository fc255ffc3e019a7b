"""Timeline files as data, to edit one thing and compare."""

import copy
import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import yaml

from oai_timeline.model.timeline_file import TimelineFile
from oai_timeline.revisions import Comparison, compare_revisions, read_revision
from tests.timelines import FULL

Data = dict[str, Any]
Edit = Callable[[Data], None]


def parse(text: str) -> Data:
    """Return a timeline file as data, every scalar as text."""
    data: Data = yaml.load(text, Loader=yaml.BaseLoader)
    return data


def full() -> Data:
    """Return a timeline with every key of the format."""
    return parse(FULL)


def write(data: Data) -> str:
    """Return data as a timeline file: JSON, which is valid YAML."""
    return json.dumps(data, ensure_ascii=False)


def compare(old: str, new: str) -> Comparison:
    """Compare two files."""
    revisions = (
        read_revision([TimelineFile(BytesIO(text.encode()), name)], name)
        for name, text in (("old.yaml", old), ("new.yaml", new))
    )
    return compare_revisions(*revisions)


def edited(edit: Edit, data: Data | None = None) -> Comparison:
    """Compare a timeline with itself after an edit."""
    before = data or full()
    after = copy.deepcopy(before)
    edit(after)
    return compare(write(before), write(after))
