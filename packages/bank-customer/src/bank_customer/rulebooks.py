"""The dated parameters of this server: who counts as a beneficial owner, and how long laws keep data.

Above: the desk. Below: bank_kit.parameters.
"""

from datetime import date
from functools import cache
from pathlib import Path

from bank_kit.parameters import ParameterTables, Rulebook


@cache
def _tables() -> ParameterTables:
    return ParameterTables.read(Path(__file__).parent / "parameters")


def rulebook(jurisdiction: str, on: date) -> Rulebook:
    """What is in force for a company of the bank in EU, UK or US on that day."""
    return _tables().rulebook(jurisdiction, on)
