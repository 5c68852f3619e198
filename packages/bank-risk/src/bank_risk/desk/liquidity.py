"""The liquidity coverage ratio and the net stable funding ratio."""

from collections.abc import Sequence

from bank_kit.envelope import Reading
from bank_risk.balance import liquid
from bank_risk.balance.funding import deposits_of, sheet_of
from bank_risk.balance.ledger import Ledger, open_ledger
from bank_risk.balance.loans import loans_of
from bank_risk.balance.securities import securities_of
from bank_risk.forms.liquidity import LcrReport, LevelAmount, LiquidityArguments, NsfrReport, WeightedLine
from bank_risk.forms.shared import money
from bank_risk.liquidity.lcr import Coverage, coverage
from bank_risk.liquidity.lines import Line
from bank_risk.liquidity.nsfr import StableFunding, stable_funding
from bank_risk.store.results import ResultRows, cashflow_line, hqla_line
from bank_risk.store.runs import Answer, Run


def calc_lcr(run: Run, arguments: LiquidityArguments) -> Answer:
    """LCR line by line."""
    ledger = _ledger(run, arguments)
    found = lcr_of(ledger)
    value = LcrReport(
        run_id=run.id,
        lcr=None if found.ratio is None else float(found.ratio),
        minimum=float(found.minimum),
        liquid_assets=money(found.stock.amount, ledger.currency),
        surplus=money(found.surplus, ledger.currency),
        levels=tuple(LevelAmount(level=level.value, after_haircut=money(held, ledger.currency)) for level, held in found.stock.levels.items()),
        cut_by_level2b_cap=money(found.stock.excess_level2b, ledger.currency),
        cut_by_level2_cap=money(found.stock.excess_level2, ledger.currency),
        outflow=money(found.outflow, ledger.currency),
        inflow=money(found.inflow, ledger.currency),
        inflow_counted=money(found.inflow_counted, ledger.currency),
        net_outflow=money(found.net_outflow, ledger.currency),
        asset_lines=_lines(found.stock.lines, ledger),
        outflow_lines=_lines(found.outflows, ledger),
        inflow_lines=_lines(found.inflows, ledger),
    )
    rows = (
        ResultRows(hqla_line, [_kept(line, ledger) for line in found.stock.lines]),
        ResultRows(
            cashflow_line, [{"side": side, **_kept(line, ledger)} for side, lines in (("OUT", found.outflows), ("IN", found.inflows)) for line in lines]
        ),
    )
    return Answer(value=value, reading=_reading(ledger, "LCR", liquid.LCR_ASSUMPTIONS), method="LCR", reg_ref="LCR20, LCR30, LCR40", rows=rows)


def calc_nsfr(run: Run, arguments: LiquidityArguments) -> Answer:
    """NSFR line by line."""
    ledger = _ledger(run, arguments)
    found = nsfr_of(ledger)
    value = NsfrReport(
        run_id=run.id,
        nsfr=None if found.ratio is None else float(found.ratio),
        minimum=float(found.minimum),
        available=money(found.available, ledger.currency),
        required=money(found.required, ledger.currency),
        surplus=money(found.surplus, ledger.currency),
        available_lines=_lines(found.available_lines, ledger),
        required_lines=_lines(found.required_lines, ledger),
    )
    sides = (("ASF", found.available_lines), ("RSF", found.required_lines))
    rows = (ResultRows(cashflow_line, [{"side": side, **_kept(line, ledger)} for side, lines in sides for line in lines]),)
    return Answer(value=value, reading=_reading(ledger, "NSF", liquid.NSFR_ASSUMPTIONS), method="NSFR", reg_ref="NSF20, NSF30", rows=rows)


def lcr_of(ledger: Ledger) -> Coverage:
    """The coverage of a ledger, for limits too."""
    loans, securities = loans_of(ledger), securities_of(ledger)
    return coverage(
        liquid.holdings(securities),
        outflows=liquid.outflows(deposits_of(ledger), loans),
        inflows=liquid.inflows(loans, securities, ledger),
        unwinds=(),
        book=ledger.rules,
    )


def nsfr_of(ledger: Ledger) -> StableFunding:
    """The stable funding of a ledger."""
    sheet = sheet_of(ledger)
    assets = liquid.assets(loans_of(ledger), securities_of(ledger), sheet, ledger)
    return stable_funding(funding=liquid.funding(deposits_of(ledger), sheet), assets=assets, book=ledger.rules)


def _ledger(run: Run, arguments: LiquidityArguments) -> Ledger:
    return open_ledger(run.store, as_of=arguments.as_of, lei=arguments.legal_entity, jurisdiction=arguments.jurisdiction)


def _reading(ledger: Ledger, framework: str, assumed: tuple[str, ...]) -> Reading:
    warnings = (*ledger.warnings, *ledger.doubts(framework), *assumed)
    return Reading(unit="ratio", as_of=ledger.day, currency=ledger.currency, warnings=warnings, params=ledger.rules.version)


def _lines(lines: Sequence[Line], ledger: Ledger) -> tuple[WeightedLine, ...]:
    return tuple(
        WeightedLine(
            kind=line.kind,
            amount=money(line.amount, ledger.currency),
            factor=float(line.factor),
            weighted=money(line.weighted, ledger.currency),
            paragraph=line.paragraph,
        )
        for line in lines
    )


def _kept(line: Line, ledger: Ledger) -> dict[str, object]:
    amounts = {"amount": money(line.amount, ledger.currency).amount, "weighted": money(line.weighted, ledger.currency).amount}
    return {"line_kind": line.kind, "currency": ledger.currency, "factor": float(line.factor), **amounts}
