"""The verdicts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bank_finance.feed.checking import FIELDS, FeedRules, judged
from bank_finance.feed.delivery import Item, PriceSink, Reason, Unreadable

A, B = "QZ0000000017", "QZ0000000025"
GOOD = Item(line=1, instrument=A, field="close", on="2026-11-20", price="100.00")


def _changed(change: dict[str, str]) -> Item:
    names = {"instrument": GOOD.instrument, "field": GOOD.field, "on": GOOD.on, "price": GOOD.price} | change
    return Item(line=1, instrument=names["instrument"], field=names["field"], on=names["on"], price=names["price"])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"instrument": "QZ9999999999"}, Reason.UNKNOWN_INSTRUMENT),
        ({"field": "mood"}, Reason.UNKNOWN_FIELD),
        ({"on": "20.11.2026"}, Reason.BAD_DATE),
        ({"on": "2026-02-30"}, Reason.BAD_DATE),
        ({"on": "1889-01-01"}, Reason.BAD_DATE),
        ({"on": "2026-11-21"}, Reason.FUTURE_DATE),
        ({"price": "0.00"}, Reason.BAD_PRICE),
        ({"price": "-1"}, Reason.BAD_PRICE),
        ({"price": "NaN"}, Reason.BAD_PRICE),
        ({"price": "1e5"}, Reason.BAD_PRICE),
        ({"price": "Infinity"}, Reason.BAD_PRICE),
        ({"price": "٣"}, Reason.BAD_PRICE),
    ],
)
def test_each_fault_has_its_reason_and_the_value_is_not_repeated(sink: PriceSink, rules: FeedRules, change: dict[str, str], reason: Reason) -> None:
    verdicts = judged([_changed(change)], sink, rules)
    assert [refused.reason for refused in verdicts.rejected] == [reason] and not verdicts.accepted
    assert all(len(value) < 3 or value not in verdicts.rejected[0].why for value in change.values())


def test_a_jump_beyond_the_bound_is_suspicious_whatever_the_order(sink: PriceSink, rules: FeedRules) -> None:
    rows = [replace(GOOD, line=1, on="2026-11-18"), replace(GOOD, line=2, price="125.01"), replace(GOOD, line=3, on="2026-11-19", price="125.00")]
    verdicts = judged(rows, sink, rules)
    assert [(refused.line, refused.reason) for refused in verdicts.rejected] == [(2, Reason.SUSPICIOUS_JUMP)]
    assert [quote.line for quote in verdicts.accepted] == [1, 3]


def test_the_same_again_is_a_duplicate_and_another_price_a_conflict(sink: PriceSink, rules: FeedRules) -> None:
    verdicts = judged([GOOD, replace(GOOD, line=2, price="100"), replace(GOOD, line=3, price="100.01")], sink, rules)
    assert verdicts.duplicates == [2]
    assert [(refused.line, refused.reason) for refused in verdicts.rejected] == [(3, Reason.CONFLICT)]


def test_older_prices_are_stale_and_silent_instruments_missing(sink: PriceSink, rules: FeedRules) -> None:
    verdicts = judged([replace(GOOD, on="2026-11-19"), replace(GOOD, line=2, instrument=B)], sink, rules)
    assert [quote.stale for quote in verdicts.accepted] == [True, False]
    assert verdicts.missing() == (A,)


ITEMS = st.lists(
    st.builds(
        Item,
        line=st.just(0),
        instrument=st.sampled_from([A, B, "?"]),
        field=st.sampled_from([*sorted(FIELDS)[:2], ""]),
        on=st.sampled_from(["2026-11-18", "2026-11-19", "2026-11-20", "2026-11-21", "x"]),
        price=st.sampled_from(["100", "100.0", "101", "200", "0", "-1"]),
    )
    | st.builds(Unreadable, line=st.just(0), why=st.just("no row")),
    max_size=30,
)


@given(items=ITEMS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_line_is_in_exactly_one_list(new_sink: Callable[[], PriceSink], rules: FeedRules, items: list[Item | Unreadable]) -> None:
    rows = [replace(item, line=place) for place, item in enumerate(items, start=1)]
    verdicts = judged(rows, new_sink(), rules)
    lines = [quote.line for quote in verdicts.accepted] + [refused.line for refused in verdicts.rejected] + verdicts.duplicates
    assert sorted(lines) == list(range(1, len(items) + 1))
    kept = [(quote.instrument, quote.field, quote.on) for quote in verdicts.accepted]
    assert len(kept) == len(set(kept))
    assert all(quote.price > 0 and quote.on <= date(2026, 11, 20) and isinstance(quote.price, Decimal) for quote in verdicts.accepted)
