"""The bank's data is opened on first use, once."""

from collections.abc import Callable
from decimal import Decimal

from bank_compliance.cases.results import CaseRecord
from bank_compliance.offer import Stores
from bank_kit.money import Money


def test_world_and_warehouse_are_opened_once(stores: Stores) -> None:
    assert stores.data.world() is stores.data.world()
    assert stores.data.warehouse() is stores.data.warehouse()
    assert stores.data.warehouse().version == stores.data.world().version


def test_amounts_are_put_into_euro_at_the_last_fixing(stores: Stores) -> None:
    [(rate,)] = stores.data.warehouse().rows("SELECT per_euro FROM dim_rate WHERE currency = 'USD' ORDER BY day DESC LIMIT 1")
    assert stores.data.euros(Money.of(Decimal(100), "EUR")) == 100
    assert stores.data.euros(Money.of(Decimal(100), "USD")) == (Decimal(100) / Decimal(str(rate))).quantize(Decimal("0.01"))
    assert stores.data.euros(Money(amount=Decimal(1), currency="XTS")) is None


def test_a_case_in_a_currency_without_a_rate_has_no_sum_in_dollars(stores: Stores, open_case: Callable[..., CaseRecord]) -> None:
    case = open_case()
    assert (stores.data.dollars(case) or 0) > 0
    assert stores.data.dollars(case.model_copy(update={"amounts": (Money(amount=Decimal(1), currency="XTS"),)})) is None
