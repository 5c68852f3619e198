"""About forty limits of all kinds, two books amber and one red."""

from collections.abc import Callable

Bank = Callable[[str], list[tuple[object, ...]]]
USES = """
SELECT l.scope_id, sum(t.notional / coalesce(f.mid, 1)) / any_value(l.amount) FROM risk_limit l JOIN trade t ON t.book_id = l.scope_id
LEFT JOIN fx_eod f ON f.quote = t.currency AND f.date = DATE '2026-11-20' WHERE l.metric = 'NOTIONAL' GROUP BY 1 ORDER BY 1
"""


def test_there_are_about_forty_limits_on_seven_metrics(bank: Bank) -> None:
    ((count, ids, metrics),) = bank("SELECT count(*), count(DISTINCT id), count(DISTINCT metric) FROM risk_limit")
    assert count == ids
    assert 35 <= int(str(count)) <= 50
    assert metrics == 7


def test_every_scope_exists(bank: Bank) -> None:
    assert bank(
        "SELECT count(*) FROM risk_limit WHERE scope_id NOT IN (SELECT desk FROM book UNION SELECT id FROM book UNION SELECT id FROM counterparty"
        " UNION SELECT lei FROM legal_entity)"
    ) == [(0,)]


def test_by_notional_one_book_is_red_two_are_amber_and_the_others_green(bank: Bank) -> None:
    uses = {str(book): float(str(use)) for book, use in bank(USES)}
    assert [book for book, use in uses.items() if use > 1] == ["BOOK-02"]
    assert [book for book, use in uses.items() if 0.8 < use <= 1] == ["BOOK-05", "BOOK-08"]
    assert len(uses) == 15


def test_ratios_have_no_currency(bank: Bank) -> None:
    assert bank("SELECT count(*) FROM risk_limit WHERE (currency IS NULL) <> (metric IN ('LCR', 'LEVERAGE'))") == [(0,)]
