"""Income of three years and losses of ten as the standardised approach to operational risk wants them, in euro."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from sqlalchemy import select

from bank_kit.failures import FailureCode, ToolFailureError
from bank_risk.balance.ledger import Ledger
from bank_risk.capital.operational import FRAMEWORK, INDICATOR_YEARS, IndicatorYear, OperationalCapital, calculate
from bank_risk.store.tables.banking import business_indicator, operational_loss


@dataclass(frozen=True, slots=True, kw_only=True)
class LossYear:
    """Losses from the day after `ends` of the year before, euro; `counted` is the part that the loss component knows."""

    ends: date
    losses: int
    amount: Decimal
    counted: Decimal


def indicator_years(ledger: Ledger) -> dict[int, IndicatorYear]:
    """The last three financial years, summed over the entity's companies; NO_MARKET_DATA when one is missing."""
    sums: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for row in ledger.store.rows(select(business_indicator)):
        if ledger.owns(row["legal_entity"]) and row["financial_year"] < ledger.day.year:
            sums[row["financial_year"]][row["item"]] += row["amount"]
    latest = sorted(sums)[-INDICATOR_YEARS:]
    if len(latest) < INDICATOR_YEARS:
        raise ToolFailureError(FailureCode.NO_MARKET_DATA, "three financial years of income are needed", field="legal_entity")
    return {year: _year(sums[year]) for year in latest}


def loss_years(ledger: Ledger, years: int) -> tuple[LossYear, ...]:
    """Losses of the last years, each ending on the ledger's day of the year, oldest first; those below the threshold do not count."""
    threshold = ledger.rules.exact(FRAMEWORK, "loss_threshold")
    ends = [_back(ledger.day, number) for number in range(years, -1, -1)]
    statement = select(operational_loss).where(operational_loss.c.day > ends[0], operational_loss.c.day <= ledger.day)
    rows = [row for row in ledger.store.rows(statement) if ledger.owns(row["legal_entity"])]
    found: list[LossYear] = []
    for before, end in pairwise(ends):
        mine = [row["amount"] for row in rows if before < row["day"] <= end]
        counted = sum((amount for amount in mine if amount >= threshold), Decimal(0))
        found.append(LossYear(ends=end, losses=len(mine), amount=sum(mine, Decimal(0)), counted=counted))
    return tuple(found)


def operational_capital(ledger: Ledger) -> OperationalCapital:
    """Capital of the entity, euro."""
    years = int(ledger.rules.exact(FRAMEWORK, "loss_years"))
    return calculate(list(indicator_years(ledger).values()), [year.counted for year in loss_years(ledger, years)], ledger.rules)


def _back(day: date, years: int) -> date:
    """The same day years before; the last of February for the 29th."""
    last_of_february = day.month == 2 and day.day == 29
    return date(day.year - years, day.month, 28 if last_of_february and years else day.day)


def _year(items: dict[str, Decimal]) -> IndicatorYear:
    return IndicatorYear(
        interest_income=items["INTEREST_INCOME"],
        interest_expense=items["INTEREST_EXPENSE"],
        earning_assets=items["EARNING_ASSETS"],
        dividends=items["DIVIDENDS"],
        fee_income=items["FEE_INCOME"],
        fee_expense=items["FEE_EXPENSE"],
        other_income=items["OTHER_INCOME"],
        other_expense=items["OTHER_EXPENSE"],
        trading_result=items["TRADING_PNL"],
        banking_result=items["BANKING_PNL"],
    )
