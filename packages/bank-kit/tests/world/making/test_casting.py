"""Parts are played by those who can play them."""

from collections.abc import Callable

import pytest

from bank_kit.world.making.casting import GROUPS, SCENARIOS
from bank_kit.world.size import Size, Spec
from bank_kit.world.truth import Group, truth

Ask = Callable[..., list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def groups() -> tuple[Group, ...]:
    return truth(Spec(size=Size.S))


def test_there_are_ten_scenarios_with_both_sides(groups: tuple[Group, ...]) -> None:
    planted, benign = GROUPS[Size.S]
    assert len(SCENARIOS) == 10
    assert len(groups) == 10 * (planted + benign)


def test_groups_have_the_members_their_scenario_asks_for(groups: tuple[Group, ...]) -> None:
    sizes = {scenario.name: (len(scenario.planted), len(scenario.benign)) for scenario in SCENARIOS}
    for group in groups:
        assert len(group.accounts) == sizes[group.typology][0 if group.laundering else 1]


def test_new_accounts_are_new_and_others_are_old(groups: tuple[Group, ...], ask: Ask) -> None:
    age = {row[0]: row[1] for row in ask("SELECT id, DATE '2026-11-20' - opened_on FROM account WHERE iban IS NOT NULL")}
    for group in groups:
        for account in group.accounts:
            assert age[account] == 26 if group.typology == "NEW_ACCOUNT" else int(str(age[account])) >= 700
