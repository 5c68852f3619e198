"""Positions as rows turned into holdings: by trade date as booked, by settlement date as delivered, and their totals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import RowMapping

from bank_finance.trading.results import CurrencyTotal, Holding
from bank_kit.money import Money

SETTLEMENT_DAYS = 2
"""Business days from trade to delivery, taken for every security."""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One row of position_eod with its instrument."""

    book_id: str
    isin: str
    instrument: str
    kind: str
    currency: str
    as_of: date
    quantity: Decimal
    cost: Decimal
    price: Decimal
    priced_on: date
    price_source: str
    market_value: Decimal
    accrued: Decimal

    @classmethod
    def of(cls, row: RowMapping) -> "Position":
        """From a row of the store."""
        return cls(**{name: row[name] for name in cls.__slots__})

    @property
    def key(self) -> Key:
        """Book and instrument."""
        return self.book_id, self.isin


def by_trade_date(agreed: Iterable[Position], delivered: Iterable[Position] | None, day: date) -> tuple[Holding, ...]:
    """As booked on `day`; `delivered` are the positions of SETTLEMENT_DAYS business days before, None when these are not kept."""
    if delivered is None:
        return tuple(_holding(each, day, unsettled=None) for each in agreed)
    settled = {each.key: each for each in delivered}
    return tuple(_holding(each, day, unsettled=each.quantity - _quantity(settled, each.key)) for each in agreed)


def by_settlement_date(agreed: Iterable[Position], delivered: Iterable[Position], day: date) -> tuple[Holding, ...]:
    """What was delivered by `day`, at the prices of `day`; what has been sold since keeps the price it had."""
    booked = {each.key: each for each in agreed}
    return tuple(
        _holding(_revalued(each, booked.get(each.key)), day, unsettled=_quantity(booked, each.key) - each.quantity) for each in delivered if each.quantity
    )


def totals(holdings: Iterable[Holding]) -> tuple[CurrencyTotal, ...]:
    """One for each currency, in its order."""
    found: dict[str, list[Holding]] = {}
    for each in holdings:
        found.setdefault(each.cost.currency, []).append(each)
    return tuple(
        CurrencyTotal(
            market_value=_sum([each.market_value for each in mine]),
            accrued_interest=_sum([each.accrued_interest for each in mine]),
            unrealised_pnl=_sum([each.unrealised_pnl for each in mine]),
        )
        for _, mine in sorted(found.items())
    )


def _quantity(positions: Mapping[Key, Position], key: Key) -> Decimal:
    found = positions.get(key)
    return Decimal(0) if found is None else found.quantity


def _revalued(delivered: Position, booked: Position | None) -> Position:
    if booked is None or not booked.quantity:
        return delivered
    if booked.quantity == delivered.quantity:
        return booked
    part = delivered.quantity / booked.quantity
    return Position(
        book_id=booked.book_id,
        isin=booked.isin,
        instrument=booked.instrument,
        kind=booked.kind,
        currency=booked.currency,
        as_of=booked.as_of,
        quantity=delivered.quantity,
        cost=delivered.cost,
        price=booked.price,
        priced_on=booked.priced_on,
        price_source=booked.price_source,
        market_value=booked.market_value * part,
        accrued=booked.accrued * part,
    )


def _holding(position: Position, day: date, *, unsettled: Decimal | None) -> Holding:
    cost, value = Money.of(position.cost, position.currency), Money.of(position.market_value, position.currency)
    return Holding(
        book_id=position.book_id,
        isin=position.isin,
        instrument=position.instrument,
        kind=position.kind,
        quantity=_short(position.quantity),
        unsettled_quantity=None if unsettled is None else _short(unsettled),
        cost=cost,
        price=position.price,
        price_source=position.price_source,
        price_age_days=(day - position.priced_on).days,
        market_value=value,
        accrued_interest=Money.of(position.accrued, position.currency),
        unrealised_pnl=Money.of(value.amount - cost.amount, position.currency),
    )


def _short(quantity: Decimal) -> Decimal:
    return quantity.normalize() if quantity else Decimal(0)


def _sum(amounts: list[Money]) -> Money:
    return Money.of(sum((money.amount for money in amounts), Decimal(0)), amounts[0].currency)
