"""The net stable funding ratio: funding that stays a year over assets that need it (NSF20, NSF30)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bank_kit.parameters import Rulebook
from bank_risk.liquidity.lines import Line, total, weigh

FRAMEWORK = "NSF"


@dataclass(frozen=True, slots=True, kw_only=True)
class StableFunding:
    """Money, except `ratio` and `minimum`; `ratio` is None when no funding is required."""

    available_lines: tuple[Line, ...]
    required_lines: tuple[Line, ...]
    available: Decimal
    required: Decimal
    ratio: Decimal | None
    minimum: Decimal
    surplus: Decimal


def stable_funding(*, funding: Mapping[str, Decimal], assets: Mapping[str, Decimal], book: Rulebook) -> StableFunding:
    """NSFR from carrying values by the words of the tables; undrawn facilities stand among the assets (NSF30.34)."""
    available_lines = weigh(funding, book, framework=FRAMEWORK, name="available")
    required_lines = weigh(assets, book, framework=FRAMEWORK, name="required")
    available, required = total(available_lines), total(required_lines)
    minimum = book.exact(FRAMEWORK, "minimum")
    return StableFunding(
        available_lines=available_lines,
        required_lines=required_lines,
        available=available,
        required=required,
        ratio=available / required if required > 0 else None,
        minimum=minimum,
        surplus=available - minimum * required,
    )
