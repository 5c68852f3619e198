"""Default parameters of the ten scenarios find what is planted, and are fooled by what only looks alike."""

from collections.abc import Callable

import pytest

from bank_kit.world.making.casting import SCENARIOS
from bank_kit.world.making.plays import PLAYS
from bank_kit.world.size import Size, Spec
from bank_kit.world.truth import Group, truth

Ask = Callable[..., list[tuple[object, ...]]]
STRUCTURING = """
    SELECT DISTINCT credit_account FROM (
        SELECT credit_account, count(*) OVER week AS deposits, sum(amount) OVER week AS total FROM "transaction"
        WHERE kind = 'CASH_DEPOSIT' AND amount BETWEEN 7000 AND 9999.99
        WINDOW week AS (PARTITION BY credit_account ORDER BY booked_at RANGE BETWEEN INTERVAL 7 DAY PRECEDING AND CURRENT ROW)
    ) WHERE deposits >= 3 AND total > 10000
"""
PASS_THROUGH = """
    SELECT DISTINCT i.credit_account FROM "transaction" i WHERE i.amount >= 10000 AND (
        SELECT sum(o.amount) FROM "transaction" o
        WHERE o.debit_account = i.credit_account AND o.booked_at BETWEEN i.booked_at AND i.booked_at + INTERVAL 24 HOUR
    ) BETWEEN 0.9 * i.amount AND i.amount
"""
DORMANT = """
    SELECT DISTINCT account FROM (
        SELECT account, amount, booked_at - lag(booked_at) OVER times AS slept, median(amount) OVER times AS usual FROM (
            SELECT debit_account AS account, amount, booked_at FROM "transaction" UNION ALL SELECT credit_account, amount, booked_at FROM "transaction"
        ) WHERE account LIKE 'A-%'
        WINDOW times AS (PARTITION BY account ORDER BY booked_at ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
    ) WHERE slept > INTERVAL 180 DAY AND amount > 10 * usual
"""
CASH = """
    WITH cash AS (
        SELECT a.id, coalesce((SELECT sum(amount) FROM "transaction" WHERE credit_account = a.id AND kind = 'CASH_DEPOSIT'), 0)::DOUBLE AS total
        FROM account a JOIN party p ON p.id = a.customer_id
        WHERE p.occupation IN ('Restaurants', 'Taxi', 'Markets') AND a.product = 'BUSINESS' AND a.status = 'OPEN'
    ) SELECT id FROM cash WHERE total > (SELECT avg(total) + 3 * stddev_pop(total) FROM cash)
"""
NEW_ACCOUNT = """
    SELECT a.id FROM account a JOIN party p ON p.id = a.customer_id JOIN "transaction" t ON t.credit_account = a.id
    WHERE t.booked_at::DATE - a.opened_on < 30 GROUP BY a.id HAVING sum(t.amount) > 5 * any_value(p.declared_turnover)
"""


@pytest.fixture(scope="module")
def groups() -> tuple[Group, ...]:
    return truth(Spec(size=Size.S))


@pytest.mark.parametrize(
    ("typology", "rule"), [("STRUCTURING", STRUCTURING), ("PASS_THROUGH", PASS_THROUGH), ("DORMANT", DORMANT), ("NEW_ACCOUNT", NEW_ACCOUNT)]
)
def test_a_rule_finds_every_planted_group_and_a_benign_one(groups: tuple[Group, ...], ask: Ask, typology: str, rule: str) -> None:
    found = {row[0] for row in ask(rule)}
    for group in groups:
        if group.typology == typology and group.laundering:
            assert group.accounts[0] in found
    assert any(group.accounts[0] in found for group in groups if group.typology == typology and not group.laundering)


def test_cash_far_above_the_peers_is_planted(groups: tuple[Group, ...], ask: Ask) -> None:
    found = {row[0] for row in ask(CASH)}
    planted = {group.accounts[0] for group in groups if group.typology == "CASH_INTENSITY" and group.laundering}
    assert planted <= found


def test_planted_rings_close_within_ten_days_and_keep_little(groups: tuple[Group, ...], ask: Ask) -> None:
    rings = [group for group in groups if group.typology == "CYCLE" and group.laundering]
    for ring in rings:
        hops = ask(f'SELECT debit_account, credit_account, amount, booked_at FROM "transaction" WHERE id IN {ring.transactions} ORDER BY id')
        assert [hop[0] for hop in hops] == list(ring.accounts)
        assert [hop[1] for hop in hops] == [*ring.accounts[1:], ring.accounts[0]]
        assert ask(
            f'SELECT max(booked_at) - min(booked_at) <= INTERVAL 10 DAY, min(amount) / max(amount) > 0.85 FROM "transaction" WHERE id IN {ring.transactions}'
        ) == [(True, True)]


def test_every_scenario_is_written_for_both_sides() -> None:
    assert {(play.scenario, play.side) for play in PLAYS} == {(scenario.name, side) for scenario in SCENARIOS for side in ("planted", "benign")}
