"""Text is compared without case or extra space; persons are named by initials."""

from bank_finance.store.texts import masked_name, search_text


def test_text_is_compared_without_case_or_extra_space() -> None:
    assert search_text("  Straße\n 12 ") == "strasse 12"


def test_a_person_is_initials_and_a_company_its_name() -> None:
    assert masked_name("Jane Doe", kind="PERSON") == "J*** D**"
    assert masked_name("Oftrupp Machines GmbH", kind="COMPANY") == "Oftrupp Machines GmbH"
