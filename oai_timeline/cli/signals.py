"""Clean up on signals that end the program: temporary files are removed first."""

import os
import signal
from typing import NoReturn

_ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


class Terminated(BaseException):
    """A signal that ends the program; handlers of exceptions remove unfinished files."""

    def __init__(self, number: int) -> None:
        """Store the number of the signal."""
        super().__init__(number)
        self.number = number


def handle_signals() -> None:
    """Raise Terminated on signals that would end the program; ignored ones stay ignored."""
    for number in _ENDING:
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _raise)


def end_by(number: int) -> NoReturn:
    """End by the signal itself, so that the parent process sees why."""
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
    os._exit(128 + number)  # the signal is blocked


def _raise(number: int, _: object) -> NoReturn:
    for other in _ENDING:  # a closing terminal sends several
        signal.signal(other, signal.SIG_IGN)
    raise Terminated(number)
