"""Memory: that of an import grows by what is kept of each event, its own text included."""

from pathlib import Path

import pytest

from tests.load.test_memory import PROGRAM, most_bytes

FEW, MANY = 5_000, 20_000
MOST_BYTES_AN_EVENT = 3_400
"""Some 2,200 are taken up: row and event, their texts, what is written, and what loading keeps."""
IMPORT = PROGRAM.format(
    module="cli.import_files",
    function="ImportOptions, write_timeline",
    statement="""from oai_timeline.cli.settings import Settings
write_timeline(Settings(), ImportOptions([sys.argv[1]], "csv", None, "UTC", "/dev/null"))""",
)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_an_import_keeps_little_besides_the_events(tmp_path: Path) -> None:
    most = []
    for count in (FEW, MANY):
        path = tmp_path / f"{count}.csv"
        rows = (f"{1800 + n % 200},Event {n},{'It was so. ' * 20}\n" for n in range(count))
        path.write_text(f"date,title,summary\n{''.join(rows)}")
        most.append(most_bytes(IMPORT, path))
    assert (most[1] - most[0]) / (MANY - FEW) < MOST_BYTES_AN_EVENT
