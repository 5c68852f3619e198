"""Principals and calls as tests of the rooms want them, and a clock that only a test moves."""

from collections.abc import Mapping

from strongroom.core.call import Call, Cleared, Request, Trace
from strongroom.core.decision import Decision, Obligation
from strongroom.core.json import Json
from strongroom.core.principal import Clearance, MfaLevel, Principal
from strongroom.core.reason import Reason
from strongroom.core.target import Target, TargetKind

NOON = 1_763_985_600.0
"""Monday 24 November 2025, 12:00 UTC."""

METHODS = {TargetKind.TOOL: "tools/call", TargetKind.RESOURCE: "resources/read", TargetKind.PROMPT: "prompts/get", TargetKind.CATALOG: "tools/list"}


class HandClock:
    """Time moves when a test says so."""

    def __init__(self) -> None:
        self.time = 100_000.0

    def now(self) -> float:
        return self.time

    def monotonic(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.time += seconds


def person(subject: str = "rita", *roles: str) -> Principal:
    """A caller who signed in with a password just before noon; dataclasses.replace makes others of it."""
    return Principal(
        subject=subject,
        issuer="https://idp.example",
        client="agent",
        roles=frozenset(roles),
        scopes=frozenset({"finance.read", "customer.read"}),
        clearance=Clearance.RESTRICTED,
        region="EU",
        purposes=frozenset({"client_service", "audit"}),
        mfa=MfaLevel.PASSWORD,
        authenticated_at=NOON - 60,
    )


def call_of(
    principal: Principal | None = None,
    target: str = "finance/tool/get_account",
    *,
    arguments: Mapping[str, Json] | None = None,
    at: float = NOON,
    purpose: str = "",
    method: str = "",
) -> Call:
    """A call of `server/kind/name` before policy saw it."""
    server, kind, name = target.split("/", 2)
    wanted = Target(TargetKind(kind), server, name)
    return Call(
        id="c1",
        principal=principal or person(),
        target=wanted,
        arguments=arguments or {},
        request=Request(
            protocol="mcp",
            version="2026-07-28",
            endpoint=server,
            method=method or METHODS.get(wanted.kind, ""),
            id=1,
            body=b"{}",
        ),
        trace=Trace("0" * 31 + "1", "0" * 15 + "1"),
        received_at=at,
        purpose=purpose,
    )


def cleared(call: Call, *obligations: Obligation) -> Cleared:
    """The call as the engine would clear it, under these obligations."""
    return Cleared(call, Decision(reason=Reason.ALLOWED, reasons=("test",), rule="test", revision="r", obligations=obligations))
