"""The gate at which policy speaks."""

from strongroom.core.call import Call
from strongroom.core.json import JsonObject
from strongroom.core.stops import Deny
from strongroom.policy.port import Decide, Ruling


class DecideGate:
    """Asks policy once per call; what it does not allow ends here."""

    name = "policy.decide"

    def __init__(self, engine: Decide) -> None:
        self._engine = engine

    async def pass_through(self, call: Call) -> Call | Deny:
        """The call with its decision, or the refusal with the whole decision for the record."""
        ruling = await self._engine.decide(call)
        decision = ruling.decision
        if decision.allow:
            return call.decided(decision)
        return Deny(decision.reason, ruling.message, scopes=decision.scopes, data=_facts(ruling), decision=decision)


def _facts(ruling: Ruling) -> JsonObject:
    """What a step-up challenge says (RFC 9470): `acr_values` is the level as a number, `max_age` seconds."""
    if ruling.step_up is None:
        return {}
    facts: JsonObject = {"acr_values": str(int(ruling.step_up.minimum))}
    if ruling.step_up.max_age is not None:
        facts["max_age"] = ruling.step_up.max_age
    return facts
