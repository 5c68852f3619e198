"""How much each of the bank's companies has at risk, in euro: enough to size its own funds, its income and its losses.

Above: capital, losses, limits. Below: tails and exposures, and the tables of loans and positions.
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
_TRADES = """
SELECT d.legal_entity, sum(d.exposure * CASE WHEN c.sector = 'CCP' THEN 0.02
    WHEN c.sector = 'SOVEREIGN' THEN CASE WHEN c.rating IN ('AAA', 'AA') THEN 0.0 WHEN c.rating = 'A' THEN 0.2 ELSE 0.5 END
    WHEN c.sector = 'BANK' THEN CASE c.rating WHEN 'AAA' THEN 0.2 WHEN 'AA' THEN 0.2 WHEN 'A' THEN 0.3 WHEN 'BBB' THEN 0.5 ELSE 1.0 END
    ELSE CASE c.rating WHEN 'AAA' THEN 0.2 WHEN 'AA' THEN 0.2 WHEN 'A' THEN 0.5 WHEN 'BBB' THEN 0.75 WHEN 'BB' THEN 1.0 ELSE 1.5 END END)
FROM draft_exposure d JOIN counterparty c ON c.id = d.counterparty_id GROUP BY 1 ORDER BY 1
"""
HELD = 0.03
"""Weight of a market value in the liquidity buffer."""
MARKET = 12.5 * 1.5
"""Weight of a stressed shortfall of ten days: the supervisory multiplier, over eight percent."""
VALUED = 2.2
"""Weight of a derivative exposure beside that of a loan: credit value adjustments ask for a little more than default does."""


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
    trades = {lei: VALUED * weighted for lei, weighted in connection.execute(_TRADES).fetchall()}
    tails = {lei: MARKET * stressed for lei, stressed in connection.execute("SELECT id, stressed FROM draft_tail WHERE scope = 'COMPANY'").fetchall()}
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
                weighted=weighted + HELD * held + tails.get(lei, 0.0) + trades.get(lei, 0.0),
            )
        )
    return tuple(found)
