"""Commands of `timeline`, where they find what they read."""

import os
import sys
from collections.abc import Iterable
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bench.cases import Command
from bench.processes import CommandFailed, run, settle, timeline_program
from bench.timelines import write_timeline
from bench.timing import Run


class Workplace(NamedTuple):
    """A temporary folder in which commands run: it has the timelines, and a cache for each."""

    folder: str

    def prepare(self, commands: Iterable[Command]) -> None:
        """Write the timelines that the commands read."""
        for events in {command.events for command in commands} - {0}:
            with open(self.timeline(events), "w", encoding="utf-8") as file:
                write_timeline(file, events)
        settle()

    def run(self, command: Command) -> Run:
        """Run a command. Raises CommandFailed, also where `timeline` prints nothing."""
        if not command.fresh_cache:
            return self._run(command, self.cache(command.events))
        with TemporaryDirectory(dir=self.folder) as cache:
            return self._run(command, cache)

    def timeline(self, events: int) -> str:
        """Give the path of the synthetic timeline of so many events."""
        return os.path.join(self.folder, f"{events}.yaml")

    def cache(self, events: int) -> str:
        """Give the folder of the index of that timeline; of the shipped one for 0."""
        return os.path.join(self.folder, f"cache-{events}")

    def _run(self, command: Command, cache: str) -> Run:
        changes = {"XDG_CACHE_HOME": cache, **dict(command.environment)}
        if command.events:
            changes["TIMELINE_FILE"] = self.timeline(command.events)
        arguments = [*_PROGRAMS[command.program], *command.arguments]
        done = run(arguments, self.folder, changes)
        if command.program == "timeline" and not done.lines:
            raise CommandFailed(f"timeline {' '.join(command.arguments)}: printed nothing")
        return done


_PROGRAMS = {"python": [sys.executable], "timeline": timeline_program()}
