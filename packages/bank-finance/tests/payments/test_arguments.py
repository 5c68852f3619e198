"""A payment is named by UETR, message id, payment id or transaction id, and by nothing else."""

import pytest
from pydantic import ValidationError

from bank_finance.payments.arguments import PaymentArguments


@pytest.mark.parametrize("text", ["cc58939e-a815-4813-89d5-775f8e39ea72", "KMB2026082400000101", "P-00000101", "T-00000101"])
def test_each_name_of_a_payment_is_taken(text: str) -> None:
    assert PaymentArguments(payment=text).payment == text


@pytest.mark.parametrize(
    "text", ["", "x" * 37, "cc58939e-a815-1813-89d5-775f8e39ea72", "CC58939E-A815-4813-89D5-775F8E39EA72", "a b", "' OR 1=1", "P-1", "\u0661"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        PaymentArguments(payment=text)
