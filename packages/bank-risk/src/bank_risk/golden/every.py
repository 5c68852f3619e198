"""Every golden case of the package, in one order. Above: the command. Below: the families of cases, and with them numpy and all calculators."""

from bank_risk.golden.capital import capital_cases
from bank_risk.golden.case import GoldenCase, GoldenRow, run
from bank_risk.golden.counterparty import cases as counterparty_cases
from bank_risk.golden.liquidity import liquidity_cases
from bank_risk.golden.market import market_cases


def every_case() -> tuple[GoldenCase, ...]:
    """Capital, liquidity, market, counterparty; ids are unique."""
    return (*capital_cases(), *liquidity_cases(), *market_cases(), *counterparty_cases())


def every_row() -> tuple[GoldenRow, ...]:
    """Every case, computed now."""
    return run(every_case())
