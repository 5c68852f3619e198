"""The log of screenings."""

from datetime import date

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import SQLAlchemyError

from bank_compliance.cases.tables import CASES, make_tables, screening
from bank_compliance.desk.screening_log import Screened, ScreeningLog
from bank_compliance.lists.entry import ListVersion
from bank_compliance.offer import Stores
from bank_kit.failures import ToolFailureError
from bank_kit.identity.caller import Caller

ONE = Screened(
    tool="screen_party", query={"name": "x"}, version=ListVersion(name="L", published=date(2026, 11, 1), sha256="0" * 64, entries=1), method="m/1",
    threshold=85.0, hits=0,
)  # fmt: skip


def test_the_same_question_has_the_same_keyed_digest_and_entries_only_grow(stores: Stores, anna: Caller) -> None:
    make_tables(stores.cases, CASES)
    log = ScreeningLog(stores.cases, stores.now)
    assert log.enter(ONE, anna) != log.enter(ONE, anna)
    with stores.cases.reading() as connection:
        digests = list(connection.execute(select(screening.c.query_digest)).scalars())
    assert len(digests) == 2
    assert len(set(digests)) == 1
    with pytest.raises((ToolFailureError, SQLAlchemyError)), stores.cases.writing() as connection:
        connection.execute(delete(screening))
