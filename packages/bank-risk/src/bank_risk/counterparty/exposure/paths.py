"""Exact joint simulation of all factors under the reporting currency's risk-neutral measure, block by block of paths.

Rates and their time integrals, exchange rates and assets move by Gaussian steps whose covariances are integrated exactly (Gauss-Legendre over each
step), so the time grid brings no discretisation error. A block has a fixed number of paths and a seed of its own: results depend on neither
memory nor order. Foreign factors carry the drift correction of the change of measure (Brigo and Mercurio, Interest Rate Models, 4.2 and 14.4).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from bank_risk.counterparty.exposure.model import MarketModel, RateFactor
from bank_risk.normal import Floats

BLOCK = 1_000
"""Paths drawn from one seed; part of the method, not a setting."""

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(16)


@dataclass(frozen=True, slots=True)
class FactorPaths:
    """One block, in arrays of shape (times, paths).

    `short` is the deviation x of each short rate, `discount` e to the minus integral of the reporting rate.
    """

    times: Floats
    short: Mapping[str, Floats]
    exchange: Mapping[str, Floats]
    assets: Mapping[str, Floats]
    discount: Floats


def bytes_of_block(model: MarketModel, times: int, paths: int) -> int:
    """Upper bound of what one block holds while it is made."""
    return 8 * times * min(paths, BLOCK) * (3 * len(model.rates) + 2 * len(model.drivers) + 4)


def simulate(model: MarketModel, times: Floats, paths: int, *, seed: int, block: int) -> FactorPaths:
    """Block number `block` with `paths` (at most BLOCK) paths at increasing `times`; the same arguments give the same bits."""
    generator = np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, block])))
    states = _rows(model)
    summed = {name: np.zeros((len(times), paths)) for name in states}
    current = {name: np.zeros(paths) for name in states}
    lengths = np.diff(times, prepend=0.0)
    for index, length in enumerate(lengths):
        steps = _root(model, float(length)) @ generator.standard_normal((len(states), paths))
        _advance(model, current, dict(zip(states, steps, strict=True)), float(length))
        for name in states:
            summed[name][index] = current[name]
    return _levels(model, times, summed)


def _rows(model: MarketModel) -> tuple[str, ...]:
    """Names of the Gaussian states: drivers first, then the integrals of the rates."""
    return (*model.drivers, *(f"sum:{name}" for name in sorted(model.rates)))


def _shapes(model: MarketModel, length: float) -> tuple[Floats, Floats]:
    """Volatility of each state at the nodes of a step, and the weights; a row is what a driver's move then does by the end of the step."""
    left = length * (1 - (_NODES + 1) / 2)
    rows = [model.rates[name].volatility * np.exp(-model.rates[name].reversion * left) for name in sorted(model.rates)]
    rows += [np.full(left.shape, model.exchange[name].volatility) for name in sorted(model.exchange)]
    rows += [np.full(left.shape, model.assets[name].volatility) for name in sorted(model.assets)]
    rows += [model.rates[name].volatility * model.rates[name].loading(left) for name in sorted(model.rates)]
    return np.array(rows), _WEIGHTS * length / 2


def _root(model: MarketModel, length: float) -> Floats:
    """A matrix whose square is the covariance of one step; by eigenvalues, because a rate and its integral are nearly the same over a short step."""
    shapes, weights = _shapes(model, length)
    drivers = model.drivers
    place = [drivers.index(name.replace("sum:", "rate:")) for name in _rows(model)]
    covariance = model.correlation()[np.ix_(place, place)] * ((shapes * weights) @ shapes.T)
    values, vectors = np.linalg.eigh(covariance)
    root: Floats = vectors * np.sqrt(np.maximum(values, 0.0))
    return root


def _advance(model: MarketModel, current: dict[str, Floats], steps: Mapping[str, Floats], length: float) -> None:
    for name, rate in model.rates.items():
        short, total = f"rate:{name}", f"sum:{name}"
        current[total] = current[total] + float(rate.loading(np.asarray(length))) * current[short] + steps[total]
        current[short] = np.exp(-rate.reversion * length) * current[short] + steps[short]
    for name in model.drivers:
        if not name.startswith("rate:"):
            current[name] = current[name] + steps[name]


def _measure_drift(model: MarketModel, currency: str, rate: RateFactor, times: Floats) -> tuple[Floats, Floats]:
    """Mean of a foreign short rate's deviation and of its integral, seen from the reporting currency."""
    if currency == model.reporting:
        return np.zeros(len(times)), np.zeros(len(times))
    pull = -model.between(f"rate:{currency}", f"fx:{currency}") * rate.volatility * model.exchange[currency].volatility
    loading = rate.loading(times)
    return pull * loading, pull * (times - loading) / rate.reversion


def _levels(model: MarketModel, times: Floats, states: Mapping[str, Floats]) -> FactorPaths:
    short, interest = {}, {}
    for name, rate in model.rates.items():
        mean, total = _measure_drift(model, name, rate, times)
        short[name] = states[f"rate:{name}"] + mean[:, None]
        # The deterministic part fits today's curve: -ln P(0,t) + Var/2 (Brigo and Mercurio 4.2).
        fitted = -np.log(rate.curve.discount(times)) + rate.variance(times) / 2
        interest[name] = states[f"sum:{name}"] + (total + fitted)[:, None]
    home = interest[model.reporting]
    exchange = {
        name: factor.spot * np.exp(home - interest[name] - factor.volatility**2 / 2 * times[:, None] + states[f"fx:{name}"])
        for name, factor in model.exchange.items()
    }
    assets = {}
    for name, asset in model.assets.items():
        quanto = 0.0
        if asset.currency != model.reporting:
            quanto = model.between(f"asset:{name}", f"fx:{asset.currency}") * asset.volatility * model.exchange[asset.currency].volatility
        grown = interest[asset.currency] - (asset.income * times)[:, None] if asset.drifting else np.zeros_like(home)
        assets[name] = asset.spot * np.exp(grown - (quanto + asset.volatility**2 / 2) * times[:, None] + states[f"asset:{name}"])
    return FactorPaths(times=times, short=short, exchange=exchange, assets=assets, discount=np.exp(-home))
