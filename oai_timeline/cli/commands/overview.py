"""`timeline` alone: the timeline at a glance."""

from oai_timeline.cli import output
from oai_timeline.cli.forms import text_or_json
from oai_timeline.cli.listing import look_of
from oai_timeline.cli.session import ask, opened
from oai_timeline.cli.settings import Settings
from oai_timeline.query.overview import overview as asked


def overview(settings: Settings, form: str | None) -> None:
    """Show what the timeline holds, when most happened, and what to ask next."""
    to = output.target(settings)
    if text_or_json(settings, form) == "json":
        summary = ask(opened(settings), asked)._asdict()
        output.write_value(summary, settings, to)
        return
    from oai_timeline.views.glance import glance

    summed = ask(opened(settings), asked)
    output.write_screen(glance(summed, look_of(settings, to.width, summed.zone)), to)
