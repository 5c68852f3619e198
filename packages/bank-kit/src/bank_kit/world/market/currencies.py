"""Exchange rates against the euro, and implied volatilities of shares, currencies and swap rates."""

import numpy as np

from bank_kit.world.market.factors import Factors, own_shocks
from bank_kit.world.market.streams import Floats, reverting

PULL = 0.006
CURRENCIES = {
    "USD": (1.125, -0.0042, 0.0016),
    "GBP": (0.870, -0.0012, 0.0036),
    "CHF": (1.030, -0.0006, 0.0028),
    "JPY": (138.0, -0.0030, 0.0044),
    "SEK": (10.70, 0.0006, 0.0032),
    "NOK": (10.90, 0.0008, 0.0042),
    "PLN": (4.350, 0.0009, 0.0032),
}
"""Usual units for one euro, load on the dollar factor, own daily deviation."""
RISK_OFF = {"CHF": 0.0010, "JPY": 0.0018, "SEK": -0.0012, "NOK": -0.0020, "PLN": -0.0014}
"""Load on the equity factor: havens strengthen when shares fall."""

TENORS = {"1M": 1 / 12, "1Y": 1.0, "3M": 0.25, "5Y": 5.0}
"""Years of each, in order of the tenor's name: that is how rows are kept."""
PAIRS = {"EURUSD": 0.072, "EURGBP": 0.062, "EURCHF": 0.060, "EURJPY": 0.090}
SWAPTIONS = {"EUR-ESTR": 0.0072, "USD-SOFR": 0.0095, "GBP-SONIA": 0.0088}
"""Usual normal volatilities, decimal a year."""
SHARES_USUAL = 0.165
CALM_YEARS = 0.6
"""How long a spike of turbulence is expected to last."""


def exchange_rates(seed: int, factors: Factors) -> dict[str, Floats]:
    """Units of each currency for one euro, six decimals, shape (days,)."""
    own = own_shocks(seed, "currencies", factors, len(CURRENCIES))
    found: dict[str, Floats] = {}
    for index, (currency, (usual, load, step)) in enumerate(CURRENCIES.items()):
        steps = load * factors.of("dollar") + RISK_OFF.get(currency, 0.0) * factors.of("equity") + step * own[:, index]
        found[currency] = np.round(usual * np.exp(np.clip(reverting(steps[:, None], PULL)[:, 0], -0.35, 0.35)), 6)
    return found


def volatilities(seed: int, factors: Factors, indices: dict[str, float]) -> dict[str, Floats]:
    """Implied volatilities in six decimals, shape (days, tenors), of the indices (isin to beta), PAIRS and SWAPTIONS."""
    usual = {**{isin: SHARES_USUAL * beta for isin, beta in indices.items()}, **PAIRS, **SWAPTIONS}
    own = reverting(own_shocks(seed, "volatilities", factors, len(usual)) * 0.012, 0.05)
    years = np.array(list(TENORS.values()))
    # The mean of a turbulence that decays over CALM_YEARS, seen from today over each tenor.
    share = CALM_YEARS / years * (1.0 - np.exp(-years / CALM_YEARS))
    excess = (factors.turbulence - 0.9)[:, None] * share
    found: dict[str, Floats] = {}
    for index, (name, level) in enumerate(usual.items()):
        strength = 1.0 if name in indices else 0.6
        found[name] = np.round(level * np.maximum(1.0 + strength * excess, 0.45) * np.exp(own[:, index])[:, None], 6)
    return found
