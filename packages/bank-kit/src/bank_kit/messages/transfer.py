"""A credit transfer between institutions as pacs.008 tells it, in our own words."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bank_kit.messages.parties import AccountNumber, Agent, Party
from bank_kit.money import Money


class ChargeBearer(StrEnum):
    """Who pays the charges (ChargeBearerType1Code)."""

    DEBTOR = "DEBT"
    CREDITOR = "CRED"
    SHARED = "SHAR"
    SERVICE_LEVEL = "SLEV"


class SettlementMethod(StrEnum):
    """How the institutions settle (SettlementMethod1Code)."""

    INSTRUCTED_AGENT = "INDA"
    INSTRUCTING_AGENT = "INGA"
    COVER = "COVE"
    CLEARING = "CLRG"


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What an agent took, in major units, never negative."""

    amount: Money
    agent: Agent


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """Why money is sent: a code of the external list (1 to 4 characters) or the institution's own word, exactly one."""

    code: str | None = None
    proprietary: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditTransfer:
    """One transaction of a pacs.008. `amount` is what the institutions settle, never negative; `remittance` is untrusted text."""

    end_to_end_id: str
    amount: Money
    charge_bearer: ChargeBearer
    debtor: Party
    debtor_agent: Agent
    creditor: Party
    creditor_agent: Agent
    instruction_id: str | None = None
    transaction_id: str | None = None
    uetr: str | None = None
    settlement_date: date | None = None
    instructed: Money | None = None
    exchange_rate: Decimal | None = None
    charges: tuple[Charge, ...] = ()
    instructing_agent: Agent | None = None
    instructed_agent: Agent | None = None
    intermediaries: tuple[Agent, ...] = ()
    debtor_account: AccountNumber | None = None
    creditor_account: AccountNumber | None = None
    ultimate_debtor: Party | None = None
    ultimate_creditor: Party | None = None
    purpose: Purpose | None = None
    remittance: tuple[str, ...] = ()
    creditor_reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferMessage:
    """A whole pacs.008: its group header and one transaction or more."""

    message_id: str
    created_at: datetime
    settlement_method: SettlementMethod
    transfers: tuple[CreditTransfer, ...]
