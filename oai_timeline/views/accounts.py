"""What sources say where they differ: side by side, so that they can be compared."""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from oai_timeline.dates.prose import format_asked
from oai_timeline.model.record import SourceRecord
from oai_timeline.query.event_details import AccountView
from oai_timeline.views.blocks import Column, columns, join_sections
from oai_timeline.views.dates import format_date, format_full_date
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import Line, Span, display_width, join, wrap, wrap_span

_LEAST, _MOST, _ALONE = 30, 60, 86
_GAP = 2
_INDENT = 2


class _Claim(NamedTuple):
    """What an account says about one thing; `mark` is set if the compared accounts differ there."""

    mark: str
    text: str
    style: str


def side_by_side(accounts: Sequence[AccountView], layout: Layout) -> Iterator[Line]:
    """Render as many accounts side by side as fit, with what they say about one thing level."""
    margin = display_width(layout.symbols.trunk.strip()) + 1 + _GAP
    space = layout.width - _INDENT + _GAP
    rows = ceil(len(accounts) / max(space // (_LEAST + margin), 1))
    across = ceil(len(accounts) / max(rows, 1)) or 1  # rows equally long
    room = max(min(space // across - margin, _MOST if across > 1 else _ALONE), 10)
    texts = [_wrap_account(account, accounts, layout, room) for account in accounts]
    starts = range(0, len(accounts), across)
    return join_sections(
        *(_render_row(texts[start : start + across], layout, room) for start in starts)
    )


def plain_accounts(accounts: Sequence[AccountView], layout: Layout) -> Iterator[Line]:
    """Write one account per line."""
    for account in accounts:
        date = format_full_date(account.dated, layout) if account.dated else ""
        claims = _list_claims(account, date, layout)
        spans = [Span(f"{mark}{text}", style) for mark, text, style in claims if text]
        sources = "; ".join(plain_cite(source, layout) for source in account.sources)
        yield [Span("  "), *join([*spans, Span(sources, "source")])]


def cite(source: SourceRecord, layout: Layout) -> str:
    """Return the short name of a source, for people: its publisher and its date."""
    return layout.text(f"{source['publisher']} {format_asked(source['published'] or '')}".rstrip())


def plain_cite(source: SourceRecord, layout: Layout) -> str:
    """Return the same with the date as in the file."""
    return layout.text(f"{source['publisher']} {source['published'] or ''}".rstrip())


def format_figures(figures: Mapping[str, float], layout: Layout) -> str:
    """Return figures with what they count."""
    return layout.text(", ".join(f"{name.replace('_', ' ')} {n}" for name, n in figures.items()))


def _list_claims(account: AccountView, date: str, layout: Layout) -> list[_Claim]:
    """Return what an account says: its source, date, words, actors, about whom, and figures.

    `date` is when it dates the event. What it says nothing about is empty.
    """

    def claim(key: str, text: str, style: str) -> _Claim:
        mark = f"{layout.symbols.disputed} " if key in account.differs else ""
        return _Claim(mark, text, style)

    symbols = layout.symbols
    figures = format_figures(account.figures or {}, layout)
    if not figures and "figures" in account.differs:
        figures = "no figures"
    return [
        _Claim("", layout.text(account.source_name), "title"),
        claim("when", date, "time"),
        claim("summary", layout.text(account.says), "what"),
        claim("actors", _name_actors(symbols.by, account.actors, layout), "who"),
        claim("about", _name_actors(symbols.about, account.about, layout), "quiet"),
        claim("figures", figures, ""),
    ]


def _wrap_account(
    account: AccountView, accounts: Sequence[AccountView], layout: Layout, room: int
) -> list[list[Span]]:
    """Return the lines of an account about each thing."""
    date = format_date(account.dated, layout) if account.dated else ""
    source, when, says, actors, about, figures = _list_claims(account, date, layout)
    if not date and any(other.dated for other in accounts):
        when = _Claim("", "dated as the event", "quiet")
    cited = [Span(cite(one, layout), "source", one["url"] or "") for one in account.sources]
    names = [part for name in cited for part in wrap_span(name, room)]
    return [
        _wrap_claim(source, room) if source.text else names,
        *(_wrap_claim(claim, room) for claim in (when, says)),
        [*_wrap_claim(actors, room), *_wrap_claim(about, room)],
        _wrap_claim(figures, room),
        names if source.text else [],
    ]


def _render_row(accounts: Sequence[list[list[Span]]], layout: Layout, room: int) -> Iterator[Line]:
    rule = Span(layout.symbols.trunk.strip(), "quiet")
    for texts in zip(*accounts, strict=True):
        rules = Column([rule] * max(map(len, texts)), display_width(rule.text), 1)
        row = (cell for lines in texts for cell in (rules, Column(lines, room, _GAP)))
        yield from columns(*row, indent=_INDENT)


def _name_actors(sign: str, names: Sequence[str] | None, layout: Layout) -> str:
    return "" if names is None else f"{sign} {layout.names(names) or 'nobody'}"


def _wrap_claim(claim: _Claim, room: int) -> list[Span]:
    """Wrap a claim behind its mark."""
    indent = display_width(claim.mark)
    lines = wrap(claim.text, room - indent) if claim.text else []
    starts = [claim.mark, *[" " * indent] * len(lines)]
    return [Span(f"{start}{line}", claim.style) for start, line in zip(starts, lines, strict=False)]
