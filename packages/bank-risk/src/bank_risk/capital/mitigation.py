"""Exposure before it is weighed: undrawn promises, provisions, and financial collateral (CRE20.94, CRE22.35).

The comprehensive approach for ten business days and daily revaluation; a mismatch of maturities and guarantees are not carried.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bank_kit.parameters import Rulebook

Floats = NDArray[np.float64]
BAND_ENDS = (1, 3, 5, 10)


def converted(drawn: Floats, undrawn: Floats, kinds: Sequence[str], *, provisions: Floats, book: Rulebook) -> Floats:
    """Drawn less specific provisions, plus undrawn times its conversion factor, never below zero; money, by the words of the conversion table."""
    factors = np.array([book.number("CRE20", "conversion", kind) for kind in kinds], dtype=np.float64)
    exposure: Floats = np.maximum(drawn - provisions, 0.0) + factors * undrawn
    return exposure


def haircut_key(*, issuer: str, grade: str, years: float) -> str:
    """Key of the haircut table for a bond: issuer SOVEREIGN or OTHER, grade AAA_AA, A_BBB or BB, by years to run; ValueError for the past."""
    if not years >= 0:
        raise ValueError("years to run must not be negative")
    band = next((str(end) for end in BAND_ENDS if years <= end), "ABOVE")
    return f"{issuer}/{grade}/{band}"


def mitigated(exposure: Floats, collateral: Floats, keys: Sequence[str], *, foreign: NDArray[np.bool_], book: Rulebook) -> Floats:
    """E* = max(0, E - C (1 - Hc - Hfx)) for lending (CRE22.35): money; `foreign` marks collateral of another currency than the exposure."""
    cuts = np.array([book.number("CRE22", "haircut", key) for key in keys], dtype=np.float64)
    cuts = cuts + np.where(foreign, book.number("CRE22", "currency_haircut"), 0.0)
    left: Floats = np.maximum(exposure - collateral * np.maximum(1.0 - cuts, 0.0), 0.0)
    return left
