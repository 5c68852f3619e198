"""Exposure at default of netting sets: EAD = alpha x (RC + multiplier x add-on), margined sets capped at their unmargined exposure (CRE52.1, CRE52.2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, fsum

from bank_risk.counterparty.saccr.addon import AddOns, TradeTerm, aggregate, hedging_set, part
from bank_risk.counterparty.saccr.factors import SaccrFactors
from bank_risk.counterparty.saccr.terms import adjusted_notional, margin_period, margined_factor, maturity_factor, supervisory_delta
from bank_risk.counterparty.saccr.trade import NettingSet, SaccrTrade


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One way of looking at a netting set, with or without its margin agreement; amounts in the reporting currency, `multiplier` within [0.05, 1]."""

    replacement_cost: float
    multiplier: float
    add_ons: AddOns
    potential: float
    exposure: float
    terms: tuple[TradeTerm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetExposure:
    """EAD of one netting set. `margined` is None without margin agreement; `capped` says that the unmargined exposure was lower and was taken.

    `value` is V, the net mark; `collateral` C; `margin_period` in business days, None without margin agreement.
    """

    netting_set: str
    counterparty: str
    value: float
    collateral: float
    unmargined: View
    margined: View | None
    margin_period: float | None
    capped: bool
    exposure: float

    @property
    def binding(self) -> View:
        """The view that the exposure was taken from."""
        return self.unmargined if self.margined is None or self.capped else self.margined


def multiplier(value: float, collateral: float, add_on: float, floor: float) -> float:
    """How far excess collateral and negative value reduce the add-on: min(1, F + (1-F) exp((V-C) / (2 (1-F) AddOn))) (CRE52.23)."""
    excess = value - collateral
    if excess >= 0:
        return 1.0
    if add_on <= 0:
        return floor
    return min(1.0, floor + (1 - floor) * exp(excess / (2 * (1 - floor) * add_on)))


def netting_sets(sets: Sequence[NettingSet], reporting: str, factors: SaccrFactors) -> tuple[SetExposure, ...]:
    """Every set's exposure, in their order; trade terms are computed for all trades of all sets at once.

    `reporting` is the currency of all amounts. ValueError when a trade does not fit the rules, naming the field.
    """
    trades = [trade for one in sets for trade in one.trades]
    base = _terms(trades, reporting, factors)
    results, first = [], 0
    for one in sets:
        last = first + len(one.trades)
        results.append(_set(one, base[first:last], factors))
        first = last
    return tuple(results)


def by_counterparty(exposures: Iterable[SetExposure]) -> dict[str, float]:
    """EAD of each counterparty: the sum over its netting sets, which do not net with one another (CRE52.1)."""
    found: dict[str, list[float]] = {}
    for one in exposures:
        found.setdefault(one.counterparty, []).append(one.exposure)
    return {counterparty: fsum(values) for counterparty, values in sorted(found.items())}


def one_margin_many_sets(sets: Sequence[SetExposure], collateral: float, factors: SaccrFactors) -> float:
    """EAD of several netting sets under one margin agreement, with the unmargined PFE of each (CRE52.75-52.76).

    RC = max(sum of positive values - max(C, 0), 0) + max(sum of negative values - min(C, 0), 0).
    """
    positive = fsum(max(one.value, 0.0) for one in sets)
    negative = fsum(min(one.value, 0.0) for one in sets)
    replacement = max(positive - max(collateral, 0.0), 0.0) + max(negative - min(collateral, 0.0), 0.0)
    return factors.alpha * (replacement + fsum(one.unmargined.potential for one in sets))


def _terms(trades: Sequence[SaccrTrade], reporting: str, factors: SaccrFactors) -> list[TradeTerm]:
    notional, delta, maturity = adjusted_notional(trades, reporting, factors), supervisory_delta(trades, factors), maturity_factor(trades, factors)
    effective = notional * delta * maturity
    columns = zip(trades, notional.tolist(), delta.tolist(), maturity.tolist(), effective.tolist(), strict=True)
    return [
        TradeTerm(
            id=trade.id,
            asset_class=trade.subclass.asset_class,
            hedging_set=hedging_set(trade),
            part=part(trade, factors),
            adjusted_notional=amount,
            delta=sensitivity,
            maturity_factor=factor,
            effective=product,
        )
        for trade, amount, sensitivity, factor, product in columns
    ]


def _margined(terms: Sequence[TradeTerm], factor: float) -> list[TradeTerm]:
    return [
        TradeTerm(
            id=term.id,
            asset_class=term.asset_class,
            hedging_set=term.hedging_set,
            part=term.part,
            adjusted_notional=term.adjusted_notional,
            delta=term.delta,
            maturity_factor=factor,
            effective=term.adjusted_notional * term.delta * factor,
        )
        for term in terms
    ]


def _set(one: NettingSet, terms: Sequence[TradeTerm], factors: SaccrFactors) -> SetExposure:
    value = fsum(trade.mark for trade in one.trades)
    current = max(value - one.collateral, 0.0)
    unmargined = _view(one, value, current, terms, factors)
    agreement = one.agreement
    if agreement is None:
        margined, period = None, None
    else:
        period = margin_period(agreement, len(one.trades), factors)
        # Exposure may grow to what triggers no margin call, less the collateral that is always there (CRE52.18).
        replacement = max(current, agreement.threshold + agreement.minimum_transfer - one.independent_amount, 0.0)
        margined = _view(one, value, replacement, _margined(terms, margined_factor(period, factors)), factors)
    capped = margined is not None and margined.exposure > unmargined.exposure
    binding = unmargined if margined is None or capped else margined
    return SetExposure(
        netting_set=one.id,
        counterparty=one.counterparty,
        value=value,
        collateral=one.collateral,
        unmargined=unmargined,
        margined=margined,
        margin_period=period,
        capped=capped,
        exposure=binding.exposure,
    )


def _view(one: NettingSet, value: float, replacement: float, terms: Sequence[TradeTerm], factors: SaccrFactors) -> View:
    add_ons = aggregate(one.trades, terms, factors)
    scale = multiplier(value, one.collateral, add_ons.aggregate, factors.multiplier_floor)
    potential = scale * add_ons.aggregate
    return View(
        replacement_cost=replacement,
        multiplier=scale,
        add_ons=add_ons,
        potential=potential,
        exposure=factors.alpha * (replacement + potential),
        terms=tuple(terms),
    )
