"""Netting sets of the store as SA-CCR wants them: every trade as a SaccrTrade in euro, times in years from the day, agreements and collateral."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import RowMapping, select

from bank_risk.counterparty.saccr.trade import AssetClass, Direction, MarginAgreement, NettingSet, Option, Right, SaccrTrade, Subclass
from bank_risk.portfolio.history import Levels
from bank_risk.store.runs import RiskStore
from bank_risk.store.tables.trading import collateral, counterparty, csa, instrument, margin_dispute, netting_set, trade

YEAR = 365.0
DISPUTES, DISPUTE_DAYS = 2, 183
"""More disputes than these in the two quarters before double the margin period (CRE52.50)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedSet:
    """A netting set with its trades as rows; amounts of the agreement in `currency`."""

    id: str
    counterparty: RowMapping
    wrong_way: bool
    trades: tuple[RowMapping, ...]
    currency: str
    collateral: float
    agreement: RowMapping | None
    disputed: bool


def agreed_sets(store: RiskStore, day: date) -> tuple[AgreedSet, ...]:
    """Every netting set with live trades, by id; without a netting agreement each trade is a set of its own (CRE52.1)."""
    parties = {row["id"]: row for row in store.rows(select(counterparty))}
    agreements = {row["netting_set_id"]: row for row in store.rows(select(csa))}
    held = {row["netting_set_id"]: row for row in store.rows(select(collateral).order_by(collateral.c.as_of)) if row["as_of"] <= day}
    trades: dict[str, list[RowMapping]] = defaultdict(list)
    for row in store.rows(select(trade).where(trade.c.trade_date <= day, trade.c.end_date > day, trade.c.netting_set_id.is_not(None)).order_by(trade.c.id)):
        trades[row["netting_set_id"]].append(row)
    disputes = _disputes(store, day)
    found: list[AgreedSet] = []
    for row in store.rows(select(netting_set).order_by(netting_set.c.id)):
        mine = trades.get(row["id"], [])
        groups = [(row["id"], mine)] if row["agreement"] != "NONE" else [(f"{row['id']}/{each['id']}", [each]) for each in mine]
        for name, members in groups:
            if members:
                covered = held.get(row["id"]) if row["agreement"] != "NONE" else None
                found.append(
                    AgreedSet(
                        id=name,
                        counterparty=parties[row["counterparty_id"]],
                        wrong_way=bool(row["wrong_way"]),
                        trades=tuple(members),
                        currency=covered["currency"] if covered else "EUR",
                        collateral=float(covered["amount"]) if covered else 0.0,
                        agreement=agreements.get(row["id"]),
                        disputed=disputes.get(row["id"], 0) > DISPUTES,
                    )
                )
    return tuple(found)


def _disputes(store: RiskStore, day: date) -> Mapping[str, int]:
    joined = margin_dispute.join(trade, trade.c.id == margin_dispute.c.trade_id)
    statement = select(trade.c.netting_set_id).select_from(joined)
    recent = statement.where(margin_dispute.c.day > day - timedelta(days=DISPUTE_DAYS), margin_dispute.c.day <= day)
    found: dict[str, int] = defaultdict(int)
    for row in store.rows(recent):
        found[row["netting_set_id"]] += 1
    return found


def latest_marks(store: RiskStore, day: date) -> tuple[str, ...]:
    """The warning due when a day before the last is asked for: trades are kept as they are now."""
    return ("LATEST_MARKS: trades, their marks and collateral are those of the last end of day",) if day < store.business_date() else ()


def instruments(store: RiskStore) -> Mapping[str, RowMapping]:
    """All instruments by ISIN."""
    return {row["isin"]: row for row in store.rows(select(instrument))}


def saccr_sets(found: Sequence[AgreedSet], market: Levels, listed: Mapping[str, RowMapping], day: date) -> tuple[NettingSet, ...]:
    """The sets as SA-CCR wants them; `market` holds one scenario, today."""
    return tuple(_set(each, market, listed, day) for each in found)


def _set(one: AgreedSet, market: Levels, listed: Mapping[str, RowMapping], day: date) -> NettingSet:
    rate = _euros(market, one.currency)
    agreed = one.agreement
    agreement = None
    if agreed is not None:
        agreement = MarginAgreement(
            threshold=float(agreed["threshold"]) * rate,
            minimum_transfer=float(agreed["minimum_transfer"]) * rate,
            remargin_days=max(int(agreed["remargin_days"]), 1),
            disputed=one.disputed,
        )
    return NettingSet(
        id=one.id,
        counterparty=one.counterparty["id"],
        trades=tuple(saccr_trade(each, market, listed, day) for each in one.trades),
        agreement=agreement,
        collateral=one.collateral * rate,
        independent_amount=float(agreed["independent_amount"]) * rate if agreed is not None else 0.0,
    )


def saccr_trade(row: RowMapping, market: Levels, listed: Mapping[str, RowMapping], day: date) -> SaccrTrade:
    """One trade. Protection bought is LONG the spread; the world counts who sells it as +1. A swaption's maturity is that of its swap (CRE52.31)."""
    start, end = years(day, row["start_date"]), years(day, row["end_date"])
    rate = _euros(market, row["currency"])
    subclass = subclass_of(row, listed)
    side = -row["direction"] if subclass.asset_class is AssetClass.CREDIT else row["direction"]
    second = row["second_currency"] or ""
    return SaccrTrade(
        id=row["id"],
        subclass=subclass,
        notional=float(row["notional"]) * rate,
        mark=float(row["mark"]) * rate,
        direction=Direction.LONG if side > 0 else Direction.SHORT,
        maturity=end,
        end=end,
        start=start if row["kind"] == "SWAPTION" else 0.0,
        currency=row["currency"],
        second_currency=second,
        second_notional=float(row["second_notional"]) * _euros(market, second) if second else 0.0,
        name="" if subclass.asset_class in {AssetClass.INTEREST_RATE, AssetClass.FOREIGN_EXCHANGE} else row["underlying"],
        option=_option(row, market, start, end) if row["right_kind"] else None,
    )


def subclass_of(row: RowMapping, listed: Mapping[str, RowMapping]) -> Subclass:
    """The row of the supervisory table (CRE52.72)."""
    match row["kind"]:
        case "IRS" | "SWAPTION":
            return Subclass.INTEREST_RATE
        case "FX_FORWARD" | "FX_OPTION":
            return Subclass.FOREIGN_EXCHANGE
        case "CDS":
            return Subclass(f"CREDIT_{row['underlying_rating']}")
        case "CDS_INDEX":
            return Subclass(f"CREDIT_INDEX_{row['underlying_rating']}")
        case "COMMODITY_FORWARD":
            return Subclass(f"COMMODITY_{listed[row['underlying']]['commodity']}")
        case _:
            return Subclass.EQUITY_INDEX if listed[row["underlying"]]["kind"] == "INDEX" else Subclass.EQUITY_SINGLE


def _option(row: RowMapping, market: Levels, start: float, end: float) -> Option:
    return Option(
        right=Right(row["right_kind"]),
        price=max(forward(row, market, start, end), 1e-6) if row["kind"] != "SWAPTION" else forward(row, market, start, end),
        strike=row["strike"],
        expiry=start,
    )


def forward(row: RowMapping, market: Levels, start: float, end: float) -> float:
    """Forward of an option's underlying at its expiry: swap rate, exchange rate or price."""
    currency = row["currency"]
    if row["kind"] == "SWAPTION":
        edges = market.history.times(*(start + number for number in range(max(round(end - start), 1) + 1)))
        bonds = market.discount(currency, edges)[0]
        return float((bonds[0] - bonds[-1]) / bonds[1:].sum())
    expiry = market.history.times(start)
    home = float(market.discount(currency, expiry)[0, 0])
    if row["kind"] == "FX_OPTION":
        second = row["second_currency"]
        spot = _euros(market, currency) / _euros(market, second)
        return spot * home / float(market.discount(second, expiry)[0, 0])
    return float(market.price(row["underlying"])[0]) / home


def years(day: date, then: date) -> float:
    """Years of 365 days from one day to another, not below zero."""
    return max((then - day).days, 0) / YEAR


def _euros(market: Levels, currency: str) -> float:
    return float(market.euros(currency)[0])
