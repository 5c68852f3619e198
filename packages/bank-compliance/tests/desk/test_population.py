"""Customers as subjects."""

from bank_compliance.desk.population import population
from bank_compliance.lists.entry import EntryKind
from bank_compliance.offer import Stores


def test_every_customer_is_a_subject_with_what_is_known(stores: Stores) -> None:
    everybody = population(stores.data.world)
    assert len(everybody) == 750
    persons = [one for one in everybody if one.kind is EntryKind.INDIVIDUAL]
    assert persons[0].key.startswith("C-")
    assert all(one.born for one in persons)
