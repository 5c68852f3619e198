"""Made-up lists and subjects."""

from bank_compliance.screening.crowd import crowd_list, crowd_subjects


def test_the_same_seed_makes_the_same_crowd() -> None:
    assert crowd_list(50) == crowd_list(50)
    assert crowd_list(50) != crowd_list(50, seed=9)
    assert crowd_subjects(20, crowd_list(50)) == crowd_subjects(20, crowd_list(50))


def test_a_crowd_has_what_screening_looks_at() -> None:
    entries = crowd_list(200).entries
    assert any(entry.aliases for entry in entries)
    assert any(entry.births for entry in entries)
    assert any(entry.ids for entry in entries)
    assert any(not entry.births for entry in entries)
