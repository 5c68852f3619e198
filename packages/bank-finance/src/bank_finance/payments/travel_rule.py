"""A stored payment in the words of bank_kit.messages, and every edition of Recommendation 16 asked about it."""

from datetime import date
from decimal import Decimal

from sqlalchemy import RowMapping

from bank_finance.payments.results import TravelRuleCheck
from bank_finance.rulebooks import tables
from bank_kit.messages.parties import AccountNumber, Address, Agent, Birth, Party
from bank_kit.messages.transfer import ChargeBearer, CreditTransfer
from bank_kit.messages.travel_rule import Edition, TravelRule, check_completeness
from bank_kit.money import Money
from bank_kit.parameters import Parameter

FRAMEWORK, PARAGRAPH = "FATF-R16", "INR.16"
NOT_KEPT = "NOTPROVIDED"
"""ISO 20022's word for what an element must hold and nobody told: of a birth the store keeps the day alone."""
UNKNOWN_COUNTRY = "XX"
"""ISO 3166 leaves it to users; here a country nobody told."""


def transfer_of(row: RowMapping) -> CreditTransfer:
    """The transfer that a row of `payment` was read from."""
    birth: date | None = row["debtor_birth_date"]
    debtor = Party(
        name=row["debtor_name"],
        address=_address(row["debtor_address"], row["debtor_country"]),
        birth=None if birth is None else Birth(on=birth, city=NOT_KEPT, country=row["debtor_country"] or UNKNOWN_COUNTRY),
    )
    return CreditTransfer(
        end_to_end_id=row["end_to_end_id"],
        transaction_id=row["transaction_id"],
        uetr=row["uetr"],
        amount=Money.of(row["amount"], row["currency"]),
        settlement_date=row["settlement_date"],
        charge_bearer=ChargeBearer(row["charge_bearer"]),
        debtor=debtor,
        debtor_agent=Agent(bic=row["debtor_bic"]),
        debtor_account=_number(row["debtor_iban"]),
        creditor=Party(name=row["creditor_name"], address=_address(None, row["creditor_country"])),
        creditor_agent=Agent(bic=row["creditor_bic"]),
        creditor_account=_number(row["creditor_iban"]),
        remittance=(row["remittance"],),
    )


def checks(row: RowMapping, amount: Money) -> tuple[tuple[TravelRuleCheck, ...], tuple[str, ...]]:
    """The check by every edition, and a warning for each doubt of the one in force; `amount` is the payment's value in EUR."""
    transfer, on = transfer_of(row), row["settlement_date"]
    found: list[TravelRuleCheck] = []
    warnings: list[str] = []
    for parameter in tables().of(FRAMEWORK, PARAGRAPH):
        said = check_completeness(transfer, _rule(parameter), amount=amount.amount)
        found.append(
            TravelRuleCheck(
                edition=said.edition,
                valid_from=parameter.valid_from,
                valid_to=parameter.valid_to,
                in_force=parameter.in_force(on),
                above_threshold=said.above_threshold,
                missing=said.missing,
            )
        )
        if parameter.in_force(on) and said.doubt:
            warnings.append(f"UNVERIFIED_PARAMETER: {FRAMEWORK} {PARAGRAPH}: {said.doubt}")
    return tuple(found), tuple(warnings)


def _rule(parameter: Parameter) -> TravelRule:
    return TravelRule(
        edition=Edition(parameter.key),
        valid_from=parameter.valid_from,
        threshold=Decimal(parameter.value),
        currency=parameter.unit,
        source=parameter.source,
        doubt=parameter.doubt,
    )


def _address(line: str | None, country: str | None) -> Address | None:
    """Street and town as the message writes them; the town stands behind the last comma."""
    if line is None:
        return None if country is None else Address(country=country)
    street, _, town = line.rpartition(",")
    return Address(street=street.strip() or None, town=town.strip() or None, country=country, lines=() if country else (line,))


def _number(iban: str | None) -> AccountNumber | None:
    return None if iban is None else AccountNumber(iban=iban)
