"""What works on portfolios share."""

import pytest

from bank_kit.failures import ToolFailureError
from bank_kit.progress import Progress
from bank_risk.desk.shared import ground_of, told
from bank_risk.forms.shared import BookKind, PortfolioArguments
from bank_risk.store.runs import Run


def test_amounts_leave_in_the_currency_of_the_company(run: Run) -> None:
    euro, sterling = (ground_of(run, PortfolioArguments(legal_entity=lei)) for lei in (None, "999900KESTREL0000211"))
    assert str(euro.money(100.005).amount) == "100.00"
    assert sterling.money(1_000_000).currency == "GBP"
    assert 0.7 < sterling.rate < 1.0


def test_trading_and_banking_books_make_all(run: Run) -> None:
    counts = [len(ground_of(run, PortfolioArguments(books=kind)).portfolio.lines) for kind in (BookKind.TRADING, BookKind.BANKING, BookKind.ALL)]
    assert counts[0] + counts[1] == counts[2]


def test_a_weekend_answers_with_the_friday_and_says_so(run: Run) -> None:
    ground = ground_of(run, PortfolioArguments.model_validate({"as_of": "2026-11-15"}))
    assert ground.portfolio.day.isoformat() == "2026-11-13"
    assert ground.warnings[0].startswith("NO_BUSINESS_DAY")


def test_progress_is_passed_on_and_cancels() -> None:
    progress = Progress()
    tell = told(progress, "working")
    tell(1, 4)
    assert progress.latest is not None
    assert (progress.latest.done, progress.latest.total, progress.latest.message) == (1, 4, "working")
    progress.cancel()
    with pytest.raises(ToolFailureError):
        tell(2, 4)
