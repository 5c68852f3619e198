"""Trades hang together by their ids, are alive, and are marked by the market of the business date."""

from collections.abc import Callable

import pytest
from stdnum import lei

from bank_kit.world.making.terms import DEALT

Bank = Callable[[str], list[tuple[object, ...]]]
LOST = """
SELECT count(*) FROM trade t LEFT JOIN book b ON b.id = t.book_id LEFT JOIN counterparty c ON c.id = t.counterparty_id
LEFT JOIN netting_set n ON n.id = t.netting_set_id AND n.counterparty_id = t.counterparty_id WHERE b.id IS NULL OR c.id IS NULL OR n.id IS NULL
"""
SIDED = """
SELECT corr(t.direction * (c.zero_rate - t.strike), t.mark / t.notional) FROM trade t JOIN curve_point c ON c.curve_id = t.underlying
WHERE t.kind = 'IRS' AND c.date = DATE '2026-11-20' AND c.tenor = '5Y'
"""


def test_every_trade_knows_its_book_counterparty_and_agreement(bank: Bank) -> None:
    assert bank("SELECT count(*), count(DISTINCT uti) FROM trade") == [(400, 400)]
    assert bank(LOST) == [(0,)]


def test_every_kind_is_dealt(bank: Bank) -> None:
    assert {row[0] for row in bank("SELECT DISTINCT kind FROM trade")} == set(DEALT)


def test_every_trade_is_alive_and_agreed_before(bank: Bank) -> None:
    assert bank(
        "SELECT count(*) FROM trade WHERE end_date <= DATE '2026-11-20' OR trade_date >= DATE '2026-11-20' OR start_date > end_date OR notional <= 0"
    ) == [(0,)]
    assert bank("SELECT count(*) FROM trade WHERE trade_date NOT IN (SELECT date FROM fx_eod)") == [(0,)]


def test_identifiers_have_their_form(bank: Bank) -> None:
    for uti, upi in bank("SELECT uti, upi FROM trade"):
        assert lei.is_valid(str(uti)[:20]) and len(str(uti)) <= 52 and str(uti).isalnum()
        assert len(str(upi)) == 12 and str(upi).startswith("QZ")


def test_exchanges_of_currency_have_two_amounts_and_others_one(bank: Bank) -> None:
    assert bank("SELECT count(*) FROM trade WHERE (asset_class = 'FX') <> (second_notional IS NOT NULL AND second_currency <> currency)") == [(0,)]
    assert bank("SELECT count(*) FROM trade WHERE asset_class = 'FX' AND abs(second_notional / notional - strike) > 0.0001 * strike") == [(0,)]


def test_options_say_what_they_are_and_buyers_own_something(bank: Bank) -> None:
    assert bank("SELECT count(*) FROM trade WHERE (kind IN ('SWAPTION', 'FX_OPTION', 'EQUITY_OPTION')) <> (option IS NOT NULL)") == [(0,)]
    assert bank("SELECT count(*) FROM trade WHERE option IS NOT NULL AND direction * mark < 0") == [(0,)]


def test_marks_are_small_beside_their_notionals(bank: Bank) -> None:
    for kind, highest in bank("SELECT kind, max(abs(mark) / notional) FROM trade GROUP BY kind"):
        assert float(str(highest)) < 0.75, kind


def test_who_receives_floating_gains_where_rates_rose_above_the_fixed_rate(bank: Bank) -> None:
    assert float(str(bank(SIDED)[0][0])) > 0.5


def test_an_agreement_holds_trades_of_one_company_only(bank: Bank) -> None:
    assert bank("SELECT max(n) FROM (SELECT count(DISTINCT legal_entity) AS n FROM trade t JOIN book b ON b.id = t.book_id GROUP BY netting_set_id)") == [(1,)]


def test_companies_with_few_loans_trade_small(bank: Bank) -> None:
    ordered = bank(
        "SELECT e.jurisdiction FROM trade t JOIN book b ON b.id = t.book_id JOIN legal_entity e ON e.lei = b.legal_entity"
        " GROUP BY 1 ORDER BY avg(t.notional) DESC"
    )
    assert ordered == [("EU",), ("UK",), ("US",)]


def test_desks_trade_what_is_theirs(bank: Bank) -> None:
    assert bank("SELECT count(*) FROM trade t JOIN book b ON b.id = t.book_id WHERE b.desk = 'Credit' AND asset_class <> 'CR'") == [(0,)]
    assert bank("SELECT count(*) > 0 FROM trade t JOIN book b ON b.id = t.book_id WHERE b.desk = 'Treasury'") == [(True,)]


def test_a_trade_lives_through_events_in_order(bank: Bank) -> None:
    assert bank("SELECT count(*) FROM trade_event e WHERE e.at > TIMESTAMP '2026-11-20 17:00:00'") == [(0,)]
    assert bank(
        "SELECT count(*) FROM (SELECT e.at - lag(e.at) OVER (PARTITION BY trade_id ORDER BY sequence) AS gap FROM trade_event e) WHERE gap < INTERVAL 0 DAY"
    ) == [(0,)]
    assert bank("SELECT count(DISTINCT trade_id) FROM trade_event WHERE kind = 'NEW' AND sequence = 1") == [(400,)]


def test_collateral_follows_the_value_of_what_it_secures(bank: Bank) -> None:
    assert bank("SELECT count(*) FROM netting_set WHERE NOT margined AND collateral <> 0") == [(0,)]
    assert bank("SELECT count(*) > 0 FROM netting_set WHERE collateral > 0") == bank("SELECT count(*) > 0 FROM netting_set WHERE collateral < 0") == [(True,)]


@pytest.mark.parametrize("table", ["trade", "trade_event", "netting_set", "position_eod", "counterparty"])
def test_trades_and_positions_repeat_for_a_seed(bank: Bank, same_bank: Bank, other_bank: Bank, table: str) -> None:
    told = f"SELECT bit_xor(hash({table})) FROM {table}"
    assert bank(told) == same_bank(told) != other_bank(told)
