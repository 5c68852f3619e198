"""What the customer tools accept. Unknown arguments are refused."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from bank_customer.fields import HANDLING, ProfileField

CUSTOMER_ID = r"C-[0-9]{6}"
MIN_LETTERS = 3
MAX_FOUND = 20

CustomerId = Annotated[str, Field(pattern=rf"^{CUSTOMER_ID}$", description="Customer id (C-100001)")]
Fields = Annotated[tuple[ProfileField, ...], Field(max_length=len(HANDLING))]


def _telling(name: str) -> str:
    if sum(character.isalnum() for character in name) < MIN_LETTERS:
        raise ValueError(f"at least {MIN_LETTERS} letters or digits of a name are needed: customers are never listed")
    return name


NamePart = Annotated[
    str,
    Field(min_length=MIN_LETTERS, max_length=80, description="Part of a name, at least 3 letters, case ignored, no wildcards"),
    AfterValidator(_telling),
]


class ProfileArguments(BaseModel):
    """Some fields of one customer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    customer_id: CustomerId
    fields: Fields = Field(
        default=(ProfileField.NAME, ProfileField.SEGMENT, ProfileField.COUNTRY), min_length=1, description="Fields to return; only these are read"
    )
    unmask: Fields = Field(default=(), description="Fields of `fields` wanted in the clear; needs scope customer.unmask")

    @model_validator(mode="after")
    def _asked_for(self) -> "ProfileArguments":
        if not set(self.unmask) <= set(self.fields):
            raise ValueError("unmask names a field that fields does not")
        return self


class KycArguments(BaseModel):
    """One customer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    customer_id: CustomerId


class SearchArguments(BaseModel):
    """Part of a name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: NamePart
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = Field(default=None, description="ISO 3166 country code, to narrow the search")
    limit: int = Field(default=10, ge=1, le=MAX_FOUND, description=f"Customers to return, 1 to {MAX_FOUND}; there is no next page: narrow the search instead")
