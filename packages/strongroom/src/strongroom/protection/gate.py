"""The gate that reads arguments before they leave."""

from collections.abc import Mapping

import orjson

from strongroom.core.call import Call
from strongroom.core.decision import Obligation
from strongroom.core.json import JsonObject
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny
from strongroom.protection.actions import Direction, overridden
from strongroom.protection.classes import Action, DataClass
from strongroom.protection.compiled import Compiled
from strongroom.protection.inspection import Inspection, TooMuchToInspectError, inspection_for
from strongroom.protection.json_text import JsonText
from strongroom.protection.window import masked_text
from strongroom.wire.mcp.headers import PARAMETER, decode_value

_EVERYTHING = tuple((kind, Action.MASK) for kind in DataClass)
_PATH_LENGTH = 200
_ROUTING = 3
"""Headers of the protocol that every call of the stateless era has: version, method, name."""


class ArgumentsGate:
    """Ends a call whose body carries a class of data that may not leave.

    It allows or denies and never rewrites: a masked argument would make the call another one than its caller made, and break signatures over it.
    A call whose arguments legitimately are, say, an IBAN is let through by an obligation `inspect:arguments.iban:allow` of its policy.
    """

    name = "protection.arguments"

    def __init__(self, actions: Mapping[DataClass, Action]) -> None:
        self._defaults = tuple(actions.items())
        self._inspection = Compiled(self._inspection_under)

    async def pass_through(self, call: Call) -> Call | Deny:
        """The same call, or a refusal that names class and place, never the value."""
        obligations = call.decision.obligations if call.decision is not None else ()
        inspection = self._inspection.of(obligations)
        if isinstance(inspection, Deny):
            return inspection
        body = call.request.body
        beside = _beside(call)
        if beside and not inspection.clean(beside):
            refused = refusal_of(inspection, beside)
            if refused is not None:
                return refused
        if inspection.clean(body):
            return call
        return refusal_of(inspection, body) or call

    def _inspection_under(self, obligations: tuple[Obligation, ...]) -> Inspection | Deny:
        table = overridden(dict(self._defaults), obligations, Direction.ARGUMENTS)
        return table if isinstance(table, Deny) else inspection_for(tuple(table.items()))


def _beside(call: Call) -> bytes:
    """What goes to the server beside the body in the caller's own words: parameter headers and trace state, as a JSON object; empty for none, as mostly."""
    headers, state = call.request.headers, call.trace.state
    if len(headers) <= _ROUTING and not state:
        return b""
    words: JsonObject = {name.decode("latin-1"): decode_value(value.decode("latin-1")) for name, value in headers if name.startswith(PARAMETER)}
    if state:
        words["tracestate"] = state
    return orjson.dumps({"headers": words}) if words else b""


def refusal_of(inspection: Inspection, body: bytes) -> Deny | None:
    """Why `body` may not leave, or None."""
    text = JsonText(body)
    try:
        spots = inspection.spots(text)
    except TooMuchToInspectError:
        return Deny(Reason.CONTENT_BLOCKED, "The arguments hold more numbers than can be inspected; send less in one call.")
    if not spots:
        return None
    places = [f"{spot.kind} at {_shown(text.path(spot.token))}" for spot in spots[:3]]
    more = f" and {len(spots) - 3} more" if len(spots) > 3 else ""
    message = f"The arguments carry data that may not leave: {', '.join(places)}{more}. Remove it, or ask for a policy that allows this class here."
    return Deny(Reason.CONTENT_BLOCKED, message)


def _shown(path: str) -> str:
    """A path that can be told: keys are the caller's text and may be findings themselves."""
    return masked_text(path, inspection_for(_EVERYTHING))[:_PATH_LENGTH]
