"""Amounts and origins as the story words them, and the officer's view of who may use what."""

from pathlib import Path

import pytest

from strongroom.app.configuration import load
from strongroom.app.demo.asking import Answered
from strongroom.app.demo.offices import Wish, looser, money, origin, why_not
from strongroom.app.demo.stage import Stage, _written
from strongroom.core.json import JsonObject
from strongroom.identity.development.users import SEED


@pytest.fixture
def standing(tmp_path: Path) -> Stage:
    """A stage that is set and not begun."""
    config = _written(tmp_path, [8701, 8702, 8703, 8704, 8705])
    return Stage(config, load(config))


def test_an_amount_is_told_with_its_currency() -> None:
    assert money(Answered("c", {"value": {"loss": {"amount": "12.50", "currency": "EUR"}}}), "loss") == "EUR 12.50"


def test_an_origin_is_the_paragraph_or_else_the_rulebook_and_the_lineage() -> None:
    assert origin(Answered("c", {"reg_ref": "MAR33.3", "params": "EU-1", "lineage_id": "lin-1"})) == "MAR33.3, lin-1"
    assert origin(Answered("c", {"reg_ref": None, "params": "EU-1", "lineage_id": "lin-1"})) == "EU-1, lin-1"


@pytest.mark.parametrize(("used", "limit", "wanted"), [("89583.90", "75500.00", "98600"), ("10.00", "75500.00", "83100")])
def test_a_limit_is_wished_a_tenth_above_use_and_limit(used: str, limit: str, wanted: str) -> None:
    row: JsonObject = {"limit_id": "LIM-1", "used": {"amount": used}, "limit": {"amount": limit}}
    assert looser(Answered("c", {"value": {"limits": [row]}})) == Wish("LIM-1", wanted)


def test_the_same_wish_has_the_same_key_and_another_wish_another() -> None:
    keys = [str(Wish("LIM-1", amount).arguments(reason)["idempotency_key"]) for amount, reason in (("1", "a"), ("1", "a"), ("2", "a"), ("1", "b"))]
    assert keys[0] == keys[1]
    assert len(set(keys)) == 3


@pytest.mark.parametrize("user", SEED, ids=lambda user: user.username)
def test_the_officer_is_told_whom_the_rule_is_for_unless_it_allows(standing: Stage, user: object) -> None:
    (found,) = [one for one in SEED if one is user]
    allowed = bool({"risk_analyst", "risk_manager"} & set(found.roles))
    assert ("It is for the roles risk_analyst, risk_manager." in why_not(standing, found, "calc_var_es")) is not allowed
