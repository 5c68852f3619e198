"""What a warehouse can do. Fails closed: a question it cannot answer is an error, never an empty answer."""

from collections.abc import Sequence
from typing import Protocol

Cell = object
Row = Sequence[Cell]


class Warehouse(Protocol):
    """Answers questions in SQL over fact_tx, fact_leg, dim_account, dim_party and dim_rate; safe to ask from many threads."""

    @property
    def version(self) -> str:
        """Names the data: the same version gives the same answers."""

    def rows(self, question: str) -> list[tuple[object, ...]]:
        """All rows of a rendered question (`text.render`); LIMIT_EXCEEDED over `MOST_ROWS`, DEADLINE_EXCEEDED over the time allowed, UNAVAILABLE otherwise."""
