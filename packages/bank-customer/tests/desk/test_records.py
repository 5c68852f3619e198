"""The server's own records: complete by construction."""

import pytest

from bank_customer.desk.origins import Origins
from bank_customer.desk.records import ACTIVITIES, Records
from bank_customer.masking.fields import SEALED, ProfileField
from bank_customer.offer import build_offer
from bank_customer.opening import House


def test_every_field_is_in_the_dictionary(origins: Origins) -> None:
    told = Records(origins).data_dictionary().value
    assert [field.field for field in told.fields] == list(ProfileField)
    assert {field.field for field in told.fields if field.encrypted} == set(SEALED)
    assert all(field.clear_for == () for field in told.fields if field.field is ProfileField.KIND)


def test_every_tool_on_offer_belongs_to_one_activity(house: House) -> None:
    named = [tool for _, _, tools in ACTIVITIES.values() for tool in tools]
    assert sorted(named) == sorted(tool.name for tool in build_offer(house).tools)


def test_every_entry_has_the_seven_parts_of_the_article(origins: Origins) -> None:
    told = Records(origins).processing_record(["get_kyc_status"])
    for entry in told.value.activities:
        assert all((entry.controller, entry.purposes, entry.data_subjects, entry.data_categories, entry.recipients, entry.transfers))
        assert all((entry.time_limits, entry.security))
    assert told.reg_ref == "GDPR Article 30(1)"


def test_a_tool_that_no_activity_has_is_noticed(origins: Origins) -> None:
    with pytest.raises(LookupError, match="send_everything"):
        Records(origins).processing_record(["send_everything"])
