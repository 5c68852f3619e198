"""What is held late is imported by the first call, and only then."""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

import pytest

from bank_kit.late import Late


class Counting(Protocol):
    VALUE: int

    def doubled(self, number: int) -> int: ...


@pytest.fixture
def adapter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "late_adapter.py").write_text("import time\ntime.sleep(0.05)\nVALUE = 7\ndef doubled(number):\n    return number * 2\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "late_adapter", raising=False)
    return "late_adapter"


def test_nothing_is_imported_before_the_first_call(adapter: str) -> None:
    counting = Late[Counting](adapter)
    assert adapter not in sys.modules
    assert counting().doubled(4) == 8
    assert adapter in sys.modules


def test_one_name_of_a_module_can_be_held(adapter: str) -> None:
    doubled = Late[Callable[[int], int]](f"{adapter}:doubled")
    assert doubled()(3) == 6


def test_many_threads_get_the_same_whole_module(adapter: str) -> None:
    counting = Late[Counting](adapter)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: counting(), range(8)))
    assert len({id(each) for each in found}) == 1
    assert found[0].VALUE == 7


@pytest.mark.parametrize("target", ["", "a b", "a:", ":b", "a..b", "a:b:c", "../a"])
def test_a_malformed_target_is_refused_at_once(target: str) -> None:
    with pytest.raises(ValueError, match="package"):
        Late[object](target)


def test_what_does_not_exist_says_so_when_it_is_wanted() -> None:
    with pytest.raises(ImportError):
        Late[object]("bank_kit.nowhere")()
    with pytest.raises(AttributeError):
        Late[object]("bank_kit.late:nothing")()
