"""Securities as lines: bonds on curves with the spread that meets today's price held constant, all else on its own price."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlalchemy import RowMapping

from bank_risk.market.arrays import Floats
from bank_risk.portfolio.history import Levels, Times
from bank_risk.portfolio.lines import NotModelledError, Value

CORPORATE = {"AAA": "A", "AA": "A", "A": "A", "BBB": "BBB", "BB": "BB", "B": "BB", "CCC": "BB"}
"""The grade of spread curve nearest to a rating."""
YEAR = 365.0
STEPS = 60


@dataclass(frozen=True, slots=True)
class Bond:
    """Flows of a holding on the curves it is discounted with; `own` is the constant spread that meets its price today."""

    currency: str
    curve: str | None
    times: Times
    amounts: Floats
    own: float

    def value(self, levels: Levels) -> Floats:
        """Dirty value in euro."""
        rates = levels.overnight(self.currency, self.times) + self.own
        if self.curve is not None:
            rates = rates + levels.curve(self.curve, self.times)
        found: Floats = np.exp(-rates * self.times.years) @ self.amounts * levels.euros(self.currency)
        return found


def bond(row: RowMapping, today: Levels, day: date) -> Bond:
    """The holding of a position row joined with its instrument; NotModelledError when it has no curve or has been repaid."""
    if row["currency"] not in {"EUR", "USD", "GBP", "CHF", "JPY"}:
        raise NotModelledError("no curve of its currency")
    dates = payment_dates(row["maturity_date"], row["frequency"], day)
    if not dates:
        raise NotModelledError("already repaid")
    nominal = float(row["quantity"])
    amounts = np.full(len(dates), nominal * row["coupon"] / max(row["frequency"], 1))
    amounts[-1] += nominal
    times = today.history.times(*((each - day).days / YEAR for each in dates))
    curve = curve_of(row, today)
    plain = Bond(row["currency"], curve, times, amounts, 0.0)
    target = float(row["market_value"]) + float(row["accrued"])
    rates = today.overnight(row["currency"], times)[0] + (today.curve(curve, times)[0] if curve is not None else 0.0)
    return Bond(row["currency"], curve, times, amounts, _spread(times.years, plain.amounts, rates, target))


def curve_of(row: RowMapping, today: Levels) -> str | None:
    """The spread curve a bond moves with; None for covered bonds and where there is none."""
    grade = CORPORATE.get(row["rating"] or "", "BBB")
    wanted = {"SOVEREIGN": [f"{row['currency']}-GOVT"], "COVERED": []}.get(row["sector"], [f"{row['currency']}-CORP-{grade}", f"{row['currency']}-CORP-BBB"])
    return next((name for name in wanted if f"{name}:1M" in today.history.places), None)


def listed(row: RowMapping, today: Levels) -> Value:
    """Units times price; NotModelledError when the price has no whole history."""
    isin, currency, units = row["isin"], row["currency"], float(row["quantity"])
    if f"EQ-{isin}" not in today.history.places and f"CO-{isin}" not in today.history.places:
        raise NotModelledError("its price has no whole history")
    if currency != "EUR" and f"EUR{currency}" not in today.history.places:
        raise NotModelledError("its currency has no rate")

    def value(levels: Levels) -> Floats:
        found: Floats = units * levels.price(isin) * levels.euros(currency)
        return found

    return value


def payment_dates(maturity: date, frequency: int, day: date) -> tuple[date, ...]:
    """Coupon days after `day`, counted back from maturity; maturity alone when there are no coupons."""
    step = 12 // frequency if frequency else 1_200
    found: list[date] = []
    for back in range(0, 1_200, step):
        month = maturity.year * 12 + maturity.month - 1 - back
        year, index = divmod(month, 12)
        due = date(year, index + 1, min(maturity.day, monthrange(year, index + 1)[1]))
        if due <= day:
            break
        found.append(due)
    return tuple(reversed(found))


def _spread(years: Floats, amounts: Floats, rates: Floats, target: float) -> float:
    """The constant spread at which the flows are worth `target` (Newton; the value falls steadily with the spread)."""
    if target <= 0:
        raise NotModelledError("its value is not positive")
    spread = 0.0
    for _ in range(STEPS):
        worth = amounts * np.exp(-(rates + spread) * years)
        error, slope = float(worth.sum()) - target, float(worth @ years)
        spread += error / slope
        if abs(error) <= 1e-10 * target:
            break
    return spread
