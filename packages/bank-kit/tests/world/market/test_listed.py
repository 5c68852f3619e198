"""Sixty instruments whose identifiers pass every check and belong to nobody."""

from collections import Counter

import pytest
from stdnum import figi, isin, lei

from bank_kit.world.market.curves import CURVES
from bank_kit.world.market.listed import Instrument, fictional_lei, instruments

LISTED = instruments()


def test_there_are_sixty_of_five_kinds_in_order_of_isin() -> None:
    assert Counter(each.kind for each in LISTED) == {"BOND": 28, "EQUITY": 16, "INDEX": 6, "FUND": 5, "COMMODITY": 5}
    assert [each.isin for each in LISTED] == sorted({each.isin for each in LISTED})


@pytest.mark.parametrize("each", LISTED, ids=lambda each: each.isin)
def test_identifiers_are_valid_by_checksum(each: Instrument) -> None:
    assert isin.calc_check_digit(each.isin[:-1]) == each.isin[-1]
    assert figi.is_valid(each.figi)
    assert each.issuer_lei is None or lei.is_valid(each.issuer_lei)


def test_no_isin_begins_with_the_country_code_of_ours() -> None:
    assert all(each.isin.startswith("QZ") and not isin.is_valid(each.isin) for each in LISTED)
    assert len({each.figi for each in LISTED}) == len(LISTED)


def test_an_issuer_has_one_lei_for_its_bonds_and_its_shares() -> None:
    by_issuer = {each.issuer: each.issuer_lei for each in LISTED if each.issuer}
    assert all(each.issuer_lei == by_issuer[each.issuer] for each in LISTED if each.issuer)
    assert len(set(by_issuer.values())) == len(by_issuer)


def test_bonds_have_terms_and_others_have_none() -> None:
    for each in LISTED:
        assert (each.kind == "BOND") == (each.coupon > 0) == (each.matures is not None) == (each.day_count != "NONE")
        assert each.kind != "BOND" or each.driver in CURVES


def test_only_the_best_states_are_liquid_assets_of_level_one() -> None:
    assert all(each.sector == "SOVEREIGN" and each.rating in {"AAA", "AA"} for each in LISTED if each.hqla == "L1")
    assert {each.hqla for each in LISTED} == {"L1", "L2A", "L2B", "NONE"}


def test_a_fictional_lei_is_valid() -> None:
    assert lei.is_valid(fictional_lei("ABC"))
