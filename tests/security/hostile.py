"""A timeline of texts that try to act on whatever shows them, and the commands that show it."""

import re

from oai_timeline.formats import FORMATS
from tests.cli.processes import SMALL

TEXT = (
    "=1+1|[red]x[/]:boom:<script>alert(1)</script>\x1b]0;t\a\x1b[31m\x9b31m\x85\u202e\u2066\u200b"
)
_YAML = "".join(c if " " <= c <= "~" and c not in '"\\' else f"\\U{ord(c):08x}" for c in TEXT)
TIMELINE = f"""\
timeline: {{format: 1, title: "{_YAML}", zone: UTC, language: "{_YAML}", updated: 2024-01-01}}
actors:
  ann:
    name: "Ann {_YAML}"
    aliases: ["A {_YAML}"]
    misspellings: ["M {_YAML}"]
    note: "{_YAML}"
    offices: [{{office: "{_YAML}", of: bob, from: 2000, until: .., sources: [one]}}]
  bob: {{name: "Bob {_YAML}"}}
sources:
  one:
    publisher: "One {_YAML}"
    via: "{_YAML}"
    title: "{_YAML}"
    url: "https://x.example/\\u202e\\u200b<script>;'"
    published: 2023
    language: "{_YAML}"
  two: {{publisher: "Two {_YAML}", url: "https://user@x.example/]]>--><b>", published: 2024}}
events:
  - id: first
    when: 2023-11-17T12
    words: "{_YAML}"
    stated: "{_YAML}"
    title: "{_YAML}"
    summary: "{_YAML}"
    actors: [ann]
    about: [bob]
    kind: "{_YAML}"
    place: "{_YAML}"
    tags: ["{_YAML}"]
    certainty: disputed
    quotes: [{{by: ann, text: "{_YAML}", language: "{_YAML}", translation: "{_YAML}", source: one}}]
    accounts:
      - {{says: "{_YAML}", figures: {{"{_YAML}": 1}}, sources: [one]}}
      - {{says: "{_YAML} too", sources: [two]}}
    figures: {{"{_YAML}": 2}}
    sources: [one, two]
  - {{id: second, when: 2023-11-18, title: "{_YAML}", because: [first], actors: [ann, bob]}}
"""
"""It is valid."""

COMMANDS: tuple[tuple[str, ...], ...] = (
    (),
    ("--format", "json"),
    ("show",),
    ("show", "--view", "tree"),
    ("show", "--view", "list"),
    *(("show", "--format", name) for name in FORMATS if FORMATS[name].is_shown),
    ("show", "--format", "tsv", "--raw"),
    ("who",),
    ("who", "ann"),
    ("who", "ann", "bob"),
    ("event", "first"),
    ("event", "first", "--format", "json"),
    ("days",),
    *(("days", "--per", what) for what in ("hour", "actor", "kind")),
    ("lanes",),
    ("why", "first"),
    ("order", "first", "second"),
    ("order", "first", "second", "--format", "json"),
    ("search", "script"),
    ("state",),
    ("quotes",),
    *(("quotes", "--format", name) for name in ("json", "csv")),
    ("disputes",),
    ("disputes", "one", "two"),
    ("sources",),
    ("sources", "one"),
    *(("values", what) for what in ("actors", "tags", "kinds", "publishers", "figures")),
    *(("export", name) for name in FORMATS if not FORMATS[name].is_shown),
    ("check",),
    *(("diff", str(SMALL), *form) for form in ((), ("--format", "json"), ("--format", "markdown"))),
    *(("check", "--format", form) for form in ("json", "github")),
    ("show", "--according-to", "one"),
    ("show", "--as-known-on", "2023"),
)
"""Every command with its formats, for that timeline."""

ACTIVE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
"""The characters that act on a terminal, or are invisible; but not the line feed and the tab."""


def find_active(text: str) -> list[str]:
    """Return the characters that act on a terminal, but for the program's own colours and links."""
    own = r"\x1b\[[0-9;]*m|\x1b]8;[^\x00-\x20\x7f-\xa0]*\x1b\\"
    return ACTIVE.findall(re.sub(own, "", text.replace("\r\n", "\n")))
