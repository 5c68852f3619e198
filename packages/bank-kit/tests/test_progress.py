"""A run says how far it is, and ends when nobody waits for it or its time is up."""

import pytest

from bank_kit.progress import MAX_MESSAGE, Progress, RunStoppedError, Step


def test_the_last_step_is_kept() -> None:
    progress = Progress()
    assert progress.latest is None
    progress.report(1, 4, "paths")
    progress.report(2, 4)
    assert progress.latest == Step(2, 4, None)


def test_progress_never_goes_back() -> None:
    progress = Progress()
    progress.report(2)
    progress.report(1)
    progress.report(2, 3)
    assert progress.latest == Step(2, None, None)


def test_a_message_has_an_end() -> None:
    progress = Progress()
    progress.report(1, message="x" * 1000)
    assert progress.latest == Step(1, None, "x" * MAX_MESSAGE)


def test_a_cancelled_run_ends_at_its_next_report() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(RunStoppedError) as caught:
        progress.report(1)
    assert caught.value.failure.code == "CANCELLED"
    assert progress.latest is None


def test_a_run_whose_time_is_up_says_what_to_do() -> None:
    with pytest.raises(RunStoppedError) as caught:
        Progress(seconds=-1).check()
    assert caught.value.failure.code == "DEADLINE_EXCEEDED"
    assert caught.value.failure.remedy
