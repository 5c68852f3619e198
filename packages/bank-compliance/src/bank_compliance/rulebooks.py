"""The dated parameter tables shipped with this package, read once.

Above: clocks and controls. Below: bank_kit.parameters. Calculators never come here: they are handed what they need.
"""

from datetime import date
from functools import cache
from pathlib import Path

from bank_kit.parameters import ParameterTables, Rulebook


@cache
def tables() -> ParameterTables:
    """Every row of every framework."""
    return ParameterTables.read(Path(__file__).parent / "parameters")


@cache
def rulebook(jurisdiction: str, on: date) -> Rulebook:
    """What is in force in that jurisdiction that day."""
    return tables().rulebook(jurisdiction, on)
