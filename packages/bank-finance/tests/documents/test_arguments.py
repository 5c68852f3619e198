"""One document or the documents of an owner, never both."""

import pytest
from pydantic import ValidationError

from bank_finance.documents.arguments import DocumentArguments


@pytest.mark.parametrize("owner", ["C-100001", "A-200001", "TR-1000001", "999900KESTREL0000114"])
def test_customers_accounts_trades_and_companies_own_documents(owner: str) -> None:
    assert DocumentArguments(owner=owner).owner == owner


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"document": "D-00000001", "owner": "C-100001"},
        {"document": "D-1"},
        {"document": "../etc/passwd"},
        {"document": "D-00000001", "kind": "CONTRACT"},
        {"owner": "C-100001", "content": "text"},
        {"owner": "nobody"},
        {"owner": "C-100001", "kind": "IDENTIFICATION"},
    ],
)
def test_anything_else_is_refused(arguments: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        DocumentArguments.model_validate(arguments)
