"""One piece of work of the bank-risk calculators, or the same work by another program; each runs in a process of its own, so that its memory can be read.

Usage: python bench/bank_work.py NAME     prints one line of JSON: seconds, peak_mb, note
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import date

import numpy as np
from bank_ore import ore_saccr
from bank_quantlib import quantlib_options, quantlib_swaps

from bank_risk.counterparty.exposure.profile import Simulation, profiles
from bank_risk.counterparty.saccr.exposure import netting_sets
from bank_risk.counterparty.saccr.factors import SaccrFactors
from bank_risk.counterparty.sample import exposure_portfolio, market, saccr_portfolio
from bank_risk.market.arrays import Floats
from bank_risk.market.historical import historical, historical_components
from bank_risk.market.measure import Measure
from bank_risk.market.options import OptionTerms, option_value
from bank_risk.market.revaluation import Ladder
from bank_risk.rulebooks import rulebook

POSITIONS, SCENARIOS, FACTORS = 10_000, 500, 60
TRADES, PATHS, DATES = 1_000, 1_000, 50
AT_ONCE = 50
"""Scenarios in work at a time in full revaluation."""
Work = Callable[[], tuple[float, str]]


def var() -> tuple[float, str]:
    """From sensitivities to VaR, ES and both splits."""
    chance = np.random.default_rng(1)
    ladder = Ladder(delta=chance.normal(0, 1e4, (POSITIONS, FACTORS)), gamma=chance.normal(0, 1e4, (POSITIONS, FACTORS)))
    moves = chance.standard_t(4, (SCENARIOS, FACTORS)) * 0.01
    begun = time.perf_counter()
    pnl = ladder.pnl(moves)
    measure = Measure(confidence=0.99)
    whole = historical(pnl.sum(axis=1), measure)
    parts = historical_components(pnl, measure)
    seconds = time.perf_counter() - begun
    return seconds, f"delta and gamma to {FACTORS} factors; VaR {whole.var:,.0f}, ES {whole.es:,.0f}, {len(parts.component_es):,} components"


def options() -> tuple[float, str]:
    """Full revaluation of European options in every scenario, then VaR and ES."""
    chance = np.random.default_rng(2)
    spot, strike, years = chance.uniform(80, 120, POSITIONS), chance.uniform(80, 120, POSITIONS), chance.uniform(0.1, 3, POSITIONS)
    moved = np.exp(chance.standard_t(4, (SCENARIOS, 1)) * 0.01)
    begun = time.perf_counter()
    today = _value(spot, strike, years)
    pnl = np.concatenate([_value(spot * moved[first : first + AT_ONCE], strike, years) - today for first in range(0, SCENARIOS, AT_ONCE)])
    found = historical(pnl.sum(axis=1), Measure(confidence=0.99))
    return time.perf_counter() - begun, f"{POSITIONS * SCENARIOS:,} option values; VaR {found.var:,.2f}"


def _value(spot: Floats, strike: Floats, years: Floats) -> Floats:
    return option_value(OptionTerms(kind=1.0, spot=spot, strike=strike, rate=0.02, dividend=0.01, volatility=0.25, years=years))


def saccr() -> tuple[float, str]:
    """EAD of all netting sets."""
    sets = saccr_portfolio(POSITIONS, sets=200, seed=3)
    factors = SaccrFactors.of(rulebook("BCBS", date(2026, 11, 20)))
    begun = time.perf_counter()
    found = netting_sets(sets, "EUR", factors)
    return time.perf_counter() - begun, f"{len(found)} netting sets, every second one margined; EAD {sum(one.exposure for one in found):,.0f}"


def exposure() -> tuple[float, str]:
    """Profiles of all netting sets."""
    model = market()
    sets = exposure_portfolio(TRADES, sets=20, seed=4, model=model)
    run = Simulation(dates=tuple((1 + number) * 12 / DATES for number in range(DATES)), paths=PATHS, seed=5)
    begun = time.perf_counter()
    found = profiles(model, sets, run)
    return time.perf_counter() - begun, f"{len(found.sets)} netting sets, every second one margined, {len(model.drivers)} factors, half of the trades swaps"


def swaps_by_quantlib() -> tuple[float, str]:
    """As many swap values as the exposure run needs, from a sample."""
    return quantlib_swaps(TRADES * PATHS * DATES)


def options_by_quantlib() -> tuple[float, str]:
    """As many option values as the revaluation needs, from a sample."""
    return quantlib_options(POSITIONS * SCENARIOS)


def saccr_by_ore() -> tuple[float, str]:
    """As many trades through ORE."""
    return ore_saccr(POSITIONS)


WORKS: dict[str, Work] = {
    "var": var,
    "options": options,
    "saccr": saccr,
    "exposure": exposure,
    "quantlib-options": options_by_quantlib,
    "quantlib-swaps": swaps_by_quantlib,
    "ore-saccr": saccr_by_ore,
}


def main() -> int:
    """Run one, print what it took."""
    seconds, note = WORKS[sys.argv[1]]()
    own, children = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"seconds": seconds, "peak_mb": max(own, children), "note": note}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
