"""The section `protection` of the configuration: what happens to each class of data that inspection finds."""

from pydantic import BaseModel, ConfigDict, Field

from strongroom.protection.classes import Action, ArgumentAction, DataClass


class ResultActions(BaseModel):
    """What happens to a finding in an answer, by class; an INSPECT obligation of the policy overrides it for one call."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pan: Action = Field(default=Action.MASK, description="Payment card numbers in answers: allow, mask, drop or deny.")
    iban: Action = Field(default=Action.MASK, description="Bank account numbers (IBAN) in answers: allow, mask, drop or deny.")
    ssn: Action = Field(default=Action.MASK, description="US social security numbers in answers: allow, mask, drop or deny.")
    email: Action = Field(default=Action.ALLOW, description="E-mail addresses in answers: allow, mask, drop or deny.")
    phone: Action = Field(default=Action.ALLOW, description="Telephone numbers in answers: allow, mask, drop or deny.")
    secret: Action = Field(default=Action.MASK, description="Keys, tokens and passwords in answers: allow, mask, drop or deny.")

    def table(self) -> dict[DataClass, Action]:
        """The section by data class."""
        return {kind: getattr(self, kind.value) for kind in DataClass}


class ArgumentActions(BaseModel):
    """What happens to a finding in arguments, by class; arguments are never rewritten, so a finding passes or ends the call."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pan: ArgumentAction = Field(default=ArgumentAction.DENY, description="Payment card numbers in arguments: allow or deny.")
    iban: ArgumentAction = Field(default=ArgumentAction.DENY, description="Bank account numbers (IBAN) in arguments: allow or deny.")
    ssn: ArgumentAction = Field(default=ArgumentAction.DENY, description="US social security numbers in arguments: allow or deny.")
    email: ArgumentAction = Field(default=ArgumentAction.ALLOW, description="E-mail addresses in arguments: allow or deny.")
    phone: ArgumentAction = Field(default=ArgumentAction.ALLOW, description="Telephone numbers in arguments: allow or deny.")
    secret: ArgumentAction = Field(default=ArgumentAction.DENY, description="Keys, tokens and passwords in arguments: allow or deny.")

    def table(self) -> dict[DataClass, Action]:
        """The section by data class."""
        return {kind: Action(getattr(self, kind.value).value) for kind in DataClass}


class ProtectionSettings(BaseModel):
    """Content inspection of what leaves towards servers (arguments) and of what comes back (results)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    results: ResultActions = Field(default=ResultActions(), description="Findings in answers, notifications and errors.")
    arguments: ArgumentActions = Field(default=ArgumentActions(), description="Findings in what the caller sends.")
