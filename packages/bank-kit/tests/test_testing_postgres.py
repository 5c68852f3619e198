"""The throw-away PostgreSQL answers, and is gone when the block ends."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from bank_kit.testing_postgres import postgres

pytestmark = pytest.mark.component


def test_it_answers_and_is_gone_afterwards() -> None:
    with postgres() as url:
        engine = create_engine(url)
        with engine.connect() as connection:
            assert str(connection.execute(text("SHOW fsync")).scalar_one()) == "off"
        engine.dispose()
    with pytest.raises(OperationalError):
        engine.connect()
