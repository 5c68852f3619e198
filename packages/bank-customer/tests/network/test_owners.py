"""Shares are multiplied along chains and added over them; circles end."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bank_customer.network import owners
from bank_customer.network.owners import Ownership, ownership
from bank_customer.store.documents import RelationshipDocument


def edge(number: int, holder: str, held: str, share: float | None, kind: str = "OWNS") -> RelationshipDocument:
    return RelationshipDocument(id=f"R-{number}", from_id=f"C-10000{holder}", to_id=f"C-10000{held}", kind=kind, share=share, since=date(2020, 1, 1))


def of(edges: list[tuple[str, str, float]]) -> Ownership:
    return ownership([edge(number, *each) for number, each in enumerate(edges)], "C-100000")


def shares(found: Ownership) -> dict[str, Decimal]:
    return {owner.holder_id[-1]: owner.share for owner in found.owners}


def test_a_chain_is_the_product_of_its_shares() -> None:
    # 1 holds half of 2, which holds half of the company: a quarter, which counts (Regulation (EU) 2024/1624, Article 52).
    found = of([("2", "0", 0.5), ("1", "2", 0.5), ("3", "0", 0.5)])
    assert shares(found) == {"3": Decimal("0.5"), "1": Decimal("0.25")}
    assert found.unexplained == Decimal("0.25")
    assert {owner.holder_id[-1]: (owner.direct, owner.edges) for owner in found.owners} == {"3": (Decimal("0.5"), 1), "1": (Decimal(0), 2)}


def test_chains_to_one_person_are_added() -> None:
    found = of([("2", "0", 0.6), ("3", "0", 0.2), ("1", "0", 0.2), ("1", "2", 0.5), ("1", "3", 1.0), ("4", "2", 0.5)])
    assert shares(found) == {"1": Decimal("0.70"), "4": Decimal("0.30")}
    assert found.unexplained == 0


def test_exact_shares_do_not_slip_below_the_threshold() -> None:
    assert shares(of([("2", "0", 0.1), ("1", "2", 1.0), ("3", "0", 0.15), ("1", "3", 1.0)]))["1"] == Decimal("0.25")


def test_companies_that_hold_each_other_do_not_count_in_circles() -> None:
    found = of([("2", "0", 0.5), ("0", "2", 0.4), ("1", "0", 0.5), ("1", "2", 0.6)])
    assert shares(found) == {"1": Decimal("0.80")}
    assert found.unexplained == Decimal("0.20")
    assert found.whole


def test_a_company_that_holds_itself_is_no_owner() -> None:
    assert shares(of([("0", "0", 0.3), ("1", "0", 0.7)])) == {"1": Decimal("0.7")}


def test_control_without_a_share_is_told() -> None:
    found = ownership([edge(1, "1", "0", 0.2), edge(2, "9", "0", None, "CONTROLS"), edge(3, "8", "7", None, "CONTROLS")], "C-100000")
    assert {owner.holder_id[-1]: (owner.share, owner.controls) for owner in found.owners} == {"1": (Decimal("0.2"), False), "9": (Decimal(0), True)}


def test_nobody_known_holds_nothing() -> None:
    assert of([]) == Ownership(owners=(), unexplained=Decimal(0), whole=True)


def test_a_tangle_ends_and_is_said_not_to_be_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(owners, "MAX_CHAINS", 500)
    tangle = [(one, other, 0.1) for one in "0123456789" for other in "0123456789" if one != other]
    assert not of(tangle).whole


@given(parts=some.lists(some.tuples(some.sampled_from("0123456"), some.sampled_from("0123456"), some.sampled_from([0.1, 0.25, 0.3, 0.5])), max_size=12))
@settings(max_examples=200, deadline=None)
def test_nobody_ever_holds_more_than_all_while_each_company_gives_away_at_most_all(parts: list[tuple[str, str, float]]) -> None:
    given_away: dict[str, float] = {}
    legal = [
        (holder, held, share)
        for holder, held, share in parts
        if (given_away.setdefault(held, 0) + share) <= 1 and not given_away.update({held: given_away[held] + share})
    ]
    found = of(legal)
    assert 0 <= sum(shares(found).values()) <= 1
    assert 0 <= found.unexplained <= 1
