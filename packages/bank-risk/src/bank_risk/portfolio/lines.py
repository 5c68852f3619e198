"""A portfolio as lines, each a function of factor levels; and its P&L over any moves of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from bank_risk.market.arrays import Floats
from bank_risk.market.progress import Progress, silent
from bank_risk.market.revaluation import FullRevaluation, Ladder, Move
from bank_risk.portfolio.history import History, Levels

MOST_AT_ONCE, FEWEST_AT_ONCE, CELLS_AT_ONCE = 1_000, 100, 2_000_000
"""Scenarios revalued at once: fewer the more lines there are, so that progress is told, and a run can end, about twice a second."""
BUMP = {Move.ABSOLUTE: 0.0001, Move.RELATIVE: 0.01}
"""Half the width of the difference a sensitivity is taken over: a basis point, or a hundredth."""

Value = Callable[[Levels], Floats]
"""From levels of many scenarios to values in euro (scenarios)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A position or trade: `booked` is its value in the books, in euro; `kind` is that of the instrument or trade."""

    id: str
    book: str
    desk: str
    kind: str
    booked: float
    value: Value


class NotModelledError(Exception):
    """A position or trade has no risk factors here; the message says which are missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """Lines on one day; `warnings` name what was left out, what stands in for something, and what is stale."""

    day: date
    place: int
    history: History
    lines: tuple[Line, ...]
    warnings: tuple[str, ...]

    @property
    def base(self) -> Floats:
        """Levels of all factors on the day."""
        found: Floats = self.history.levels[self.place]
        return found

    def values(self, levels: Floats) -> Floats:
        """Values (scenarios x lines) at levels (scenarios x factors)."""
        seen = Levels(self.history, levels)
        return np.column_stack([line.value(seen) for line in self.lines])

    def revaluation(self) -> FullRevaluation:
        """The whole priced again at shocked levels."""
        return FullRevaluation(value=self.values, base=self.base, kinds=self.history.kinds())

    def pnl(self, moves: Floats, progress: Progress = silent) -> Floats:
        """P&L (scenarios x lines) of moves (scenarios x factors)."""
        return self.revaluation().pnl(moves, portion=self.portion, progress=progress)

    @property
    def portion(self) -> int:
        """Scenarios revalued at once."""
        return max(FEWEST_AT_ONCE, min(MOST_AT_ONCE, CELLS_AT_ONCE // max(len(self.lines), 1)))

    def ladder(self) -> Ladder:
        """First and second derivative of each line to each factor, by central differences."""
        width = np.array([BUMP[kind] for kind in self.history.kinds()])
        up, down = self.pnl(np.diag(width)).T, self.pnl(np.diag(-width)).T
        return Ladder(delta=(up - down) / (2.0 * width), gamma=(up + down) / width**2)

    def groups(self, by: str) -> tuple[str, ...]:
        """The name each line goes by: its book, desk, kind or id."""
        return tuple(str(getattr(line, by)) for line in self.lines)
