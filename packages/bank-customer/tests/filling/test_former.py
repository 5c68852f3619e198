"""Former customers have left, some of them long enough ago."""

from bank_customer.filling.former import former_customers
from bank_kit.world.size import AS_OF


def test_they_have_ids_that_the_world_never_gives() -> None:
    assert [each.id for each in former_customers()] == [f"C-90000{number}" for number in range(1, 6)]


def test_all_have_left_after_they_came() -> None:
    for each in former_customers():
        assert each.ended_on is not None
        assert each.customer_since < each.ended_on < AS_OF
        assert each.birth_date is not None
        assert each.birth_date < each.customer_since
