"""From trade terms to add-ons: hedging sets, then asset classes, then the netting set (CRE52.25, CRE52.55-52.72).

Sums are exact (`math.fsum`), so the order of the trades never shows in a result.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum, sqrt

from bank_risk.counterparty.saccr.factors import SaccrFactors
from bank_risk.counterparty.saccr.trade import AssetClass, Risk, SaccrTrade, Subclass

CREDIT_AND_EQUITY = "ALL"


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeTerm:
    """What a trade brings: adjusted notional (d), supervisory delta, maturity factor; `effective` is their product."""

    id: str
    asset_class: AssetClass
    hedging_set: str
    part: str
    adjusted_notional: float
    delta: float
    maturity_factor: float
    effective: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HedgingSetAddOn:
    """Add-on of one hedging set; `parts` are signed effective notionals of maturity buckets, entities or commodity types."""

    asset_class: AssetClass
    hedging_set: str
    parts: Mapping[str, float]
    add_on: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOns:
    """All add-ons of a netting set; `aggregate` is the sum of the classes (CRE52.25)."""

    hedging_sets: tuple[HedgingSetAddOn, ...]
    classes: Mapping[AssetClass, float]
    aggregate: float


def hedging_set(trade: SaccrTrade) -> str:
    """Currency, currency pair, commodity group or everything of the class; basis and volatility trades apart (CRE52.45-52.46)."""
    kind = trade.subclass.asset_class
    match kind:
        case AssetClass.INTEREST_RATE:
            name = trade.currency
        case AssetClass.FOREIGN_EXCHANGE:
            name = "/".join(sorted((trade.currency, trade.second_currency)))
        case AssetClass.COMMODITY:
            name = trade.subclass.commodity_set
        case _:
            name = CREDIT_AND_EQUITY
    if trade.risk is Risk.BASIS:
        return f"{name} basis {trade.pair}"
    return f"{name} volatility" if trade.risk is Risk.VOLATILITY else name


def part(trade: SaccrTrade, factors: SaccrFactors) -> str:
    """What nets fully inside a hedging set: the maturity bucket of a rate, the pair, the entity or the commodity type."""
    match trade.subclass.asset_class:
        case AssetClass.INTEREST_RATE:
            first, second = factors.bucket_bounds
            return "1" if trade.end < first else "2" if trade.end <= second else "3"
        case AssetClass.FOREIGN_EXCHANGE:
            return hedging_set(trade)
        case _:
            return f"{trade.subclass.value}:{trade.name}"


def aggregate(trades: Sequence[SaccrTrade], terms: Sequence[TradeTerm], factors: SaccrFactors) -> AddOns:
    """Add-ons of one netting set from its trades and their terms, in the same order."""
    gathered: dict[tuple[AssetClass, str, Risk], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for trade, term in zip(trades, terms, strict=True):
        gathered[term.asset_class, term.hedging_set, trade.risk][term.part].append(term.effective)
    sets = []
    for (kind, name, risk), found in sorted(gathered.items()):
        parts = {key: fsum(values) for key, values in sorted(found.items())}
        sets.append(HedgingSetAddOn(asset_class=kind, hedging_set=name, parts=parts, add_on=_scale(risk, factors) * _add_on(kind, parts, factors)))
    classes = {kind: fsum(one.add_on for one in sets if one.asset_class is kind) for kind in AssetClass if any(one.asset_class is kind for one in sets)}
    return AddOns(hedging_sets=tuple(sets), classes=classes, aggregate=fsum(classes.values()))


def _scale(risk: Risk, factors: SaccrFactors) -> float:
    return {Risk.LEVEL: 1.0, Risk.BASIS: factors.basis_scale, Risk.VOLATILITY: factors.volatility_scale}[risk]


def _add_on(kind: AssetClass, parts: Mapping[str, float], factors: SaccrFactors) -> float:
    match kind:
        case AssetClass.INTEREST_RATE:
            return factors.rows[Subclass.INTEREST_RATE].factor * _buckets(parts, factors)
        case AssetClass.FOREIGN_EXCHANGE:
            return factors.rows[Subclass.FOREIGN_EXCHANGE].factor * fsum(abs(value) for value in parts.values())
        case _:
            rows = [(factors.rows[Subclass(key.split(":", 1)[0])], value) for key, value in parts.items()]
            systematic = fsum(row.correlation * row.factor * value for row, value in rows)
            return sqrt(systematic**2 + fsum((1 - row.correlation**2) * (row.factor * value) ** 2 for row, value in rows))


def _buckets(parts: Mapping[str, float], factors: SaccrFactors) -> float:
    """Effective notional over the three maturity buckets (CRE52.57)."""
    buckets = [parts.get(key, 0.0) for key in ("1", "2", "3")]
    crossed = [2 * factors.bucket_adjacent * first * second for first, second in pairwise(buckets)]
    squared = fsum([*(value**2 for value in buckets), *crossed, 2 * factors.bucket_distant * buckets[0] * buckets[2]])
    return sqrt(max(squared, 0.0))
