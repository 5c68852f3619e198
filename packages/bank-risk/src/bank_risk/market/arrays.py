"""What may come in: finite float64 arrays of the right shape and size; anything else is refused by the name of its field."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bank_kit.failures import FailureCode, ToolFailureError

Floats = NDArray[np.float64]
"""A vector or matrix; each docstring names the axes."""

LARGEST = 200_000_000
"""Cells of one input, 1.6 GB: what is larger is not a mistake anybody wants computed."""


def refusal(field: str, message: str, allowed: str) -> ToolFailureError:
    """INVALID_ARGUMENT about one field, without its value."""
    return ToolFailureError(FailureCode.INVALID_ARGUMENT, message, field=field, allowed=allowed, remedy="correct the field and call again")


def vector(values: Sequence[float] | Floats, field: str, *, size: int | None = None) -> Floats:
    """A finite vector, of `size` cells when given, of at least one otherwise."""
    found = _finite(values, field, dimensions=1)
    if size is not None and found.shape[0] != size:
        raise refusal(field, "the vector has the wrong length", f"{size} numbers")
    return found


def matrix(values: Sequence[Sequence[float]] | Floats, field: str, *, columns: int | None = None) -> Floats:
    """A finite matrix, of `columns` columns when given."""
    found = _finite(values, field, dimensions=2)
    if columns is not None and found.shape[1] != columns:
        raise refusal(field, "the matrix has the wrong number of columns", f"{columns} columns")
    return found


def square(values: Sequence[Sequence[float]] | Floats, field: str) -> Floats:
    """A finite symmetric matrix (to 1e-9 of its largest cell)."""
    found = matrix(values, field)
    if found.shape[0] != found.shape[1]:
        raise refusal(field, "the matrix is not square", "as many rows as columns")
    if not np.allclose(found, found.T, rtol=0.0, atol=1e-9 * float(np.abs(found).max())):
        raise refusal(field, "the matrix is not symmetric", "a symmetric matrix")
    return found


def between(value: float, field: str, *, low: float, high: float) -> float:
    """A number strictly inside the bounds; NaN is inside none."""
    if not low < value < high:
        raise refusal(field, "the number is out of bounds", f"more than {low} and less than {high}")
    return value


def _finite(values: object, field: str, *, dimensions: int) -> Floats:
    try:
        found = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise refusal(field, "not an array of numbers", f"{dimensions} axes of finite numbers") from None
    if found.ndim != dimensions or found.size == 0 or found.size > LARGEST:
        raise refusal(field, "the array has the wrong shape", f"{dimensions} axes, 1 to {LARGEST:,} cells")
    if not np.isfinite(found).all():
        raise refusal(field, "the array holds NaN or infinity", "finite numbers")
    return found
