"""Securities held."""

from bank_risk.balance.ledger import Ledger
from bank_risk.balance.securities import securities_of


def test_value_holds_accrued_interest(german: Ledger) -> None:
    assert [(one.book, one.isin, int(one.value)) for one in securities_of(german)] == [
        ("BOOK-01", "QZ01", 50),
        ("BOOK-01", "QZ03", 41),
        ("BOOK-02", "QZ01", 305),
        ("BOOK-02", "QZ02", 100),
    ]


def test_liquid_kinds_are_words_of_the_tables(german: Ledger, bank: Ledger) -> None:
    assert [one.liquid_kind for one in securities_of(german)] == ["L1", None, "L1", "L2B_CORPORATE"]
    assert {one.liquid_kind for one in securities_of(bank) if one.kind == "EQUITY"} == {None, "L2B_EQUITY"}


def test_a_company_without_books_holds_nothing(british: Ledger) -> None:
    assert securities_of(british) == ()
