"""The model inventory."""

from pathlib import Path

import pytest

from bank_kit.offer import Offer
from bank_risk.store.model_cards import INVENTORY, card_rows, cards


def test_every_card_names_tools_that_exist_and_every_calculation_has_a_card(offer: Offer) -> None:
    offered = {tool.name for tool in offer.tools}
    named = {tool for card in cards() for tool in card.tools}
    assert named <= offered
    assert {name for name in offered if name.startswith(("calc_", "run_", "backtest_"))} <= named


def test_cards_become_rows_and_claim_no_validation_that_nobody_did() -> None:
    assert [row[0] for row in card_rows()] == sorted(card.id for card in cards())
    assert {card.independent_validation for card in cards()} == {"none recorded"}


def test_an_inventory_with_a_fault_is_refused(tmp_path: Path) -> None:
    text = INVENTORY.read_text(encoding="utf-8")
    twice = tmp_path / "twice.toml"
    twice.write_text(text.replace('id = "irrbb"', 'id = "sa-ccr"'), encoding="utf-8")
    with pytest.raises(ValueError, match="share an id"):
        cards(twice)
    lacking = tmp_path / "lacking.toml"
    lacking.write_text(text.replace("tier = 1\n", "", 1), encoding="utf-8")
    with pytest.raises(ValueError, match="tier"):
        cards(lacking)
