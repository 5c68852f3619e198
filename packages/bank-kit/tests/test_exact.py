"""A decimal goes into a database and comes back as it was, or is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, Table, create_engine, insert, select

from bank_kit.exact import AMOUNT

KEPT = Table("kept", MetaData(), Column("amount", AMOUNT))


@given(st.lists(st.decimals(min_value=-(10**13), max_value=10**13, places=4) | st.none(), min_size=1, max_size=5))
def test_what_goes_in_comes_back_and_sorts_as_a_number(amounts: list[Decimal | None]) -> None:
    engine = create_engine("sqlite://")
    KEPT.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(KEPT), [{"amount": amount} for amount in amounts])
        back = [row[0] for row in connection.execute(select(KEPT.c.amount))]
        ordered = [row[0] for row in connection.execute(select(KEPT.c.amount).where(KEPT.c.amount.is_not(None)).order_by(KEPT.c.amount))]
    engine.dispose()
    assert back == amounts
    assert ordered == sorted(amount for amount in amounts if amount is not None)


def test_a_value_finer_than_the_column_is_refused_without_being_repeated() -> None:
    with pytest.raises(ArithmeticError, match="a value has more than 4 decimals") as refusal:
        AMOUNT.process_bind_param(Decimal("1.00001"), create_engine("sqlite://").dialect)
    assert "1.00001" not in str(refusal.value)
