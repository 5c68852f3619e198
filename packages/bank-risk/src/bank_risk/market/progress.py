"""How far a long run is: a callable told after each portion, which cancels the run by raising."""

from collections.abc import Callable, Iterator

Progress = Callable[[int, int], None]
"""Called with (done, total) after each portion; what it raises ends the run and reaches the caller untouched."""


def silent(done: int, total: int) -> None:
    """Nobody watches."""
    del done, total


def portions(total: int, size: int, progress: Progress = silent) -> Iterator[slice]:
    """`total` things in slices of at most `size`; progress is told after the work on each slice is done."""
    for start in range(0, total, size):
        stop = min(start + size, total)
        yield slice(start, stop)
        progress(stop, total)
