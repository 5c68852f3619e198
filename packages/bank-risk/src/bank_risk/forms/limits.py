"""Limits: arguments and results."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from bank_kit.arguments import AsOf, LegalEntity, StrictArguments, WriteArguments
from bank_kit.labels import Classified, DataClass
from bank_kit.money import Currency, Exact, Money
from bank_kit.quantities import Ratio
from bank_risk.forms.shared import LARGEST, BookId, EntityArguments, Frozen
from bank_risk.store.runs import RunValue

LimitId = Annotated[str, Field(pattern=r"^LIM-[0-9]{1,8}$", description="Limit id (LIM-101)")]
Positive = Annotated[Exact, Field(gt=0, le=LARGEST)]
RATIOS = frozenset({"LCR", "LEVERAGE"})
"""Metrics that are floors and ratios; all others are ceilings in money."""


class Metric(StrEnum):
    """What a limit is about."""

    VAR_99_1D = "VAR_99_1D"
    ES_975_10D = "ES_975_10D"
    NOTIONAL = "NOTIONAL"
    EAD = "EAD"
    PFE_95 = "PFE_95"
    LCR = "LCR"
    LEVERAGE = "LEVERAGE"


class Light(StrEnum):
    """How a limit stands."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class TradeKind(StrEnum):
    """Trades a pre-deal check takes."""

    IRS = "IRS"
    CDS = "CDS"
    FX_FORWARD = "FX_FORWARD"
    EQUITY_FORWARD = "EQUITY_FORWARD"
    COMMODITY_FORWARD = "COMMODITY_FORWARD"


class Side(StrEnum):
    """Which way: buy is receiver of floating, buyer of protection, of the first currency, of the underlying."""

    BUY = "buy"
    SELL = "sell"


class WhatIfTrade(StrictArguments):
    """A trade that need not exist, agreed today at a value of nothing."""

    book: BookId
    counterparty: LegalEntity = Field(description="LEI of a counterparty the bank trades with")
    kind: TradeKind
    side: Side
    currency: Currency = Field(description="Of the notional")
    notional: Positive = Field(description="Decimal string in `currency`")
    end_date: AsOf = Field(description="Last exchange, after today")
    underlying: Annotated[str, Field(pattern=r"^[A-Za-z0-9 ._-]{1,40}$")] | None = Field(
        default=None, description="ISIN of the share, index or commodity; name of the reference entity of a CDS"
    )
    rating: Annotated[str, Field(pattern=r"^(AAA|AA|A|BBB|BB|B|CCC)$")] | None = Field(default=None, description="Rating of the reference entity of a CDS")
    second_currency: Currency | None = Field(default=None, description="FX_FORWARD: the currency given for the first, at today's mid rate")

    @model_validator(mode="after")
    def _whole(self) -> "WhatIfTrade":
        if self.kind is TradeKind.FX_FORWARD and self.second_currency in {None, self.currency}:
            raise ValueError("second_currency is needed for FX_FORWARD, other than currency")
        if self.kind is TradeKind.CDS and (self.underlying is None or self.rating is None):
            raise ValueError("underlying and rating are needed for CDS")
        if self.kind in {TradeKind.EQUITY_FORWARD, TradeKind.COMMODITY_FORWARD} and self.underlying is None:
            raise ValueError("underlying is needed for forwards")
        return self


class CheckArguments(EntityArguments):
    """Which limits: one, those of a metric or scope, all; or those a trade would touch."""

    limit_id: LimitId | None = Field(default=None, description="Only this limit")
    metric: Metric | None = Field(default=None, description="Only limits of this metric")
    scope_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{2,24}$")] | None = Field(
        default=None, description="Only limits of this desk, book, counterparty or LEI"
    )
    trade: WhatIfTrade | None = Field(default=None, description="Pre-deal check: may this trade be done? Looks at the limits it touches")


class OverrideInForce(Frozen):
    """A limit that stands higher, or lower for a floor, for a while."""

    limit_id: LimitId
    amount: Exact = Field(description="The limit as it stands until then")
    valid_until: date
    draft_id: str = Field(description="The approved draft that says why")


class CheckedArguments(CheckArguments):
    """What a check rests on: the question, and the overrides in force when it was asked. Kept with the run, so that it can be repeated."""

    overrides: tuple[OverrideInForce, ...] = ()


class LimitUse(Frozen):
    """A limit and what is used of it."""

    limit_id: str
    metric: str
    scope: str = Field(description="DESK, BOOK, COUNTERPARTY or ENTITY")
    scope_id: str
    owner: str = Field(description="Who owns the limit")
    limit: Money | None = Field(description="As it stands, override included; null for ratios")
    limit_ratio: Ratio | None = Field(description="The same for ratios, which are floors")
    used: Money | None = Field(description="Null for ratios")
    used_ratio: Ratio | None
    utilisation: Ratio = Field(description="Used over limit; for floors limit over what there is: above 1 is a breach")
    amber_from: Ratio = Field(description="Utilisation from which the light is amber")
    light: Light
    headroom: Money | None = Field(description="Limit less used, negative in a breach; null for ratios")
    override: OverrideInForce | None


class TradeEffect(Frozen):
    """What a trade does to one limit."""

    limit_id: str
    before: Ratio = Field(description="Utilisation without the trade")
    after: Ratio = Field(description="Utilisation with it")
    light: Light = Field(description="With the trade")
    allows: bool = Field(description="False when the limit would be exceeded and the trade uses more of it")


class PreDeal(Frozen):
    """The answer of a pre-deal check."""

    allowed: bool = Field(description="Whether every limit that was evaluated allows the trade")
    effects: tuple[TradeEffect, ...]
    not_evaluated: tuple[str, ...] = Field(description="Limits the trade touches whose use with the trade was not computed")


class LimitReport(RunValue):
    """Limits and their use."""

    red: int
    amber: int
    green: int
    limits: Annotated[tuple[LimitUse, ...], Classified(DataClass.CONFIDENTIAL)] = Field(description="Highest utilisation first")
    pre_deal: PreDeal | None


class OverrideArguments(WriteArguments):
    """A limit that should stand at another amount for a while."""

    limit_id: LimitId
    amount: Positive = Field(description="What the limit should be, decimal string: money in the currency of the limit, a ratio for floors")
    valid_until: AsOf = Field(description="Last day, at most 90 days from the last end of day")
    reason: Annotated[str, Field(min_length=10, max_length=1_000)] = Field(description="Why, for the person who decides")
