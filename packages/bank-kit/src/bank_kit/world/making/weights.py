"""How much each of the bank's companies has at risk, in euro: enough to size its own funds, its income and its losses.

Above: capital, losses, limits. Below: the tables of loans, positions, trades and counterparties.
These are a maker's rough weights, not a rulebook: the risk server computes the real ones from its dated parameters.
"""

from dataclasses import dataclass

import duckdb

_RATE = "coalesce((SELECT f.mid FROM fx_eod f WHERE f.quote = {} AND f.date = (SELECT max(date) FROM fx_eod)), 1)"
_LOANS = f"""
WITH weighted AS (
    SELECT legal_entity, drawn / {_RATE.format("l.currency")} AS amount, undrawn / {_RATE.format("l.currency")} AS open, rate,
        CASE WHEN defaulted THEN 1.4
            WHEN exposure_class = 'MORTGAGE' THEN CASE WHEN drawn <= 0.5 * property_value THEN 0.2 WHEN drawn <= 0.6 * property_value THEN 0.25
                WHEN drawn <= 0.8 * property_value THEN 0.3 WHEN drawn <= 0.9 * property_value THEN 0.4 ELSE 0.6 END
            WHEN exposure_class IN ('RETAIL', 'QRRE') THEN 0.75 WHEN exposure_class = 'SME' THEN 0.85
            WHEN exposure_class = 'SOVEREIGN' THEN CASE WHEN rating IN ('AAA', 'AA') THEN 0.0 WHEN rating = 'A' THEN 0.2 ELSE 0.5 END
            WHEN exposure_class = 'BANK' THEN CASE rating WHEN 'AAA' THEN 0.2 WHEN 'AA' THEN 0.2 WHEN 'A' THEN 0.3 WHEN 'BBB' THEN 0.5 ELSE 1.0 END
            ELSE CASE rating WHEN 'AAA' THEN 0.2 WHEN 'AA' THEN 0.2 WHEN 'A' THEN 0.5 WHEN 'BBB' THEN 0.75 ELSE 1.0 END END AS weight
    FROM loan l
)
SELECT legal_entity, sum(amount)::DOUBLE, sum(open)::DOUBLE, sum((amount + 0.35 * open) * weight)::DOUBLE, sum(amount * rate)::DOUBLE
FROM weighted GROUP BY legal_entity ORDER BY legal_entity
"""
_HOLDINGS = f"""
SELECT b.legal_entity, b.kind, sum(p.market_value / {_RATE.format("i.currency")})::DOUBLE, sum(p.market_value / {_RATE.format("i.currency")} * i.coupon)::DOUBLE
FROM position_eod p JOIN book b ON b.id = p.book_id JOIN instrument i ON i.isin = p.isin
WHERE p.as_of = (SELECT max(as_of) FROM position_eod) GROUP BY ALL ORDER BY ALL
"""
_TRADES = f"""
SELECT b.legal_entity, sum(t.notional / {_RATE.format("t.currency")}
    * CASE t.asset_class WHEN 'IR' THEN 0.008 WHEN 'CR' THEN 0.008 WHEN 'FX' THEN 0.025 WHEN 'EQ' THEN 0.12 ELSE 0.12 END
    * CASE c.sector WHEN 'CCP' THEN 0.02 WHEN 'SOVEREIGN' THEN 0.1 WHEN 'BANK' THEN 0.35 ELSE 0.9 END)::DOUBLE
FROM trade t JOIN book b ON b.id = t.book_id JOIN counterparty c ON c.id = t.counterparty_id GROUP BY ALL ORDER BY ALL
"""
_NETTED = "SELECT count(*) / count(DISTINCT netting_set_id) FROM trade"
TRADED, HELD = 0.55, 0.03
"""Weight of a market value in the trading books, and of one in the liquidity buffer."""


def netting(trades_of_a_set: float) -> float:
    """What netting leaves of the gross weight, by how many trades net: fitted to SA-CCR on worlds of all three sizes."""
    left: float = 2.86 * trades_of_a_set**-0.36
    return min(left, 1.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Of one company, in euro: what it lent, promised, and holds; what that earns in a year; and credit and market risk weighted."""

    legal_entity: str
    jurisdiction: str
    currency: str
    per_euro: float
    loans: float
    promised: float
    held: float
    traded: float
    income: float
    weighted: float

    @property
    def assets(self) -> float:
        """Loans and securities."""
        return self.loans + self.held + self.traded


def balances(connection: duckdb.DuckDBPyConnection) -> tuple[Balance, ...]:
    """Of all the bank's companies, in order of LEI."""
    loans = {row[0]: row[1:] for row in connection.execute(_LOANS).fetchall()}
    holdings = {(lei, kind): (value, income) for lei, kind, value, income in connection.execute(_HOLDINGS).fetchall()}
    ((together,),) = connection.execute(_NETTED).fetchall()
    trades = {lei: gross * netting(together) for lei, gross in connection.execute(_TRADES).fetchall()}
    companies = connection.execute(f"SELECT lei, jurisdiction, currency, {_RATE.format('e.currency')} FROM legal_entity e ORDER BY lei").fetchall()
    found: list[Balance] = []
    for lei, jurisdiction, currency, rate in companies:
        lent, promised, weighted, interest = loans.get(lei, (0.0, 0.0, 0.0, 0.0))
        held, coupons = holdings.get((lei, "BANKING"), (0.0, 0.0))
        traded, dividends = holdings.get((lei, "TRADING"), (0.0, 0.0))
        found.append(
            Balance(
                legal_entity=lei,
                jurisdiction=jurisdiction,
                currency=currency,
                per_euro=rate,
                loans=lent,
                promised=promised,
                held=held,
                traded=traded,
                income=interest + coupons + dividends,
                weighted=weighted + HELD * held + TRADED * traded + trades.get(lei, 0.0),
            )
        )
    return tuple(found)
