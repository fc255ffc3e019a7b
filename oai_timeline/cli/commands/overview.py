"""`timeline` alone: the timeline at a glance."""

from oai_timeline.cli import messages, output
from oai_timeline.cli.listing import layout_for
from oai_timeline.cli.output_format import text_or_json
from oai_timeline.cli.session import ask, opened
from oai_timeline.cli.settings import Settings
from oai_timeline.cli.suggestions import program
from oai_timeline.query.overview import overview as asked


def overview(settings: Settings, form: str | None) -> None:
    """Show what the timeline holds, when most happened, and what to ask next."""
    if settings.tz is not None:
        raise messages.UsageError("--tz has no effect here: the overview prints no times")
    to = output.target(settings)
    if text_or_json(settings, form) == "json":
        summary = ask(opened(settings), asked)._asdict()
        output.write_value(summary, settings, to)
        return
    from oai_timeline.views.overview import render_overview

    summed = ask(opened(settings), asked)
    layout = layout_for(settings, to.width, summed.zone)
    output.write_screen(render_overview(summed, layout, program(settings)), to)
