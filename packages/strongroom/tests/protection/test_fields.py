"""Masks and drops by path."""

import base64

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strongroom.core.decision import Obligation, ObligationKind
from strongroom.core.json import Json
from strongroom.protection.fields import CannotApplyError, FieldRules

IBAN = "DE89370400440532013000"
SHOWN = "DE89**************3000"


def mask(path: str, style: str = "iban") -> Obligation:
    return Obligation(ObligationKind.MASK, path, style)


def drop(path: str) -> Obligation:
    return Obligation(ObligationKind.DROP, path)


def applied(result: object, *obligations: Obligation) -> bytes:
    return FieldRules(obligations).apply(result if isinstance(result, bytes) else orjson.dumps(result))[0]


def test_only_the_named_value_changes() -> None:
    raw = b'{"structuredContent":{"iban":"DE89370400440532013000","n":1.10,"big":123456789012345678901234567890,"e":1E5},"x":[1.0, "\\u00e9"]}'
    assert applied(raw, mask("$.structuredContent.iban")) == raw.replace(IBAN.encode(), SHOWN.encode())


def test_a_masked_number_becomes_a_string_and_null_stays_null() -> None:
    raw = b'{"structuredContent":{"a":4111111111111111,"b":null,"c":true,"d":12.5}}'
    assert applied(raw, mask("$.structuredContent.*", "pan")) == b'{"structuredContent":{"a":"411111******1111","b":null,"c":"***","d":"***"}}'


def test_a_masked_object_keeps_its_shape() -> None:
    assert orjson.loads(applied({"structuredContent": {"o": {"a": "x", "b": [1, None]}}}, mask("$.structuredContent.o", "full"))) == {
        "structuredContent": {"o": {"a": "***", "b": ["***", None]}}
    }


def test_members_and_elements_are_dropped() -> None:
    result = {"structuredContent": {"a": 1, "b": [1, 2, 3], "c": {"d": 1}}}
    assert applied(result, drop("$.structuredContent.a"), drop("$.structuredContent.b[1]"), drop("$.structuredContent.c.d")) == (
        b'{"structuredContent":{"b":[1,3],"c":{}}}'
    )


def test_what_is_dropped_is_not_masked_back_in() -> None:
    result = {"structuredContent": {"o": {"a": "x"}}}
    for obligations in ((drop("$.structuredContent.o"), mask("$.structuredContent.o.a")), (mask("$.structuredContent.o.a"), drop("$.structuredContent.o"))):
        assert applied(result, *obligations) == b'{"structuredContent":{}}'


@pytest.mark.control("PRO-04")
def test_a_copy_in_json_text_gets_the_same_masks_and_keeps_its_own_writing() -> None:
    text = '{"iban" : "DE89370400440532013000", "n":1.10}'
    result = {"content": [{"type": "text", "text": text}], "structuredContent": {"iban": IBAN, "n": 1.1}}
    clean = orjson.loads(applied(result, mask("$.structuredContent.iban")))
    assert orjson.loads(clean["content"][0]["text"]) == {"iban": SHOWN, "n": 1.1}
    assert "1.10" in clean["content"][0]["text"]


def test_a_copy_is_masked_also_where_there_is_no_structured_content() -> None:
    result = {"content": [{"type": "text", "text": orjson.dumps({"iban": IBAN}).decode()}, {"type": "text", "text": f"account {IBAN}"}]}
    clean, counts = FieldRules((mask("$.structuredContent.iban"),)).apply(orjson.dumps(result))
    assert IBAN.encode() not in clean and clean.count(SHOWN.encode()) == 2
    assert counts == {"mask:iban": 1}


@pytest.mark.control("PRO-04")
def test_prose_loses_every_occurrence_of_a_masked_value() -> None:
    result = {
        "content": [{"type": "text", "text": "IBAN DE89 3704 0044 0532 0130 00 of Jane"}, {"type": "resource", "resource": {"uri": "u", "text": f"-> {IBAN}"}}],
        "structuredContent": {"iban": IBAN},
    }
    clean = applied(result, mask("$.structuredContent.iban"))
    assert b"0532" not in clean and clean.count(SHOWN.encode()) == 3


def test_embedded_resources_and_blobs_are_texts_too() -> None:
    inner = orjson.dumps({"iban": IBAN})
    blob = base64.b64encode(inner).decode()
    result = {"content": [{"type": "resource", "resource": {"uri": "u", "text": inner.decode()}}, {"type": "resource", "resource": {"uri": "v", "blob": blob}}]}
    clean = orjson.loads(applied(result, mask("$.structuredContent.iban")))
    assert SHOWN in clean["content"][0]["resource"]["text"]
    assert base64.b64decode(clean["content"][1]["resource"]["blob"]) == inner.replace(IBAN.encode(), SHOWN.encode())


def test_a_path_may_name_texts_themselves() -> None:
    assert applied({"contents": [{"uri": "u", "text": "secret"}]}, mask("$.contents[*].text", "full")) == b'{"contents":[{"uri":"u","text":"***"}]}'


def test_dropped_values_are_hidden_in_prose() -> None:
    clean = applied({"content": [{"type": "text", "text": "born 1980-05-17"}], "structuredContent": {"born": "1980-05-17"}}, drop("$.structuredContent.born"))
    assert orjson.loads(clean) == {"content": [{"type": "text", "text": "born ***"}], "structuredContent": {}}


def test_text_that_cannot_be_read_is_refused_where_fields_of_it_are_named() -> None:
    with pytest.raises(CannotApplyError):
        applied({"content": [{"type": "text", "text": f"iban={IBAN}"}]}, mask("$.structuredContent.iban"))


def test_errors_and_results_without_content_need_no_fields() -> None:
    for result in ({"content": [{"type": "text", "text": "no such account"}], "isError": True}, {"resultType": "input_required", "requestState": "x"}):
        assert applied(result, mask("$.structuredContent.iban")) == orjson.dumps(result)


@pytest.mark.parametrize("raw", [b"[1]", b'"x"', b"{", b'{"structuredContent":{"iban":"x"}'])
def test_a_result_that_is_no_object_is_refused(raw: bytes) -> None:
    with pytest.raises(CannotApplyError):
        applied(raw, mask("$.structuredContent.iban"))


def test_the_whole_result_cannot_be_masked() -> None:
    with pytest.raises(CannotApplyError):
        applied({"a": 1}, mask("$"))


@pytest.mark.parametrize("obligation", [mask("structuredContent"), mask("$.a", "blur"), drop("$..["), mask("$.a[?")])
def test_an_obligation_that_cannot_be_understood_says_so(obligation: Obligation) -> None:
    with pytest.raises(ValueError, match=r"no JSONPath|no style"):
        FieldRules((obligation,))


@pytest.mark.control("PRO-04")
def test_a_member_written_twice_does_not_escape() -> None:
    raw = b'{"structuredContent":{"iban":"DE89370400440532013000","iban":"DE89370400440532013000"}}'
    assert IBAN.encode() not in applied(raw, mask("$.structuredContent.iban"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=10),
    lambda i: st.lists(i, max_size=3) | st.dictionaries(st.text(max_size=5), i, max_size=3),
    max_leaves=10,
)


@given(JSON)
def test_whatever_else_a_result_holds_stays(rest: Json) -> None:
    result = {"rest": rest, "structuredContent": {"iban": IBAN, "more": rest}}
    clean = orjson.loads(applied(result, mask("$.structuredContent.iban")))
    assert clean == {"rest": rest, "structuredContent": {"iban": SHOWN, "more": rest}}


def test_one_embedded_resource_without_structure_stays_as_it_came() -> None:
    raw = b'{"content": [{"type":"resource","resource":{"uri":"bank://a","text":"A document of its own."}}]}'
    rules = FieldRules((Obligation(ObligationKind.MASK, "$.structuredContent.iban", "iban"),))
    assert rules.apply(raw) == (raw, {})


def test_a_masked_value_is_hidden_in_every_other_place_of_the_result_too() -> None:
    raw = b'{"content":[{"type":"resource_link","uri":"bank://7Q44-9931","name":"7q449931"}],"structuredContent":{"a":"7Q44-9931"},"_meta":{"c":["7Q44 9931"]}}'
    rules = FieldRules((Obligation(ObligationKind.MASK, "$.structuredContent.a", "full"),))
    clean, _ = rules.apply(raw)
    assert orjson.loads(clean) == {
        "content": [{"type": "resource_link", "uri": "bank://***", "name": "***"}],
        "structuredContent": {"a": "***"},
        "_meta": {"c": ["***"]},
    }


@pytest.mark.control("PRO-04")
@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ({"params": {"data": {"a": "7Q44-9931", "b": 1}}}, {"params": {"data": {"a": "***", "b": 1}}}),
        ({"params": {"data": {"structuredContent": {"a": "7Q44-9931"}}}}, {"params": {"data": {"structuredContent": {"a": "***"}}}}),
        ({"params": {"message": '{"a":"7Q44-9931"}', "progressToken": "7Q44-9931"}}, {"params": {"message": '{"a":"***"}', "progressToken": "7Q44-9931"}}),
        (
            {"id": "7Q44-9931", "error": {"code": 1, "message": "no 7q449931", "data": {"a": "7Q44-9931"}}},
            {"id": "7Q44-9931", "error": {"code": 1, "message": "no ***", "data": {"a": "***"}}},
        ),
        ({"params": {"data": "prose"}}, {"params": {"data": "prose"}}),
        ({"params": [1]}, {"params": [1]}),
    ],
)
def test_what_comes_beside_the_result_is_masked_as_if_it_were_the_result(raw: Json, clean: Json) -> None:
    rules = FieldRules((Obligation(ObligationKind.MASK, "$.structuredContent.a", "full"),))
    assert orjson.loads(rules.apply_beside(orjson.dumps(raw))[0]) == clean
