"""Sums of a window, and no group small enough to point at somebody."""

from decimal import Decimal

import pytest

from bank_customer.arguments import ActivityArguments, Window
from bank_customer.desk.files import Files
from bank_customer.desk.movements import Movements
from bank_customer.desk.origins import Origins
from bank_customer.opening import House
from bank_customer.store.documents import PeerGroupDocument
from bank_kit.identity.caller import Caller


def test_shares_and_percentiles_are_within_bounds(files: Files, origins: Origins, caller: Caller) -> None:
    desk = Movements(files, origins)
    for number in range(1, 120):
        found = desk.get_transaction_summary(ActivityArguments(customer_id=f"C-{100000 + number}", window=Window.YEAR), caller).value
        moved = found.amount_in.amount + found.amount_out.amount
        assert (found.cash_share is None) is (moved == 0)
        assert found.cash_share is None or 0 <= found.cash_share <= 1
        assert found.peer_population is not None
        assert found.peer_percentile is not None
        assert 0 <= found.peer_percentile <= 100


def test_a_customer_without_accounts_moved_nothing(files: Files, origins: Origins, caller: Caller) -> None:
    found = Movements(files, origins).get_transaction_summary(ActivityArguments(customer_id="C-900001"), caller).value
    assert (found.incoming, found.amount_in.amount, found.cash_share, found.counterparties) == (0, Decimal("0.00"), None, ())


@pytest.mark.parametrize(("population", "told"), [(9, None), (10, 10)])
def test_nine_customers_are_no_group(own_house: House, origins: Origins, caller: Caller, population: int, told: int | None) -> None:
    group = own_house.store.get(PeerGroupDocument, "PRIVATE:90")
    assert group is not None
    own_house.store.replace([group.model_copy(update={"population": population})])
    found = Movements(Files(own_house.store, own_house.ring), origins).get_transaction_summary(ActivityArguments(customer_id="C-100001"), caller)
    assert found.value.peer_population == told
    assert (found.value.peer_percentile is None) is (told is None)
    assert [warning[:11] for warning in found.warnings] == (["SMALL_GROUP"] if told is None else [])


def test_the_percentile_grows_with_what_moves(files: Files, origins: Origins, caller: Caller) -> None:
    desk = Movements(files, origins)
    found = [desk.get_transaction_summary(ActivityArguments(customer_id=f"C-{100000 + number}"), caller).value for number in range(1, 90)]
    private = sorted((each.amount_in.amount + each.amount_out.amount, each.peer_percentile or 0) for each in found if each.peer_group == "RETAIL")
    assert [percentile for _, percentile in private] == sorted(percentile for _, percentile in private)
