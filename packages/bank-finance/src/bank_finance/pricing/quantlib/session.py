"""QuantLib's evaluation date and fixings are one per process: whoever values something does it in here, one at a time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import QuantLib

from bank_finance.pricing.quantlib.days import day
from bank_kit.failures import FailureCode, ToolFailureError

_LOCK = threading.Lock()


@contextmanager
def evaluated(on: date) -> Iterator[None]:
    """The process values on `on` until the end of the block; not reentrant. What QuantLib refuses becomes INVALID_ARGUMENT, without its text."""
    with _LOCK:
        settings = QuantLib.Settings.instance()
        settings.evaluationDate = day(on)
        try:
            yield
        except RuntimeError:
            raise ToolFailureError(
                FailureCode.INVALID_ARGUMENT,
                "the terms cannot be valued with this market",
                field="instrument",
                allowed="terms and rates the model is defined for",
                remedy="check dates, rates and volatility",
            ) from None
        finally:
            QuantLib.IndexManager.instance().clearHistories()
            settings.resetEvaluationDate()
