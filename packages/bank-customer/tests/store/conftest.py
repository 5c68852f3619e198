"""Both stores, empty, for one contract."""

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from bank_customer.store.embedded import TABLES, EmbeddedCustomerStore
from bank_customer.store.mongo import MongoCustomerStore
from bank_customer.store.port import CustomerStore


@pytest.fixture(params=["embedded", pytest.param("mongo", marks=pytest.mark.component)])
def store(request: pytest.FixtureRequest) -> Iterator[CustomerStore]:
    if request.param == "embedded":
        engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
        TABLES.create_all(engine)
        yield EmbeddedCustomerStore(engine)
        engine.dispose()
        return
    url = request.getfixturevalue("mongo_url")
    kept = MongoCustomerStore(f"{url}/{request.node.name.partition('[')[0][:50]}")
    kept.ready()
    yield kept
    kept.close()
