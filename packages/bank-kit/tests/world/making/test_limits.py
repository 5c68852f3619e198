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


def test_desks_use_two_thirds_of_what_they_may_lose_as_estimated(bank: Bank) -> None:
    for metric, column in (("VAR_99_1D", "var"), ("ES_975_10D", "es")):
        for (used,) in bank(f"SELECT {column} / amount FROM risk_limit JOIN draft_tail ON draft_tail.id = scope_id WHERE metric = '{metric}'"):
            assert 0.55 < float(str(used)) < 0.75


def test_counterparties_have_limits_above_what_they_owe_and_simulated_ones_exchange_no_margin(bank: Bank) -> None:
    exposed = "(SELECT counterparty_id, sum(exposure) AS used, bool_or(margined) AS margined FROM draft_exposure GROUP BY 1)"
    assert bank(
        f"SELECT count(*), max(used / amount) < 0.7, min(used / amount) > 0.3 FROM risk_limit JOIN {exposed} ON counterparty_id = scope_id WHERE metric = 'EAD'"
    ) == [(12, True, True)]
    assert bank(f"SELECT count(*), bool_or(margined) FROM risk_limit JOIN {exposed} ON counterparty_id = scope_id WHERE metric = 'PFE_95'") == [(6, False)]


def test_ratios_have_no_currency(bank: Bank) -> None:
    assert bank("SELECT count(*) FROM risk_limit WHERE (currency IS NULL) <> (metric IN ('LCR', 'LEVERAGE'))") == [(0,)]
