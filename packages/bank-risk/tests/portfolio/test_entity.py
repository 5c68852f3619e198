"""Whose rules and currency."""

import pytest
from sqlalchemy import select

from bank_kit.failures import ToolFailureError
from bank_risk.portfolio.entity import entity_of
from bank_risk.store.runs import RiskStore
from bank_risk.store.tables.trading import legal_entity


def test_the_group_reports_in_euro_under_european_rules(store: RiskStore) -> None:
    group = entity_of(store, None)
    assert (group.currency, group.jurisdiction) == ("EUR", "EU")
    assert group.rulebook(None, store.business_date()).jurisdiction == "EU"
    assert group.rulebook("BCBS", store.business_date()).jurisdiction == "BCBS"


def test_each_company_has_its_own(store: RiskStore) -> None:
    found = {row["jurisdiction"]: entity_of(store, row["lei"]).currency for row in store.rows(select(legal_entity))}
    assert found == {"EU": "EUR", "UK": "GBP", "US": "USD"}
    with pytest.raises(ToolFailureError, match="no such legal entity"):
        entity_of(store, "999900NOBODY00000099")


def test_rules_of_another_place_are_said(store: RiskStore) -> None:
    group = entity_of(store, None)
    assert group.foreign(None) == group.foreign("EU") == ()
    assert group.foreign("US")[0].startswith("OTHER_RULES")
