"""How far an address can be read by a machine."""

import pytest

from bank_kit.messages.parties import Address, AddressForm, Party


@pytest.mark.parametrize(
    ("address", "form"),
    [
        (Address(), AddressForm.NONE),
        (Address(country="NL"), AddressForm.NONE),
        (Address(lines=("Dam 1", "Amsterdam")), AddressForm.UNSTRUCTURED),
        (Address(town="Amsterdam", country="NL", lines=("Dam 1",)), AddressForm.HYBRID),
        (Address(town="Amsterdam", country="NL", street="Dam"), AddressForm.STRUCTURED),
    ],
    ids=str,
)
def test_the_form_of_an_address(address: Address, form: AddressForm) -> None:
    assert address.form is form


def test_what_tells_a_person_from_an_organisation() -> None:
    assert not Party(name="x").is_person
    assert not Party(name="x").is_organisation
    assert Party(national_id="1").is_person
    assert Party(lei="5299000J2N45DDNE4Y28").is_organisation
