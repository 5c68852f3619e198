"""What the audit tests share: an exchange at its end, settings in a fresh folder, small logs on disk, and a disk that fills up."""

import resource
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.audit_log import ORIGIN, MakeExchange, SmallLog

from strongroom.audit.keys import FileKeys
from strongroom.audit.settings import AuditSettings
from strongroom.core.call import Call, Request, Trace
from strongroom.core.decision import Decision, Effect, Obligation, ObligationKind
from strongroom.core.exchange import Exchange
from strongroom.core.principal import MfaLevel, Principal
from strongroom.core.reason import Reason
from strongroom.core.target import Target, TargetKind


@pytest.fixture
def file_limit() -> Iterator[None]:
    """Lift the limit on file sizes after the test: the tests lower it to make a disk full for real."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


@pytest.fixture
def small_log(tmp_path: Path) -> SmallLog:
    directory = tmp_path / "log"
    return SmallLog(directory, FileKeys.open(directory, origin=ORIGIN))


@pytest.fixture
def settings(tmp_path: Path) -> AuditSettings:
    return AuditSettings(directory=tmp_path / "log", origin=ORIGIN, checkpoint_seconds=0.05, cover_seconds=0.1)


@pytest.fixture
def keys(settings: AuditSettings) -> FileKeys:
    return FileKeys.open(settings.directory, origin=settings.origin)


@pytest.fixture
def make_exchange() -> MakeExchange:
    def make(*, call_id: str = "0" * 32, effect: Effect = Effect.READ, reason: Reason = Reason.ALLOWED, name: str = "get_account") -> Exchange:
        principal = Principal(
            subject="u-17",
            issuer="https://idp.example/",
            client="agent-7",
            actors=("agent-7",),
            roles=frozenset({"staff", "relationship_manager"}),
            mfa=MfaLevel.ONE_TIME_CODE,
        )
        decided = Reason.DENIED if reason is Reason.DENIED else Reason.ALLOWED
        masks = (Obligation(ObligationKind.MASK, "$.iban", "last4"),)
        decision = Decision(reason=decided, reasons=("a rule spoke",), rule="r-1", revision="abc", effect=effect, obligations=masks)
        request = Request(protocol="mcp", version="2026-07-28", endpoint="", method="tools/call", id=1, body=b'{"secret":"4111111111111111"}')
        call = Call(
            id=call_id,
            principal=principal,
            target=Target(TargetKind.TOOL, "bank-finance", name),
            arguments={"account": "GB82WEST12345698765432"},
            request=request,
            trace=Trace("a" * 32, "b" * 16),
            received_at=1_790_000_000.25,
            peer="127.0.0.1",
            purpose="servicing",
            decision=decision,
        )
        exchange = Exchange(call)
        exchange.decision = decision
        exchange.reason = reason
        return exchange

    return make
