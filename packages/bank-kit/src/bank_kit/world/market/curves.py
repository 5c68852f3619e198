"""Twelve yield and spread curves: level, slope and hump reverting around a decade's path of rates; zero rates, continuously compounded."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bank_kit.world.market.factors import Factors, own_shocks
from bank_kit.world.market.streams import Days, Floats, reverting

PILLARS = {"1M": 30, "3M": 91, "6M": 182, "1Y": 365, "2Y": 730, "3Y": 1095, "5Y": 1826, "7Y": 2557, "10Y": 3652, "20Y": 7305, "30Y": 10957}
"""Tenor to calendar days."""
PILLAR_YEARS = np.array(list(PILLARS.values())) / 365.0
ANCHOR_DAYS = ("2016-11-21", "2018-12-03", "2019-09-02", "2020-04-01", "2021-12-01", "2022-12-01", "2023-10-02", "2024-09-02", "2025-09-01", "2026-11-20")
HUMP_YEARS = 2.5
"""Time scale of slope and hump (Nelson and Siegel's form)."""
PULL = 0.02
"""Daily reversion of rates to their path: half of a shock is gone in seven weeks."""
SPREAD_PULL = 0.012
SHORT_STEP, LONG_STEP, HUMP_STEP, NOISE = 0.00014, 0.00046, 0.00030, 0.00002
"""Calm daily deviations of the three parameters, and of each quoted pillar, for a scale of one."""


@dataclass(frozen=True, slots=True)
class Path:
    """A risk-free curve: paths of its short and long end at ANCHOR_DAYS, in percent; `scale` of its daily moves."""

    id: str
    short: tuple[float, ...]
    long: tuple[float, ...]
    scale: float


@dataclass(frozen=True, slots=True)
class Spread:
    """A curve quoted over another: its usual five-year spread as a decimal; `relative` daily move of a credit spread, 0 for governments."""

    id: str
    over: str
    usual: float
    relative: float


OIS = (
    Path("EUR-ESTR", (-0.36, -0.36, -0.45, -0.50, -0.52, 1.60, 3.88, 3.45, 1.93, 1.95), (1.35, 1.45, 0.25, 0.20, 0.35, 2.60, 3.35, 2.45, 2.75, 2.85), 1.0),
    Path("USD-SOFR", (0.42, 2.35, 2.00, 0.08, 0.10, 4.20, 5.32, 5.05, 4.15, 3.40), (2.55, 3.10, 1.75, 1.00, 1.75, 3.40, 4.35, 3.55, 3.95, 4.05), 1.3),
    Path("GBP-SONIA", (0.22, 0.70, 0.71, 0.12, 0.15, 3.20, 5.19, 4.95, 3.97, 3.45), (1.50, 1.65, 0.85, 0.70, 1.05, 3.35, 4.30, 3.70, 4.35, 4.25), 1.2),
    Path("CHF-SARON", (-0.74, -0.73, -0.74, -0.70, -0.71, 0.80, 1.70, 1.18, 0.05, 0.10), (0.20, 0.40, -0.45, -0.20, 0.15, 1.60, 1.75, 0.85, 0.65, 0.70), 0.7),
    Path("JPY-TONA", (-0.04, -0.06, -0.06, -0.04, -0.03, -0.05, 0.02, 0.23, 0.48, 0.80), (0.60, 0.75, 0.25, 0.40, 0.50, 1.10, 1.30, 1.55, 2.15, 2.45), 0.4),
)
SPREADS = (
    Spread("EUR-GOVT", "EUR-ESTR", 0.0012, 0.0),
    Spread("USD-GOVT", "USD-SOFR", 0.0018, 0.0),
    Spread("GBP-GOVT", "GBP-SONIA", 0.0015, 0.0),
    Spread("EUR-CORP-A", "EUR-ESTR", 0.0080, 0.011),
    Spread("EUR-CORP-BBB", "EUR-ESTR", 0.0135, 0.013),
    Spread("EUR-CORP-BB", "EUR-ESTR", 0.0300, 0.015),
    Spread("USD-CORP-BBB", "USD-SOFR", 0.0145, 0.013),
)
CURVES = (*(path.id for path in OIS), *(spread.id for spread in SPREADS))


def kind(curve: str) -> str:
    """OIS, GOVT or CREDIT."""
    return "CREDIT" if "-CORP-" in curve else "GOVT" if curve.endswith("-GOVT") else "OIS"


def simulate(seed: int, factors: Factors) -> dict[str, Floats]:
    """Zero rates of every curve, shape (days, pillars), eight decimals; of a CREDIT curve the spread over the currency's OIS curve."""
    own = own_shocks(seed, "curves", factors, 3 * len(OIS) + len(SPREADS))
    noise = own_shocks(seed, "curve noise", factors, len(PILLARS) * len(OIS)) * NOISE
    found: dict[str, Floats] = {}
    for index, path in enumerate(OIS):
        found[path.id] = _risk_free(path, factors, own[:, 3 * index : 3 * index + 3]) + noise[:, len(PILLARS) * index : len(PILLARS) * (index + 1)]
    for index, spread in enumerate(SPREADS):
        steps = own[:, 3 * len(OIS) + index]
        found[spread.id] = _credit(spread, factors, steps) if spread.relative else found[spread.over] + _government(spread, steps)
    return {name: np.round(rates, 8) for name, rates in found.items()}


def zero_rates(curve: Floats, days_ahead: Sequence[float]) -> Floats:
    """Linear in the zero rate between pillars, flat outside; one curve of eleven rates at any number of calendar days."""
    return np.interp(days_ahead, list(PILLARS.values()), curve)


def _risk_free(path: Path, factors: Factors, own: Floats) -> Floats:
    common = factors.of("rates"), factors.of("slope")
    short = reverting((0.45 * common[0] - 0.25 * common[1] + 0.7 * own[:, 0])[:, None] * SHORT_STEP * path.scale, PULL)
    long = reverting((0.70 * common[0] + 0.40 * common[1] + 0.45 * own[:, 1])[:, None] * LONG_STEP * path.scale, PULL)
    hump = reverting((0.30 * common[0] + 0.6 * own[:, 2])[:, None] * HUMP_STEP * path.scale, 2 * PULL)
    short_end = _anchored(path.short, factors.days)[:, None] + short
    long_end = _anchored(path.long, factors.days)[:, None] + long
    decay = PILLAR_YEARS / HUMP_YEARS
    loading = (1.0 - np.exp(-decay)) / decay
    return long_end + (short_end - long_end) * loading + hump * (loading - np.exp(-decay))


def _government(spread: Spread, own: Floats) -> Floats:
    level = spread.usual + reverting(own[:, None] * 0.00006, PULL)
    spreads: Floats = level * (0.3 + 0.7 * (1.0 - np.exp(-PILLAR_YEARS / 4.0)))
    return spreads


def _credit(spread: Spread, factors: Factors, own: Floats) -> Floats:
    steps = (0.85 * factors.of("credit") + 0.5 * own) * spread.relative
    five_years = spread.usual * np.exp(np.clip(reverting(steps[:, None], SPREAD_PULL), -0.7, 1.3))
    shape = 0.55 + 0.45 * (1.0 - np.exp(-PILLAR_YEARS / 4.0)) / (1.0 - np.exp(-5.0 / 4.0))
    spreads: Floats = five_years * shape
    return spreads


def _anchored(percent: tuple[float, ...], days: Days) -> Floats:
    known = np.array(ANCHOR_DAYS, dtype="datetime64[D]").astype(np.float64)
    rates: Floats = np.interp(days.astype(np.float64), known, np.array(percent)) / 100.0
    return rates
