"""Own funds are in proportion to what is at risk."""

from collections.abc import Callable
from datetime import date

import pytest

from bank_kit.world.making.capital import CORE, items, month_ends
from bank_kit.world.making.losses import indicator
from bank_kit.world.making.weights import Balance
from bank_kit.world.schema.exposures import CAPITAL_ITEMS

Bank = Callable[[str], list[tuple[object, ...]]]
PIVOT = """
PIVOT (SELECT * FROM capital_item WHERE as_of = DATE '2026-11-20') ON item USING sum(amount) GROUP BY legal_entity
"""


def test_thirteen_days_end_with_the_business_date() -> None:
    days = month_ends(date(2026, 11, 20))
    assert (len(days), days[0], days[3], days[-2], days[-1]) == (13, date(2025, 11, 30), date(2026, 2, 28), date(2026, 10, 31), date(2026, 11, 20))


def test_every_company_has_eleven_items_on_thirteen_days(bank: Bank) -> None:
    assert bank("SELECT count(*), count(DISTINCT legal_entity), count(DISTINCT item), count(DISTINCT as_of) FROM capital_item") == [(429, 3, 11, 13)]
    assert {row[0] for row in bank("SELECT DISTINCT item FROM capital_item")} == set(CAPITAL_ITEMS)
    assert bank("SELECT count(*) FROM capital_item WHERE (amount < 0) <> (item = 'CET1_DEDUCTIONS')") == [(0,)]


def test_core_capital_is_in_proportion_to_what_is_at_risk() -> None:
    company = Balance(
        legal_entity="E", jurisdiction="EU", currency="EUR", per_euro=1.0, loans=1e9, promised=1e8, held=2e8, traded=5e7, income=4e7, weighted=5e8
    )
    found = items(company, 7e8, 1.0)
    core = found["CET1_SHARES"] + found["CET1_RETAINED"] + found["CET1_DEDUCTIONS"]
    at_risk = company.weighted + 1.5 * indicator(company)
    assert core / at_risk == pytest.approx(CORE, rel=1e-6)
    own = core + found["AT1"] + found["T2"]
    assert own + 7e8 + found["TERM_FUNDING"] + found["SHORT_FUNDING"] == pytest.approx(found["TOTAL_ASSETS"])
    assert 0.045 < (core + found["AT1"]) / (found["TOTAL_ASSETS"] + 0.25 * found["OFF_BALANCE"]) < 0.06


def test_leverage_is_between_four_and_a_half_and_six_percent_and_assets_exceed_loans(bank: Bank) -> None:
    names = ("CET1_SHARES", "CET1_RETAINED", "CET1_DEDUCTIONS", "AT1", "TOTAL_ASSETS", "OFF_BALANCE")
    for row in bank(f"SELECT {', '.join(names)} FROM ({PIVOT})"):
        shares, retained, deductions, additional, assets, promised = (float(str(value)) for value in row)
        assert 0.045 < (shares + retained + deductions + additional) / (assets + 0.25 * promised) < 0.06
    assert bank(
        "SELECT count(*) FROM capital_item c JOIN legal_entity e ON e.lei = c.legal_entity LEFT JOIN fx_eod f ON f.quote = e.currency AND f.date = c.as_of"
        " WHERE c.item = 'TOTAL_ASSETS' AND c.as_of = DATE '2026-11-20' AND c.amount / coalesce(f.mid, 1) <"
        " (SELECT sum(l.drawn / coalesce(g.mid, 1)) FROM loan l LEFT JOIN fx_eod g ON g.quote = l.currency AND g.date = DATE '2026-11-20'"
        " WHERE l.legal_entity = c.legal_entity)"
    ) == [(0,)]


def test_own_funds_grow_slowly(bank: Bank) -> None:
    ((lowest, highest),) = bank(
        "SELECT min(r), max(r) FROM (SELECT amount / lag(amount) OVER (PARTITION BY legal_entity ORDER BY as_of) AS r"
        " FROM capital_item WHERE item = 'CET1_SHARES')"
    )
    assert 0.98 < float(str(lowest)) < float(str(highest)) < 1.03
