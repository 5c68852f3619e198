"""The numbers of CRE52 that a supervisor may change, taken from a dated rulebook."""

from collections.abc import Mapping
from dataclasses import dataclass

from bank_kit.parameters import Rulebook
from bank_risk.counterparty.saccr.trade import Subclass

FRAMEWORK = "SA-CCR"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisoryRow:
    """One row of CRE52.72, all as ratios: factor, correlation with the systematic factor, option volatility."""

    factor: float
    correlation: float
    volatility: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SaccrFactors:
    """Everything SA-CCR reads from the rules; `version` names the rulebook."""

    version: str
    rows: Mapping[Subclass, SupervisoryRow]
    alpha: float
    multiplier_floor: float
    duration_rate: float
    bucket_bounds: tuple[float, float]
    bucket_adjacent: float
    bucket_distant: float
    basis_scale: float
    volatility_scale: float
    year_days: float
    minimum_days: float
    margined_scale: float
    margin_days: float
    margin_days_long: float
    large_set: float
    dispute_scale: float
    tranche_numerator: float
    tranche_slope: float
    option_shift: float

    @classmethod
    def of(cls, rulebook: Rulebook) -> "SaccrFactors":
        """The factors in force; UNSUPPORTED_JURISDICTION when one is missing."""

        def number(name: str, key: str = "") -> float:
            return rulebook.number(FRAMEWORK, name, key)

        rows = {
            subclass: SupervisoryRow(
                factor=number("supervisory_factor", subclass.value),
                correlation=number("correlation", subclass.value),
                volatility=number("option_volatility", subclass.value),
            )
            for subclass in Subclass
        }
        return cls(
            version=rulebook.version,
            rows=rows,
            alpha=number("alpha"),
            multiplier_floor=number("multiplier_floor"),
            duration_rate=number("duration_rate"),
            bucket_bounds=(number("bucket_bound", "1"), number("bucket_bound", "2")),
            bucket_adjacent=number("bucket_correlation", "ADJACENT"),
            bucket_distant=number("bucket_correlation", "DISTANT"),
            basis_scale=number("hedging_set_scale", "BASIS"),
            volatility_scale=number("hedging_set_scale", "VOLATILITY"),
            year_days=number("year_days"),
            minimum_days=number("minimum_maturity"),
            margined_scale=number("margined_scale"),
            margin_days=number("margin_period", "FLOOR"),
            margin_days_long=number("margin_period", "LARGE_OR_ILLIQUID"),
            large_set=number("large_netting_set"),
            dispute_scale=number("dispute_scale"),
            tranche_numerator=number("tranche_delta", "NUMERATOR"),
            tranche_slope=number("tranche_delta", "SLOPE"),
            option_shift=number("option_shift"),
        )
