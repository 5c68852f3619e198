"""Pictures of relationships, and who stands behind a company."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bank_customer.arguments import RelationshipArguments
from bank_customer.desk.files import Files
from bank_customer.desk.origins import Origins
from bank_customer.desk.relations import Relations
from bank_kit.identity.caller import Caller


@pytest.fixture
def desk(files: Files, origins: Origins) -> Relations:
    return Relations(files, origins)


def test_direct_owners_from_a_quarter_are_beneficial_owners(desk: Relations, caller: Caller) -> None:
    found = desk.get_relationships(RelationshipArguments(customer_id="C-100003", depth=1), caller)
    shares = {owner.holder_id: (owner.share, owner.beneficial_owner) for owner in found.value.owners}
    assert shares["C-100359"] == (Decimal("0.5"), True)
    assert shares["C-100380"] == (Decimal("0.25"), True)
    assert found.params is not None
    assert any(warning.startswith("UNVERIFIED_PARAMETER: OWNERSHIP") for warning in found.warnings)


def test_owners_are_found_over_all_levels_whatever_the_depth_of_the_picture(desk: Relations, caller: Caller) -> None:
    shallow, deep = (desk.get_relationships(RelationshipArguments(customer_id="C-100012", depth=depth), caller).value for depth in (1, 3))
    assert shallow.owners == deep.owners
    assert max(owner.edges for owner in shallow.owners) > 1
    assert {person.distance for person in shallow.persons} == {0, 1}
    assert len(deep.persons) > len(shallow.persons)


def test_every_company_is_explained_in_full_or_says_how_much_is_not(desk: Relations, caller: Caller) -> None:
    for number in range(3, 300, 3):
        found = desk.get_relationships(RelationshipArguments(customer_id=f"C-{100000 + number}", depth=1), caller)
        total = sum((owner.share for owner in found.value.owners), Decimal(0)) + found.value.unexplained_share
        assert abs(total - 1) < Decimal("0.000001")
        assert any("UNEXPLAINED" in warning for warning in found.warnings) is (found.value.unexplained_share > 0)


def test_a_person_has_no_owners(desk: Relations, caller: Caller) -> None:
    assert desk.get_relationships(RelationshipArguments(customer_id="C-100001", depth=3), caller).value.owners == ()


def test_every_tie_leads_between_persons_shown(desk: Relations, caller: Caller) -> None:
    found = desk.get_relationships(RelationshipArguments(customer_id="C-100003", depth=3), caller).value
    shown = {person.customer_id for person in found.persons}
    assert found.ties
    assert all({tie.from_id, tie.to_id} <= shown for tie in found.ties)


def test_a_relationship_role_learns_no_name_outside_its_rows(desk: Relations, caller: Caller) -> None:
    manager = replace(caller, roles=frozenset({"relationship_manager"}), region="EU")
    persons = desk.get_relationships(RelationshipArguments(customer_id="C-100003", depth=3), manager).value.persons
    assert {person.masked_name for person in persons if person.country in {"GB", "US"}} == {"***"}
    assert "***" not in {person.masked_name for person in persons if person.country == "DE"}
