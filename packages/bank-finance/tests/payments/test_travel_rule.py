"""Recommendation 16 asked of stored payments: what the world leaves out is found missing, and each edition speaks for itself."""

from bank_finance.payments.arguments import PaymentArguments
from bank_finance.payments.desk import PaymentDesk
from bank_finance.payments.results import TravelRuleCheck
from bank_finance.payments.travel_rule import transfer_of
from bank_finance.store.payments import payment
from bank_finance.store.reading import FinanceStore
from bank_kit.identity.caller import Caller

Rows = list[dict[str, object]]


def _checks(desk: PaymentDesk, caller: Caller, row: dict[str, object]) -> tuple[TravelRuleCheck, ...]:
    return desk.get_payment(PaymentArguments.model_validate({"payment": row["id"]}), caller).value.travel_rule


def _large(payments: Rows) -> Rows:
    return [row for row in payments if row["currency"] == "EUR" and float(str(row["amount"])) > 1000]


def test_a_debtor_without_country_address_and_birth_is_not_identified(desk: PaymentDesk, caller: Caller, payments: Rows) -> None:
    bare = next(row for row in _large(payments) if row["debtor_address"] is None and row["debtor_birth_date"] is None)
    whole = next(row for row in _large(payments) if row["debtor_address"] is not None)
    identified = "originator address, national identity number, or date and place of birth"
    assert identified in _checks(desk, caller, bare)[0].missing
    assert identified not in _checks(desk, caller, whole)[0].missing


def test_the_edition_of_2012_is_in_force_and_that_of_2025_is_to_come(desk: PaymentDesk, caller: Caller, payments: Rows) -> None:
    old, new = _checks(desk, caller, _large(payments)[0])
    assert (old.edition, old.in_force, new.edition, new.in_force) == ("2012-02", True, "2025-06", False)
    assert "beneficiary country and town" in new.missing
    assert old.above_threshold


def test_up_to_a_thousand_euro_the_short_list_counts(desk: PaymentDesk, caller: Caller, payments: Rows) -> None:
    small = next(row for row in payments if row["currency"] == "EUR" and float(str(row["amount"])) <= 1000 and row["creditor_iban"])
    old, _ = _checks(desk, caller, small)
    assert not old.above_threshold
    assert old.missing == ()


def test_the_answer_carries_the_doubt(desk: PaymentDesk, caller: Caller, payments: Rows) -> None:
    envelope = desk.get_payment(PaymentArguments.model_validate({"payment": payments[0]["id"]}), caller)
    assert envelope.warnings[0].startswith("UNVERIFIED_PARAMETER: FATF-R16")


def test_the_town_is_what_stands_behind_the_last_comma(store: FinanceStore) -> None:
    row = store.rows(payment.select().where(payment.c.debtor_address.is_not(None), payment.c.debtor_country.is_not(None)).limit(1))[0]
    address = transfer_of(row).debtor.address
    assert address is not None
    assert address.town
    assert f"{address.street}, {address.town}" == row["debtor_address"]
