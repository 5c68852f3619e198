"""Each item of a delivery against what is known: the verdicts, and the promise that every line gets exactly one."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from bank_finance.feed.delivery import Item, PriceBook, Quote, Reason, Rejected, Unreadable

FIELDS = frozenset({"bid", "offer", "trade", "open", "close", "settlement", "high", "low"})
OLDEST = date(1990, 1, 1)
_PRICE = re.compile(r"[0-9]{1,12}(\.[0-9]{1,8})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHY: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.UNKNOWN_INSTRUMENT: "the bank does not know this instrument",
        Reason.UNKNOWN_FIELD: f"the field is none of {', '.join(sorted(FIELDS))}",
        Reason.BAD_DATE: f"the date is not YYYY-MM-DD from {OLDEST} on",
        Reason.FUTURE_DATE: "the date is after the business date of the delivery",
        Reason.BAD_PRICE: "the price is not a decimal above 0 with at most 12 digits before and 8 after the point",
        Reason.CONFLICT: "another price is known for this instrument, field and date; a correction needs a person",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRules:
    """What a delivery is measured by."""

    as_of: date
    """Business date it is loaded for; older prices are stale, later ones refused."""
    max_jump: Decimal = Decimal("0.25")
    """Largest believable |price / previous price - 1|, a ratio; a larger one is suspicious and waits for a person."""
    expected: frozenset[str] = frozenset()
    """Instruments of which a price for `as_of` must come."""


@dataclass(slots=True)
class Verdicts:
    """Judges items in their order; what was accepted before counts as known."""

    book: PriceBook
    rules: FeedRules
    accepted: list[Quote] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    duplicates: list[int] = field(default_factory=list)
    _seen: dict[tuple[str, str], list[tuple[date, Decimal]]] = field(default_factory=dict)

    def judge(self, item: Item | Unreadable) -> None:
        """Puts the item into exactly one of the three lists."""
        if isinstance(item, Unreadable):
            self.rejected.append(Rejected(line=item.line, reason=Reason.UNREADABLE, why=item.why))
            return
        found = self._read(item)
        if isinstance(found, Reason):
            self._reject(item, found)
            return
        on, price = found
        known = self._known(item, on)
        if known is not None:
            if known == price:
                self.duplicates.append(item.line)
            else:
                self._reject(item, Reason.CONFLICT)
            return
        previous = self._previous(item, on)
        if previous is not None and abs(price / previous - 1) > self.rules.max_jump:
            self._reject(item, Reason.SUSPICIOUS_JUMP)
            return
        insort(self._seen.setdefault((item.instrument, item.field), []), (on, price))
        stale = on < self.rules.as_of
        self.accepted.append(Quote(line=item.line, instrument=item.instrument, field=item.field, on=on, price=price, stale=stale))

    def missing(self) -> tuple[str, ...]:
        """Expected instruments without a fresh price here, nor one kept before."""
        fresh = {quote.instrument for quote in self.accepted if not quote.stale}
        as_of = self.rules.as_of
        return tuple(
            sorted(name for name in self.rules.expected - fresh if all(self.book.stored(name, part, as_of) is None for part in ("close", "settlement")))
        )

    def _read(self, item: Item) -> tuple[date, Decimal] | Reason:
        if not self.book.knows(item.instrument):
            return Reason.UNKNOWN_INSTRUMENT
        if item.field not in FIELDS:
            return Reason.UNKNOWN_FIELD
        on = _day(item.on)
        if on is None:
            return Reason.BAD_DATE
        if on > self.rules.as_of:
            return Reason.FUTURE_DATE
        if _PRICE.fullmatch(item.price) is None or not Decimal(item.price):
            return Reason.BAD_PRICE
        return on, Decimal(item.price)

    def _known(self, item: Item, on: date) -> Decimal | None:
        rows = self._seen.get((item.instrument, item.field), [])
        place = bisect_left(rows, on, key=lambda row: row[0])
        if place < len(rows) and rows[place][0] == on:
            return rows[place][1]
        return self.book.stored(item.instrument, item.field, on)

    def _previous(self, item: Item, on: date) -> Decimal | None:
        rows = self._seen.get((item.instrument, item.field), [])
        place = bisect_left(rows, on, key=lambda row: row[0])
        return rows[place - 1][1] if place else self.book.latest_before(item.instrument, item.field, on)

    def _reject(self, item: Item, reason: Reason) -> None:
        why = _WHY.get(reason) or f"the price moved by more than the ratio {self.rules.max_jump} since the one before"
        self.rejected.append(Rejected(line=item.line, reason=reason, why=why))


def judged(items: Iterable[Item | Unreadable], book: PriceBook, rules: FeedRules) -> Verdicts:
    """All items judged, in order."""
    verdicts = Verdicts(book, rules)
    for item in items:
        verdicts.judge(item)
    return verdicts


def _day(text: str) -> date | None:
    if _DAY.fullmatch(text) is None:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found >= OLDEST else None
