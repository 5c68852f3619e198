"""What the road needs of something that counts."""

from dataclasses import dataclass
from typing import Protocol


class CounterUnavailableError(Exception):
    """The counter cannot be asked now."""


@dataclass(frozen=True, slots=True)
class Pace:
    """A rate as GCRA counts it: seconds between calls in the long run, and how many seconds a caller may be ahead of that."""

    interval: float
    ahead: float


Charge = tuple[str, Pace]
"""A key and the pace at which it may be used."""


class Counter(Protocol):
    """Counts calls against rates. Fail mode: configured (`limits.when_counter_fails`); the gate applies it on CounterUnavailableError."""

    async def take(self, charges: tuple[Charge, ...]) -> float:
        """Charge one call to every key, or to none: 0 if all are within their pace, else the seconds after which all would be.

        Raises CounterUnavailableError.
        """
        ...
