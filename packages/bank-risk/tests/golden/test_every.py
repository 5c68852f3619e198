"""The whole golden table."""

from bank_risk.golden.every import every_case, every_row


def test_every_published_number_is_reproduced() -> None:
    assert [row.case.id for row in every_row() if not row.within] == []


def test_ids_tell_cases_apart_and_every_family_is_there() -> None:
    ids = [case.id for case in every_case()]
    assert len(set(ids)) == len(ids)
    assert sum(name.startswith("IRB-") for name in ids) == 112
    assert {"LCR-001", "LCR-002", "OPE-001", "saccr-5", "ba-cva-ore-k", "market/lh-es", "market/option-put-75-70", "market/bond-convexity"} <= set(ids)
