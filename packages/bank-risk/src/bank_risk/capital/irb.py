"""Credit risk-weighted assets under the internal ratings-based approach, for whole portfolios at once (CRE31, CRE32)."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bank_risk.capital.irb_rules import RETAIL_CLASSES, REVOLVING_CLASSES, SECURED_RETAIL_CLASSES, IrbClass, IrbRules, Security
from bank_risk.normal import Floats, cumulative, quantile

Words = NDArray[np.str_]
Flags = NDArray[np.bool_]
CAPITAL_TO_WEIGHT = 12.5


@dataclass(frozen=True, slots=True, kw_only=True)
class IrbPortfolio:
    """Columns of one length, a row for each exposure.

    `classes` holds `IrbClass` words; `pd` and `lgd` are decimals before floors; `ead` is money, not below zero; `maturity` is years and ignored
    for retail; `sales` is yearly sales in euro, NaN where no size relief is claimed; `expected_loss_rate` is the best estimate for defaulted rows.
    `security` holds `Security` words; `large_financial` marks large or unregulated financial institutions.
    """

    classes: Words
    pd: Floats
    lgd: Floats
    ead: Floats
    maturity: Floats
    sales: Floats
    security: Words
    large_financial: Flags
    defaulted: Flags
    expected_loss_rate: Floats

    def __post_init__(self) -> None:
        """ValueError when a column is of another length or a number makes no sense."""
        columns = (self.pd, self.lgd, self.ead, self.maturity, self.expected_loss_rate)
        lengths = {len(column) for column in (*columns, self.classes, self.sales, self.security, self.large_financial, self.defaulted)}
        if len(lengths) != 1:
            raise ValueError("all columns must be of one length")
        if not all(np.isfinite(column).all() for column in columns):
            raise ValueError("pd, lgd, ead, maturity and expected_loss_rate must be finite")
        if ((self.pd < 0) | (self.pd > 1)).any():
            raise ValueError("pd must lie between 0 and 1")
        if (self.lgd < 0).any() or (self.ead < 0).any() or (self.expected_loss_rate < 0).any():
            raise ValueError("lgd, ead and expected_loss_rate must not be negative")


@dataclass(frozen=True, slots=True, kw_only=True)
class IrbResult:
    """What was used and what came out, row by row.

    `pd`, `lgd` and `maturity` after floors and caps; `capital` is K, `weight` is 12.5 K, both ratios of EAD; `rwa` is money and includes the scaling
    factor where one is in force; `expected_loss` is money.
    """

    pd: Floats
    lgd: Floats
    maturity: Floats
    correlation: Floats
    maturity_adjustment: Floats
    capital: Floats
    weight: Floats
    rwa: Floats
    expected_loss: Floats

    def explain(self, row: int) -> str:
        """One row in words, for a reader who checks it by hand."""
        return (
            f"PD {self.pd[row]:.4%} and LGD {self.lgd[row]:.2%} after floors (CRE32); correlation {self.correlation[row]:.4f}, "
            f"maturity adjustment {self.maturity_adjustment[row]:.4f} (CRE31); K {self.capital[row]:.4%}, risk weight {self.weight[row]:.2%}, "
            f"RWA {self.rwa[row]:,.2f}, expected loss {self.expected_loss[row]:,.2f}"
        )


def calculate(portfolio: IrbPortfolio, rules: IrbRules) -> IrbResult:
    """Floors, correlation, maturity adjustment, K and RWA of every row; defaulted rows take max(0, LGD - best estimate) (CRE31.3)."""
    lost = portfolio.defaulted | (portfolio.pd >= 1.0)
    pd = np.where(lost, 1.0, np.maximum(portfolio.pd, _pd_floors(portfolio.classes, rules)))
    lgd = np.maximum(portfolio.lgd, _lgd_floors(portfolio, rules))
    maturity = np.clip(portfolio.maturity, rules.maturity_floor, rules.maturity_cap)
    rho = correlations(portfolio.classes, pd, sales=portfolio.sales, large_financial=portfolio.large_financial, rules=rules)
    adjustment = np.where(_is_in(portfolio.classes, RETAIL_CLASSES), 1.0, maturity_adjustments(pd, maturity, rules))
    alive = np.maximum(_conditional_loss(pd, lgd, rho, rules) * adjustment, 0.0)
    capital = np.where(lost, np.maximum(lgd - portfolio.expected_loss_rate, 0.0), alive)
    weight = CAPITAL_TO_WEIGHT * capital
    return IrbResult(
        pd=pd,
        lgd=lgd,
        maturity=maturity,
        correlation=rho,
        maturity_adjustment=adjustment,
        capital=capital,
        weight=weight,
        rwa=rules.scaling * weight * portfolio.ead,
        expected_loss=np.where(lost, portfolio.expected_loss_rate, pd * lgd) * portfolio.ead,
    )


def foundation(portfolio: IrbPortfolio, seniority: Words, rules: IrbRules) -> IrbPortfolio:
    """The same portfolio under F-IRB: supervisory LGD and 2.5 years outside retail (CRE32.6, CRE32.44); in default nothing is unexpected."""
    supervised = ~_is_in(portfolio.classes, RETAIL_CLASSES)
    lgd = np.where(supervised, np.array([rules.foundation_lgd[word] for word in seniority.tolist()]), portfolio.lgd)
    maturity = np.where(supervised, rules.maturity_fixed, portfolio.maturity)
    best = np.where(supervised & portfolio.defaulted, lgd, portfolio.expected_loss_rate)
    return replace(portfolio, lgd=lgd, maturity=maturity, expected_loss_rate=best)


def correlations(classes: Words, pd: Floats, *, sales: Floats, large_financial: Flags, rules: IrbRules) -> Floats:
    """R of every row (CRE31.5, 31.8, 31.11, 31.14 to 31.16)."""
    high = np.where(classes == IrbClass.HIGH_VOLATILITY_PROPERTY, rules.volatile_property_correlation_high, rules.correlation_high)
    wholesale = _between(rules.correlation_low, high, _fading(pd, rules.correlation_decay))
    wholesale = wholesale - np.where(classes == IrbClass.SME, _small_firm_relief(sales, rules), 0.0)
    wholesale = np.where(large_financial, wholesale * rules.large_financial_multiplier, wholesale)
    retail_high = np.full_like(pd, rules.retail_correlation_high)
    retail = _between(rules.retail_correlation_low, retail_high, _fading(pd, rules.retail_correlation_decay))
    fixed = np.where(classes == IrbClass.MORTGAGE, rules.mortgage_correlation, rules.revolving_correlation)
    modelled = np.where(classes == IrbClass.RETAIL, retail, wholesale)
    return np.where(_is_in(classes, (IrbClass.MORTGAGE, *REVOLVING_CLASSES)), fixed, modelled)


def maturity_adjustments(pd: Floats, maturity: Floats, rules: IrbRules) -> Floats:
    """(1 + (M - 2.5) b) / (1 - 1.5 b) with b = (0.11852 - 0.05478 ln PD)^2 (CRE31.6); PD above zero."""
    b = (rules.maturity_slope_constant - rules.maturity_slope_log * np.log(pd)) ** 2
    adjustment: Floats = (1.0 + (maturity - 2.5) * b) / (1.0 - 1.5 * b)
    return adjustment


def _conditional_loss(pd: Floats, lgd: Floats, rho: Floats, rules: IrbRules) -> Floats:
    systematic = np.sqrt(rho) * quantile(np.array([rules.confidence]))
    conditional = cumulative((quantile(pd) + systematic) / np.sqrt(1.0 - rho))
    loss: Floats = lgd * (conditional - pd)
    return loss


def _small_firm_relief(sales: Floats, rules: IrbRules) -> Floats:
    floor, cap = rules.small_firm_sales_floor, rules.small_firm_sales_cap
    counted = np.clip(np.nan_to_num(sales, nan=cap), floor, cap)
    return rules.small_firm_relief * (1.0 - (counted - floor) / (cap - floor))


def _fading(pd: Floats, decay: float) -> Floats:
    faded: Floats = (1.0 - np.exp(-decay * pd)) / (1.0 - np.exp(-decay))
    return faded


def _between(low: float, high: Floats, weight: Floats) -> Floats:
    return low * weight + high * (1.0 - weight)


def _is_in(classes: Words, wanted: tuple[IrbClass, ...]) -> Flags:
    return np.isin(classes, [str(word) for word in wanted])


def _pd_floors(classes: Words, rules: IrbRules) -> Floats:
    return np.array([rules.pd_floors[word] for word in classes.tolist()])


def _lgd_floors(portfolio: IrbPortfolio, rules: IrbRules) -> Floats:
    """By class and security; floors of the foundation approach are below its supervisory values and do not bind."""
    words = zip(portfolio.classes.tolist(), portfolio.security.tolist(), strict=True)
    return np.array([rules.lgd_floors[floor_key(IrbClass(of), Security(by))] for of, by in words])


def floor_key(of: IrbClass, by: Security) -> str:
    """Key of the LGD floor table (CRE32.16, CRE32.58)."""
    if of in {IrbClass.MORTGAGE, IrbClass.SOVEREIGN}:
        return of.value
    if of in REVOLVING_CLASSES:
        return "QRRE"
    family = "RETAIL" if of in SECURED_RETAIL_CLASSES else "CORPORATE"
    return f"{family}/{by.value}"
