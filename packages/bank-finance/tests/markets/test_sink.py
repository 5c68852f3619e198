"""What a delivery is judged against: the history, and the deliveries before it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from bank_finance.feed.delivery import PriceSink
from bank_finance.markets.sink import FeedSink

Bring = Callable[..., tuple[int, list[str]]]

FRIDAY = date(2026, 11, 20)


def test_the_sink_fits(sink: FeedSink) -> None:
    fits: PriceSink = sink
    assert fits.knows("QZ0000000017") and not fits.knows("QZ0000009992")


def test_the_history_is_known_but_not_what_was_merely_carried_on(sink: FeedSink) -> None:
    assert sink.stored("QZ0000000017", "close", FRIDAY) == Decimal("97.9118")
    assert sink.stored("QZ0000000249", "close", FRIDAY) is None
    assert sink.latest_before("QZ0000000249", "close", FRIDAY) == sink.stored("QZ0000000249", "close", date(2026, 11, 13))


def test_a_price_that_contradicts_the_history_is_a_conflict_and_the_same_one_a_repetition(bring: Bring) -> None:
    assert bring("QZ0000000017,close,2026-11-20,97.9118", "QZ0000000017,close,2026-11-19,50") == (0, ["conflict"])


def test_a_jump_is_measured_against_closing_prices_where_a_field_has_no_past(bring: Bring) -> None:
    assert bring("QZ0000000017,bid,2026-11-20,97.8", "QZ0000000025,bid,2026-11-20,10") == (1, ["suspicious_jump"])


def test_the_same_delivery_twice_is_kept_once_and_a_second_one_sees_the_first(bring: Bring) -> None:
    assert bring("QZ0000000249,close,2026-11-20,100.5") == (1, [])
    assert bring("QZ0000000249,close,2026-11-20,100.5") == (0, [])
    assert bring("QZ0000000249,close,2026-11-20,100.6") == (0, ["conflict"])
