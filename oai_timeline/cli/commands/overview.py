"""`timeline` without a command: an overview of the timeline."""

from oai_timeline.cli import messages
from oai_timeline.cli.output_format import choose_text_or_json
from oai_timeline.cli.session import Session
from oai_timeline.cli.settings import Settings
from oai_timeline.cli.suggestions import program
from oai_timeline.query.overview import fetch_overview as fetch


def overview(settings: Settings, output_format: str | None) -> None:
    """Show what the timeline holds, its busiest days, and which commands to try next."""
    if settings.tz is not None:
        raise messages.UsageError("--tz has no effect here: the overview prints no times")
    chosen = choose_text_or_json(settings, output_format)
    with Session(settings) as session:
        summary = fetch(session.index)
        if chosen == "json":
            session.write_value(summary._asdict())
        else:
            from oai_timeline.views.overview import plain_overview, render_overview

            session.write_view(render_overview, plain_overview, summary, program(settings))
