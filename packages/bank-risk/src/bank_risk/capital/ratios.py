"""Own funds against requirements: ratios, buffers, the limit on distributions, and what is left (RBC20, RBC30, RBC40)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bank_kit.parameters import Rulebook

QUARTILES = 4
BASIS_POINTS = 10_000


class Tier(StrEnum):
    """The three levels a ratio is asked for."""

    CET1 = "CET1"
    TIER1 = "TIER1"
    TOTAL = "TOTAL"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFunds:
    """Money after deductions."""

    cet1: Decimal
    additional_tier1: Decimal
    tier2: Decimal

    def up_to(self, tier: Tier) -> Decimal:
        """All capital that counts at that level."""
        added = {Tier.CET1: Decimal(0), Tier.TIER1: self.additional_tier1, Tier.TOTAL: self.additional_tier1 + self.tier2}
        return self.cet1 + added[tier]


@dataclass(frozen=True, slots=True, kw_only=True)
class Buffers:
    """Parts of RWA, decimals, met with CET1 alone."""

    conservation: Decimal
    countercyclical: Decimal
    systemic: Decimal

    @property
    def combined(self) -> Decimal:
        """What stands above the minima."""
        return self.conservation + self.countercyclical + self.systemic


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One ratio beside what is asked of it; `headroom` is money and `headroom_bp` basis points of RWA, both below zero in a breach."""

    tier: Tier
    capital: Decimal
    ratio: Decimal
    minimum: Decimal
    requirement: Decimal
    headroom: Decimal
    headroom_bp: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class CapitalPosition:
    """All three levels, and the limit on distributions.

    `buffer_available` is CET1 left after the minima, a part of RWA. `quartile` is 1 to 4 within the combined buffer and None above it;
    `conserved` is the part of earnings that must be kept, and 1 below the minima.
    """

    rwa: Decimal
    buffers: Buffers
    levels: Mapping[Tier, Level]
    buffer_available: Decimal
    quartile: int | None
    conserved: Decimal

    def distributable(self, earnings: Decimal) -> Decimal:
        """The most that may be paid out of these earnings, money; nothing of a loss (RBC30.4)."""
        return max(earnings, Decimal(0)) * (1 - self.conserved)


def buffers(book: Rulebook, *, countercyclical: Decimal, systemic: Decimal) -> Buffers:
    """The conservation buffer in force beside the bank's own two rates; ValueError when a rate is negative."""
    if countercyclical < 0 or systemic < 0:
        raise ValueError("buffer rates must not be negative")
    return Buffers(conservation=book.exact("RBC", "conservation_buffer"), countercyclical=countercyclical, systemic=systemic)


def countercyclical_rate(exposures: Mapping[str, Decimal], rates: Mapping[str, Decimal]) -> Decimal:
    """The average of national rates, weighted with private credit exposures by country (RBC30.13); 0 without exposures, and 0 where no rate is set."""
    total = sum(exposures.values(), Decimal(0))
    if total <= 0:
        return Decimal(0)
    return sum((amount * rates.get(country, Decimal(0)) for country, amount in exposures.items()), Decimal(0)) / total


def position(funds: OwnFunds, rwa: Decimal, asked: Buffers, book: Rulebook) -> CapitalPosition:
    """Ratios, headroom over minimum plus combined buffer, and the distribution quartile; ValueError unless RWA are above zero."""
    if rwa <= 0:
        raise ValueError("risk-weighted assets must be above zero")
    available = _buffer_available(funds, rwa, book)
    quartile = _quartile(available, asked.combined)
    return CapitalPosition(
        rwa=rwa,
        buffers=asked,
        levels={tier: _level(tier, funds.up_to(tier), rwa, asked=asked, book=book) for tier in Tier},
        buffer_available=available,
        quartile=quartile,
        conserved=_conserved(available, quartile, book),
    )


def _level(tier: Tier, capital: Decimal, rwa: Decimal, *, asked: Buffers, book: Rulebook) -> Level:
    minimum = book.exact("RBC", "minimum", tier.value)
    requirement = minimum + asked.combined
    left = capital / rwa - requirement
    return Level(
        tier=tier,
        capital=capital,
        ratio=capital / rwa,
        minimum=minimum,
        requirement=requirement,
        headroom=capital - requirement * rwa,
        headroom_bp=left * BASIS_POINTS,
    )


def _buffer_available(funds: OwnFunds, rwa: Decimal, book: Rulebook) -> Decimal:
    """CET1 first fills its own minimum and whatever Tier 1 and total capital lack (RBC30.2)."""
    return min(funds.up_to(tier) / rwa - book.exact("RBC", "minimum", tier.value) for tier in Tier)


def _quartile(available: Decimal, combined: Decimal) -> int | None:
    if combined <= 0 or available > combined:
        return None
    steps = (number for number in range(1, QUARTILES + 1) if available <= combined * number / QUARTILES)
    return next(steps)


def _conserved(available: Decimal, quartile: int | None, book: Rulebook) -> Decimal:
    if available < 0:
        return Decimal(1)
    return Decimal(0) if quartile is None else book.exact("RBC", "conserved", str(quartile))
