"""Loans, bonds of the banking book and single exposures as the standardised and the internal ratings-based approach want them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from bank_kit.parameters import Rulebook
from bank_risk.balance.ledger import Ledger
from bank_risk.balance.loans import Loan
from bank_risk.balance.securities import BANKING, Security
from bank_risk.capital import standardised
from bank_risk.capital.irb import IrbPortfolio, IrbResult, calculate, foundation
from bank_risk.capital.irb_rules import IrbClass, IrbRules, Seniority
from bank_risk.capital.irb_rules import Security as SecuredBy
from bank_risk.capital.mitigation import converted
from bank_risk.capital.provisions import ProvisionGap, compare
from bank_risk.capital.sa_traits import RetailKind, SaClass, SaTraits, Standing
from bank_risk.capital.standardised import Floats, SaResult

_SA_CLASSES = {"RETAIL": SaClass.RETAIL, "QRRE": SaClass.RETAIL, "MORTGAGE": SaClass.RESIDENTIAL}
_IRB_CLASSES = {"QRRE": IrbClass.QRRE_REVOLVER, "MORTGAGE": IrbClass.MORTGAGE, "RETAIL": IrbClass.RETAIL}
_SECTORS = {"SOVEREIGN": SaClass.SOVEREIGN, "FINANCIAL": SaClass.BANK, "COVERED": SaClass.BANK}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """One exposure before it is weighed: money, ratios as decimals, years; `sales` is yearly, euro."""

    exposure_class: str
    drawn: float
    undrawn: float
    provision: float
    rating: str | None
    loan_to_value: float | None
    pd: float
    lgd: float
    years: float
    sales: float | None
    defaulted: bool


def of_loan(one: Loan, ledger: Ledger) -> Exposure:
    """A loan of the ledger."""
    return Exposure(
        exposure_class=one.exposure_class,
        drawn=float(one.drawn),
        undrawn=float(one.undrawn),
        provision=float(one.provision),
        rating=one.rating,
        loan_to_value=float(one.drawn / one.property_value) if one.property_value else None,
        pd=one.pd,
        lgd=one.lgd,
        years=one.years_to(one.maturity, ledger.day),
        sales=one.turnover,
        defaulted=one.defaulted,
    )


def standardise(every: Sequence[Exposure], rules: Rulebook) -> tuple[Floats, SaResult]:
    """Exposure after conversion and provisions, and the weights of the standardised approach; ValueError for what a class lacks."""
    counted = amounts(every, rules, net=True)
    return counted, standardised.calculate([_traits(one, rules) for one in every], counted, rules)


def amounts(every: Sequence[Exposure], rules: Rulebook, *, net: bool) -> Floats:
    """Drawn and converted undrawn amounts, less specific provisions when `net`: the internal models count before provisions (CRE32.2)."""
    provisions = np.array([one.provision if net else 0.0 for one in every])
    kinds = ["CANCELLABLE" if one.exposure_class == "QRRE" else "COMMITMENT" for one in every]
    return converted(np.array([one.drawn for one in every]), np.array([one.undrawn for one in every]), kinds, provisions=provisions, book=rules)


def model(every: Sequence[Exposure], rules: Rulebook, *, own_estimates: bool) -> IrbResult:
    """Under A-IRB when `own_estimates`, else F-IRB; banks and large corporates stay on F-IRB either way (CRE30.34)."""
    irb = IrbRules.of(rules)
    portfolio = _portfolio(every, rules)
    seniority = np.array([Seniority.SENIOR_FINANCIAL.value if one.exposure_class == "BANK" else Seniority.SENIOR_CORPORATE.value for one in every])
    supervised = foundation(portfolio, seniority, irb)
    if not own_estimates:
        return calculate(supervised, irb)
    large = rules.number("CRE30", "large_corporate_sales")
    kept = np.array([one.exposure_class == "BANK" or (one.sales or 0.0) > large for one in every])
    mixed = IrbPortfolio(
        classes=portfolio.classes,
        pd=portfolio.pd,
        lgd=np.where(kept, supervised.lgd, portfolio.lgd),
        ead=portfolio.ead,
        maturity=np.where(kept, supervised.maturity, portfolio.maturity),
        sales=portfolio.sales,
        security=portfolio.security,
        large_financial=portfolio.large_financial,
        defaulted=portfolio.defaulted,
        expected_loss_rate=np.where(kept, supervised.expected_loss_rate, portfolio.expected_loss_rate),
    )
    return calculate(mixed, irb)


def provision_gap(every: Sequence[Exposure], found: IrbResult, rules: Rulebook) -> ProvisionGap:
    """Specific provisions beside the expected loss that the model found for the same exposures (CRE35.4)."""
    provisions = Decimal(repr(float(sum(one.provision for one in every))))
    loss, rwa = (Decimal(repr(float(column.sum()))) for column in (found.expected_loss, found.rwa))
    return compare(loss, provisions, irb_rwa=rwa, book=rules)


def held_bonds(securities: Sequence[Security], rules: Rulebook) -> tuple[Decimal, Decimal]:
    """Value and standardised RWA of the bonds in banking books; covered bonds weigh as their issuing bank, others as corporates."""
    bonds = [one for one in securities if one.book_kind == BANKING]
    values = np.array([float(one.value) for one in bonds])
    found = standardised.calculate([SaTraits(exposure_class=_SECTORS.get(one.sector, SaClass.CORPORATE), rating=one.rating) for one in bonds], values, rules)
    return sum((one.value for one in bonds), Decimal(0)), Decimal(repr(float(found.rwa.sum())))


def _traits(one: Exposure, rules: Rulebook) -> SaTraits:
    owed = one.drawn
    return SaTraits(
        exposure_class=_SA_CLASSES.get(one.exposure_class) or SaClass(one.exposure_class),
        rating=one.rating,
        loan_to_value=one.loan_to_value,
        kind=RetailKind.REGULATORY.value if one.exposure_class in {"RETAIL", "QRRE", "MORTGAGE"} else "",
        standing=standardised.standing(defaulted=one.defaulted, exposure=owed, specific_provision=one.provision, book=rules)
        if one.defaulted
        else Standing.PERFORMING,
    )


def _portfolio(every: Sequence[Exposure], rules: Rulebook) -> IrbPortfolio:
    return IrbPortfolio(
        classes=np.array([(_IRB_CLASSES.get(one.exposure_class) or IrbClass(one.exposure_class)).value for one in every]),
        pd=np.array([one.pd for one in every]),
        lgd=np.array([one.lgd for one in every]),
        ead=amounts(every, rules, net=False),
        maturity=np.array([one.years for one in every]),
        sales=np.array([one.sales if one.exposure_class == "SME" and one.sales is not None else np.nan for one in every]),
        security=np.array([SecuredBy.PROPERTY.value if one.exposure_class == "MORTGAGE" else SecuredBy.UNSECURED.value for one in every]),
        large_financial=np.zeros(len(every), dtype=bool),
        defaulted=np.array([one.defaulted for one in every]),
        expected_loss_rate=np.array([min(one.lgd, one.provision / one.drawn) if one.defaulted and one.drawn > 0 else 0.0 for one in every]),
    )
