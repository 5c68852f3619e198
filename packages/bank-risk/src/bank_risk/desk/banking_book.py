"""Interest rate risk of the banking book."""

from collections.abc import Sequence

from bank_kit.envelope import Reading
from bank_kit.failures import FailureCode, ToolFailureError
from bank_risk.balance.funding import sheet_of
from bank_risk.balance.ledger import Ledger, open_ledger
from bank_risk.balance.repricing import ASSUMPTIONS, NMD, currency_books, flows_of
from bank_risk.banking_book.irrbb import BankingBookRisk, Buckets, CurrencyBook, measure
from bank_risk.banking_book.shocks import FRAMEWORK
from bank_risk.forms.banking_book import CurrencyChange, GapLine, IncomeShock, IrrbbArguments, IrrbbReport, ValueShock
from bank_risk.forms.shared import money
from bank_risk.store.runs import Answer, Run


def calc_irrbb(run: Run, arguments: IrrbbArguments) -> Answer:
    """Six shocks of value and two of income."""
    ledger = open_ledger(run.store, as_of=arguments.as_of, lei=arguments.legal_entity, jurisdiction=arguments.jurisdiction)
    sheet = sheet_of(ledger)
    flows = flows_of(ledger)
    if arguments.currency is not None:
        flows = tuple(flow for flow in flows if flow.currency == arguments.currency)
    if not flows:
        raise ToolFailureError(FailureCode.NO_MARKET_DATA, "the banking book holds nothing in that currency", field="currency", remedy="leave it out")
    books = currency_books(ledger, flows)
    tier1 = sheet.funds.cet1 + sheet.funds.additional_tier1
    found = measure(books, float(tier1), ledger.rules)
    value = IrrbbReport(
        run_id=run.id,
        value_shocks=_value_shocks(found, ledger),
        income_shocks=tuple(IncomeShock(scenario=name.value, change=money(change, ledger.currency)) for name, change in found.income_changes.items()),
        worst_value=found.worst_value.value,
        worst_value_part=found.worst_value_part,
        worst_income_part=found.worst_income_part,
        outlier_value=found.outlier_value,
        outlier_income=found.outlier_income,
        tier1=money(tier1, ledger.currency),
        gaps=_gaps(books, ledger),
    )
    warnings = (*ledger.warnings, *ledger.doubts(FRAMEWORK, NMD), *ASSUMPTIONS)
    return Answer(
        value=value,
        reading=Reading(unit="change", as_of=ledger.day, currency=ledger.currency, warnings=warnings, params=ledger.rules.version),
        method="IRRBB, standardised shocks",
        reg_ref="SRP31.90, SRP31.91",
    )


def _value_shocks(found: BankingBookRisk, ledger: Ledger) -> tuple[ValueShock, ...]:
    return tuple(
        ValueShock(
            scenario=name.value,
            change=money(found.value_totals[name], ledger.currency),
            currencies=tuple(CurrencyChange(currency=currency, change=money(change, ledger.currency)) for currency, change in by.items()),
        )
        for name, by in found.value_changes.items()
    )


def _gaps(books: Sequence[CurrencyBook], ledger: Ledger) -> tuple[GapLine, ...]:
    middles = Buckets.of(ledger.rules).middles.tolist()
    return tuple(GapLine(middle=middle, net=money(sum(float(book.flows[place]) for book in books), ledger.currency)) for place, middle in enumerate(middles))
