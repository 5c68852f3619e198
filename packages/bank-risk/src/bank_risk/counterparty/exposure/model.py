"""The market a simulation starts from: curves, exchange rates, prices, volatilities and correlations.

Rates are continuously compounded decimals, times years, volatilities decimals for one year; a short-rate volatility is absolute.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from bank_risk.normal import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Zero rates at increasing times above zero; linear between, flat outside."""

    times: tuple[float, ...]
    rates: tuple[float, ...]

    def __post_init__(self) -> None:
        """ValueError when the points cannot be a curve."""
        if not self.times or len(self.times) != len(self.rates) or min(self.times) <= 0 or any(np.diff(self.times) <= 0):
            raise ValueError("times, rates: as many of each, times above zero and increasing")
        if not np.all(np.isfinite(self.rates)):
            raise ValueError("rates: finite numbers")

    def discount(self, times: Floats) -> Floats:
        """Today's price of one unit at each time."""
        result: Floats = np.exp(-np.interp(times, self.times, self.rates) * times)
        return result


@dataclass(frozen=True, slots=True, kw_only=True)
class RateFactor:
    """Hull-White short rate of one currency: mean reversion above zero and absolute volatility, both for one year."""

    curve: Curve
    reversion: float
    volatility: float

    def __post_init__(self) -> None:
        """ValueError naming the field."""
        if not self.reversion > 0 or not self.volatility >= 0:
            raise ValueError("reversion above zero, volatility zero or more")

    def loading(self, length: Floats) -> Floats:
        """B = (1 - e^-a length) / a: how the logarithm of a bond price falls with the short rate."""
        result: Floats = -np.expm1(-self.reversion * length) / self.reversion
        return result

    def variance(self, length: Floats) -> Floats:
        """Variance of the integral of the short rate over a span that long."""
        a = self.reversion
        result: Floats = (self.volatility / a) ** 2 * (length - 2 * -np.expm1(-a * length) / a + -np.expm1(-2 * a * length) / (2 * a))
        return result


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetFactor:
    """A lognormal price in its own currency: spot, volatility and continuous yield (dividend, or convenience less storage).

    A credit spread is an asset whose `drifting` is False: it has no drift in its own currency.
    """

    currency: str
    spot: float
    volatility: float
    income: float = 0.0
    drifting: bool = True

    def __post_init__(self) -> None:
        """ValueError naming the field."""
        if not (self.spot > 0 and self.volatility >= 0):
            raise ValueError("spot above zero, volatility zero or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class FxFactor:
    """Price of one unit of a foreign currency in the reporting currency, and its volatility."""

    spot: float
    volatility: float

    def __post_init__(self) -> None:
        """ValueError naming the field."""
        if not (self.spot > 0 and self.volatility >= 0):
            raise ValueError("spot above zero, volatility zero or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketModel:
    """Everything simulated. `rates` holds the reporting currency too; `exchange` every other one.

    Factor names in `correlations`: `rate:EUR`, `fx:USD`, `asset:NAME`; pairs that are not named are uncorrelated.
    """

    reporting: str
    rates: Mapping[str, RateFactor]
    exchange: Mapping[str, FxFactor]
    assets: Mapping[str, AssetFactor]
    correlations: Mapping[tuple[str, str], float]

    def __post_init__(self) -> None:
        """ValueError when a currency lacks its factor, a correlation names none, or the correlations contradict one another."""
        if self.reporting not in self.rates or set(self.rates) - {self.reporting} != set(self.exchange):
            raise ValueError("rates: the reporting currency and all currencies of exchange, no others")
        if any(asset.currency not in self.rates for asset in self.assets.values()):
            raise ValueError("assets: every currency has rates")
        if {name for pair in self.correlations for name in pair} - set(self.drivers):
            raise ValueError("correlations: pairs of rate:CURRENCY, fx:CURRENCY, asset:NAME")
        if np.linalg.eigvalsh(self.correlation()).min(initial=0.0) < -1e-10:
            raise ValueError("correlations: not positive semidefinite")

    @property
    def drivers(self) -> tuple[str, ...]:
        """Names of the Brownian motions, in a fixed order."""
        rates, exchange, assets = sorted(self.rates), sorted(self.exchange), sorted(self.assets)
        return (*(f"rate:{name}" for name in rates), *(f"fx:{name}" for name in exchange), *(f"asset:{name}" for name in assets))

    def correlation(self) -> Floats:
        """Matrix over `drivers`."""
        place = {name: index for index, name in enumerate(self.drivers)}
        matrix = np.eye(len(place))
        for (first, second), value in self.correlations.items():
            matrix[place[first], place[second]] = matrix[place[second], place[first]] = value
        return matrix

    def between(self, first: str, second: str) -> float:
        """Correlation of two drivers; zero when not named."""
        return self.correlations.get((first, second), self.correlations.get((second, first), 0.0))
