"""One answer out of the answers of several servers: lists, discovery, handshake. Entries keep their bytes.

Above: upstream. Below: the JSON-RPC codec, joined names, revisions.
Does not know: who may see what (policy filters the merged list), nor which servers there are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
import orjson

from strongroom.core.json import Json, JsonObject
from strongroom.wire.jsonrpc import MessageError, decode, encode_members, members_of
from strongroom.wire.mcp.names import join
from strongroom.wire.mcp.revisions import Era

LISTS: Final[Mapping[str, tuple[str, str]]] = {
    "tools/list": ("tools", "name"),
    "prompts/list": ("prompts", "name"),
    "resources/list": ("resources", "uri"),
    "resources/templates/list": ("resourceTemplates", "uriTemplate"),
}
"""Method to the member that holds the entries, and the member of an entry that tells it from the others."""
SERVER_INFO: Final = "io.modelcontextprotocol/serverInfo"
UNAVAILABLE: Final = "strongroom/unavailable"
_UNROUTABLE: Final = ("tasks",)
_UNROUTABLE_EXTENSIONS: Final = ("io.modelcontextprotocol/tasks",)
_LONGEST_INSTRUCTIONS: Final = 8192
_read_array = msgspec.json.Decoder(list[msgspec.Raw]).decode
Members = Mapping[str, msgspec.Raw]


@dataclass(frozen=True, slots=True)
class Part:
    """What one server answered: the members of its result, each as its bytes, and the prefixes of the resources it may offer."""

    server: str
    result: Members
    prefixes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Whole:
    """What the merged result says for itself: who answers, and which servers are missing in it; the era is the client's."""

    era: Era
    version: str
    unavailable: Sequence[str] = ()

    def info(self) -> JsonObject:
        """The gateway as `serverInfo`."""
        return {"name": "strongroom", "title": "Strongroom", "version": self.version}


def merge_lists(method: str, parts: Sequence[Part], whole: Whole, *, cursor: str | None) -> bytes:
    """The result of a list method: tools and prompts under joined names, resources only where the server owns the URI.

    `cursor` leads to the next page. Shortest `ttlMs`, and always private, since the list depends on the caller.
    """
    member, key = LISTS[method]
    entries = [entry for part in parts for entry in _entries(part, member, key)]
    result: dict[str, bytes | msgspec.Raw] = {member: b"[%b]" % b",".join(entries)}
    if cursor is not None:
        result["nextCursor"] = orjson.dumps(cursor)
    return encode_members(result | _closing(parts, whole))


def _entries(part: Part, member: str, key: str) -> Iterator[bytes]:
    seen: set[str] = set()
    for raw in _array(part.result.get(member)):
        try:
            members = members_of(raw)
        except MessageError:
            continue
        name = _parsed(members.get(key))
        if not isinstance(name, str) or name in seen:
            continue
        if key == "name":
            members["name"] = msgspec.Raw(orjson.dumps(join(part.server, name)))
            seen.add(name)
            yield encode_members(members)
        elif name.startswith(part.prefixes):
            seen.add(name)
            yield bytes(raw)


def _array(raw: msgspec.Raw | None) -> list[msgspec.Raw]:
    try:
        return _read_array(raw) if raw is not None else []
    except msgspec.DecodeError:
        return []


def _parsed(raw: msgspec.Raw | None) -> Json:
    return decode(raw) if raw is not None else None


def _closing(parts: Sequence[Part], whole: Whole) -> dict[str, bytes | msgspec.Raw]:
    """The members that every merged result of the stateless revision has; for the earlier ones only what is missing, if anything."""
    modern = whole.era is Era.MODERN
    meta: JsonObject = {}
    if modern:
        meta[SERVER_INFO] = whole.info()
    if whole.unavailable:
        meta[UNAVAILABLE] = list(whole.unavailable)
    closing: dict[str, bytes | msgspec.Raw] = {}
    if modern:
        lifetimes = [found for part in parts if type(found := _parsed(part.result.get("ttlMs"))) is int and found >= 0]
        complete = len(lifetimes) == len(parts) and not whole.unavailable
        closing |= {"resultType": b'"complete"', "ttlMs": b"%d" % (min(lifetimes, default=0) if complete else 0), "cacheScope": b'"private"'}
    if meta:
        closing["_meta"] = orjson.dumps(meta)
    return closing


def merge_discovery(parts: Sequence[Part], whole: Whole) -> bytes:
    """The result of `server/discover`: versions that all speak, capabilities that any has."""
    spoken = [found for part in parts if isinstance(found := _parsed(part.result.get("supportedVersions")), list)]
    versions: list[Json] = [version for version in spoken[0] if all(version in others for others in spoken)] if spoken else []
    result: dict[str, bytes | msgspec.Raw] = {"supportedVersions": orjson.dumps(versions), "capabilities": orjson.dumps(_capabilities(parts))}
    return encode_members(result | _instructions(parts) | _closing(parts, whole))


def merge_handshake(parts: Sequence[Part], whole: Whole) -> bytes:
    """The result of `initialize`: the oldest version that was agreed on anywhere, capabilities that any server has."""
    agreed = [found for part in parts if isinstance(found := _parsed(part.result.get("protocolVersion")), str)]
    result: dict[str, bytes | msgspec.Raw] = {
        "protocolVersion": orjson.dumps(min(agreed, default="")),
        "capabilities": orjson.dumps(_capabilities(parts)),
        "serverInfo": orjson.dumps(whole.info()),
    }
    return encode_members(result | _instructions(parts) | _closing(parts, whole))


def _capabilities(parts: Iterable[Part]) -> Json:
    """What any server can do. What cannot be routed at this door is left out: a task's id does not say whose it is."""
    merged: JsonObject = {}
    for part in parts:
        found = _parsed(part.result.get("capabilities"))
        if isinstance(found, dict):
            merged = _union(merged, found)
    for name in _UNROUTABLE:
        merged.pop(name, None)
    extensions = merged.get("extensions")
    if isinstance(extensions, dict):
        merged["extensions"] = {name: value for name, value in extensions.items() if name not in _UNROUTABLE_EXTENSIONS}
    return merged


def _union(left: JsonObject, right: JsonObject) -> JsonObject:
    """Members of both; objects member by member, truth where either is true, otherwise the left one."""
    merged = dict(left)
    for name, value in right.items():
        mine = merged.get(name)
        if isinstance(mine, dict) and isinstance(value, dict):
            merged[name] = _union(mine, value)
        elif name not in merged or (isinstance(mine, bool) and value is True):
            merged[name] = value
    return merged


def _instructions(parts: Iterable[Part]) -> dict[str, bytes | msgspec.Raw]:
    said = [(part.server, found) for part in parts if isinstance(found := _parsed(part.result.get("instructions")), str) and found]
    if not said:
        return {}
    return {"instructions": orjson.dumps("\n\n".join(f"## {server}\n{text[:_LONGEST_INSTRUCTIONS]}" for server, text in said))}
