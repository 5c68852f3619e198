"""The filters of the answer leg: nothing planted gets through, nothing else is touched."""

from collections.abc import Callable, Iterable
from itertools import pairwise

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strongroom.core.call import Cleared
from strongroom.core.decision import Obligation, ObligationKind
from strongroom.core.reason import Reason
from strongroom.core.stops import Event, Filter, FilterStop, Refusal
from strongroom.protection.classes import Action, DataClass
from strongroom.protection.filter import ContentFilter, FieldsFilter, _Content
from strongroom.protection.inspection import Inspection
from strongroom.protection.settings import ProtectionSettings

MakeCleared = Callable[..., Cleared]
MASK_ALL = dict.fromkeys(DataClass, Action.MASK)
PAN = "4111111111111111"


def message(**members: object) -> bytes:
    return orjson.dumps({"jsonrpc": "2.0", **members})


def answer(result: object) -> Event:
    return Event(message(id=1, result=result), last=True)


def log(data: object) -> Event:
    return Event(message(method="notifications/message", params={"level": "info", "data": data}), mark="m", facts={"status": "200"})


def run(made: Filter | None, events: Iterable[Event]) -> list[Event]:
    assert made is not None
    return [*(out for event in events for out in made.feed(event)), *made.finish()]


def content(make_cleared: MakeCleared, *obligations: Obligation, actions: dict[DataClass, Action] = MASK_ALL) -> Filter | None:
    return ContentFilter(actions).filter_for(make_cleared(*obligations))


def test_both_stand_at_their_places_on_the_road() -> None:
    stops = (FieldsFilter(), ContentFilter(MASK_ALL))
    assert all(isinstance(stop, FilterStop) for stop in stops)
    assert [stop.name for stop in stops] == ["protection.fields", "protection.content"]


def test_a_call_without_obligations_needs_no_fields_filter(make_cleared: MakeCleared) -> None:
    assert FieldsFilter().filter_for(make_cleared()) is None
    assert FieldsFilter().filter_for(make_cleared(Obligation(ObligationKind.CAP, "", "10"))) is None


def test_fields_are_masked_in_the_answer_and_counted(make_cleared: MakeCleared) -> None:
    made = FieldsFilter().filter_for(make_cleared(Obligation(ObligationKind.MASK, "$.structuredContent.iban", "iban")))
    (out,) = run(made, [answer({"structuredContent": {"iban": "DE89370400440532013000"}})])
    assert out.last and out.data == message(id=1, result={"structuredContent": {"iban": "DE89**************3000"}})
    assert made is not None and made.applied == {"mask:iban": 1}


def test_errors_and_notifications_pass_the_fields_filter_as_they_are(make_cleared: MakeCleared) -> None:
    made = FieldsFilter().filter_for(make_cleared(Obligation(ObligationKind.DROP, "$.structuredContent.iban")))
    events = [log("working"), Event(message(id=1, error={"code": -32603, "message": "no"}), last=True)]
    assert run(made, events) == events


def test_an_event_without_a_message_passes_the_fields_filter(make_cleared: MakeCleared) -> None:
    made = FieldsFilter().filter_for(make_cleared(Obligation(ObligationKind.MASK, "$.structuredContent.iban", "iban")))
    priming = Event(b"", mark="event-1", facts={"retry": "500"})
    assert run(made, [priming]) == [priming]


@pytest.mark.control("PRO-05")
@pytest.mark.parametrize("data", [b"[]", b"not json", b'{"result":5}', b'{"result":{"content":[{"type":"text","text":"plain"}]}}'])
def test_an_answer_that_cannot_be_masked_is_refused(make_cleared: MakeCleared, data: bytes) -> None:
    made = FieldsFilter().filter_for(make_cleared(Obligation(ObligationKind.MASK, "$.structuredContent.iban", "iban")))
    with pytest.raises(Refusal) as refused:
        run(made, [Event(data, last=True)])
    assert refused.value.deny.reason is Reason.CONTENT_BLOCKED


def test_an_obligation_that_cannot_be_understood_refuses_the_call(make_cleared: MakeCleared) -> None:
    with pytest.raises(Refusal):
        FieldsFilter().filter_for(make_cleared(Obligation(ObligationKind.MASK, "no path", "iban")))
    with pytest.raises(Refusal):
        content(make_cleared, Obligation(ObligationKind.INSPECT, "pan", "blur"))


def test_a_clean_answer_is_handed_on_as_the_same_event(make_cleared: MakeCleared) -> None:
    event = answer({"content": [{"type": "text", "text": "All is well."}], "structuredContent": {"n": 1.5}})
    assert run(content(make_cleared), [event])[0] is event


POSITIONS: dict[str, Callable[[str], list[Event]]] = {
    "value": lambda v: [answer({"structuredContent": {"x": v}})],
    "key": lambda v: [answer({"structuredContent": {v: 1}})],
    "nested": lambda v: [answer({"a": [[{"b": {"c": [v]}}]]})],
    "text": lambda v: [answer({"content": [{"type": "text", "text": f"see {v}."}]})],
    "text copy": lambda v: [answer({"content": [{"type": "text", "text": orjson.dumps({"x": v}).decode()}], "structuredContent": {"x": v}})],
    "escaped": lambda v: [Event(b'{"id":1,"result":{"x":"' + b"".join(b"\\u%04x" % ord(one) for one in v) + b'"}}', last=True)],
    "error": lambda v: [Event(message(id=1, error={"code": 1, "message": f"bad {v}", "data": {"was": v}}), last=True)],
    "log": lambda v: [log(f"found {v}"), answer({})],
    "log object": lambda v: [log({"account": v}), answer({})],
    "progress": lambda v: [Event(message(method="notifications/progress", params={"progressToken": 1, "progress": 1, "message": v})), answer({})],
    "resource": lambda v: [answer({"contents": [{"uri": "u", "text": v}]})],
    "meta": lambda v: [answer({"_meta": {"note": v}})],
    "question": lambda v: [answer({"resultType": "input_required", "inputRequests": {"k": {"params": {"message": v}}}})],
    "split over blocks": lambda v: [answer({"content": [{"type": "text", "text": v[:6]}, {"type": "text", "text": v[6:]}]})],
    "split over events": lambda v: [log(v[:6]), log(v[6:]), answer({})],
    "split log and answer": lambda v: [log(v[:6]), answer({"content": [{"type": "text", "text": v[6:]}]})],
    "no json": lambda v: [Event(b'{"x":"' + v.encode(), last=True)],
}


@pytest.mark.parametrize("position", list(POSITIONS))
def test_a_planted_value_never_leaves_whatever_its_place(make_cleared: MakeCleared, canary: tuple[DataClass, str], position: str) -> None:
    kind, value = canary
    for action in (Action.MASK, Action.DROP, Action.DENY):
        made = content(make_cleared, actions=dict.fromkeys(DataClass, action))
        events = POSITIONS[position](value)
        if action is Action.DENY or position == "no json":
            with pytest.raises(Refusal) as refused:
                run(made, events)
            assert value not in refused.value.deny.message
            continue
        out = run(made, events)
        shown = "".join(str(orjson.loads(event.data)) for event in out)
        assert value not in shown and value[:6] + value[7:] not in shown
        halves = [text for event in out for text in strings(orjson.loads(event.data))]
        assert value not in "".join(halves)
        assert made is not None and made.applied[f"inspect:{kind}"] >= 1
        assert [event.last for event in out][-1] is True


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in strings(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in strings(inner)]
    return [value] if isinstance(value, str) else []


def test_dropping_removes_the_member_of_structured_content_and_empties_what_the_protocol_needs(make_cleared: MakeCleared) -> None:
    made = content(make_cleared, Obligation(ObligationKind.INSPECT, "pan", "drop"))
    (out,) = run(made, [answer({"content": [{"type": "text", "text": PAN}], "structuredContent": {"a": 1, "pan": PAN, "l": [PAN, int(PAN), 3]}})])
    assert orjson.loads(out.data)["result"] == {"content": [{"type": "text", "text": ""}], "structuredContent": {"a": 1, "l": [3]}}
    assert made is not None and made.applied == {"inspect:pan": 4}


def test_policy_may_let_a_class_pass_for_one_call(make_cleared: MakeCleared) -> None:
    event = answer({"structuredContent": {"iban": "DE89370400440532013000"}})
    assert run(content(make_cleared, Obligation(ObligationKind.INSPECT, "results.iban", "allow")), [event]) == [event]
    assert run(content(make_cleared, Obligation(ObligationKind.INSPECT, "arguments.iban", "allow")), [event]) != [event]


def test_where_every_class_is_allowed_there_is_no_filter(make_cleared: MakeCleared) -> None:
    assert content(make_cleared, actions=dict.fromkeys(DataClass, Action.ALLOW)) is None


def test_marks_and_facts_of_a_masked_event_stay(make_cleared: MakeCleared) -> None:
    out = run(content(make_cleared), [log(f"{PAN} and all is done"), answer({})])
    assert out[0].mark == "m" and out[0].facts == {"status": "200"} and out[0].message is None


def test_the_default_settings_mask_card_numbers_and_let_addresses_pass(make_cleared: MakeCleared) -> None:
    made = content(make_cleared, actions=ProtectionSettings().results.table())
    (out,) = run(made, [answer({"a": "jane.doe@example.com", "b": PAN})])
    assert orjson.loads(out.data)["result"] == {"a": "jane.doe@example.com", "b": "411111******1111"}


@settings(max_examples=100)
@given(
    st.lists(st.integers(1, 15), max_size=4),
    st.sampled_from(["4111 1111 1111 1111", "DE89370400440532013000", "536-90-4399"]),
    st.sampled_from(["log", "blocks"]),
)
def test_a_value_split_anywhere_over_messages_is_hidden(cuts: list[int], value: str, how: str) -> None:
    edges = [0, *sorted({cut for cut in cuts if cut < len(value)}), len(value)]
    pieces = [value[begin:end] for begin, end in pairwise(edges)]
    events = [*map(log, pieces), answer({})] if how == "log" else [answer({"content": [{"type": "text", "text": piece} for piece in pieces]})]
    out = run(_Content(Inspection(MASK_ALL)), events)
    shown = "".join(strings([orjson.loads(event.data) for event in out]))
    assert value not in shown and "*" in shown
