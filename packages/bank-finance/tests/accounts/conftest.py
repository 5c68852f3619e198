"""The accounts desk over the shared store, and the world's transactions to compare with."""

import pytest

from bank_finance.accounts.desk import AccountDesk
from bank_finance.objects.embedded import FolderStore
from bank_finance.store.reading import FinanceStore
from bank_kit.world.reader import World

COLUMNS = ("id", "booked_at", "value_date", "debit_account", "credit_account", "amount", "kind", "counterparty", "narrative")


@pytest.fixture(scope="session")
def desk(store: FinanceStore, objects: FolderStore) -> AccountDesk:
    return AccountDesk(store, objects)


@pytest.fixture(scope="session")
def transactions(world: World) -> list[dict[str, object]]:
    return [dict(zip(COLUMNS, row, strict=True)) for batch in world.rows("transaction", COLUMNS) for row in batch]
