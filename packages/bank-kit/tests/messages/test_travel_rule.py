"""Recommendation 16: what a transfer must carry, by edition and amount."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bank_kit.messages.parties import Address, Party
from bank_kit.messages.transfer import CreditTransfer
from bank_kit.messages.travel_rule import Edition, TravelRule, Wanted, check_completeness

OLD = TravelRule(edition=Edition.FEBRUARY_2012, valid_from=date(2012, 2, 16), threshold=Decimal(1000), currency="EUR", source="FATF INR.16")
NEW = TravelRule(edition=Edition.JUNE_2025, valid_from=date(2030, 12, 31), threshold=Decimal(1000), currency="EUR", source="FATF INR.16", doubt="summaries")
NOBODY = Party(name="N")


@pytest.fixture(scope="session")
def complete(transfer: CreditTransfer) -> CreditTransfer:
    return replace(transfer, creditor=replace(transfer.creditor, address=Address(town="Berlin", country="DE")))


@pytest.mark.parametrize("rule", [OLD, NEW], ids=["2012", "2025"])
def test_a_transfer_with_everything_is_complete(complete: CreditTransfer, rule: TravelRule) -> None:
    assert check_completeness(complete, rule, amount=Decimal(5000)).is_complete


def test_the_threshold_itself_is_not_above_it(complete: CreditTransfer) -> None:
    assert not check_completeness(complete, NEW, amount=Decimal(1000)).above_threshold
    assert check_completeness(complete, NEW, amount=Decimal("1000.01")).above_threshold


@pytest.mark.parametrize(
    ("rule", "missing"),
    [
        (OLD, (Wanted.ORIGINATOR_IDENTIFIED,)),
        (NEW, (Wanted.ORIGINATOR_ADDRESS, Wanted.ORIGINATOR_BIRTH_OR_ORGANISATION, Wanted.BENEFICIARY_PLACE)),
    ],
    ids=["2012", "2025"],
)
def test_names_alone_do_above_nothing(complete: CreditTransfer, rule: TravelRule, missing: tuple[Wanted, ...]) -> None:
    bare = replace(complete, debtor=NOBODY, creditor=NOBODY)
    assert check_completeness(bare, rule, amount=Decimal(999)).is_complete
    assert check_completeness(bare, rule, amount=Decimal(1001)).missing == missing


def test_lines_without_town_and_country_are_no_address_for_the_edition_of_2025(complete: CreditTransfer) -> None:
    lines = replace(complete, debtor=replace(complete.debtor, address=Address(lines=("Dam 1, Amsterdam",))))
    assert check_completeness(lines, NEW, amount=Decimal(2000)).missing == (Wanted.ORIGINATOR_ADDRESS,)
    assert check_completeness(lines, OLD, amount=Decimal(2000)).is_complete


def test_a_reference_stands_for_an_account(complete: CreditTransfer) -> None:
    cash = replace(complete, debtor_account=None, creditor_account=None)
    assert check_completeness(cash, OLD, amount=Decimal(1)).is_complete
    unnamed = replace(cash, uetr=None, transaction_id=None, debtor=Party(), creditor=Party())
    assert check_completeness(unnamed, OLD, amount=Decimal(1)).missing == (
        Wanted.ORIGINATOR_NAME,
        Wanted.ORIGINATOR_ACCOUNT,
        Wanted.BENEFICIARY_NAME,
        Wanted.BENEFICIARY_ACCOUNT,
    )


def test_the_answer_carries_the_doubt_of_its_rule(complete: CreditTransfer) -> None:
    assert check_completeness(complete, NEW, amount=Decimal(1)).doubt == "summaries"


@pytest.mark.parametrize("amount", ["-1", "NaN", "Infinity"])
def test_an_amount_is_a_number(complete: CreditTransfer, amount: str) -> None:
    with pytest.raises(ValueError, match="zero or more"):
        check_completeness(complete, OLD, amount=Decimal(amount))
