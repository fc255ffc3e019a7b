"""What sources say where they differ: side by side, so that they can be compared."""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from oai_timeline.model.record import SourceRecord
from oai_timeline.query.event_details import AccountView
from oai_timeline.views.blocks import Cell, columns, join_sections
from oai_timeline.views.dates import format_date, format_full_date
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import Line, Span, display_width, join, wrap

_LEAST, _MOST, _ALONE = 30, 60, 86
_GAP = 2
_INDENT = 2


class _Claim(NamedTuple):
    """What an account says about one thing; `mark` is set if the compared accounts differ there."""

    mark: str
    text: str
    style: str


class _Claims(NamedTuple):
    """What an account says; what it says nothing about has no text."""

    source: _Claim
    date: _Claim
    says: _Claim
    actors: _Claim
    about: _Claim
    figures: _Claim


def side_by_side(accounts: Sequence[AccountView], layout: Layout) -> Iterator[Line]:
    """Render as many accounts side by side as fit, with what they say about one thing level."""
    rule = layout.symbols.trunk.strip()
    margin = display_width(rule) + 1 + _GAP
    space = layout.width - _INDENT + _GAP
    rows = ceil(len(accounts) / max(space // (_LEAST + margin), 1))
    across = ceil(len(accounts) / max(rows, 1)) or 1  # rows equally long
    room = max(min(space // across - margin, _MOST if across > 1 else _ALONE), 10)

    def render_row(row: Sequence[AccountView]) -> Iterator[Line]:
        cells = []
        for lines in _level([_fields(account, accounts, layout, room) for account in row]):
            cells.append(Cell([Span(rule, "quiet")] * len(lines), display_width(rule), 1))
            cells.append(Cell(lines, room))
        return columns(*cells, indent=_INDENT)

    starts = range(0, len(accounts), across)
    return join_sections(*(render_row(accounts[start : start + across]) for start in starts))


def _list_claims(account: AccountView, date: str, layout: Layout) -> _Claims:
    """Return what an account says; `date` is when it dates the event, empty if it does not."""

    def claim(key: str, text: str, style: str) -> _Claim:
        mark = f"{layout.symbols.disputed} " if key in account.differs else ""
        return _Claim(mark, text, style)

    symbols = layout.symbols
    figures = claim("figures", format_figures(account.figures or {}, layout), "")
    return _Claims(
        _Claim("", layout.text(account.source_name), "title"),
        claim("when", date, "time"),
        claim("summary", layout.text(account.says), "what"),
        claim("actors", _name_actors(symbols.by, account.actors, layout), "who"),
        claim("about", _name_actors(symbols.about, account.about, layout), "quiet"),
        figures if figures.text or not figures.mark else figures._replace(text="no figures"),
    )


def plain_accounts(accounts: Sequence[AccountView], layout: Layout) -> Iterator[Line]:
    """Write one account per line."""
    return (_plain_account(account, layout) for account in accounts)


def cite(source: SourceRecord, layout: Layout) -> str:
    """Return the short name of a source: its publisher and its date."""
    return layout.text(f"{source['publisher']} {source['published'] or ''}".rstrip())


def format_figures(figures: Mapping[str, float], layout: Layout) -> str:
    """Return figures with what they count."""
    return layout.text(", ".join(f"{name.replace('_', ' ')} {n}" for name, n in figures.items()))


def _plain_account(account: AccountView, layout: Layout) -> Line:
    date = format_full_date(account.dated, layout) if account.dated else ""
    claims = _list_claims(account, date, layout)
    spans = [Span(f"{mark}{text}", style) for mark, text, style in claims if text]
    sources = "; ".join(cite(source, layout) for source in account.sources)
    return [Span("  "), *join([*spans, Span(sources, "source")])]


def _fields(
    account: AccountView, accounts: Sequence[AccountView], layout: Layout, room: int
) -> list[list[Span]]:
    """Return the lines of an account, field by field."""
    date = format_date(account.dated, layout) if account.dated else ""
    claims = _list_claims(account, date, layout)
    if not date and any(other.dated for other in accounts):
        claims = claims._replace(date=_Claim("", "time as above", "quiet"))
    source, when, says, actors, about, figures = (_wrap_claim(claim, room) for claim in claims)
    cited = [
        Span(line, "source", source["url"] or "")
        for source in account.sources
        for line in wrap(cite(source, layout), room)
    ]
    return [source, when, says, [*actors, *about], figures, cited]


def _name_actors(sign: str, names: Sequence[str] | None, layout: Layout) -> str:
    return "" if names is None else f"{sign} {layout.names(names) or 'nobody'}"


def _wrap_claim(claim: _Claim, room: int) -> list[Span]:
    """Wrap a claim behind its mark."""
    indent = display_width(claim.mark)
    lines = wrap(claim.text, room - indent) if claim.text else []
    starts = [claim.mark, *[" " * indent] * len(lines)]
    return [Span(f"{start}{line}", claim.style) for start, line in zip(starts, lines, strict=False)]


def _level(cells: Sequence[list[list[Span]]]) -> list[list[Span]]:
    """Fill up each field to the longest beside it, so that they begin on the same line."""
    heights = [max(map(len, field)) for field in zip(*cells, strict=True)]
    return [
        [
            span
            for field, height in zip(cell, heights, strict=True)
            for span in [*field, *[Span("")] * (height - len(field))]
        ]
        for cell in cells
    ]
