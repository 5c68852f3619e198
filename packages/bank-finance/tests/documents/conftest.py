"""The document desk over the shared store and folder."""

import pytest

from bank_finance.documents.desk import DocumentDesk
from bank_finance.objects.embedded import FolderStore
from bank_finance.store.reading import FinanceStore


@pytest.fixture(scope="session")
def desk(store: FinanceStore, objects: FolderStore) -> DocumentDesk:
    return DocumentDesk(store, objects)
