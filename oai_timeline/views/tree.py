"""Events as a tree: days, the events of each, and who had which role in them."""

from collections.abc import Collection, Iterator, Mapping

from oai_timeline.model.listed import ListedEvent
from oai_timeline.views.blocks import Column, columns, join_sections, stack
from oai_timeline.views.layout import Layout
from oai_timeline.views.parts import (
    Branch,
    Events,
    format_order,
    format_people,
    format_sign,
    group_by_day,
    render_legend,
)
from oai_timeline.views.text import Line, Span, display_width, widest

_MOST_TIME = 14
_LEAST_TITLE = 20

Roles = Mapping[str, Collection[str]]
"""The roles that an actor had in events, by their ids: `by`, `about` or both."""


def render_tree(events: Events, coarse: int, roles: Roles | None, layout: Layout) -> Iterator[Line]:
    """Render events by day; the last `coarse` ones are dated only to a longer span.

    With the `roles` of an actor, their signs precede each event, else the names of all actors
    follow it.
    """
    branches = group_by_day(events, coarse, layout)
    times = [time for branch in branches for time, _ in branch.events]
    width = min(widest(times), _MOST_TIME)
    return join_sections(
        *(_render_branch(branch, roles, layout, width) for branch in branches),
        render_legend([event for branch in branches for _, event in branch.events], layout),
    )


def _render_branch(
    branch: Branch, roles: Roles | None, layout: Layout, time_width: int
) -> Iterator[Line]:
    yield branch.heading
    for number, (time, event) in enumerate(branch.events, 1):
        lines = _render_event(time, event, roles, layout, time_width)
        yield from _attach(lines, layout, is_last=number == len(branch.events))


def plain_tree(events: Events, coarse: int, roles: Roles | None, layout: Layout) -> Iterator[Line]:
    """Write days, their events, and who had which role in each, indented by two spaces."""
    for branch in group_by_day(events, coarse, layout):
        yield [Span(layout.text(branch.day) or branch.heading[0].text, branch.heading[0].style)]
        for time, event in branch.events:
            printed = layout.print_date(event)
            parts = (
                time,
                printed.zone if printed.has_clock and not event.words else "",
                format_order(event, layout).text,
                format_sign(event, layout).text,
                "" if roles is None else _format_roles(event, roles, layout),
                layout.text(event.title),
            )
            yield [Span("  "), Span(" ".join(filter(None, parts)))]
            if roles is None:
                yield from ([Span("    "), names] for names in format_people(event, layout))


def _format_roles(event: ListedEvent, roles: Roles, layout: Layout) -> str:
    """Return the signs of the roles that an actor had in an event."""
    signs = {"by": layout.symbols.by, "about": layout.symbols.about}
    return "".join(sign for role, sign in signs.items() if role in roles.get(event.id, ()))


def _attach(lines: Iterator[Line], layout: Layout, *, is_last: bool) -> Iterator[Line]:
    """Attach the lines of an event to the trunk of the tree."""
    symbols = layout.symbols
    guide = symbols.last if is_last else symbols.branch
    for line in lines:
        yield [Span(guide, "quiet"), *line]
        guide = "   " if is_last else symbols.trunk


def _render_event(
    time: str, event: ListedEvent, roles: Roles | None, layout: Layout, time_width: int
) -> Iterator[Line]:
    symbols, sign_width = layout.symbols, display_width(layout.symbols.confirmed)
    role_width = 0 if roles is None else 2 * display_width(symbols.by) + 1
    used = len(symbols.branch) + time_width + 1 + 2 * (sign_width + 1) + role_width
    room = layout.width - used
    texts = [Span(layout.text(event.title), "what")]
    if roles is None:
        texts += format_people(event, layout)
    when = Span(time, "time" if time[:1].isdecimal() else "soft")
    order, sign = format_order(event, layout), format_sign(event, layout)
    role = Span("" if roles is None else _format_roles(event, roles, layout), "who")
    if room < _LEAST_TITLE:
        return stack([when, order, sign, role], texts, layout.width - len(symbols.branch))
    return columns(
        Column(when, time_width, 1),
        Column(order, sign_width, 1),
        Column(sign, sign_width, 1),
        Column(role, role_width, 0),
        Column(texts, room),
    )
