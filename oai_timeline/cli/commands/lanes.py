"""`timeline lanes`: actors by time, for looking."""

from oai_timeline.cli import messages, output
from oai_timeline.cli.listing import layout_for, listed, say_what_is_missing
from oai_timeline.cli.options import shared_options
from oai_timeline.cli.session import opened
from oai_timeline.cli.settings import Perspective, Selection, Settings
from oai_timeline.index import Index
from oai_timeline.query import lanes as asked
from oai_timeline.query.select import Query, Result

_WIDTH, _HEIGHT = 80, 24
_PROMPT = 1
"""Lines of a terminal that are the shell's."""


@shared_options
def lanes(settings: Settings, selection: Selection, perspective: Perspective) -> None:
    """Draw a chart, actors by time, for looking.

    Example: timeline lanes --day 2023-11-17 --kind message

    Over the period asked for, else the timeline's focus, else all of it. In a pipe it is 80 columns
    wide, unless --width says otherwise; --limit is the number of actors.
    """

    def fetch(index: Index, query: Query, _: Result) -> asked.Lanes:
        return asked.lanes(index, query)

    everything = selection._replace(limit=None, reverse=False)
    found = listed(opened(settings, perspective), everything, fetch)
    chart = found.found
    total = found.answer.total
    to = output.target(settings)
    layout = layout_for(settings, to.width or _WIDTH, found.zone)
    if not total or found.nearest:
        say_what_is_missing(total, total, "events", found.nearest)
    if not chart.lanes:
        if total:
            messages.say("nothing to draw: what is there is dated only to a longer span")
        output.write((), to)
        return
    if selection.reverse:
        chart = chart._replace(lanes=chart.lanes[::-1])
    from oai_timeline.views.lanes import lanes as drawn

    lines = (to.height or _HEIGHT) - _PROMPT
    output.write_screen(drawn(chart, layout, layout.width or _WIDTH, lines, selection.limit), to)
