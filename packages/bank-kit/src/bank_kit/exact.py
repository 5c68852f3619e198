"""Exact numbers in a database, the same in every dialect. Above: the tables of the servers. Below: SQLAlchemy."""

from decimal import Decimal

from sqlalchemy import BigInteger, Dialect, TypeDecorator


class Exact(TypeDecorator[Decimal]):
    """A decimal kept as a whole number of 10^-scale: exact, sortable and the same in every database."""

    impl = BigInteger
    cache_ok = True

    def __init__(self, scale: int) -> None:
        super().__init__()
        self.scale = scale

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """To the database; ArithmeticError when the value has more decimals than the column, which does not repeat the value."""
        del dialect
        if value is None:
            return None
        scaled = value.scaleb(self.scale)
        whole = int(scaled)
        if whole != scaled:
            raise ArithmeticError(f"a value has more than {self.scale} decimals")
        return whole

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """From the database."""
        del dialect
        return None if value is None else Decimal(value).scaleb(-self.scale)


AMOUNT = Exact(4)
"""Money, quantities and prices."""
