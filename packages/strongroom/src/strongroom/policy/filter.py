"""Takes out of lists, and of streams of notifications, what the caller may not know of; every byte of what stays is left as it came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import msgspec

from strongroom.core.call import Cleared
from strongroom.core.principal import Principal
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Event, Filter, Refusal
from strongroom.core.target import Target, TargetKind
from strongroom.policy.port import See
from strongroom.wire.mcp.names import split

_RawObject = dict[str, msgspec.Raw]
_PRIVATE: Final = msgspec.Raw(b'"private"')
_UPDATED: Final = "notifications/resources/updated"


class _Named(msgspec.Struct):
    """What a list entry is known by."""

    name: str | None = None
    uri: str | None = None
    uri_template: str | None = msgspec.field(default=None, name="uriTemplate")


class _Subject(msgspec.Struct):
    uri: str | None = None


class _Notification(msgspec.Struct):
    method: str = ""
    params: _Subject | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """A list method: the member that holds the entries, what they are, the field that names them."""

    member: str
    kind: TargetKind
    field: str


_LISTS: Final[Mapping[str, _List]] = {
    "tools/list": _List("tools", TargetKind.TOOL, "name"),
    "prompts/list": _List("prompts", TargetKind.PROMPT, "name"),
    "resources/list": _List("resources", TargetKind.RESOURCE, "uri"),
    "resources/templates/list": _List("resourceTemplates", TargetKind.RESOURCE, "uri_template"),
}
_NAMED: Final = msgspec.json.Decoder(_Named)
_NOTIFICATION: Final = msgspec.json.Decoder(_Notification)
_OBJECT: Final = msgspec.json.Decoder(_RawObject)
_ENTRIES: Final = msgspec.json.Decoder(list[msgspec.Raw])


class VisibleFilter:
    """Makes the filter for calls that list things and for standing streams; other calls need none."""

    name = "policy.visible"

    def __init__(self, see: See) -> None:
        self._see = see

    def filter_for(self, cleared: Cleared) -> Filter | None:
        """The filter, or None where the answer names nothing the caller did not name first."""
        call = cleared.call
        if call.target.kind is TargetKind.STREAM:
            return _StreamFilter(self._see, call.principal, call.request.endpoint)
        if call.target.kind is not TargetKind.CATALOG:
            return None
        listed = _LISTS.get(call.request.method)
        return None if listed is None else _ListFilter(self._see, call.principal, call.request.endpoint, listed)


class _ListFilter:
    """Cuts one list to what is visible."""

    def __init__(self, see: See, principal: Principal, endpoint: str, listed: _List) -> None:
        self._see = see
        self._principal = principal
        self._endpoint = endpoint
        self._listed = listed
        self._hidden = 0

    @property
    def applied(self) -> Mapping[str, int]:
        """How many entries were left out."""
        return {f"hide:{self._listed.member}": self._hidden} if self._hidden else {}

    def feed(self, event: Event) -> Sequence[Event]:
        """The event with the list cut. Raises Refusal where the answer cannot be read: what cannot be read cannot be judged."""
        if not event.data:  # an event without a message, by which servers let streams be resumed
            return (event,)
        try:
            message = _OBJECT.decode(event.data)
            if "result" not in message:
                return (event,)
            result = _OBJECT.decode(message["result"])
            if self._listed.member in result:
                kept = [entry for entry in _ENTRIES.decode(result[self._listed.member]) if self._shows(entry)]
                result[self._listed.member] = msgspec.Raw(msgspec.json.encode(kept))
        except msgspec.MsgspecError:
            raise Refusal(Deny(Reason.UPSTREAM_INVALID, "The server behind answered a list that cannot be read.")) from None
        if "cacheScope" in result:
            result["cacheScope"] = _PRIVATE
        message["result"] = msgspec.Raw(msgspec.json.encode(result))
        return (replace(event, data=msgspec.json.encode(message), message=None),)

    def finish(self) -> Sequence[Event]:
        """Nothing is held back."""
        return ()

    def _shows(self, entry: msgspec.Raw) -> bool:
        target = self._target(entry)
        shown = target is not None and self._see.visible(self._principal, target)
        self._hidden += not shown
        return shown

    def _target(self, entry: msgspec.Raw) -> Target | None:
        """What the entry is; None where it does not say so in a way that can be judged."""
        try:
            named = _NAMED.decode(entry)
        except msgspec.MsgspecError:
            return None
        name: str | None = getattr(named, self._listed.field)
        if name is None:
            return None
        if self._endpoint or self._listed.kind is TargetKind.RESOURCE:
            return Target(self._listed.kind, self._endpoint, name)
        parts = split(name)
        return None if parts is None else Target(self._listed.kind, *parts)


class _StreamFilter:
    """Drops word of changes to resources that the caller may not know of."""

    def __init__(self, see: See, principal: Principal, endpoint: str) -> None:
        self._see = see
        self._principal = principal
        self._endpoint = endpoint
        self._hidden = 0

    @property
    def applied(self) -> Mapping[str, int]:
        """How many notifications were dropped."""
        return {"hide:notifications": self._hidden} if self._hidden else {}

    def feed(self, event: Event) -> Sequence[Event]:
        """The event, unless it tells of a hidden resource, or of one that it does not name, or cannot be read."""
        if self._tells_of_hidden(event.data):
            self._hidden += 1
            return ()
        return (event,)

    def finish(self) -> Sequence[Event]:
        """Nothing is held back."""
        return ()

    def _tells_of_hidden(self, data: bytes) -> bool:
        try:
            notification = _NOTIFICATION.decode(data)
        except msgspec.MsgspecError:
            return b"resources" in data or b"\\u" in data
        if notification.method != _UPDATED:
            return False
        uri = notification.params.uri if notification.params else None
        return uri is None or not self._see.visible(self._principal, Target(TargetKind.RESOURCE, self._endpoint, uri))
