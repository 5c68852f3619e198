"""What the screening tools accept."""

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from bank_compliance.lists.entry import EntryKind
from bank_compliance.screening.question import ScreeningMode
from bank_kit.arguments import Purpose, StrictArguments
from bank_kit.messages.travel_rule import Edition
from bank_kit.money import Currency, Exact

Name = Annotated[str, Field(min_length=1, max_length=350, description="Name as written, in any script and word order")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2")]
ListName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,32}$", description="List, such as FICTIONAL")]
Threshold = Annotated[
    float, Field(ge=50, le=100, allow_inf_nan=False, description="Score of 50 to 100 from which a name is a hit; leave out for the published one")
]
Identifier = Annotated[str, Field(min_length=1, max_length=64)]
Bic = Annotated[str, Field(pattern=r"^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$")]
DEFAULT_LIST = "FICTIONAL"


class PartyArguments(StrictArguments):
    """Whom to screen."""

    name: Name
    aliases: tuple[Name, ...] = Field(default=(), max_length=20, description="Other names of the same party")
    kind: EntryKind | None = None
    born: date | None = Field(default=None, description="Date of birth, where known; never shown again")
    birth_year: Annotated[int, Field(ge=1850, le=2100)] | None = Field(default=None, description="Where only the year of birth is known")
    countries: tuple[Country, ...] = Field(default=(), max_length=20)
    ids: tuple[Identifier, ...] = Field(default=(), max_length=20, description="Document or registration numbers; never shown again")
    lists: tuple[ListName, ...] = Field(default=(DEFAULT_LIST,), min_length=1, max_length=5)
    mode: ScreeningMode = Field(
        default=ScreeningMode.EVIDENCE, description="ofac emulates the publisher's search by names; evidence also weighs what else is known"
    )
    threshold: Threshold | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    purpose: Purpose | None = None


class PaymentParty(StrictArguments):
    """A party of a payment by its fields."""

    name: Name
    country: Country | None = None
    born: date | None = None
    birth_city: Annotated[str, Field(min_length=1, max_length=35)] | None = None
    iban: Annotated[str, Field(min_length=5, max_length=42)] | None = None
    town: Annotated[str, Field(min_length=1, max_length=35)] | None = None
    agent_bic: Bic
    lines: tuple[Annotated[str, Field(max_length=70)], ...] = Field(default=(), max_length=7, description="Unstructured address lines")


class PaymentFields(StrictArguments):
    """A credit transfer by its fields."""

    amount: Annotated[Exact, Field(ge=0)]
    currency: Currency
    debtor: PaymentParty
    creditor: PaymentParty
    remittance: tuple[Annotated[str, Field(max_length=140)], ...] = Field(default=(), max_length=10)


class PaymentArguments(StrictArguments):
    """A pacs.008 or its fields."""

    message: Annotated[str, Field(min_length=10, max_length=262_144)] | None = Field(default=None, description="pacs.008.001.08 as XML; or give transfer")
    transfer: PaymentFields | None = Field(default=None, description="One transfer by its fields; or give message")
    mode: ScreeningMode = ScreeningMode.EVIDENCE
    list: ListName = DEFAULT_LIST
    edition: Edition = Field(default=Edition.JUNE_2025, description="Of FATF Recommendation 16")

    @model_validator(mode="after")
    def _one(self) -> "PaymentArguments":
        if (self.message is None) == (self.transfer is None):
            raise ValueError("give exactly one of message and transfer")
        return self


class RescreenArguments(StrictArguments):
    """Two versions of a list."""

    list: ListName = DEFAULT_LIST
    version_from: date = Field(description="Day of publication of the former version")
    version_to: date = Field(description="Day of publication of the later version")
    mode: ScreeningMode = ScreeningMode.EVIDENCE
    threshold: Threshold | None = None

    @model_validator(mode="after")
    def _ordered(self) -> "RescreenArguments":
        if self.version_to <= self.version_from:
            raise ValueError("version_to is not after version_from")
        return self


class ListArguments(StrictArguments):
    """One list."""

    list: ListName
