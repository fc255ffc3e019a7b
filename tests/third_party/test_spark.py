"""Spark reads exports as docs/exports.md describes."""

import json
import re
import subprocess
from collections import Counter
from pathlib import Path

from tests.cli.processes import ROOT, Program
from tests.third_party.parties import SECONDS, program, python

(LINE,) = re.findall(r"^    (spark\..+)$", (ROOT / "docs" / "exports.md").read_text(), re.MULTILINE)
ASK = """\
import sys
from pyspark.sql import SparkSession
local = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
spark = local.config("spark.driver.bindAddress", "127.0.0.1").getOrCreate()
exec(sys.argv[1])
"""


def test_the_documented_line_counts_all_events(tmp_path: Path) -> None:
    program("java")
    spark = python("pyspark")
    timeline = Program(tmp_path / "cache")
    written = timeline("show", "--output", "events.jsonl", cwd=tmp_path, TIMELINE_FILE=None)
    assert written.code == 0
    done = subprocess.run(
        [spark, "-c", ASK, LINE],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = (tmp_path / "events.jsonl").read_text().splitlines()
    counts = Counter(json.loads(line)["certainty"] for line in lines)
    shown = re.findall(r"^\| *(\w+)\| *(\d+)\|$", done.stdout, re.MULTILINE)
    assert shown == [(word, str(count)) for word, count in sorted(counts.items())]
