"""The market's tables are whole, repeat for a seed, and have the flaws of real feeds."""

from collections.abc import Callable

import pytest

from bank_kit.world.making import history

Bank = Callable[[str], list[tuple[object, ...]]]
TABLES = {"instrument": 60, "curve": 12, "curve_point": 12 * 11 * 2560, "fx_eod": 7 * 2560, "volatility_eod": 13 * 4 * 2560}


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_missing(bank: Bank, table: str) -> None:
    assert bank(f"SELECT count(*) FROM {table}") == [(TABLES[table],)]


def test_prices_miss_the_youth_of_two_bonds_and_a_few_days_no_feed_delivered(bank: Bank) -> None:
    ((rows,),) = bank("SELECT count(*) FROM price_eod")
    ((young,),) = bank(
        "SELECT count(*) FROM instrument i JOIN (SELECT DISTINCT date FROM fx_eod) d ON d.date < i.issue_date WHERE i.issue_date > DATE '2016-11-21'"
    )
    assert isinstance(rows, int) and isinstance(young, int)
    assert 0 < 60 * 2560 - young - rows <= history.HOLES


def test_one_instrument_has_been_stale_for_five_days(bank: Bank) -> None:
    found = bank("SELECT DISTINCT p.isin, priced_on FROM price_eod p WHERE priced_on < date AND date > DATE '2026-11-01'")
    assert len(found) == 1
    assert bank(f"SELECT count(*), max(date), count(DISTINCT close) FROM price_eod WHERE isin = '{found[0][0]}' AND priced_on < date") == bank(
        "SELECT 5, DATE '2026-11-20', 1"
    )


def test_rows_stand_in_the_order_of_their_keys(bank: Bank) -> None:
    for table, key in (("price_eod", "isin, date"), ("curve_point", "curve_id, date, days"), ("volatility_eod", "underlying, date, tenor")):
        assert bank(f"SELECT count(*) FROM (SELECT ({key}) AS k, lag(k) OVER () AS before FROM {table}) WHERE before >= k") == [(0,)]


def test_prices_and_curves_are_the_same_on_any_number_of_threads(bank: Bank, same_bank: Bank, other_bank: Bank) -> None:
    for table in ("price_eod", "curve_point", "fx_eod", "volatility_eod"):
        told = f"SELECT bit_xor(hash({table})) FROM {table}"
        assert bank(told) == same_bank(told) != other_bank(told)


def test_names_of_curves_say_currency_and_index(bank: Bank) -> None:
    assert bank("SELECT count(*) FROM curve WHERE id <> currency || '-' || index") == [(0,)]
    assert bank("SELECT kind, count(*) FROM curve GROUP BY kind ORDER BY kind") == [("CREDIT", 4), ("GOVT", 3), ("OIS", 5)]
