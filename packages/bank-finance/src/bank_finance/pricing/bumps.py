"""Moving the market and looking again: parallel and key-rate shifts, spot and volatility bumps. Knows no instrument."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from bank_finance.pricing.market import Market
from bank_finance.pricing.results import BumpedValue, KeyRate, exact, worth
from bank_finance.pricing.terms import Frozen

BASIS_POINT = 0.0001

Valued = Callable[[Market], float]
"""The holder's value in a market."""

BasisPoints = Annotated[float, Field(ge=-1000, le=1000, allow_inf_nan=False)]
SpotPercent = Annotated[float, Field(ge=-99, le=500, allow_inf_nan=False)]
VolatilityPoints = Annotated[float, Field(ge=-100, le=100, allow_inf_nan=False)]


class KeyRates(StrEnum):
    """Whether one DV01 per pillar is wanted; it costs two valuations a pillar."""

    LEAVE_OUT = "leave_out"
    EACH_PILLAR = "each_pillar"


class BumpSet(Frozen):
    """What to move, each alone, from the market as sent."""

    parallel_bp: tuple[BasisPoints, ...] = Field(default=(), max_length=20, description="All zero rates of `currency` up by so many basis points")
    spot_percent: tuple[SpotPercent, ...] = Field(default=(), max_length=20, description="Spot up by so many percent of itself")
    volatility_points: tuple[VolatilityPoints, ...] = Field(
        default=(), max_length=20, description="Volatility up by so many points (0.01; 1 bp for a bachelier swaption); never below 0"
    )
    key_rates: KeyRates = KeyRates.LEAVE_OUT


NO_BUMPS = BumpSet()


def parallel(market: Market, shift: float) -> Market:
    """All zero rates of the currency up by `shift` (decimal): the discount curve, and the forward curve where there is one."""
    forward = None if market.forward is None else market.forward.shifted(shift)
    return market.model_copy(update={"discount": market.discount.shifted(shift), "forward": forward})


def wider(market: Market, shift: float) -> Market:
    """Credit up by `shift` (decimal): the z-spread, and the hazard rates where there are any."""
    credit = None if market.credit is None else market.credit.shifted(shift)
    return market.model_copy(update={"spread": market.spread + shift, "credit": credit})


def slope(value: Valued, moved: Callable[[float], Market]) -> float:
    """Change of value for one basis point up, by the central difference of one basis point either way."""
    return (value(moved(BASIS_POINT)) - value(moved(-BASIS_POINT))) / 2


def widening(value: Valued, market: Market) -> float:
    """Change of value for credit wider by one basis point; only upwards where one basis point less would make a hazard rate negative."""
    tighter = wider(market, -BASIS_POINT)
    if tighter.credit is not None and any(pillar.rate < 0 for pillar in tighter.credit.pillars):
        return value(wider(market, BASIS_POINT)) - value(market)
    return slope(value, lambda shift: wider(market, shift))


def curvature(value: Valued, market: Market) -> float:
    """Change of DV01 for one basis point up."""
    return value(parallel(market, BASIS_POINT)) + value(parallel(market, -BASIS_POINT)) - 2 * value(market)


def key_rates(value: Valued, market: Market) -> tuple[KeyRate, ...]:
    """DV01 pillar by pillar of the discount curve; they add up to the parallel DV01 when there is no forward curve of its own."""

    def at(place: int) -> float:
        return slope(value, lambda shift: market.model_copy(update={"discount": market.discount.shifted(shift, only=place)}))

    return tuple(KeyRate(days=pillar.days, dv01=exact(at(place))) for place, pillar in enumerate(market.discount.pillars))


def bumped_values(value: Valued, market: Market, bumps: BumpSet, *, currency: str, volatility_point: float) -> tuple[BumpedValue, ...]:
    """One row per bump of the set, in its order."""
    unbumped = value(market)
    return tuple(
        BumpedValue(bump=name, size=exact(size), npv=worth(npv, currency), change=exact(npv - unbumped))
        for name, size, npv in ((name, size, value(moved)) for name, size, moved in _moved(market, bumps, volatility_point))
    )


def _moved(market: Market, bumps: BumpSet, volatility_point: float) -> Iterator[tuple[str, float, Market]]:
    for size in bumps.parallel_bp:
        yield "parallel", size, parallel(market, size * BASIS_POINT)
    if market.spot is not None:
        for size in bumps.spot_percent:
            yield "spot", size, market.model_copy(update={"spot": market.spot * (1 + size / 100)})
    if market.volatility is not None:
        for size in bumps.volatility_points:
            yield "volatility", size, market.model_copy(update={"volatility": max(0.0, market.volatility + size * volatility_point)})
