"""Fixed-coupon bonds: their cash flows, accrued interest by day count, and clean prices off a zero curve plus a spread."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from bank_kit.world.market.curves import PILLARS
from bank_kit.world.market.listed import Instrument
from bank_kit.world.market.streams import Days, Floats

FACE = 100.0
_PILLAR_DAYS = np.array(list(PILLARS.values()))
_HORIZON = np.arange(_PILLAR_DAYS[-1] + 1)
_LEFT = np.clip(np.searchsorted(_PILLAR_DAYS, _HORIZON, side="right") - 1, 0, len(_PILLAR_DAYS) - 2)
_WEIGHT = np.clip((_HORIZON - _PILLAR_DAYS[_LEFT]) / (_PILLAR_DAYS[_LEFT + 1] - _PILLAR_DAYS[_LEFT]), 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Coupon dates from the issue date (no payment) to maturity, unit D."""

    dates: Days


def schedule(bond: Instrument) -> Schedule:
    """Of a bond whose issue and maturity fall on the same day of a coupon month, at most the 28th."""
    assert bond.issued is not None
    assert bond.matures is not None
    months = 12 // bond.frequency
    span = (bond.matures.year - bond.issued.year) * 12 + bond.matures.month - bond.issued.month
    back = np.arange(span // months, -1, -1) * months
    return Schedule((np.datetime64(bond.matures, "M") - back).astype("datetime64[D]") + (bond.matures.day - 1))


def accrued(bond: Instrument, days: Days) -> Floats:
    """Accrued interest in percent of nominal on each of the days: ICMA ACT/ACT for governments, 30/360 for the others."""
    dates = schedule(bond).dates
    last = np.clip(np.searchsorted(dates, days, side="right") - 1, 0, len(dates) - 2)
    if bond.day_count == "30/360":
        return _months_of_thirty(dates[last], days) / 360.0 * bond.coupon * FACE
    share = (days - dates[last]).astype(np.float64) / (dates[last + 1] - dates[last]).astype(np.float64)
    return share * bond.coupon / bond.frequency * FACE


def clean_prices(bond: Instrument, days: Days, zero: Floats, spread: Floats) -> Floats:
    """Clean price in percent on each day, from zero rates (days, pillars) and a flat spread (days,); NaN before the issue."""
    dates = schedule(bond).dates[1:]
    ahead = (dates[None, :] - days[:, None]).astype(np.int64)
    alive = ahead > 0
    ahead = np.where(alive, ahead, 1)
    rows = np.arange(len(days))[:, None]
    left, weight = _LEFT[ahead], _WEIGHT[ahead]
    rate = zero[rows, left] * (1.0 - weight) + zero[rows, left + 1] * weight + spread[:, None]
    flows = np.full(len(dates), bond.coupon / bond.frequency * FACE)
    flows[-1] += FACE
    value = (np.exp(-rate * (ahead / 365.0)) * alive * flows).sum(axis=1)
    return np.where(days >= np.datetime64(bond.issued or date.min), value - accrued(bond, days), np.nan)


def _months_of_thirty(start: Days, end: Days) -> NDArray[np.int64]:
    begin, finish = _calendar(start), _calendar(end)
    return 360 * (finish[0] - begin[0]) + 30 * (finish[1] - begin[1]) + np.minimum(finish[2], 30) - np.minimum(begin[2], 30)


def _calendar(days: Days) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    months = days.astype("datetime64[M]")
    whole = months.astype(np.int64)
    return whole // 12, whole % 12, (days - months.astype("datetime64[D]")).astype(np.int64) + 1
