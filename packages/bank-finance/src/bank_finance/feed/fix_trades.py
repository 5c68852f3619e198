"""Trades over FIX: trade capture reports (35=AE) and execution reports (35=8), with the identifiers that link them to orders."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bank_finance.feed.delivery import MAX_BYTES, exceeded
from bank_finance.feed.fix import FixError, Message, messages

_NUMBER = re.compile(r"[0-9]{1,15}(\.[0-9]{1,8})?")
_DAY = re.compile(r"[0-9]{8}")
_IDENTIFIER = re.compile(r"[!-~]{1,64}")
_SIDES: Mapping[str, str] = {"1": "buy", "2": "sell"}
_NO_SIDES, _SIDE = 552, 54


class ReportKind(StrEnum):
    """MsgType (35)."""

    TRADE_CAPTURE = "AE"
    EXECUTION = "8"


@dataclass(frozen=True, slots=True, kw_only=True)
class FixTrade:
    """One side of one trade as reported; identifiers are printable text of at most 64 characters."""

    kind: ReportKind
    exec_id: str
    """ExecID (17)."""
    cl_ord_id: str | None
    """ClOrdID (11), of the side in a trade capture report."""
    report_id: str | None
    """TradeReportID (571); None in execution reports."""
    instrument: str
    """SecurityID (48) or Symbol (55)."""
    side: str
    """Side (54): buy or sell."""
    quantity: Decimal
    """LastQty (32), above 0."""
    price: Decimal
    """LastPx (31), 0 or more."""
    traded_on: date
    """TradeDate (75)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedTrade:
    """A message that gave no trade; `message` counts messages from 1."""

    message: int
    why: str


def read_trades(content: bytes) -> tuple[tuple[FixTrade, ...], tuple[RefusedTrade, ...]]:
    """Every message gives its trades or one refusal: a trade capture report one trade per side, an execution report one when it is a fill (150=F).

    LIMIT_EXCEEDED for size.
    """
    if len(content) > MAX_BYTES:
        raise exceeded("the delivery is too large", f"{MAX_BYTES} bytes")
    trades: list[FixTrade] = []
    refused: list[RefusedTrade] = []
    for number, message in enumerate(messages(content), start=1):
        try:
            trades.extend(_trades(message))
        except FixError as error:
            refused.append(RefusedTrade(message=number, why=str(error)))
    return tuple(trades), tuple(refused)


def _trades(message: Message | FixError) -> tuple[FixTrade, ...]:
    if isinstance(message, FixError):
        raise message
    if message.kind == ReportKind.TRADE_CAPTURE:
        sides = message.groups(_NO_SIDES, _SIDE)
        if not sides:
            raise FixError("the report has no side")
        report = _identifier(message.needed(571, "TradeReportID"), "TradeReportID (571)")
        return tuple(_trade(message, ReportKind.TRADE_CAPTURE, side, report) for side in sides)
    if message.kind == ReportKind.EXECUTION:
        if message.first(150) != "F":
            raise FixError("the execution report is no fill: ExecType (150) is not F")
        side = {tag: value for tag in (11, _SIDE) if (value := message.first(tag)) is not None}
        return (_trade(message, ReportKind.EXECUTION, side, None),)
    raise FixError("MsgType (35) is neither AE nor 8")


def _trade(message: Message, kind: ReportKind, side: Mapping[int, str], report: str | None) -> FixTrade:
    order = side.get(11)
    quantity = _number(message.needed(32, "LastQty"), "LastQty (32)")
    if quantity == 0:
        raise FixError("LastQty (32) is 0")
    return FixTrade(
        kind=kind,
        exec_id=_identifier(message.needed(17, "ExecID"), "ExecID (17)"),
        cl_ord_id=None if order is None else _identifier(order, "ClOrdID (11)"),
        report_id=report,
        instrument=_identifier(message.first(48) or message.needed(55, "Symbol"), "instrument"),
        side=_side(side.get(_SIDE)),
        quantity=quantity,
        price=_number(message.needed(31, "LastPx"), "LastPx (31)"),
        traded_on=_day(message.needed(75, "TradeDate")),
    )


def _side(code: str | None) -> str:
    found = _SIDES.get(code or "")
    if found is None:
        raise FixError("Side (54) is neither 1 nor 2")
    return found


def _identifier(text: str, name: str) -> str:
    if _IDENTIFIER.fullmatch(text) is None:
        raise FixError(f"{name} is not printable text of at most 64 characters")
    return text


def _number(text: str, name: str) -> Decimal:
    if _NUMBER.fullmatch(text) is None:
        raise FixError(f"{name} is not a decimal of 0 or more")
    return Decimal(text)


def _day(text: str) -> date:
    if _DAY.fullmatch(text) is None:
        raise FixError("TradeDate (75) is not YYYYMMDD")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise FixError("TradeDate (75) is not YYYYMMDD") from None
