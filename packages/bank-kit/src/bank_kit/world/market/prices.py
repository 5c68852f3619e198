"""Closing prices of all instruments: bonds off their curves, shares and funds off the equity factor, commodities off theirs."""

import numpy as np

from bank_kit.world.market.bonds import clean_prices
from bank_kit.world.market.factors import Factors, own_shocks
from bank_kit.world.market.listed import Instrument
from bank_kit.world.market.streams import Floats, reverting

EQUITY_STEP = 0.0088
"""Daily deviation of the world's shares in calm times: 14 % a year."""
EQUITY_DRIFT = 0.00034
OWN_STEP = {"EQUITY": 0.0105, "FUND": 0.0012, "INDEX": 0.0022, "COMMODITY": 0.0}
BOND_STEP, BOND_PULL = 0.00009, 0.015
"""A bond's own spread wanders by a basis point a day and comes back."""
COMMODITIES = {
    "energy": (68.0, {"energy": 0.020}, 0.008, 0.002),
    "gas": (28.0, {"energy": 0.018}, 0.024, 0.004),
    "power": (75.0, {"energy": 0.016}, 0.026, 0.006),
    "metal": (2350.0, {"metal": 0.008}, 0.003, 0.001),
    "copper": (8900.0, {"metal": 0.008, "equity": 0.003}, 0.007, 0.002),
}
"""Usual price, loads on factors, own daily deviation, daily pull back to the usual price."""


def simulate(seed: int, listed: tuple[Instrument, ...], factors: Factors, curves: dict[str, Floats]) -> Floats:
    """Closing prices in four decimals, shape (days, instruments); NaN before a bond was issued; positive everywhere else."""
    own = own_shocks(seed, "prices", factors, len(listed))
    wander = reverting(own * BOND_STEP, BOND_PULL)
    found = np.empty(own.shape)
    for index, instrument in enumerate(listed):
        if instrument.kind == "BOND":
            found[:, index] = clean_prices(instrument, factors.days, zero_curve(instrument, curves), instrument.spread + wander[:, index])
        elif instrument.kind == "COMMODITY":
            found[:, index] = _commodity(instrument, factors, own[:, index])
        else:
            found[:, index] = _share(instrument, factors, own[:, index])
    return np.round(found, 4)


def zero_curve(bond: Instrument, curves: dict[str, Floats]) -> Floats:
    """Zero rates a bond is priced off: its driver, or the currency's overnight curve plus the driver when that is a credit spread."""
    driver = curves[bond.driver]
    if "-CORP-" not in bond.driver:
        return driver
    return driver + curves[{"EUR": "EUR-ESTR", "USD": "USD-SOFR"}[bond.currency]]


def _share(instrument: Instrument, factors: Factors, own: Floats) -> Floats:
    tilt = {"ENERGY": {"energy": 0.004}, "FINANCIAL": {"rates": 0.003}, "UTILITY": {"rates": -0.002}}.get(instrument.sector, {})
    steps = instrument.beta * EQUITY_STEP * factors.of("equity") + instrument.beta * EQUITY_DRIFT + factors.mixed(tilt) + OWN_STEP[instrument.kind] * own
    start = {"EQUITY": 18.0 + 7.0 * (instrument.number % 13), "FUND": 100.0, "INDEX": 2500.0 + 900.0 * (instrument.number % 6)}[instrument.kind]
    path: Floats = start * np.exp(np.cumsum(steps))
    return path


def _commodity(instrument: Instrument, factors: Factors, own: Floats) -> Floats:
    usual, loads, step, pull = COMMODITIES[instrument.driver]
    path: Floats = usual * np.exp(np.clip(reverting((factors.mixed(loads) + step * own)[:, None], pull)[:, 0], -1.6, 1.6))
    return path
