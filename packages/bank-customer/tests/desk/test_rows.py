"""A relationship manager sees the customers of their region and book, when the token says so; everybody else what the scope says."""

from dataclasses import replace

import pytest

from bank_customer.desk.rows import RowScope, row_scope
from bank_customer.opening import House
from bank_customer.store.documents import CustomerDocument
from bank_kit.identity.caller import Caller

MANAGER = frozenset({"relationship_manager"})


@pytest.mark.parametrize(
    ("roles", "region", "where"),
    [
        (frozenset(), None, {}),
        (frozenset({"compliance_officer", "book:rm-02"}), "EU", {}),
        (MANAGER, None, {}),
        (MANAGER, "EU", {"entity": "EU"}),
        (MANAGER | {"book:rm-02"}, "UK", {"entity": "UK", "relationship_manager": "rm-02"}),
        (MANAGER | {"book:rm-02", "book:rm-03"}, None, {"relationship_manager": "nobody"}),
    ],
)
def test_what_a_token_narrows(caller: Caller, roles: frozenset[str], region: str | None, where: dict[str, str]) -> None:
    assert row_scope(replace(caller, roles=roles, region=region)).where == where


def test_a_scope_holds_who_has_all_its_values(house: House) -> None:
    customer = house.store.get(CustomerDocument, "C-100001")
    assert customer is not None
    assert RowScope().holds(customer)
    assert RowScope({"entity": "EU", "relationship_manager": "rm-02"}).holds(customer)
    assert not RowScope({"entity": "EU", "relationship_manager": "rm-03"}).holds(customer)
    assert not RowScope({"entity": "Atlantis"}).holds(customer)
