"""Trades with the identifiers that link them to orders."""

from datetime import date
from decimal import Decimal

import pytest

from bank_finance.feed.delivery import MAX_BYTES
from bank_finance.feed.fix import encode
from bank_finance.feed.fix_trades import FixTrade, ReportKind, read_trades
from bank_kit.failures import ToolFailureError

CAPTURE = (
    (35, "AE"), (52, "20261120-10:00:00"), (571, "TR-1"), (17, "EX-9"), (48, "QZ0000000017"), (32, "1000"), (31, "101.25"), (75, "20261120"),
    (552, "2"), (54, "1"), (37, "O-1"), (11, "CL-1"), (54, "2"), (37, "O-2"),
)  # fmt: skip
FILL = ((35, "8"), (17, "EX-1"), (11, "CL-7"), (150, "F"), (54, "2"), (55, "ABC"), (32, "5"), (31, "0"), (75, "20261119"))


def test_a_capture_report_gives_one_trade_per_side() -> None:
    trades, refused = read_trades(encode(CAPTURE))
    assert refused == ()
    assert trades[0] == FixTrade(
        kind=ReportKind.TRADE_CAPTURE,
        exec_id="EX-9",
        cl_ord_id="CL-1",
        report_id="TR-1",
        instrument="QZ0000000017",
        side="buy",
        quantity=Decimal(1000),
        price=Decimal("101.25"),
        traded_on=date(2026, 11, 20),
    )
    assert (trades[1].side, trades[1].cl_ord_id) == ("sell", None)


def test_a_fill_is_a_trade() -> None:
    (trade,), _ = read_trades(encode(FILL))
    assert (trade.kind, trade.exec_id, trade.cl_ord_id, trade.report_id) == (ReportKind.EXECUTION, "EX-1", "CL-7", None)


@pytest.mark.parametrize(
    ("tag", "value", "why"),
    [
        (150, "0", "no fill"),
        (54, "7", "Side"),
        (32, "0", "LastQty"),
        (32, "-1", "LastQty"),
        (31, "NaN", "LastPx"),
        (75, "20261131", "TradeDate"),
        (75, "2026-11-20", "TradeDate"),
        (17, "E X", "ExecID"),
        (11, "x" * 65, "ClOrdID"),
        (35, "D", "MsgType"),
    ],
)
def test_a_report_that_cannot_be_believed_is_refused_with_its_place_and_why(tag: int, value: str, why: str) -> None:
    trades, refused = read_trades(encode(FILL) + encode([(found, value if found == tag else old) for found, old in FILL]))
    assert len(trades) == 1
    assert [(refusal.message, why in refusal.why) for refusal in refused] == [(2, True)]
    assert value not in refused[0].why or len(value) < 3


def test_too_much_is_refused_whole() -> None:
    with pytest.raises(ToolFailureError, match="large"):
        read_trades(bytes(MAX_BYTES + 1))


def test_a_missing_identifier_is_named() -> None:
    _, refused = read_trades(encode([field for field in CAPTURE if field[0] != 17]) + b"x")
    assert [refusal.message for refusal in refused] == [1, 2] and "ExecID (17)" in refused[0].why
