"""Progress of long runs."""

import pytest

from bank_risk.market.progress import portions, silent


def test_portions_cover_everything_once_and_tell_after_each() -> None:
    told: list[tuple[int, int]] = []
    parts = [(part.start, part.stop) for part in portions(10, 4, lambda done, total: told.append((done, total)))]
    assert parts == [(0, 4), (4, 8), (8, 10)]
    assert told == [(4, 10), (8, 10), (10, 10)]


def test_a_progress_that_raises_ends_the_run_with_its_own_error() -> None:
    def cancel(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(portions(10, 4, cancel))


def test_nobody_needs_to_watch() -> None:
    silent(1, 2)
    assert len(list(portions(3, 1))) == 3
