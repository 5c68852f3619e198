"""The dated parameter tables shipped with this package, read once.

Above: the areas. Below: bank_kit.parameters.
"""

from functools import cache
from pathlib import Path

from bank_kit.parameters import ParameterTables


@cache
def tables() -> ParameterTables:
    """Every row of every framework."""
    return ParameterTables.read(Path(__file__).parent / "parameters")
