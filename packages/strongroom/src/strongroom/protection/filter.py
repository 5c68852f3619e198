"""The filters of the answer leg: fields that policy names, then whatever inspection finds by its looks."""

from collections.abc import Mapping, Sequence

import msgspec

from strongroom.core.call import Cleared
from strongroom.core.decision import Obligation
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Event, Refusal
from strongroom.protection.actions import Direction, overridden
from strongroom.protection.carry import Carry
from strongroom.protection.classes import Action, DataClass
from strongroom.protection.compiled import Compiled
from strongroom.protection.copies import Tree
from strongroom.protection.fields import DROPPED, CannotApplyError, FieldRules, plant, rewritten
from strongroom.protection.inspection import Inspection, Spot, TooMuchToInspectError, inspection_for, spliced
from strongroom.protection.json_text import JsonText, Location

_SEVERAL_TEXTS = 3
"""A block of text says `"text"` twice, as its type and as its member; more of them may hold a finding between two texts."""

_ENVELOPE = msgspec.json.Decoder(dict[str, msgspec.Raw])


class FieldsFilter:
    """Makes the filter that carries out MASK and DROP obligations; none where policy obliges to nothing."""

    name = "protection.fields"

    def __init__(self) -> None:
        self._rules = Compiled(_rules_for)

    def filter_for(self, cleared: Cleared) -> "_Fields | None":
        """A filter for one call; raises Refusal where an obligation cannot be understood."""
        obligations = cleared.decision.obligations
        if not obligations:
            return None
        try:
            rules = self._rules.of(obligations)
        except ValueError as error:
            raise Refusal(Deny(Reason.CONTENT_BLOCKED, f"Policy requires a mask that cannot be understood: {error}.")) from None
        return None if rules is None else _Fields(rules)


class _Fields:
    """Applies field rules to the answer of one call."""

    __slots__ = ("_rules", "applied")

    def __init__(self, rules: FieldRules) -> None:
        self._rules = rules
        self.applied: dict[str, int] = {}

    def feed(self, event: Event) -> Sequence[Event]:
        """The event with its result masked, and what comes beside the result as well."""
        if not event.data:  # an event without a message, by which servers let streams be resumed
            return (event,)
        try:
            members = _ENVELOPE.decode(event.data)
            if "result" not in members:
                return (self._beside(event),)
            raw = bytes(members["result"])
            clean, counts = self._rules.apply(raw)
        except (CannotApplyError, msgspec.MsgspecError) as error:
            why = str(error) if isinstance(error, CannotApplyError) else "it is no JSON object"
            raise Refusal(Deny(Reason.CONTENT_BLOCKED, f"Policy masks fields of this answer, and the answer cannot be masked: {why}.")) from None
        self._count(counts)
        if clean is raw:
            return (event,)
        members["result"] = msgspec.Raw(clean)
        return (Event(msgspec.json.encode(members), last=event.last, mark=event.mark, facts=event.facts),)

    def _beside(self, event: Event) -> Event:
        clean, counts = self._rules.apply_beside(event.data)
        self._count(counts)
        return event if clean is event.data else Event(clean, last=event.last, mark=event.mark, facts=event.facts)

    def _count(self, counts: Mapping[str, int]) -> None:
        for name, count in counts.items():
            self.applied[name] = self.applied.get(name, 0) + count

    def finish(self) -> Sequence[Event]:
        """Nothing is ever held back."""
        return ()


def _rules_for(obligations: tuple[Obligation, ...]) -> FieldRules | None:
    rules = FieldRules(obligations)
    return None if rules.empty else rules


class ContentFilter:
    """Makes the filter that inspects every event; `actions` hold where policy does not oblige otherwise."""

    name = "protection.content"

    def __init__(self, actions: Mapping[DataClass, Action]) -> None:
        self._defaults = dict(actions)
        self._inspection = Compiled(self._inspection_under)
        self._inspection.of(())

    def filter_for(self, cleared: Cleared) -> "_Content | None":
        """A filter for one call; raises Refusal where an obligation cannot be understood, None where every class is allowed."""
        inspection = self._inspection.of(cleared.decision.obligations)
        if isinstance(inspection, Deny):
            raise Refusal(inspection)
        return None if inspection.idle else _Content(inspection)

    def _inspection_under(self, obligations: tuple[Obligation, ...]) -> Inspection | Deny:
        table = overridden(self._defaults, obligations, Direction.RESULTS)
        return table if isinstance(table, Deny) else inspection_for(tuple(table.items()))


class _Content:
    """Inspects the answer of one call."""

    __slots__ = ("_carry", "_inspection", "applied")

    def __init__(self, inspection: Inspection) -> None:
        self._inspection = inspection
        self._carry: Carry | None = None
        """Made with the first event that is not the whole answer: most answers are one event, and nothing is ever held back of those."""
        self.applied: dict[str, int] = {}

    def feed(self, event: Event) -> Sequence[Event]:
        """What may pass: clean answers at the price of one look, and the rest with its findings treated."""
        data = event.data
        clean = self._inspection.clean(data)
        alone = event.last and (self._carry is None or self._carry.empty) and data.count(b'"text"') < _SEVERAL_TEXTS
        if clean and alone:
            return (event,)
        text = JsonText(data)
        try:
            spots = [] if clean else self._inspection.spots(text)
        except TooMuchToInspectError:
            raise Refusal(Deny(Reason.CONTENT_BLOCKED, "The answer holds more numbers than can be inspected; ask for less in one call.")) from None
        if not alone:
            if self._carry is None:
                self._carry = Carry(self._inspection, self._act)
            return self._carry.feed(event, spots, text)
        if not spots:
            return (event,)
        return (Event(self._act(text, spots), last=True, mark=event.mark, facts=event.facts),)

    def finish(self) -> Sequence[Event]:
        """What was held back because it could have been the beginning of a finding."""
        return self._carry.release() if self._carry is not None else ()

    def _act(self, text: JsonText, spots: list[Spot]) -> bytes:
        actions = self._inspection.actions
        for spot in spots:
            if spot.instead:
                name = f"inspect:{spot.kind}"
                self.applied[name] = self.applied.get(name, 0) + 1
        denied = sorted({spot.kind for spot in spots if actions[spot.kind] is Action.DENY})
        if denied:
            raise Refusal(Deny(Reason.CONTENT_BLOCKED, f"The answer carries data that may not be shown: {', '.join(denied)}."))
        if text.broken:
            raise Refusal(Deny(Reason.CONTENT_BLOCKED, "The answer carries sensitive data and is no JSON, so the data cannot be masked."))
        dropped = [spot.token for spot in spots if actions[spot.kind] is Action.DROP and not text.is_key(spot.token)]
        begins = {token.start for token in dropped}
        changes = [(spot.start, spot.end, spot.instead) for spot in spots if spot.token.start not in begins]
        changes += [(token.start, token.end, b"" if token.string else b"null") for token in dict.fromkeys(dropped)]
        return _without(spliced(text.data, changes), [text.location(token) for token in dropped])


def _without(data: bytes, locations: list[Location]) -> bytes:
    """`data` without the members of structured content that were dropped; elsewhere the protocol needs the member, and its value is empty already."""
    tree: dict[str | int, Tree] = {}
    for location in locations:
        if location[:2] == ("result", "structuredContent") and len(location) > 2:
            plant(tree, location, DROPPED)
    try:
        return rewritten(data, tree) if tree else data
    except (CannotApplyError, KeyError):
        raise Refusal(Deny(Reason.CONTENT_BLOCKED, "The answer carries data that must be dropped, and cannot be read member by member.")) from None
