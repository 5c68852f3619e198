"""The reconciliation desk over the shared store, and two sources that nearly agree."""

import pytest

from bank_finance.objects.embedded import FolderStore
from bank_finance.reconciliation.desk import ReconciliationDesk
from bank_finance.store.reading import FinanceStore

PERIOD = {"account": "GL-NOSTRO-EUR", "from_date": "2026-08-01", "to_date": "2026-11-20"}
CARRIED = ["TRANSFER", "WIRE", "SUPPLIER_PAYMENT", "CUSTOMER_RECEIPT"]


@pytest.fixture(scope="session")
def desk(store: FinanceStore, objects: FolderStore) -> ReconciliationDesk:
    return ReconciliationDesk(store, objects)


@pytest.fixture
def ledger() -> dict[str, object]:
    return {"kind": "ledger", "kinds": CARRIED, **PERIOD}


@pytest.fixture
def payments() -> dict[str, object]:
    return {"kind": "payments", **PERIOD}


@pytest.fixture
def positions() -> dict[str, object]:
    return {"kind": "positions", "book": "BOOK-01", "as_of": "2026-11-20"}
