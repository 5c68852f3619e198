"""Answers say where they come from."""

from bank_customer.desk.origins import SOURCE, Origins


def test_an_origin_names_system_method_and_version() -> None:
    origin = Origins("v7").of("profile", reg_ref="GDPR")
    assert (origin.source_system, origin.data_version, origin.method, origin.method_version, origin.reg_ref) == (SOURCE, "v7", "profile", "2", "GDPR")
