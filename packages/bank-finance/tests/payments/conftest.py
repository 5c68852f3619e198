"""The payment desk over the shared store, and the world's payments to compare with."""

import pytest

from bank_finance.objects.embedded import FolderStore
from bank_finance.payments.desk import PaymentDesk
from bank_finance.store.reading import FinanceStore
from bank_kit.world.reader import World
from bank_kit.world.schema import TABLES


@pytest.fixture(scope="session")
def desk(store: FinanceStore, objects: FolderStore) -> PaymentDesk:
    return PaymentDesk(store, objects)


@pytest.fixture(scope="session")
def payments(world: World) -> list[dict[str, object]]:
    names = [column.name for column in TABLES["payment"].columns]
    return [dict(zip(names, row, strict=True)) for batch in world.rows("payment") for row in batch]
