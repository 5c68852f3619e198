"""Derivative counterparties of an entity: SA-CCR exposures, their credit RWA and the inputs of BA-CVA. Amounts in euro."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import RowMapping

from bank_kit.parameters import Rulebook
from bank_risk.balance.ledger import Ledger
from bank_risk.capital import standardised
from bank_risk.capital.sa_traits import SaClass, SaTraits
from bank_risk.counterparty.cva import CvaCapital, CvaCounterparty, CvaFactors, CvaSet, Quality, Sector, reduced_capital
from bank_risk.counterparty.saccr.exposure import SetExposure, netting_sets
from bank_risk.counterparty.saccr.factors import SaccrFactors
from bank_risk.portfolio.history import Levels
from bank_risk.portfolio.netting import AgreedSet, agreed_sets, instruments, saccr_sets, years
from bank_risk.portfolio.reading import history_of
from bank_risk.portfolio.selection import books_of

CENTRAL = "CCP"
INVESTMENT_GRADE = frozenset({"AAA", "AA", "A", "BBB"})
SHORTEST = 1.0
"""Least effective maturity in years (CRE32.46)."""
_CLASSES = {"SOVEREIGN": SaClass.SOVEREIGN, "BANK": SaClass.BANK}
_SECTORS = {"SOVEREIGN": Sector.SOVEREIGN, "BANK": Sector.FINANCIAL, "FUND": Sector.FINANCIAL}


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivativeSet:
    """A netting set as agreed, its exposure, and the entity's `share` of it: that of its books in the gross notional of the set."""

    agreed: AgreedSet
    exposure: SetExposure
    share: float

    @property
    def default_exposure(self) -> float:
        """The entity's part of the exposure at default, euro."""
        return self.share * self.exposure.exposure

    @property
    def counterparty(self) -> RowMapping:
        """The row of the counterparty."""
        return self.agreed.counterparty


def derivative_sets(ledger: Ledger) -> tuple[DerivativeSet, ...]:
    """SA-CCR of every netting set with a trade in the entity's books.

    Agreements of the bank are kept for the group: what several companies traded under one of them is shared out, so that companies add up to the group.
    """
    store, day = ledger.store, ledger.day
    books = frozenset(books_of(store, ledger.entity.lei))
    agreed = tuple(one for one in agreed_sets(store, day) if any(trade["book_id"] in books for trade in one.trades))
    history = history_of(store)
    place = history.until(day)
    market = Levels(history, history.levels[place : place + 1])
    found = netting_sets(saccr_sets(agreed, market, instruments(store), day), "EUR", SaccrFactors.of(ledger.rules))
    return tuple(DerivativeSet(agreed=one, exposure=exposure, share=_share(one, books, ledger)) for one, exposure in zip(agreed, found, strict=True))


def _share(one: AgreedSet, books: Collection[str], ledger: Ledger) -> float:
    sizes = [(trade["book_id"] in books, ledger.worth(trade["notional"], trade["currency"])) for trade in one.trades]
    return float(sum(size for mine, size in sizes if mine) / sum(size for _, size in sizes))


def weight_of(counterparty: RowMapping, rules: Rulebook) -> float:
    """Standardised weight of a counterparty; central counterparties count as qualifying (CRE54.7)."""
    if counterparty["sector"] == CENTRAL:
        return rules.number("CRE54", "trade_exposure_weight")
    traits = SaTraits(exposure_class=_CLASSES.get(counterparty["sector"], SaClass.CORPORATE), rating=counterparty["rating"])
    return standardised.weigh(traits, rules).weight


def counterparty_rwa(sets: Sequence[DerivativeSet], rules: Rulebook) -> tuple[float, float]:
    """EAD and RWA of all sets, euro."""
    exposure = sum(one.default_exposure for one in sets)
    return exposure, sum(one.default_exposure * weight_of(one.counterparty, rules) for one in sets)


def leverage_exposure(sets: Sequence[DerivativeSet]) -> tuple[float, float]:
    """Replacement cost and potential exposure as the leverage ratio counts them, euro and before alpha (LEV30).

    Only variation margin reduces the replacement cost, thresholds do not raise it, and the multiplier is one: excess collateral counts for nothing.
    """
    replacement = sum(one.share * max(one.exposure.value - _variation_margin(one), 0.0) for one in sets)
    return replacement, sum(one.share * one.exposure.binding.add_ons.aggregate for one in sets)


def _variation_margin(one: DerivativeSet) -> float:
    """Collateral without the independent amount, euro; negative when posted."""
    agreement, held = one.agreed.agreement, one.agreed.collateral
    return 0.0 if agreement is None or held == 0 else one.exposure.collateral * (1 - float(agreement["independent_amount"]) / held)


def cva_capital(sets: Sequence[DerivativeSet], ledger: Ledger) -> CvaCapital:
    """Reduced BA-CVA over all counterparties but central ones (MAR50.5); euro."""
    return reduced_capital(cva_counterparties(sets, ledger), CvaFactors.of(ledger.rules))


def cva_counterparties(sets: Sequence[DerivativeSet], ledger: Ledger) -> tuple[CvaCounterparty, ...]:
    """The sets by counterparty, with effective maturities."""
    grouped: dict[str, list[DerivativeSet]] = defaultdict(list)
    for one in sets:
        if one.counterparty["sector"] != CENTRAL:
            grouped[one.counterparty["id"]].append(one)
    return tuple(_counterparty(name, members, ledger) for name, members in sorted(grouped.items()))


def _counterparty(name: str, members: Sequence[DerivativeSet], ledger: Ledger) -> CvaCounterparty:
    row = members[0].counterparty
    return CvaCounterparty(
        counterparty=name,
        sector=_SECTORS.get(row["sector"], Sector.OTHER),
        quality=Quality.INVESTMENT_GRADE if row["rating"] in INVESTMENT_GRADE else Quality.HIGH_YIELD,
        sets=tuple(CvaSet(netting_set=one.exposure.netting_set, maturity=effective_maturity(one, ledger), exposure=one.default_exposure) for one in members),
    )


def effective_maturity(one: DerivativeSet, ledger: Ledger) -> float:
    """Years to the end of the trades, weighted by notional, at least one and without the cap of five (MAR50.15, CRE32.50)."""
    weights = [(float(ledger.worth(trade["notional"], trade["currency"])), years(ledger.day, trade["end_date"])) for trade in one.agreed.trades]
    total = sum(notional for notional, _ in weights)
    return max(sum(notional * left for notional, left in weights) / total, SHORTEST) if total > 0 else SHORTEST
