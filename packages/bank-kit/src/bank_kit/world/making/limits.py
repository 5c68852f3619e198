"""Limits in force, set beside what is used: most are green, two books are amber and one is red by the notional of their trades.

Above: build. Below: books, filling, tails and exposures; reads trade, fx_eod and legal_entity. Uses are estimates but for NOTIONAL,
which is the sum of the notionals of a book's trades in euro.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import duckdb

from bank_kit.world.making.books import desk
from bank_kit.world.making.filling import fill_rows
from bank_kit.world.market.streams import stream
from bank_kit.world.size import Spec

VALID_FROM = date(2026, 1, 2)
DESK_SHARES = {"Rates": (0.68, 0.70), "Credit": (0.62, 0.60), "Equities": (0.70, 0.68)}
"""What a desk uses of its limits on a day's VaR and on the shortfall of ten days."""
AMBER, RED = ("BOOK-05", "BOOK-08"), "BOOK-02"
LARGEST = 12
"""Counterparties with limits of their own: those with the largest exposures, half of them such as exchange no margin, whose exposures are simulated too."""
SIMULATED = 1.2
"""A high simulated exposure for each unit of the regulatory one."""

_TRADED = """
SELECT t.{column}, sum(t.notional / coalesce(f.mid, 1))::DOUBLE AS used FROM trade t
LEFT JOIN fx_eod f ON f.quote = t.currency AND f.date = (SELECT max(date) FROM fx_eod) GROUP BY 1 ORDER BY 2 DESC, 1
"""
_EXPOSED = """
SELECT counterparty_id, sum(exposure), bool_or(margined) FROM draft_exposure GROUP BY 1 ORDER BY 2 DESC, 1
"""


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit before it has an id; `warning` as a part of the limit (of a floor: the multiple of it below which it is amber)."""

    metric: str
    scope: str
    scope_id: str
    amount: float
    currency: str | None
    warning: float
    owner: str


def make(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Creates risk_limit."""
    every = [*_of_desks(connection), *_of_books(connection, spec), *_of_counterparties(connection, spec), *_of_companies(connection)]
    rows = [
        (f"LIM-{101 + place}", each.metric, each.scope, each.scope_id, each.amount, each.currency, each.warning, each.owner, VALID_FROM)
        for place, each in enumerate(every)
    ]
    fill_rows(connection, "risk_limit", rows)


def _of_desks(connection: duckdb.DuckDBPyConnection) -> Iterator[Limit]:
    tails = {name: (var, es) for name, var, es in connection.execute("SELECT id, var, es FROM draft_tail WHERE scope = 'DESK'").fetchall()}
    for name, (of_var, of_es) in DESK_SHARES.items():
        var, es = tails[name]
        yield Limit("VAR_99_1D", "DESK", name, _rounded(var / of_var), "EUR", 0.8, "head-of-market-risk")
        yield Limit("ES_975_10D", "DESK", name, _rounded(es / of_es), "EUR", 0.8, "head-of-market-risk")


def _of_books(connection: duckdb.DuckDBPyConnection, spec: Spec) -> Iterator[Limit]:
    used = dict(connection.execute(_TRADED.format(column="book_id")).fetchall())
    shares = stream(spec.seed, "limits").uniform(0.4, 0.72, 20).tolist()
    for number in range(1, 21):
        book = f"BOOK-{number:02d}"
        if desk(number) == "Treasury" or book not in used:
            continue
        share = 0.89 if book in AMBER else 1.06 if book == RED else shares[number - 1]
        yield Limit("NOTIONAL", "BOOK", book, _rounded(used[book] / share), "EUR", 0.8, f"head-of-{desk(number).lower()}")


def _of_counterparties(connection: duckdb.DuckDBPyConnection, spec: Spec) -> Iterator[Limit]:
    shares = stream(spec.seed, "credit limits").uniform(0.4, 0.65, 2 * LARGEST).tolist()
    exposed = connection.execute(_EXPOSED).fetchall()
    open_ones = [name for name, _, margined in exposed if not margined]
    simulated = set(open_ones[: LARGEST // 2])
    largest = sorted(exposed, key=lambda row: (row[0] not in simulated, -row[1], row[0]))[:LARGEST]
    for place, (counterparty, used, _) in enumerate(largest):
        yield Limit("EAD", "COUNTERPARTY", counterparty, _rounded(used / shares[2 * place]), "EUR", 0.85, "head-of-credit-risk")
        if counterparty in simulated:
            yield Limit("PFE_95", "COUNTERPARTY", counterparty, _rounded(SIMULATED * used / shares[2 * place + 1]), "EUR", 0.85, "head-of-credit-risk")


def _of_companies(connection: duckdb.DuckDBPyConnection) -> Iterator[Limit]:
    for (lei,) in connection.execute("SELECT lei FROM legal_entity ORDER BY lei").fetchall():
        yield Limit("LCR", "ENTITY", lei, 1.10, None, 1.15, "treasurer")
        yield Limit("LEVERAGE", "ENTITY", lei, 0.04, None, 1.10, "chief-financial-officer")


def _rounded(amount: float) -> float:
    """To three figures, as committees do."""
    return float(f"{amount:.3g}")
