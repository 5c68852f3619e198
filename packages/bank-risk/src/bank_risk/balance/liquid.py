"""Which word of the LCR and NSFR tables each balance takes; what the ledger does not split is assumed, and `assumptions` says so."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from sqlalchemy import select

from bank_risk.balance.credit import of_loan, standardise
from bank_risk.balance.funding import PERSONS, Deposit, Sheet
from bank_risk.balance.ledger import ASSUMED, Ledger
from bank_risk.balance.loans import Loan
from bank_risk.balance.securities import BANKING, Security
from bank_risk.store.tables.trading import book, trade

Balances = Mapping[str, Decimal]

MONTH = 30 / 365
HALF_YEAR, YEAR = 0.5, 1.0
_LINES = {"BANK": "CREDIT_LINE_BANK", "CORPORATE": "CREDIT_LINE_NON_FINANCIAL", "SOVEREIGN": "CREDIT_LINE_NON_FINANCIAL"}
_REPAID = {"BANK": "FINANCIAL", "CORPORATE": "NON_FINANCIAL_WHOLESALE", "SOVEREIGN": "NON_FINANCIAL_WHOLESALE", "SME": "NON_FINANCIAL_WHOLESALE"}

LCR_ASSUMPTIONS = (
    f"{ASSUMED}deposits of retail and affluent persons and of small firms in their home currency are stable; private banking and foreign currency are not",
    "SCOPE: liquid assets are those of the banking books: what the trading desks hold is not under the Treasury's control (LCR30.16)",
    f"{ASSUMED}short funding falls due after 30 days; assets besides loans and securities are no liquid assets and flow in after 30 days",
    "NOT_MODELLED: outflows of derivatives, downgrade triggers and interest of the next 30 days",
)
NSFR_ASSUMPTIONS = (
    f"{ASSUMED}assets besides loans and securities are placements of less than six months secured by level 1 assets",
    f"{ASSUMED}short funding comes from banks and falls due within six months: it counts as nothing",
    "NOT_MODELLED: encumbrance of assets, initial margin and default fund contributions",
)


def holdings(securities: Iterable[Security]) -> Balances:
    """Liquid assets of the Treasury's books at market value: what the trading desks hold is not under its control (LCR30.16)."""
    return _summed((one.liquid_kind, one.value) for one in securities if one.book_kind == BANKING and one.liquid_kind is not None)


def outflows(deposits: Iterable[Deposit], loans: Iterable[Loan]) -> Balances:
    """Deposits that may run and lines that may be drawn."""
    lines = ((_LINES.get(one.exposure_class, "CREDIT_LINE_RETAIL"), one.undrawn) for one in loans if one.undrawn > 0)
    return _summed([*((_run_off(one), one.balance) for one in deposits), *lines])


def inflows(loans: Iterable[Loan], securities: Iterable[Security], ledger: Ledger) -> Balances:
    """Performing loans and securities outside the buffer that fall due within thirty days."""
    repaid = ((_REPAID.get(one.exposure_class, "RETAIL"), one.drawn) for one in loans if not one.defaulted and one.years_to(one.maturity, ledger.day) <= MONTH)
    maturing = (
        ("MATURING_SECURITIES", one.value)
        for one in securities
        if one.maturity is not None and (one.maturity - ledger.day).days <= 30 and not (one.book_kind == BANKING and one.liquid_kind)
    )
    return _summed([*repaid, *maturing])


def funding(deposits: Iterable[Deposit], sheet: Sheet) -> Balances:
    """Available stable funding; capital counts before deductions (NSF30.5)."""
    items = sheet.items
    capital = items["CET1_SHARES"] + items["CET1_RETAINED"] + items["AT1"] + items["T2"]
    others = [("REGULATORY_CAPITAL", capital), ("LIABILITIES_OVER_1Y", items["TERM_FUNDING"]), ("FINANCIAL_UNDER_6M", items["SHORT_FUNDING"])]
    return _summed([*others, *((_stability(one), one.balance) for one in deposits)])


def assets(loans: tuple[Loan, ...], securities: tuple[Security, ...], sheet: Sheet, ledger: Ledger) -> Balances:
    """What has to be funded; the total is that of the balance sheet, undrawn facilities beside it."""
    weights = _low_weights(loans, ledger)
    lent = [(_funded(one, low=low, ledger=ledger), one.drawn - min(one.provision, one.drawn)) for one, low in zip(loans, weights, strict=True)]
    held = [(_held(one), one.value) for one in securities]
    rest = sheet.items["TOTAL_ASSETS"] - sum((amount for _, amount in (*lent, *held)), Decimal(0))
    undrawn = sum((one.undrawn for one in loans), Decimal(0))
    derivatives = _net_derivatives(ledger)
    others = [("FINANCIAL_UNDER_6M_SECURED_L1", max(rest - derivatives, Decimal(0))), ("DERIVATIVE_ASSETS_NET", derivatives), ("UNDRAWN_FACILITIES", undrawn)]
    return _summed([*lent, *held, *others])


def _summed(pairs: Iterable[tuple[str, Decimal]]) -> Balances:
    found: dict[str, Decimal] = defaultdict(Decimal)
    for kind, amount in pairs:
        found[kind] += amount
    return dict(sorted(found.items()))


def _run_off(one: Deposit) -> str:
    foreign = one.product == "FOREIGN_CURRENCY"
    if one.segment in PERSONS:
        return "RETAIL_LESS_STABLE" if foreign or one.segment == "PRIVATE" else "RETAIL_STABLE"
    if one.segment == "SME":
        return "SMALL_BUSINESS_LESS_STABLE" if foreign else "SMALL_BUSINESS_STABLE"
    return "OTHER_WHOLESALE" if one.segment == "INSTITUTION" else "NON_FINANCIAL_WHOLESALE"


def _stability(one: Deposit) -> str:
    kind = _run_off(one)
    if kind in {"RETAIL_STABLE", "SMALL_BUSINESS_STABLE"}:
        return "RETAIL_STABLE"
    if kind in {"RETAIL_LESS_STABLE", "SMALL_BUSINESS_LESS_STABLE"}:
        return "RETAIL_LESS_STABLE"
    return "FINANCIAL_UNDER_6M" if kind == "OTHER_WHOLESALE" else "NON_FINANCIAL_UNDER_1Y"


def _low_weights(loans: tuple[Loan, ...], ledger: Ledger) -> list[bool]:
    """Whether the standardised weight is 35 % or less (NSF30.30)."""
    if not loans:
        return []
    _, found = standardise([of_loan(one, ledger) for one in loans], ledger.rules)
    limit = ledger.rules.number("NSF", "low_weight")
    return [weight <= limit for weight in found.weights.tolist()]


def _funded(one: Loan, *, low: bool, ledger: Ledger) -> str:
    if one.defaulted:
        return "OTHER"
    left = one.years_to(one.maturity, ledger.day)
    if one.exposure_class == "BANK" and left < YEAR:
        return "FINANCIAL_UNDER_6M" if left < HALF_YEAR else "FINANCIAL_6M_TO_1Y"
    if left < YEAR:
        return "LOANS_UNDER_1Y"
    if low:
        return "MORTGAGES_LOW_WEIGHT" if one.exposure_class == "MORTGAGE" else "LOANS_LOW_WEIGHT"
    return "LOANS_OVER_1Y"


def _held(one: Security) -> str:
    if one.level != "NONE":
        return one.level
    return "COMMODITIES" if one.kind == "COMMODITY" else "SECURITIES_OVER_1Y"


def _net_derivatives(ledger: Ledger) -> Decimal:
    """Positive less negative marks over all trades, not below zero; collateral is left out (NSF30.24)."""
    joined = trade.join(book, book.c.id == trade.c.book_id)
    statement = select(trade.c.mark, trade.c.currency, book.c.legal_entity).select_from(joined).where(trade.c.end_date > ledger.day)
    marks = (ledger.worth(row["mark"], row["currency"]) for row in ledger.store.rows(statement) if ledger.owns(row["legal_entity"]))
    return max(sum(marks, Decimal(0)), Decimal(0))
