"""What the accounts area offers carries scope and labels."""

from bank_finance.accounts.offer import resources, tools
from bank_finance.objects.embedded import FolderStore
from bank_finance.store.reading import FinanceStore
from bank_kit.labels import paths_of


def test_statements_label_what_outsiders_wrote(store: FinanceStore, objects: FolderStore) -> None:
    _, statement, _ = tools(store, objects)
    description = statement.describe()
    assert description.meta is not None
    assert description.meta["bank.example/untrusted"] == ["$.value.entries[*].counterparty", "$.value.entries[*].narrative"]
    assert description.meta["bank.example/data-classes"]["$.value.entries[*].counterparty_iban"] == "PII"


def test_an_account_has_an_address(store: FinanceStore, objects: FolderStore) -> None:
    [account] = resources(store, objects)
    assert account.address == "bank://accounts/{id}"
    assert account.labels == paths_of(account.result)
