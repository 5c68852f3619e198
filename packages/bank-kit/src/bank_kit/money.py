"""Money as an exact decimal with an ISO 4217 code; decimal strings on the wire, never floats."""

import re
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

MINOR_UNITS = {"CHF": 2, "EUR": 2, "GBP": 2, "JPY": 0, "NOK": 2, "PLN": 2, "SEK": 2, "USD": 2}
"""ISO 4217 minor units of the currencies the bank keeps accounts or deals in."""

DECIMAL_PATTERN = r"^-?[0-9]{1,18}(\.[0-9]{1,8})?$"
_DECIMAL = re.compile(DECIMAL_PATTERN.strip("^$"))


def _decimal_text(value: object) -> object:
    if isinstance(value, float | bool) or (isinstance(value, str) and _DECIMAL.fullmatch(value) is None):
        raise PydanticCustomError("decimal_text", 'send a decimal string such as "1250.00": digits, a point, no exponent')
    return value


def plain(value: Decimal) -> str:
    """The decimal without exponent: `100`, never `1E+2`."""
    return format(value, "f")


Exact = Annotated[
    Decimal,
    BeforeValidator(_decimal_text),
    Field(allow_inf_nan=False, max_digits=26, decimal_places=8),
    PlainSerializer(plain, return_type=str),
    WithJsonSchema({"type": "string", "pattern": DECIMAL_PATTERN}),
]
"""A decimal of at most 18 digits before and 8 after the point; a string in JSON, both ways."""

Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 4217 alphabetic code")]


class Money(BaseModel):
    """An amount of one currency; positive is in favour of the account holder unless the field says otherwise."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    amount: Exact = Field(description="Decimal string in major units, with the minor units of the currency")
    currency: Currency

    @classmethod
    def of(cls, amount: Decimal, currency: str) -> "Money":
        """Round half to even at the minor unit of `currency`; KeyError for a currency the bank does not keep."""
        return cls(amount=amount.quantize(Decimal(1).scaleb(-MINOR_UNITS[currency]), rounding=ROUND_HALF_EVEN), currency=currency)
