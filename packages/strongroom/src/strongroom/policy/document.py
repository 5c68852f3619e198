"""The policy file as its author writes it, validated field by field; compile.py turns it into tables.

Every message of a ValueError here is read by the author of the file: it says what is wrong and what to write instead.
"""

import re
from decimal import Decimal
from typing import Annotated, Final, Literal
from zoneinfo import ZoneInfo

from jsonpath_rfc9535 import JSONPathError
from jsonpath_rfc9535 import compile as compile_path
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from strongroom.policy.patterns import name_pattern, target_pattern

_DURATION: Final = re.compile(r"([0-9]{1,7})([smhd])")
_SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_TIME: Final = re.compile(r"([01][0-9]|2[0-4]):([0-5][0-9])")

Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
DAYS: Final[tuple[Day, ...]] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Classification = Literal["public", "internal", "confidential", "restricted"]
Factor = Literal["password", "one_time_code", "hardware"]
Handling = Literal["allow", "mask", "drop", "deny"]
Word = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.:-]{0,127}$")]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=400)]


def _duration(value: object) -> object:
    found = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError("is no duration; write a whole number and a unit as in 15m, allowed units are s, m, h and d")
    return int(found.group(1)) * _SECONDS[found.group(2)]


def _minute(value: object) -> object:
    found = _TIME.fullmatch(value) if isinstance(value, str) else None
    minute = int(found.group(1)) * 60 + int(found.group(2)) if found else -1
    if not 0 <= minute <= 24 * 60:
        raise ValueError('is no time of day; write hours and minutes as in "08:30", from "00:00" to "24:00"')
    return minute


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ValueError, OSError, KeyError):
        raise ValueError("is no time zone known here; write an IANA name as in Europe/London, and see that the machine has its time zone data") from None
    return value


def _path(value: str) -> str:
    try:
        compile_path(value)
    except JSONPathError as error:
        raise ValueError(f"is no JSONPath (RFC 9535): {error}; write it as in $.structuredContent.iban") from None
    return value


def _target(value: str) -> str:
    target_pattern(value)
    return value


def _name(value: str) -> str:
    name_pattern(value)
    return value


Duration = Annotated[int, BeforeValidator(_duration), Field(gt=0)]
Minute = Annotated[int, BeforeValidator(_minute)]
Zone = Annotated[str, AfterValidator(_zone)]
Path = Annotated[str, AfterValidator(_path)]
TargetText = Annotated[str, AfterValidator(_target)]
NameText = Annotated[str, AfterValidator(_name)]


class Section(BaseModel):
    """What all parts of the file share: unknown fields are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Role(Section):
    """A role that rules may name."""

    description: Sentence = Field(description="Who holds it.")


class Agent(Section):
    """What an agent (OAuth client, or actor of a token) may do at most, whoever its user is."""

    description: Sentence = Field(default="An agent.", description="Which agent this is.")
    targets: tuple[TargetText, ...] = Field(min_length=1, strict=False, description="The targets it may use.")
    clearance: Classification = Field(default="restricted", description="The highest class of data it may touch.")


class Obligations(Section):
    """What the answer must undergo."""

    mask: dict[Path, Word] = Field(default_factory=dict, description="Style by JSONPath within the result.")
    drop: tuple[Path, ...] = Field(default=(), strict=False, description="JSONPaths of values to remove.")
    inspect: dict[Word, Handling] = Field(default_factory=dict, description="What to do with findings, by data class.")
    cap: int | None = Field(default=None, gt=0, description="The largest result, in bytes.")


class Declared(Section):
    """A tool, resource or prompt as the bank classifies it."""

    description: str = Field(default="", max_length=400, description="What it is.")
    classification: Classification = Field(description="The class of the data it returns.")
    effect: Literal["read", "write"] = Field(default="write", description="What it does to the bank; undeclared is write.")
    scopes: tuple[Word, ...] = Field(default=(), strict=False, description="Scopes a token needs for it.")
    obligations: Obligations = Field(default_factory=Obligations, description="Hold for every caller unless a rule says otherwise.")


class Server(Section):
    """A server and what it has, by exact name or by a beginning followed by `*`."""

    description: str = Field(default="", max_length=400, description="What it is.")
    tools: dict[NameText, Declared] = Field(default_factory=dict, description="By tool name.")
    resources: dict[NameText, Declared] = Field(default_factory=dict, description="By URI or URI template.")
    prompts: dict[NameText, Declared] = Field(default_factory=dict, description="By prompt name.")


class SecondFactor(Section):
    """How strongly, and how recently, the user must have proved who they are."""

    minimum: Factor = Field(default="password", description="The weakest factor that will do.")
    max_age: Duration | None = Field(default=None, description="The longest time since then.")


class Hours(Section):
    """A daily window on a wall clock; one that ends before it begins runs past midnight and belongs to the day it began."""

    days: tuple[Day, ...] = Field(default=DAYS, min_length=1, strict=False, description="The days on which it begins.")
    begin: Minute = Field(alias="from", description="First minute in.")
    end: Minute = Field(alias="to", description="First minute out.")
    zone: Zone = Field(description="IANA time zone of the wall clock.")

    @model_validator(mode="after")
    def _has_length(self) -> "Hours":
        if self.begin in {self.end, 24 * 60}:
            raise ValueError('the window is empty; let it begin before "24:00" and end at another time than it begins')
        return self


class Amount(Section):
    """A bound on one numeric argument. Only whole numbers, finite numbers and decimal strings are amounts; all else refuses the call."""

    argument: Word = Field(description="Name of the argument.")
    at_least: Decimal = Field(default=Decimal(0), strict=False, description="The smallest amount that is one at all.")
    at_most: Decimal | None = Field(default=None, strict=False, description="For allow rules: the largest amount allowed.")
    above: Decimal | None = Field(default=None, strict=False, description="For deny rules: amounts over this are denied.")
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = Field(default=None, description="ISO 4217 code of the bound.")
    currency_argument: Word | None = Field(default=None, description="The argument that must hold exactly that code.")
    absent: Literal["deny", "allow"] = Field(default="deny", description="What follows when the call has no such argument.")

    @model_validator(mode="after")
    def _is_whole(self) -> "Amount":
        if (self.at_most is None) == (self.above is None):
            raise ValueError("needs exactly one bound; write at_most in an allow rule, or above in a deny rule")
        if self.currency_argument is not None and self.currency is None:
            raise ValueError("names a currency_argument but no currency; add currency as in EUR")
        return self


class When(Section):
    """Conditions; all must hold."""

    mfa: SecondFactor | None = Field(default=None, description="Only in allow rules.")
    purposes: tuple[Word, ...] = Field(default=(), strict=False, description="The call states one of these.")
    hours: Hours | None = Field(default=None, description="The call arrives within.")
    regions: tuple[Word, ...] = Field(default=(), strict=False, description="The user's region is one of these.")
    amounts: tuple[Amount, ...] = Field(default=(), strict=False, description="Bounds on arguments.")


class Rule(Section):
    """Who may, or may not, do what, under which conditions."""

    id: Word = Field(description="Stands in every audit record that the rule decided.")
    description: Sentence = Field(description="The rule as a sentence; callers it refuses or allows may read it.")
    effect: Literal["allow", "deny"] = Field(default="allow", description="A deny that applies overrides every allow.")
    roles: tuple[Word | Literal["*"], ...] = Field(min_length=1, strict=False, description="Any one of these suffices; * is everyone.")
    agents: tuple[NameText, ...] = Field(default=("*",), min_length=1, strict=False, description="OAuth clients it speaks of.")
    targets: tuple[TargetText, ...] = Field(min_length=1, strict=False, description="server/kind/name.")
    when: When = Field(default_factory=When, description="Conditions.")
    obligations: Obligations = Field(default_factory=Obligations, description="Replace those of the target at the same path or data class.")

    @model_validator(mode="after")
    def _fits_its_effect(self) -> "Rule":
        bounds = self.when.amounts
        if self.effect == "deny":
            if self.when.mfa is not None:
                raise ValueError("a deny rule cannot ask for a second factor; put mfa into the allow rules of these targets")
            if self.obligations != Obligations():
                raise ValueError("a deny rule has no answer to put obligations on; remove them")
            if any(bound.above is None for bound in bounds):
                raise ValueError("a deny rule bounds amounts with above; replace at_most")
        elif any(bound.at_most is None for bound in bounds):
            raise ValueError("an allow rule bounds amounts with at_most; replace above")
        return self


class Document(Section):
    """A whole policy file."""

    version: Literal[1] = Field(description="Of the file format.")
    description: str = Field(default="", max_length=2000, description="For people.")
    roles: dict[Word, Role] = Field(default_factory=dict, description="The roles rules may name.")
    agents: dict[NameText, Agent] = Field(default_factory=dict, description="Which agents may act at all; * is any agent.")
    servers: dict[Word, Server] = Field(default_factory=dict, description="What exists; anything else is hidden from everyone.")
    always: Obligations = Field(default_factory=Obligations, description="Obligations of every answer unless a target or rule says otherwise.")
    rules: tuple[Rule, ...] = Field(default=(), strict=False, description="The first allow rule that fits decides, unless a deny rule applies.")
