"""The envelope tells the same story twice when nothing changed, and another when something did."""

from dataclasses import replace
from datetime import date

from pydantic import BaseModel

from bank_kit.envelope import Envelope, Origin, Reading, digest


class _Thing(BaseModel):
    name: str


ORIGIN = Origin(source_system="core", data_version="v1", method="look", method_version="1")
READING = Reading(unit="record", as_of=date(2026, 11, 20))


def test_same_data_and_inputs_have_the_same_lineage() -> None:
    first = ORIGIN.envelope(_Thing(name="a"), _Thing(name="q"), READING)
    assert first == ORIGIN.envelope(_Thing(name="a"), _Thing(name="q"), READING)


def test_other_data_or_other_inputs_have_another_lineage() -> None:
    first = ORIGIN.envelope(_Thing(name="a"), _Thing(name="q"), READING).lineage_id
    assert first != ORIGIN.envelope(_Thing(name="a"), _Thing(name="r"), READING).lineage_id
    assert first != replace(ORIGIN, data_version="v2").envelope(_Thing(name="a"), _Thing(name="q"), READING).lineage_id


def test_the_rulebook_is_named_and_changes_the_lineage() -> None:
    plain = ORIGIN.envelope(_Thing(name="a"), _Thing(name="q"), READING)
    ruled = replace(ORIGIN, params="EU-1").envelope(_Thing(name="a"), _Thing(name="q"), READING)
    chosen = replace(ORIGIN, params="EU-1").envelope(_Thing(name="a"), _Thing(name="q"), replace(READING, params="UK-1"))
    assert (plain.params, ruled.params, chosen.params) == (None, "EU-1", "UK-1")
    assert len({plain.lineage_id, ruled.lineage_id, chosen.lineage_id}) == 3


def test_every_field_of_the_envelope_is_promised_by_its_schema() -> None:
    schema = Envelope[_Thing].model_json_schema(mode="serialization")
    names = "value unit currency as_of source_system method method_version reg_ref params lineage_id inputs_hash warnings masked"
    assert set(schema["required"]) == set(names.split())
    assert schema["type"] == "object"


def test_the_digest_does_not_depend_on_the_order_of_keys() -> None:
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
