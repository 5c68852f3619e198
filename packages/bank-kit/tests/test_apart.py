"""Work in a process of its own: done once, its memory gone, its failures raised here."""

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from bank_kit.apart import apart


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads run beside pytest; a starting server has none."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def _note(file: Path) -> Callable[[], None]:
    def work() -> None:
        with file.open("a", encoding="utf-8") as written:
            written.write(f"{os.getpid()}\n")

    return work


@pytest.mark.usefixtures("alone")
def test_the_work_is_done_once_and_elsewhere(tmp_path: Path) -> None:
    apart(_note(tmp_path / "who"))
    (worker,) = (tmp_path / "who").read_text(encoding="utf-8").split()
    assert worker != str(os.getpid())


@pytest.mark.usefixtures("alone")
def test_a_failure_is_raised_here_by_the_second_try(tmp_path: Path) -> None:
    note = _note(tmp_path / "who")

    def work() -> None:
        note()
        raise LookupError("nothing there")

    error_stream = sys.stderr
    with pytest.raises(LookupError, match="nothing there"):
        apart(work)
    first, second = (tmp_path / "who").read_text(encoding="utf-8").split()
    assert first != second == str(os.getpid())
    assert sys.stderr is error_stream


def test_the_work_stays_here_beside_other_threads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    apart(_note(tmp_path / "who"))
    assert (tmp_path / "who").read_text(encoding="utf-8").split() == [str(os.getpid())]


def test_the_work_stays_here_where_nothing_can_be_forked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    apart(_note(tmp_path / "who"))
    assert (tmp_path / "who").read_text(encoding="utf-8").split() == [str(os.getpid())]
