"""Input is limited, and takes time and memory in proportion to its size."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from oai_timeline.load.limited import MOST_MEBIBYTES
from tests.cli.processes import (
    ROOT,
    SECONDS,
    TIMELINE,
    Done,
    Program,
    in_process,
    wait_until_asleep,
)

HEADER = "timeline: {format: 1, title: T, zone: UTC}\n"
WATCH = """\
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, done.stdout.decode()[-9000:], done.stderr.decode()[-9000:],
                  used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""
MOST_SECONDS = 10
"""Processor time, generous for slow machines: unlimited work would take minutes."""


def measure(program: Program, *arguments: str) -> tuple[Done, float, float]:
    """Run; return also the processor time in seconds, and the peak memory in MiB."""
    command = [sys.executable, "-c", WATCH, *TIMELINE, *arguments]
    environment = program.environment()
    text = subprocess.check_output(command, env=environment, cwd=ROOT, timeout=4 * SECONDS)
    code, out, err, seconds, most = json.loads(text)
    return Done(code, out, err), seconds, most


ENDLESS = [("-f", "/dev/zero", "show"), ("check", "/dev/zero"), ("import", "/dev/zero")]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no /dev/zero")
@pytest.mark.parametrize("arguments", ENDLESS, ids=" ".join)
def test_an_endless_device_is_read_up_to_a_limit(
    timeline: Program, arguments: tuple[str, ...]
) -> None:
    done, seconds, most = measure(timeline, *arguments)
    assert (done.code, done.out) == (1, "")
    assert re.fullmatch(r"timeline: /dev/zero: over 256 MiB without an end: .*\n", done.err)
    assert seconds < MOST_SECONDS
    assert most < MOST_MEBIBYTES + 60


@pytest.mark.parametrize("command", [("show", "-f", "-"), ("check", "-"), ("import", "-")])
def test_an_endless_stream_is_read_up_to_a_limit(
    timeline: Program, command: tuple[str, ...]
) -> None:
    with subprocess.Popen(["yes", "a: b"], stdout=subprocess.PIPE) as yes:
        assert yes.stdout is not None
        process = timeline.started(*command, stdin=yes.stdout.fileno(), stdout=subprocess.PIPE)
        out, err = process.communicate(timeout=SECONDS)
        yes.kill()
    assert (process.returncode, out) == (1, b"")
    assert err.startswith(b"timeline: standard input: over 256 MiB")


@pytest.mark.parametrize("command", [("show", "-f"), ("check",), ("import",)])
def test_a_silent_pipe_is_read_until_ctrl_c(
    timeline: Program, tmp_path: Path, command: tuple[str, ...]
) -> None:
    os.mkfifo(tmp_path / "pipe")
    path = str(tmp_path / "pipe")
    process = timeline.started(*command, path, stdout=subprocess.PIPE)
    wait_until_asleep(process)
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=SECONDS) == (b"", b"")
    assert process.returncode in {130, -signal.SIGINT}


MANY = 5_000_000
NOISE = random.Random(1).randbytes(MANY)


@pytest.mark.parametrize("command", [("show", "-f"), ("check",)])
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\0" * MANY, id="nothing but NUL"),
        pytest.param(NOISE, id="noise"),
        pytest.param(HEADER.encode() + b"x: " + b"y" * MANY, id="one line"),
        pytest.param(HEADER.encode() + b"x: " + b"\x85" * MANY, id="one line, no UTF-8"),
    ],
)
def test_memory_is_proportional_to_the_size_of_a_file(
    timeline: Program, tmp_path: Path, content: bytes, command: tuple[str, ...]
) -> None:
    path = tmp_path / "t.yaml"
    path.write_bytes(content)
    done, seconds, most = measure(timeline, *command, str(path))
    assert (done.code, len(done.out + done.err) < 9000) == (1, True)
    assert seconds < MOST_SECONDS
    assert most < 40 + 16 * MANY / (1 << 20)


MOST_SECONDS_FOR_A_TEXT = 5
"""Ten times the usual time; a quadratic pattern takes more on 30,000 characters."""
LONG = {
    "Z": "2023T" + "T" * 30_000,
    "digits": "1" * 30_000,
    "quotes": '"' * 29_999,
    "points": "a. " * 10_000,
    "commas": "," * 30_000,
    "brackets": "[" * 30_000,
    "hyphens": "-" * 30_000,
    "ids": "a-" * 15_000,
    "blanks": "a" + " " * 30_000 + "a",
    "address": "https://x.example/" + "?#/" * 10_000,
    "semicolons": "; " * 15_000,
    "colons": ": :" * 10_000,
    "marks": "X-~%" * 7_500,
    "clock": "2023-11-17T12:00:00." + "0" * 30_000,
    "spaced": "2023 " * 6_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_no_pattern_is_slow_on_a_long_text(tmp_path: Path, text: str) -> None:
    """In an imported table, in a timeline that is checked and shown, and on the command line."""
    table = tmp_path / "table.jsonl"
    names = ("title", "summary", "who", "place", "tags", "source", "url", "id", "kind", "earliest")
    rows = [
        {"date": "2023", "title": "T", name: text} for name in (*names, "date", "end", "latest")
    ]
    table.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    column = json.dumps(text)
    events = "".join(
        f"  - {{id: e{number}, when: 2023, title: T, summary: S, certainty: reported, {field}}}\n"
        for number, field in enumerate((f"place: {column}", f"stated: {column}"))
    )
    whole = tmp_path / "t.yaml"
    whole.write_text(
        f"{HEADER}actors: {{a: {{name: N, note: {column}, misspellings: [{column}]}}}}\n"
        f"sources: {{s: {{publisher: {column}}}}}\nevents:\n{events}"
        f"  - {{id: last, when: 2023, title: {column}, summary: {column}, sources: [s]}}\n"
    )
    start = time.process_time()
    typed = text[:100]
    for arguments in (
        ("import", str(table)),
        ("check", str(whole)),
        *(("-f", str(whole), "export", form) for form in ("markdown", "html", "ics")),
        ("-f", str(whole), "search", typed),
        ("-f", str(whole), "show", "--day", typed),
        ("-f", str(whole), "who", typed),
    ):
        done = in_process(*arguments)
        assert (done.code in {0, 1, 2}, "bug in timeline" in done.err) == (True, False)
    assert time.process_time() - start < MOST_SECONDS_FOR_A_TEXT
