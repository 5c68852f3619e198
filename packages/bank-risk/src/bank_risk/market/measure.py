"""What is measured, and the answer: every choice that changes the number is named in it."""

from dataclasses import dataclass
from enum import StrEnum

from bank_risk.market.arrays import between, refusal


class Method(StrEnum):
    """Where the distribution of P&L comes from."""

    HISTORICAL = "historical"
    PARAMETRIC = "parametric"
    MONTE_CARLO = "monte_carlo"


class Scaling(StrEnum):
    """How one day becomes the horizon."""

    SQUARE_ROOT_OF_TIME = "square_root_of_time"
    OVERLAPPING = "overlapping_sums"


class TailConvention(StrEnum):
    """What ES is the mean of, with n scenarios and tail probability a; it matters when n*a is not whole.

    WEIGHTED: the floor(n*a) worst and the rest of n*a of the next, over n*a (Acerbi and Tasche 2002): coherent, the default.
    MEAN_OF_WHOLE: the floor(n*a) worst.
    MEAN_TO_QUANTILE: the floor(n*a)+1 worst, the VaR scenario among them (as Open Source Risk Engine).
    With 250 days at 97.5 % these take 6.25, 6 and 7 days.
    """

    WEIGHTED = "weighted_tail"
    MEAN_OF_WHOLE = "mean_of_whole_count"
    MEAN_TO_QUANTILE = "mean_to_quantile"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What to compute. `window` is the number of latest days used, all when None; `horizon_days` is in trading days."""

    confidence: float
    horizon_days: int = 1
    scaling: Scaling = Scaling.SQUARE_ROOT_OF_TIME
    convention: TailConvention = TailConvention.WEIGHTED
    window: int | None = None

    def __post_init__(self) -> None:
        between(self.confidence, "confidence", low=0.5, high=1.0)
        if not 1 <= self.horizon_days <= 250:
            raise refusal("horizon_days", "the horizon is out of bounds", "1 to 250 trading days")
        if self.window is not None and self.window < 2:
            raise refusal("window_days", "the window is too short", "2 or more days")

    @property
    def tail(self) -> float:
        """Tail probability, without the rounding dust of 1 - confidence."""
        return round(1.0 - self.confidence, 12)

    @property
    def stretch(self) -> float:
        """What a one-day number is multiplied by."""
        return self.horizon_days**0.5 if self.scaling is Scaling.SQUARE_ROOT_OF_TIME else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class VarEs:
    """VaR and ES in the currency of the P&L, positive for a loss.

    `es_error` is the standard error of ES for independent scenarios (overlapping sums are not: it is too small then); None when parametric.
    `tail` holds the positions of the tail scenarios in the input, worst first (for overlapping sums, the last day of each); empty when parametric.
    `notes` say what a careful reader should know.
    """

    var: float
    es: float
    method: Method
    measure: Measure
    observations: int
    es_error: float | None = None
    tail: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decomposition:
    """VaR and ES split over positions by Euler's rule: each component is the derivative to the size of its position, and they sum to the total."""

    total: VarEs
    component_var: tuple[float, ...]
    component_es: tuple[float, ...]

    def marginal_es(self, exposures: tuple[float, ...]) -> tuple[float, ...]:
        """Change of ES for one more unit of currency in each position, given their exposures (not zero)."""
        return _over(self.component_es, exposures)

    def marginal_var(self, exposures: tuple[float, ...]) -> tuple[float, ...]:
        """As `marginal_es`, for VaR."""
        return _over(self.component_var, exposures)


def _over(components: tuple[float, ...], exposures: tuple[float, ...]) -> tuple[float, ...]:
    if len(exposures) != len(components) or not all(exposures):
        raise refusal("exposures", "a marginal measure needs one exposure for each position", f"{len(components)} numbers, none of them zero")
    return tuple(component / exposure for component, exposure in zip(components, exposures, strict=True))
