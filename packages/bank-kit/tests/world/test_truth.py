"""The truth names real transactions of the world, and is nowhere in it."""

from collections import Counter
from collections.abc import Callable

import pytest

from bank_kit.world.making.casting import SCENARIOS
from bank_kit.world.size import Size, Spec
from bank_kit.world.truth import Group, truth

Ask = Callable[..., list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def groups() -> tuple[Group, ...]:
    return truth(Spec(size=Size.S))


def test_every_scenario_has_planted_and_benign_groups(groups: tuple[Group, ...]) -> None:
    counted = Counter((group.typology, group.laundering) for group in groups)
    assert counted == {(scenario.name, laundering): 2 for scenario in SCENARIOS for laundering in (True, False)}


def test_transactions_and_accounts_of_the_truth_exist_and_belong_together(groups: tuple[Group, ...], ask: Ask) -> None:
    booked = {row[0]: set(row[1:]) for row in ask('SELECT id, debit_account, credit_account FROM "transaction"')}
    for group in groups:
        assert group.transactions
        for transaction in group.transactions:
            assert booked[transaction] & set(group.accounts)


def test_nobody_plays_two_parts(groups: tuple[Group, ...]) -> None:
    accounts = [account for group in groups for account in group.accounts]
    assert len(accounts) == len(set(accounts))
    assert "A-200001" not in accounts


def test_one_to_two_percent_of_transactions_launder(groups: tuple[Group, ...]) -> None:
    laundered = sum(len(group.transactions) for group in groups if group.laundering)
    assert 100 <= laundered <= 200


def test_no_column_of_the_world_tells_the_truth(ask: Ask) -> None:
    names = {str(row[0]) for row in ask("SELECT DISTINCT column_name FROM duckdb_columns() WHERE NOT internal")}
    assert not names & {"grp", "laundering", "typology", "scenario", "quiet", "planted"}
