"""Does a piece of work in a process of its own, so that the memory it takes, and the libraries it loads, go with it."""

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

FORK: Final = "fork"


def apart(work: Callable[[], None]) -> None:
    """Have `work` done before this returns; it must leave nothing behind where it fails, for then it is done once more here, and raises here.

    Done here alone where another thread is alive, or where processes cannot be forked.
    """
    if threading.active_count() > 1 or FORK not in multiprocessing.get_all_start_methods():
        work()
        return
    child = multiprocessing.get_context(FORK).Process(target=_silently, args=(work,))
    child.start()
    child.join()
    if child.exitcode != 0:
        work()


def _silently(work: Callable[[], None]) -> None:
    """The second try tells what is wrong; twice would only confuse."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        sys.stderr = nowhere
        work()
