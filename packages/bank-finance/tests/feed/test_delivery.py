"""The same delivery has the same name."""

from datetime import date

from bank_finance.feed.delivery import Format, delivery_id

ON = date(2026, 11, 20)


def test_the_id_is_of_content_format_source_and_day() -> None:
    first = delivery_id(b"x", form=Format.CSV, source="A", as_of=ON)
    assert first == delivery_id(b"x", form=Format.CSV, source="A", as_of=ON)
    others = {
        delivery_id(b"y", form=Format.CSV, source="A", as_of=ON),
        delivery_id(b"x", form=Format.JSON, source="A", as_of=ON),
        delivery_id(b"x", form=Format.CSV, source="B", as_of=ON),
        delivery_id(b"x", form=Format.CSV, source="A", as_of=date(2026, 11, 19)),
    }
    assert len(others | {first}) == 5
