"""Masks and drops that policy names by JSONPath (RFC 9535), done to one MCP result as bytes: the touched branch is written anew, the rest stays.

`$` is the JSON-RPC `result`. A result says the same thing twice: as `structuredContent`, and as text in `content`. A text that is JSON gets the same
rules as if it were `structuredContent`; in any other text every occurrence of a masked value is replaced. A masked number becomes a string.
"""

import base64
import binascii
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import msgspec
import orjson

from strongroom.core.decision import Obligation, ObligationKind
from strongroom.core.json import Json
from strongroom.protection.classes import Style
from strongroom.protection.copies import Tree, copies, parsed
from strongroom.protection.json_text import Location
from strongroom.protection.masks import HIDDEN, masked
from strongroom.protection.occurrences import Occurrences
from strongroom.protection.paths import JsonPath

DROPPED = b""
"""In place of a value: the member or element goes."""

_OBJECT = msgspec.json.Decoder(dict[str, msgspec.Raw])
_ARRAY = msgspec.json.Decoder(list[msgspec.Raw])
_STRUCTURED = "structuredContent"
_ECHOED = frozenset({"progressToken", "requestId", "code"})
"""Members beside the result that repeat what the client chose, or that are no text."""
_OF_A_BLOCK = 3
"""Parts of the location of a block's own text; that of an embedded resource, a document by itself and no copy of the structure, is longer."""


class CannotApplyError(Exception):
    """A rule names fields of a result in which fields cannot be found, so the result may not pass."""


@dataclass(slots=True)
class _Edits:
    """What one document needs: new bytes by location, and the values that must not appear elsewhere either."""

    tree: dict[str | int, Tree] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Inner:
    """A text that is JSON: where it stands, what it says, and the rules' own edits of it."""

    location: Location
    text: str
    document: Json
    tree: Tree

    def put_right(self, edits: _Edits) -> None:
        """Plant the text with its edits, and without the values that were masked anywhere in the result."""
        tree = self.tree
        if isinstance(tree, bytes):
            plant(edits.tree, self.location, _written(self.location, HIDDEN))
            return
        for place, new in list(copies(self.document, edits.values, tree)):
            if place:
                plant_below(tree, place, DROPPED if new is None else new)
        if tree:
            plant(edits.tree, self.location, _written(self.location, rewritten(self.text.encode(), tree).decode()))


class FieldRules:
    """MASK and DROP obligations, compiled. Raises ValueError where one cannot be understood."""

    __slots__ = ("_rules",)

    def __init__(self, obligations: tuple[Obligation, ...]) -> None:
        self._rules = [_rule(one) for one in obligations if one.kind in {ObligationKind.MASK, ObligationKind.DROP}]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do."""
        return not self._rules

    def apply(self, raw: bytes) -> tuple[bytes, Mapping[str, int]]:
        """A result with its fields masked, and what was done, counted by style; raises CannotApplyError."""
        try:
            result: Json = orjson.loads(raw)
        except orjson.JSONDecodeError:
            message = "the result is not JSON"
            raise CannotApplyError(message) from None
        if not isinstance(result, dict):
            message = "the result is not an object"
            raise CannotApplyError(message)
        edits = self._edits(result)
        self._texts(result, edits)
        return (rewritten(raw, edits.tree) if edits.tree else raw), edits.counts

    def apply_beside(self, raw: bytes) -> tuple[bytes, Mapping[str, int]]:
        """A message without a result (log, progress, error) masked as if what it carries were the result or its structure; raises CannotApplyError."""
        try:
            message: Json = orjson.loads(raw)
        except orjson.JSONDecodeError:
            raise CannotApplyError("a message beside the result is not JSON") from None
        edits = _Edits()
        for location, value in _beside(message):
            document = parsed(value) if isinstance(value, str) else value
            if not isinstance(document, dict | list):
                continue
            found = self._edits({_STRUCTURED: document})
            again = self._edits(document)
            tree = _merged(found.tree.get(_STRUCTURED, {}), again.tree)
            edits.values.update(found.values | again.values)
            edits.counts.update({name: edits.counts.get(name, 0) + count for name, count in (found.counts | again.counts).items()})
            if isinstance(tree, bytes):
                plant(edits.tree, location, tree if tree != DROPPED else orjson.dumps(HIDDEN))
            elif tree and isinstance(value, str):
                plant(edits.tree, location, orjson.dumps(rewritten(value.encode(), tree).decode()))
            elif tree:
                _graft(edits.tree, location, tree)
        for location, new in list(copies(message, edits.values, edits.tree)):
            if location[0] != "id" and location[-1] not in _ECHOED:
                plant_below(edits.tree, location, DROPPED if new is None else new)
        return (rewritten(raw, edits.tree) if edits.tree else raw), edits.counts

    def _edits(self, document: Json) -> _Edits:
        edits = _Edits()
        for path, style in self._rules:
            for location, value in path.find(document):
                if not location:
                    message = "a rule names the whole result"
                    raise CannotApplyError(message)
                shown = _masked(value, style) if style is not None else None
                _collect(value, style, edits.values)
                if plant(edits.tree, location, DROPPED if style is None else orjson.dumps(shown)):
                    name = "drop" if style is None else f"mask:{style}"
                    edits.counts[name] = edits.counts.get(name, 0) + 1
        return edits

    def _texts(self, result: dict[str, Json], edits: _Edits) -> None:
        """Bring the copies in texts in line: first the texts that are JSON, which may bring values of their own, then all others, then all other places."""
        structured = _STRUCTURED in result
        known = structured
        prose: list[tuple[Location, str]] = []
        documents: list[_Inner] = []
        for location, text in _carried(result):
            inner = parsed(text)
            if inner is None:
                prose.append((location, text))
                continue
            known = True
            found = self._edits({_STRUCTURED: inner})
            edits.values.update(found.values)
            if not structured:
                edits.counts.update({name: edits.counts.get(name, 0) + count for name, count in found.counts.items()})
            documents.append(_Inner(location, text, inner, found.tree.get(_STRUCTURED, {})))
        told = any(len(location) == _OF_A_BLOCK and location[0] == "content" for location, _ in prose)
        if told and not known and self._about_structure() and result.get("isError") is not True:
            message = "its text is no JSON and it has no structured content, so the fields cannot be found"
            raise CannotApplyError(message)
        hidden = Occurrences(edits.values)
        for location, text in prose:
            clean = hidden.replace(text)
            if clean != text:
                plant(edits.tree, location, _written(location, clean))
        for document in documents:
            document.put_right(edits)
        _everywhere_else(result, edits)

    def _about_structure(self) -> bool:
        return any(path.reaches(_STRUCTURED) for path, _ in self._rules)


def _beside(message: Json) -> Iterator[tuple[Location, Json]]:
    """What a log message, a progress message or an error carries in a server's own words."""
    for holder, names in (("params", ("data", "message")), ("error", ("data", "message"))):
        said = message.get(holder) if isinstance(message, dict) else None
        if isinstance(said, dict):
            yield from (((holder, name), said[name]) for name in names if name in said)


def _merged(one: Tree, other: Tree) -> Tree:
    if isinstance(one, bytes) or isinstance(other, bytes):
        return one if isinstance(one, bytes) else other
    return {**other, **{name: _merged(branch, other[name]) if name in other else branch for name, branch in one.items()}}


def _graft(tree: dict[str | int, Tree], location: Location, branch: Tree) -> None:
    for part in location[:-1]:
        below = tree.setdefault(part, {})
        if isinstance(below, bytes):
            return
        tree = below
    tree[location[-1]] = branch


def _everywhere_else(result: dict[str, Json], edits: _Edits) -> None:
    """The same values in other members, in `_meta`, in addresses: whatever is neither a text nor replaced already."""
    texts = {location for location, _ in _carried(result)}
    for location, new in list(copies(result, edits.values, edits.tree)):
        if location not in texts:
            plant_below(edits.tree, location, DROPPED if new is None else new)


def rewritten(raw: bytes, tree: Tree) -> bytes:
    """`raw` with the branches of `tree` replaced; members keep their order, and what is not on a touched branch keeps its bytes."""
    if isinstance(tree, bytes):
        return tree
    try:
        if raw.lstrip()[:1] == b"{":
            members = _OBJECT.decode(raw)
            for key, branch in tree.items():
                if branch == DROPPED:
                    members.pop(str(key), None)
                else:
                    members[str(key)] = msgspec.Raw(rewritten(bytes(members[str(key)]), branch))
            return msgspec.json.encode(members)
        elements = _ARRAY.decode(raw)
    except msgspec.MsgspecError:
        message = "the result cannot be read member by member"
        raise CannotApplyError(message) from None
    kept = [
        msgspec.Raw(rewritten(bytes(element), tree[index])) if index in tree else element
        for index, element in enumerate(elements)
        if tree.get(index) != DROPPED
    ]
    return msgspec.json.encode(kept)


def _rule(one: Obligation) -> tuple[JsonPath, Style | None]:
    path = JsonPath(one.path)
    if one.kind is ObligationKind.DROP:
        return path, None
    try:
        return path, Style(one.detail or Style.FULL)
    except ValueError:
        message = f"'{one.detail}' is no style of mask; there are {', '.join(Style)}"
        raise ValueError(message) from None


def plant(tree: dict[str | int, Tree], location: Location, leaf: bytes) -> bool:
    """Put `leaf` at `location`, unless a place above it is replaced already; what lies below it goes."""
    for part in location[:-1]:
        branch = tree.setdefault(part, {})
        if isinstance(branch, bytes):
            return False
        tree = branch
    if tree.get(location[-1]) == DROPPED:
        return False
    tree[location[-1]] = leaf
    return True


def plant_below(tree: dict[str | int, Tree], location: Location, leaf: bytes) -> None:
    """As `plant`, but what was planted at that very place stays."""
    branch: Tree = tree
    for part in location:
        if isinstance(branch, bytes):
            return
        found = branch.get(part)
        if found is None:
            break
        branch = found
    if not isinstance(branch, bytes):
        plant(tree, location, leaf)


def _masked(value: Json, style: Style) -> Json:
    """Every scalar below `value` masked; keys, lengths and nulls stay."""
    if isinstance(value, dict):
        return {key: _masked(inner, style) for key, inner in value.items()}
    if isinstance(value, list):
        return [_masked(inner, style) for inner in value]
    return None if value is None else masked(value if isinstance(value, str) else str(value), style)


def _collect(value: Json, style: Style | None, values: dict[str, str]) -> None:
    if isinstance(value, dict):
        for inner in value.values():
            _collect(inner, style, values)
    elif isinstance(value, list):
        for inner in value:
            _collect(inner, style, values)
    elif value is not None and not isinstance(value, bool) and value != "":
        text = value if isinstance(value, str) else str(value)
        values[text] = HIDDEN if style is None else masked(text, style)


def _carried(result: dict[str, Json]) -> Iterator[tuple[Location, str]]:
    """Every text a result carries for reading: text blocks, embedded resources, and the contents of a resource."""
    for member in ("content", "contents"):
        blocks = result.get(member)
        for index, block in enumerate(blocks if isinstance(blocks, list) else ()):
            if isinstance(block, dict):
                yield from _texts_of(block, (member, index))
                resource = block.get("resource")
                if isinstance(resource, dict):
                    yield from _texts_of(resource, (member, index, "resource"))


def _texts_of(holder: dict[str, Json], location: Location) -> Iterator[tuple[Location, str]]:
    text, blob = holder.get("text"), holder.get("blob")
    if isinstance(text, str):
        yield (*location, "text"), text
    if isinstance(blob, str):
        try:
            yield (*location, "blob"), base64.b64decode(blob, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            return


def _written(location: Location, text: str) -> bytes:
    return orjson.dumps(base64.b64encode(text.encode()).decode() if location[-1] == "blob" else text)
