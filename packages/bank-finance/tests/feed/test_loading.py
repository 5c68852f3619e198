"""From bytes to a kept delivery."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bank_finance.feed import loading
from bank_finance.feed.checking import FeedRules
from bank_finance.feed.delivery import MAX_BYTES, Format, PriceSink
from bank_finance.feed.fix import encode
from bank_finance.feed.loading import Delivery, load
from bank_kit.failures import FailureCode, ToolFailureError

A = "QZ0000000017"
CSV = f"instrument,field,date,price\n{A},close,2026-11-20,100.5\n{A},close,2026-11-20,100.5\n{A},close,2026-11-21,1\n\n".encode()
FIX = encode([(35, "W"), (52, "20261120-17:00:00"), (48, A), (268, "1"), (269, "5"), (270, "100.5")])
JSON = json.dumps([{"instrument": A, "field": "close", "date": "2026-11-20", "price": "100.5"}]).encode()


def _delivery(content: bytes, form: Format = Format.CSV) -> Delivery:
    return Delivery(content=content, form=form, source="VENDOR")


@pytest.mark.parametrize(("content", "form"), [(CSV, Format.CSV), (FIX, Format.FIX), (JSON, Format.JSON)])
def test_the_same_price_arrives_whatever_the_format(sink: PriceSink, rules: FeedRules, content: bytes, form: Format) -> None:
    report = load(_delivery(content, form), sink, rules)
    assert [(quote.instrument, quote.field, quote.on, quote.price) for quote in report.accepted] == [(A, "close", date(2026, 11, 20), Decimal("100.5"))]
    assert sink.stored(A, "close", date(2026, 11, 20)) == Decimal("100.5")


def test_all_lines_are_accounted_for(sink: PriceSink, rules: FeedRules) -> None:
    report = load(_delivery(CSV), sink, rules)
    assert (report.lines, len(report.accepted), len(report.rejected), report.duplicates, report.missing) == (4, 1, 2, (3,), ("QZ0000000025",))


def test_a_delivery_that_comes_again_changes_nothing(sink: PriceSink, rules: FeedRules) -> None:
    first, again = (load(_delivery(CSV), sink, rules) for _ in range(2))
    assert not first.repeated and again.repeated and again.delivery_id == first.delivery_id and again.lines == 0


def test_the_loser_of_a_race_says_repeated(sink: PriceSink, rules: FeedRules, monkeypatch: pytest.MonkeyPatch) -> None:
    load(_delivery(CSV), sink, rules)
    monkeypatch.setattr(sink, "delivered", lambda _: False)
    assert load(_delivery(CSV), sink, rules).repeated


def test_size_lines_and_time_are_bounded_and_nothing_is_kept(sink: PriceSink, rules: FeedRules, monkeypatch: pytest.MonkeyPatch) -> None:
    many = b"instrument,field,date,price\n" + b"\n" * 2500
    ticks = iter([0.0, 30.0, 61.0])
    monkeypatch.setattr(loading, "MAX_ITEMS", 2400)
    for content, monotonic in ((bytes(MAX_BYTES + 1), lambda: 0.0), (many, lambda: 0.0), (many, lambda: next(ticks))):
        with pytest.raises(ToolFailureError) as refused:
            load(_delivery(content), sink, rules, monotonic=monotonic)
        assert refused.value.failure.code is FailureCode.LIMIT_EXCEEDED
    assert not load(_delivery(b"instrument,field,date,price\n"), sink, rules).repeated


@given(content=st.binary(max_size=300), form=st.sampled_from(Format))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_junk_is_refused_or_reported_never_a_crash(new_sink: Callable[[], PriceSink], rules: FeedRules, content: bytes, form: Format) -> None:
    fresh = new_sink()
    with suppress(ToolFailureError):
        assert not load(_delivery(content, form), fresh, rules).accepted
    assert fresh.latest_before(A, "close", date.max) is None
