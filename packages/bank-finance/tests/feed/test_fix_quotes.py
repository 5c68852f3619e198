"""Market data messages as items."""

import pytest

from bank_finance.feed.delivery import Item, Unreadable
from bank_finance.feed.fix import encode
from bank_finance.feed.fix_quotes import read_fix

HEAD = ((49, "VENDOR"), (56, "BANK"), (34, "2"), (52, "20261120-17:30:00.000"), (1128, "9"))


def test_a_snapshot_gives_one_item_per_entry_dated_by_entry_or_sending() -> None:
    content = encode(
        [(35, "W"), *HEAD, (55, "EXAMPLE"), (48, "QZ0000000017"), (22, "4"),
         (268, "2"), (269, "5"), (270, "101.25"), (269, "0"), (270, "101.2"), (272, "20261119")]
    )  # fmt: skip
    assert list(read_fix(content)) == [
        Item(line=1, instrument="QZ0000000017", field="close", on="2026-11-20", price="101.25"),
        Item(line=2, instrument="QZ0000000017", field="bid", on="2026-11-19", price="101.2"),
    ]


def test_an_incremental_refresh_names_its_instrument_in_each_entry() -> None:
    content = encode([(35, "X"), *HEAD, (268, "2"), (279, "0"), (269, "2"), (55, "A"), (270, "1.5"), (279, "2"), (269, "2"), (55, "B"), (270, "2")])
    first, second = read_fix(content)
    assert first == Item(line=1, instrument="A", field="trade", on="2026-11-20", price="1.5")
    assert isinstance(second, Unreadable) and "deletes" in second.why


@pytest.mark.parametrize(
    "body",
    [
        [(35, "0"), *HEAD],
        [(35, "W"), *HEAD, (268, "1"), (269, "5"), (270, "1")],
        [(35, "W"), *HEAD, (55, "A"), (268, "2"), (269, "5"), (270, "1")],
        [(35, "W"), (55, "A"), (268, "1"), (269, "5"), (270, "1")],
        [(35, "W"), *HEAD, (55, "A"), (268, "0")],
        [(35, "X"), *HEAD, (268, "1"), (279, "0"), (269, "5"), (270, "1")],
    ],
)
def test_a_message_that_gives_no_item_is_one_unreadable_line(body: list[tuple[int, str]]) -> None:
    assert [type(row) for row in read_fix(encode(body))] == [Unreadable]


def test_a_broken_message_between_good_ones_takes_one_line() -> None:
    good = encode([(35, "W"), *HEAD, (55, "A"), (268, "1"), (269, "9"), (270, "1"), (272, "soon")])
    found = list(read_fix(good + b"garbage" + good))
    assert [row.line for row in found] == [1, 2, 3]
    assert found[0] == Item(line=1, instrument="A", field="", on="", price="1"), "unknown types and dates are left for the checks to refuse"
