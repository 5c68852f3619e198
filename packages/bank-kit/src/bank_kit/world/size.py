"""How big a synthetic bank is, and what its makers are told: size, seed, and the days it spans.

Above: the makers, the reader, the version and the command line. Below: nothing; loads neither DuckDB nor NumPy.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

AS_OF = date(2026, 11, 20)
"""The business date of the world: a Friday; its last day."""
DEFAULT_SEED = 42
MARKET_FIRST_DAY = date(2016, 11, 21)
"""First day of the market history."""


class Size(StrEnum):
    """S is for tests, M for a demonstration, L for measuring."""

    S = "S"
    M = "M"
    L = "L"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many of each a size has; accounts are customers' accounts, two for each party; `weeks` of ordinary traffic."""

    parties: int
    accounts: int
    transactions: int
    trades: int
    loans: int
    weeks: int


COUNTS = {
    Size.S: Counts(parties=750, accounts=1_500, transactions=10_000, trades=400, loans=600, weeks=13),
    Size.M: Counts(parties=50_000, accounts=100_000, transactions=1_000_000, trades=2_000, loans=20_000, weeks=17),
    Size.L: Counts(parties=100_000, accounts=200_000, transactions=10_000_000, trades=10_000, loans=60_000, weeks=43),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """What every maker is told: the same spec makes the same rows, on any number of threads."""

    size: Size
    seed: int = DEFAULT_SEED
    as_of: date = AS_OF

    @property
    def counts(self) -> Counts:
        """The numbers of rows wanted."""
        return COUNTS[self.size]

    @property
    def first_day(self) -> date:
        """First day of ordinary traffic, a Monday; accounts that slept have older transactions."""
        return self.as_of - timedelta(days=self.counts.weeks * 7 - 3)
