"""The daily report: what the other tools answer, in one page."""

from datetime import date
from typing import TypeVar

from sqlalchemy import select

from bank_kit.envelope import Reading
from bank_risk.desk.capital import get_capital_ratios
from bank_risk.desk.limits import check_limits
from bank_risk.desk.liquidity import calc_lcr, calc_nsfr
from bank_risk.desk.uses import Uses
from bank_risk.forms.capital import CapitalArguments, CapitalReport
from bank_risk.forms.limits import CheckedArguments, Light, LimitReport, LimitUse
from bank_risk.forms.liquidity import LcrReport, LiquidityArguments, NsfrReport
from bank_risk.forms.report import DailyReport, DeskRisk, EntityRatios, ReportArguments
from bank_risk.forms.shared import money
from bank_risk.portfolio.selection import books_of
from bank_risk.store.runs import Answer, Run, RunValue
from bank_risk.store.tables.trading import legal_entity

Wanted = TypeVar("Wanted", bound=RunValue)

TRADING = "TRADING"
BEFORE = "LAST_DAY_ONLY: balances are kept of the last end of day alone: ratios and limits are left out, and derivatives are those alive at it"


def daily_report(run: Run, arguments: ReportArguments) -> Answer:
    """Desks, entities and limits of one day."""
    day = run.store.day(arguments.as_of)
    is_last = day.day == run.store.business_date()
    limits, checked = _limits(run, arguments) if is_last else ((), 0)
    leis = [row["lei"] for row in run.store.rows(select(legal_entity).order_by(legal_entity.c.lei))]
    value = DailyReport(
        run_id=run.id,
        desks=_desks(run, day.day),
        entities=tuple(_ratios(run, lei) for lei in (None, *leis)) if is_last else (),
        limits_checked=checked,
        breaches=limits,
    )
    warnings = (*day.warnings, *(() if is_last else (BEFORE,)))
    return Answer(value=value, reading=Reading(unit="report", as_of=day.day, currency="EUR", warnings=warnings), method="daily-report")


def _desks(run: Run, day: date) -> tuple[DeskRisk, ...]:
    uses = Uses(run.store, day)
    desks = sorted({row["desk"] for row in books_of(run.store).values() if row["kind"] == TRADING})
    found = [(desk, *uses.tail(desk)) for desk in desks]
    return tuple(DeskRisk(desk=desk, value_at_risk=money(var, "EUR"), expected_shortfall=money(es, "EUR")) for desk, var, es in found)


def _ratios(run: Run, lei: str | None) -> EntityRatios:
    capital = _of(CapitalReport, get_capital_ratios(run, CapitalArguments(legal_entity=lei)).value)
    lcr = _of(LcrReport, calc_lcr(run, LiquidityArguments(legal_entity=lei)).value)
    nsfr = _of(NsfrReport, calc_nsfr(run, LiquidityArguments(legal_entity=lei)).value)
    ratios = {level.tier: level.ratio for level in capital.levels}
    return EntityRatios(
        legal_entity=lei,
        cet1=ratios["CET1"],
        tier1=ratios["TIER1"],
        total=ratios["TOTAL"],
        leverage=capital.leverage.ratio,
        lcr=lcr.lcr,
        nsfr=nsfr.nsfr,
    )


def _of(kind: type[Wanted], value: RunValue) -> Wanted:
    if not isinstance(value, kind):
        raise TypeError(f"{type(value).__name__} is no {kind.__name__}")
    return value


def _limits(run: Run, arguments: ReportArguments) -> tuple[tuple[LimitUse, ...], int]:
    report = _of(LimitReport, check_limits(run, CheckedArguments(overrides=arguments.overrides)).value)
    return tuple(use for use in report.limits if use.light is not Light.GREEN), len(report.limits)
