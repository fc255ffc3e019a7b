"""`timeline schema`: the JSON Schema of a timeline file, for editors."""

from json import dumps
from typing import Annotated

from oai_timeline.cli import output
from oai_timeline.cli.options import OUTPUT_FILE, share_options
from oai_timeline.cli.output_format import check_extension
from oai_timeline.cli.settings import Settings


@share_options()
def schema(settings: Settings, path: Annotated[str | None, OUTPUT_FILE] = None) -> None:
    """Print the JSON Schema of a timeline file, for editors.

    Example: timeline schema -o timeline.schema.json
    """
    from oai_timeline.load.json_schema import schema

    check_extension(path, "the schema", "json")
    output.write((dumps(schema(), indent=2), "\n"), output.choose_target(settings, path))
