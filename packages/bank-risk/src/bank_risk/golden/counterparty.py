"""Published SA-CCR and BA-CVA examples: the five portfolios of the Basel Committee, and those that come with the Open Source Risk Engine."""

from collections.abc import Callable
from datetime import date
from functools import partial

from bank_risk.counterparty.cva import CvaCapital, CvaCounterparty, CvaFactors, CvaSet, Quality, Sector, reduced_capital
from bank_risk.counterparty.saccr.exposure import netting_sets
from bank_risk.counterparty.saccr.factors import SaccrFactors
from bank_risk.counterparty.saccr.trade import Direction, MarginAgreement, NettingSet, Option, Right, SaccrTrade, Subclass
from bank_risk.golden.case import Closeness, GoldenCase, Tolerance
from bank_risk.rulebooks import rulebook

BASEL = "BCBS 279 annex 4a; CRE99.20-99.97"
ORE = "github.com/OpenSourceRisk/Engine Examples/CreditRisk SA-CCR and Examples/XvaRisk bacva, expected output"

ON = date(2026, 11, 20)

LONG, SHORT = Direction.LONG, Direction.SHORT
RATES, INVESTMENT_GRADE_INDEX = Subclass.INTEREST_RATE, Subclass.CREDIT_INDEX_IG

_SWAPTION = Option(right=Right.PUT, price=0.06, strike=0.05, expiry=1)

RATE_TRADES = (
    SaccrTrade(id="1", subclass=RATES, currency="USD", notional=10_000, mark=30, direction=LONG, maturity=10, end=10),
    SaccrTrade(id="2", subclass=RATES, currency="USD", notional=10_000, mark=-20, direction=SHORT, maturity=4, end=4),
    SaccrTrade(id="3", subclass=RATES, currency="EUR", notional=5_000, mark=50, direction=LONG, maturity=11, start=1, end=11, option=_SWAPTION),
)
"""Example 1, thousands of USD: two swaps and a bought receiver swaption 1 x 10."""

CREDIT_TRADES = (
    SaccrTrade(id="1", subclass=Subclass.CREDIT_AA, name="A", notional=10_000, mark=20, direction=LONG, maturity=3, end=3),
    SaccrTrade(id="2", subclass=Subclass.CREDIT_BBB, name="B", notional=10_000, mark=-40, direction=SHORT, maturity=6, end=6),
    SaccrTrade(id="3", subclass=INVESTMENT_GRADE_INDEX, name="CDX", notional=10_000, mark=0, direction=LONG, maturity=5, end=5),
)
"""Example 2: single-name and index credit default swaps."""

COMMODITY_TRADES = (
    SaccrTrade(id="1", subclass=Subclass.COMMODITY_ENERGY, name="OIL", notional=10_000, mark=-50, direction=LONG, maturity=0.75, end=0.75),
    SaccrTrade(id="2", subclass=Subclass.COMMODITY_ENERGY, name="OIL", notional=20_000, mark=-30, direction=SHORT, maturity=2, end=2),
    SaccrTrade(id="3", subclass=Subclass.COMMODITY_METALS, name="SILVER", notional=10_000, mark=100, direction=LONG, maturity=5, end=5),
)
"""Example 3: oil and silver forwards."""

MARGINED = NettingSet(
    id="5",
    counterparty="5",
    trades=RATE_TRADES + COMMODITY_TRADES,
    agreement=MarginAgreement(threshold=0, minimum_transfer=5, remargin_days=5),
    collateral=200,
    independent_amount=150,
)
"""Example 5: examples 1 and 3 under a margin agreement with weekly calls."""

EXAMPLES = (
    ("rates", 569.0, NettingSet(id="1", counterparty="1", trades=RATE_TRADES)),
    ("credit", 381.0, NettingSet(id="2", counterparty="2", trades=CREDIT_TRADES)),
    ("commodities", 5_406.0, NettingSet(id="3", counterparty="3", trades=COMMODITY_TRADES)),
    ("rates and credit", 936.0, NettingSet(id="4", counterparty="4", trades=RATE_TRADES + CREDIT_TRADES)),
    ("rates and commodities, margined", 1_879.0, MARGINED),
)

ORE_DOLLARS = 1.132337
"""Dollars for one euro in ORE's market file of 5 February 2016."""

ORE_VALUE = 56_723.751129
"""Netted present value of ORE's example as its report prints it: the amount is in dollars, ORE counts it as euro."""

_ORE_END = 331 / 366 + 19 + 62 / 366
"""5 February 2016 to 3 March 2036, actual/actual."""

_ORE_USD = 10_000_000 / ORE_DOLLARS

ORE_SET = NettingSet(
    id="CPTY_A",
    counterparty="CPTY_A",
    trades=(
        SaccrTrade(id="EUR", subclass=RATES, currency="EUR", notional=10_000_000, mark=ORE_VALUE, direction=LONG, maturity=20, start=209 / 366, end=_ORE_END),
        SaccrTrade(id="USD", subclass=RATES, currency="USD", notional=_ORE_USD, mark=0, direction=LONG, maturity=20, start=117 / 366, end=_ORE_END),
    ),
)
"""Two swaps of 20 years; ORE lets a swap start at its first rate that is not fixed yet."""

ORE_MATURITY = 10.907723


def cases() -> tuple[GoldenCase, ...]:
    """All cases of this family, with the factors of the Basel framework."""
    book = rulebook("BCBS", ON)
    factors, capital = SaccrFactors.of(book), CvaFactors.of(book)
    examples = (
        _case(f"saccr-{number}", f"SA-CCR example {number}, {title}, EAD", BASEL, published, partial(_exposure, one, factors))
        for number, (title, published, one) in enumerate(EXAMPLES, start=1)
    )
    return (
        *examples,
        _case("saccr-ore-add-on", "SA-CCR, ORE's example, add-on", ORE, 1_150_763.788096, partial(_ore_add_on, factors)),
        _case("saccr-ore-ead", "SA-CCR, ORE's example, EAD", ORE, 1_690_482.554914, partial(_exposure, ORE_SET, factors, reporting="EUR")),
        _case("ba-cva-ore-s", "BA-CVA, ORE's example, stand-alone capital", ORE, 507_606.110287, partial(_standalone, capital)),
        _case("ba-cva-ore-k", "BA-CVA, ORE's example, K reduced with its scalar", ORE, 329_943.971686, partial(_capital, capital)),
    )


def _case(name: str, title: str, source: str, published: float, ours: Callable[[], float]) -> GoldenCase:
    ore = source == ORE
    tolerance = Tolerance(1e-6, Closeness.RELATIVE) if ore else Tolerance(1.0)
    return GoldenCase(id=name, title=title, source=source, published=published, unit="EUR" if ore else "thousand USD", tolerance=tolerance, ours=ours)


def _exposure(one: NettingSet, factors: SaccrFactors, reporting: str = "USD") -> float:
    return netting_sets([one], reporting, factors)[0].exposure


def _ore_add_on(factors: SaccrFactors) -> float:
    return netting_sets([ORE_SET], "EUR", factors)[0].binding.add_ons.aggregate


def _cva(factors: CvaFactors) -> CvaCapital:
    sets = (CvaSet(netting_set="CPTY_A", maturity=ORE_MATURITY, exposure=1_690_482.554914),)
    return reduced_capital([CvaCounterparty(counterparty="CPTY_A", sector=Sector.FINANCIAL, quality=Quality.INVESTMENT_GRADE, sets=sets)], factors)


def _standalone(factors: CvaFactors) -> float:
    return _cva(factors).standalone["CPTY_A"]


def _capital(factors: CvaFactors) -> float:
    return _cva(factors).capital
