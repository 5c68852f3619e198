"""Liquidity horizons and risk classes of factors, as the internal models approach counts them (MAR33.12)."""

from bank_kit.parameters import Rulebook
from bank_risk.market.internal_model import FRAMEWORK
from bank_risk.market.scenario import RiskClass
from bank_risk.portfolio.history import Column

SPECIFIED_RATES = frozenset({"EUR", "USD", "GBP", "AUD", "JPY", "SEK", "CAD"})
"""Currencies whose rates have the short horizon (MAR33.12, footnote)."""
SPECIFIED_PAIRS = frozenset({"USD", "JPY", "GBP", "AUD", "CAD", "CHF", "SEK", "NOK"})
"""Currencies here whose rate against the euro is among the specified pairs, or a first-order cross of them."""
COMMODITIES = {"ENERGY": "ENERGY_CARBON", "ELECTRICITY": "ENERGY_CARBON", "METALS": "PRECIOUS_NONFERROUS"}
CLASSES = (RiskClass.INTEREST_RATE, RiskClass.CREDIT_SPREAD, RiskClass.EQUITY, RiskClass.FOREIGN_EXCHANGE, RiskClass.COMMODITY)
_VOLATILITY_OF = {"SWAPTION": RiskClass.INTEREST_RATE, "FX": RiskClass.FOREIGN_EXCHANGE, "EQ": RiskClass.EQUITY}


def class_of(column: Column) -> RiskClass:
    """The class a factor is capitalised in: a volatility in that of its underlying."""
    return _VOLATILITY_OF[column.id.split("-")[1]] if column.risk_class is RiskClass.VOLATILITY else column.risk_class


def horizon_key(column: Column, commodity: str | None) -> str:
    """The row of the table of horizons; `commodity` is the group of a commodity's price."""
    name = column.id
    match column.risk_class:
        case RiskClass.INTEREST_RATE:
            return f"INTEREST_RATE/{'SPECIFIED' if name[:3] in SPECIFIED_RATES else 'OTHER'}"
        case RiskClass.CREDIT_SPREAD:
            grade = "HY" if name.split(":")[0].endswith("-BB") else "IG"
            return f"CREDIT_SPREAD/{'SOVEREIGN' if 'GOVT' in name else 'CORPORATE'}_{grade}"
        case RiskClass.EQUITY:
            return "EQUITY/LARGE"
        case RiskClass.FOREIGN_EXCHANGE:
            return f"FOREIGN_EXCHANGE/{'SPECIFIED' if name[3:] in SPECIFIED_PAIRS else 'OTHER'}"
        case RiskClass.COMMODITY:
            return f"COMMODITY/{COMMODITIES.get(commodity or '', 'OTHER')}"
        case _:
            return {"SWAPTION": "INTEREST_RATE/VOLATILITY", "FX": "FOREIGN_EXCHANGE/VOLATILITY", "EQ": "EQUITY/LARGE_VOLATILITY"}[name.split("-")[1]]


def horizon(column: Column, commodity: str | None, rules: Rulebook) -> float:
    """Liquidity horizon of a factor in days; UNSUPPORTED_JURISDICTION when the rulebook has none."""
    return rules.number(FRAMEWORK, "liquidity_horizon", horizon_key(column, commodity))
