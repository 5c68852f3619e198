"""Former customers: the synthetic bank has accounts for people who are there now, and this server also keeps files of people who left.

Two of them left so long ago that no law keeps their data any more, so that an erasure can be seen to the end.
"""

from datetime import date

from bank_customer.filling.subject import Subject

_LEFT = (
    ("C-900001", "Hedda Ostrupp", date(1951, 4, 9), "DE", date(1994, 2, 1), date(2009, 6, 30)),
    ("C-900002", "Gideon Farnwick", date(1978, 11, 23), "NL", date(2001, 5, 14), date(2012, 3, 31)),
    ("C-900003", "Rosa Kelmdahlin", date(1966, 8, 2), "AT", date(2003, 9, 1), date(2018, 12, 31)),
    ("C-900004", "Ivo Brelgaard", date(1989, 1, 17), "DE", date(2014, 7, 7), date(2023, 9, 30)),
    ("C-900005", "Tessa Quernstad", date(1993, 6, 28), "CH", date(2016, 10, 3), date(2025, 1, 31)),
)


def former_customers() -> tuple[Subject, ...]:
    """Five persons, C-900001 to C-900005, by the day they left."""
    return tuple(_former(number, each) for number, each in enumerate(_LEFT, start=1))


def _former(number: int, left: tuple[str, str, date, str, date, date]) -> Subject:
    customer_id, name, born, country, since, ended = left
    return Subject(
        id=customer_id,
        kind="PERSON",
        name=name,
        birth_date=born,
        country=country,
        nationality=country,
        address=f"{number} Lark Rise, 0000{number}, Falkenrode",
        email=f"{'.'.join(name.lower().split())}@post.example",
        phone=f"+1-202-555-019{number}",
        tax_id=f"99900000{number}",
        document_number=f"X9990000{number}",
        occupation="retired",
        segment="RETAIL",
        relationship_manager="rm-01",
        customer_since=since,
        ended_on=ended,
        politically_exposed="NONE",
        entity="EU",
        note="Closed all accounts and moved away.",
    )
