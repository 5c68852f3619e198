"""What the tests of this room share: published test numbers, calls under obligations, and a table in which every class is masked."""

from collections.abc import Callable

import pytest

from strongroom.core.call import Call, Cleared, Request, Trace
from strongroom.core.decision import Decision, Obligation
from strongroom.core.principal import Principal
from strongroom.core.reason import Reason
from strongroom.core.target import Target, TargetKind
from strongroom.protection.classes import Action, DataClass
from strongroom.protection.inspection import Inspection

CANARIES = {
    DataClass.PAN: "4111111111111111",
    DataClass.IBAN: "DE89370400440532013000",
    DataClass.SSN: "536-90-4399",
    DataClass.EMAIL: "jane.doe@example.com",
    DataClass.PHONE: "+49 30 901820",
    DataClass.SECRET: "AKIAIOSFODNN7EXAMPLE",
}


@pytest.fixture(params=list(DataClass))
def canary(request: pytest.FixtureRequest) -> tuple[DataClass, str]:
    """A class and a published example of it."""
    return request.param, CANARIES[request.param]


@pytest.fixture
def masking() -> Inspection:
    return Inspection(dict.fromkeys(DataClass, Action.MASK))


@pytest.fixture
def make_call() -> Callable[..., Call]:
    def make(body: bytes = b"{}", obligations: tuple[Obligation, ...] = ()) -> Call:
        decision = Decision(reason=Reason.ALLOWED, reasons=("yes",), rule="r", revision="1", obligations=obligations)
        return Call(
            id="c",
            principal=Principal(subject="u", issuer="i", client="a"),
            target=Target(TargetKind.TOOL, "finance", "get_account"),
            arguments={},
            request=Request(protocol="mcp", version="2026-07-28", endpoint="", method="tools/call", id=1, body=body),
            trace=Trace("0" * 32, "1" * 16),
            received_at=0.0,
            decision=decision,
        )

    return make


@pytest.fixture
def make_cleared(make_call: Callable[..., Call]) -> Callable[..., Cleared]:
    def make(*obligations: Obligation) -> Cleared:
        call = make_call(obligations=obligations)
        assert call.decision is not None
        return Cleared(call, call.decision)

    return make
