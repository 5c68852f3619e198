"""The conditions of a rule, compiled. Each answers twice: an allow rule asks whether it surely holds, a deny rule whether it may hold.

What cannot be known (no region, an amount that is no number) never holds for an allow, and always may for a deny: closed either way.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from strongroom.core.call import Call
from strongroom.core.json import Json
from strongroom.core.principal import MfaLevel

_DECIMAL: Final = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?", re.ASCII)
_LARGEST_DIGITS: Final = 64
_CLOCK_SKEW: Final = 60.0


class Condition(Protocol):
    """One condition on a call."""

    @property
    def sentence(self) -> str:
        """What a caller must do or be; holds no data of the call."""
        ...

    def holds(self, call: Call) -> bool:
        """Whether it surely holds."""
        ...

    def may_hold(self, call: Call) -> bool:
        """Whether it holds, or nobody can tell."""
        ...


@dataclass(frozen=True, slots=True)
class SecondFactorCondition:
    """The user proved who they are strongly and recently enough; `max_age` in seconds, None for any age."""

    minimum: MfaLevel
    max_age: int | None
    sentence: str

    def holds(self, call: Call) -> bool:
        """A proof from the future (beyond a minute of skew between clocks) is no proof."""
        principal = call.principal
        if principal.mfa < self.minimum:
            return False
        return self.max_age is None or -_CLOCK_SKEW <= call.received_at - principal.authenticated_at <= self.max_age

    def may_hold(self, call: Call) -> bool:
        """The same: a verified token always says this."""
        return self.holds(call)


@dataclass(frozen=True, slots=True)
class PurposeCondition:
    """The call states one of these purposes."""

    purposes: frozenset[str]
    sentence: str

    def holds(self, call: Call) -> bool:
        """Whether the stated purpose is one of them."""
        return call.purpose in self.purposes

    def may_hold(self, call: Call) -> bool:
        """The same: a purpose is what the caller states, and who states none has none; an allow rule can insist on one."""
        return self.holds(call)


@dataclass(frozen=True, slots=True)
class RegionCondition:
    """The user sits in one of these regions."""

    regions: frozenset[str]
    sentence: str

    def holds(self, call: Call) -> bool:
        """Whether the region is one of them."""
        return call.principal.region in self.regions

    def may_hold(self, call: Call) -> bool:
        """A user without a region may be anywhere."""
        region = call.principal.region
        return not region or region in self.regions


@dataclass(frozen=True, slots=True)
class HoursCondition:
    """A daily window [begin, end) in minutes of the wall clock in `zone`, on the weekdays (Monday is 0) on which it begins.

    From an instant to a wall clock is never ambiguous, so summer time needs no rule of its own: an hour that comes twice is twice in or twice out.
    """

    days: frozenset[int]
    begin: int
    end: int
    zone: ZoneInfo
    sentence: str
    known: dict[int, bool] = field(default_factory=dict, compare=False, repr=False)
    """The answer of the last minute that was asked about, by minutes since the epoch."""

    def holds(self, call: Call) -> bool:
        """Whether the call arrived within the window."""
        minute = int(call.received_at // 60)
        found = self.known.get(minute)
        if found is None:
            self.known.clear()
            found = self.known[minute] = self._open(minute * 60)
        return found

    def _open(self, at: int) -> bool:
        """Whether the window is open in the minute that begins then: offsets of time zones are whole minutes since 1972."""
        local = datetime.fromtimestamp(at, self.zone)
        minute = local.hour * 60 + local.minute
        if self.begin < self.end:
            return self.begin <= minute < self.end and local.weekday() in self.days
        if minute >= self.begin:
            return local.weekday() in self.days
        return minute < self.end and (local - timedelta(days=1)).weekday() in self.days

    def may_hold(self, call: Call) -> bool:
        """The same: the time is always known."""
        return self.holds(call)


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountCondition:
    """One numeric argument against a bound: `at_most` of an allow rule; or `above` of a deny rule, which holds where the bound is broken."""

    argument: str
    at_least: Decimal
    bound: Decimal
    currency: str | None
    currency_argument: str | None
    absent_is_fine: bool
    sentence: str

    def within(self, arguments: Mapping[str, Json]) -> bool:
        """Whether the argument is an amount, in the currency of the bound, and inside it."""
        value = arguments.get(self.argument)
        if value is None:
            return self.absent_is_fine
        if self.currency_argument is not None and arguments.get(self.currency_argument) != self.currency:
            return False
        amount = read_amount(value)
        return amount is not None and self.at_least <= amount <= self.bound

    def holds(self, call: Call) -> bool:
        """For an allow rule: the amount is within."""
        return self.within(call.arguments)

    def may_hold(self, call: Call) -> bool:
        """For a deny rule: the amount is not within."""
        return not self.within(call.arguments)


def read_amount(value: Json) -> Decimal | None:
    """The number that a JSON value states, None where it states none.

    Integers of any size, finite floats, and strings of plain decimal digits are numbers; booleans, NaN, infinities, exponents and other digits are not.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        number = Decimal(repr(value))
        return number if number.is_finite() else None
    if isinstance(value, str) and len(value) <= _LARGEST_DIGITS and _DECIMAL.fullmatch(value):
        return Decimal(value)
    return None
