"""What was compiled from obligations, kept by the very tuple: policy hands out the same one again and again, and hashing its members is not cheap."""

from collections.abc import Callable
from typing import Generic, TypeVar

from strongroom.core.decision import Obligation

Made = TypeVar("Made")
Obligations = tuple[Obligation, ...]

_MOST = 4096


class Compiled(Generic[Made]):
    """Calls `make` once per tuple of obligations and remembers what came of it, for a bounded number of tuples. An exception of `make` is not remembered."""

    __slots__ = ("_known", "_make")

    def __init__(self, make: Callable[[Obligations], Made]) -> None:
        self._make = make
        self._known: dict[int, tuple[Obligations, Made]] = {}

    def of(self, obligations: Obligations) -> Made:
        """What `make` says of them. The tuple is kept beside it, so that its id cannot come to stand for another one."""
        known = self._known.get(id(obligations))
        if known is not None:
            return known[1]
        made = self._make(obligations)
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[id(obligations)] = (obligations, made)
        return made
