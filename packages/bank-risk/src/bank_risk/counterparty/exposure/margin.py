"""Variation margin along paths: what is held when the counterparty fails was called one margin period of risk earlier (CRE53.24)."""

from dataclasses import dataclass
from math import isfinite

import numpy as np

from bank_risk.normal import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class VariationMargin:
    """Both sides post above `threshold`, at least `minimum_transfer` at a time; `period` is the margin period of risk in years."""

    threshold: float
    minimum_transfer: float
    period: float

    def __post_init__(self) -> None:
        """ValueError naming the field."""
        if not all(isfinite(amount) and amount >= 0 for amount in (self.threshold, self.minimum_transfer)):
            raise ValueError("threshold, minimum_transfer: finite numbers, zero or more")
        if not (isfinite(self.period) and self.period > 0):
            raise ValueError("period: years, above zero")

    def called(self, value: Floats) -> Floats:
        """Collateral held (negative when posted) once margin has been called on `value`; a claim under the minimum transfer is not called."""
        owed = np.maximum(value - self.threshold, 0.0) - np.maximum(-value - self.threshold, 0.0)
        return np.where(np.abs(owed) < self.minimum_transfer, 0.0, owed)
