"""Names come from the lists and nowhere else."""

from bank_kit.world import names
from bank_kit.world.dice import dice


def test_a_person_has_a_given_and_an_invented_family_name() -> None:
    given, family = names.person(dice(1, "test"))
    assert given in names.GIVEN
    assert family[0].isupper()
    assert family.isalpha()


def test_a_company_carries_the_form_of_its_country() -> None:
    name, trade = names.company(dice(1, "test"), "CH")
    assert name.endswith(" AG")
    assert trade in name


def test_chance_repeats() -> None:
    assert [names.family(dice(1, "x")) for _ in range(3)] == [names.family(dice(1, "x"))] * 3
