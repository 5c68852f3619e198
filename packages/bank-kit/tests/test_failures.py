"""A failure says what was wrong and where, and never what was sent."""

from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field, ValidationError

from bank_kit.failures import FailureCode, ToolFailureError, refused_arguments


class _Two(BaseModel):
    first: int
    second: int


def _refused(raw: dict[str, object]) -> ToolFailureError:
    with pytest.raises(ValidationError) as caught:
        _Two.model_validate(raw)
    return refused_arguments(caught.value)


def test_the_first_fault_is_named_and_the_others_counted() -> None:
    failure = _refused({"first": "x", "second": "y"}).failure
    assert failure.code is FailureCode.INVALID_ARGUMENT
    assert failure.field == "first"
    assert failure.message.endswith("(1 more)")


def test_the_value_that_was_sent_is_not_repeated() -> None:
    assert "4111" not in _refused({"first": "4111111111111111x", "second": 1}).failure.model_dump_json()


class _Ledger(BaseModel):
    kind: Literal["ledger"]


class _Payments(BaseModel):
    kind: Literal["payments"]


class _Source(BaseModel):
    source: Annotated[_Ledger | _Payments, Field(discriminator="kind")]


@pytest.mark.parametrize("kind", ["4111111111111111", {"4111111111111111": 1}, ["4111111111111111"], 4111111111111111, None])
def test_an_unknown_kind_is_not_repeated_and_the_known_ones_are_told(kind: object) -> None:
    with pytest.raises(ValidationError) as caught:
        _Source.model_validate({"source": {"kind": kind}})
    failure = refused_arguments(caught.value).failure
    assert "4111" not in failure.model_dump_json()
    assert failure.field == "source"
    assert failure.message == "kind should be one of 'ledger', 'payments'"
