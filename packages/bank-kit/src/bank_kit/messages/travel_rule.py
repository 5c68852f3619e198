"""Whether a credit transfer carries who sends and who receives: FATF Recommendation 16, as an answer of what is missing.

Two editions: that of February 2012, and that of June 2025, to be applied by the end of 2030. The editions' lists of information follow
the interpretive note as published summaries tell it; its paragraphs have not been compared word by word, so each answer says its doubt.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bank_kit.messages.parties import AddressForm, Party
from bank_kit.messages.transfer import CreditTransfer


class Edition(StrEnum):
    """Which text of Recommendation 16."""

    FEBRUARY_2012 = "2012-02"
    JUNE_2025 = "2025-06"


class Wanted(StrEnum):
    """A piece of information that must travel with the payment."""

    ORIGINATOR_NAME = "originator name"
    ORIGINATOR_ACCOUNT = "originator account number or transaction reference"
    ORIGINATOR_IDENTIFIED = "originator address, national identity number, or date and place of birth"
    ORIGINATOR_ADDRESS = "originator address with town and country"
    ORIGINATOR_BIRTH_OR_ORGANISATION = "originator date of birth, or BIC, LEI or official identifier of an organisation where one exists"
    BENEFICIARY_NAME = "beneficiary name"
    BENEFICIARY_ACCOUNT = "beneficiary account number or transaction reference"
    BENEFICIARY_PLACE = "beneficiary country and town"


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelRule:
    """The rule as it is applied: edition, first day, and the threshold (major units of `currency`, itself not above it)."""

    edition: Edition
    valid_from: date
    threshold: Decimal
    currency: str
    source: str
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """What is missing, in the order of the rule; `above_threshold` says which list was asked."""

    edition: Edition
    above_threshold: bool
    missing: tuple[Wanted, ...]
    doubt: str

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def check_completeness(transfer: CreditTransfer, rule: TravelRule, *, amount: Decimal) -> Completeness:
    """What the transfer lacks under `rule` (FATF R.16, INR.16). `amount` is its value in the currency of the threshold, converted by the caller.

    Names, accounts or references are wanted at any amount; the rest above the threshold. A message does not say whether a party
    is a person, so the edition of 2025 is met by a birth or by an organisation's identifier.
    ValueError for an amount that is negative or no number.
    """
    if not amount.is_finite() or amount < 0:
        raise ValueError("the amount of a transfer is a number, zero or more")
    above = amount > rule.threshold
    wanted = (*_ALWAYS, *_ABOVE[rule.edition]) if above else _ALWAYS
    missing = tuple(want for want in wanted if not _PRESENT[want](transfer))
    return Completeness(edition=rule.edition, above_threshold=above, missing=missing, doubt=rule.doubt)


_ALWAYS = (Wanted.ORIGINATOR_NAME, Wanted.ORIGINATOR_ACCOUNT, Wanted.BENEFICIARY_NAME, Wanted.BENEFICIARY_ACCOUNT)
_ABOVE = {
    Edition.FEBRUARY_2012: (Wanted.ORIGINATOR_IDENTIFIED,),
    Edition.JUNE_2025: (Wanted.ORIGINATOR_ADDRESS, Wanted.ORIGINATOR_BIRTH_OR_ORGANISATION, Wanted.BENEFICIARY_PLACE),
}


def _has_place(party: Party) -> bool:
    return party.address is not None and party.address.form in {AddressForm.STRUCTURED, AddressForm.HYBRID}


def _is_identified(party: Party) -> bool:
    told = party.address is not None and party.address.form is not AddressForm.NONE
    return told or party.birth is not None or party.national_id is not None or party.is_organisation


def _has_reference(transfer: CreditTransfer) -> bool:
    return transfer.uetr is not None or transfer.transaction_id is not None


_PRESENT: Mapping[Wanted, Callable[[CreditTransfer], bool]] = {
    Wanted.ORIGINATOR_NAME: lambda transfer: bool(transfer.debtor.name),
    Wanted.ORIGINATOR_ACCOUNT: lambda transfer: transfer.debtor_account is not None or _has_reference(transfer),
    Wanted.ORIGINATOR_IDENTIFIED: lambda transfer: _is_identified(transfer.debtor),
    Wanted.ORIGINATOR_ADDRESS: lambda transfer: _has_place(transfer.debtor),
    Wanted.ORIGINATOR_BIRTH_OR_ORGANISATION: lambda transfer: transfer.debtor.birth is not None or transfer.debtor.is_organisation,
    Wanted.BENEFICIARY_NAME: lambda transfer: bool(transfer.creditor.name),
    Wanted.BENEFICIARY_ACCOUNT: lambda transfer: transfer.creditor_account is not None or _has_reference(transfer),
    Wanted.BENEFICIARY_PLACE: lambda transfer: _has_place(transfer.creditor),
}
