"""Beneficial owners: shares multiplied along each chain and added over chains (Regulation (EU) 2024/1624, Article 52(1)).

Chains never pass a company twice, so that companies that hold parts of each other do not count in circles; what such a circle holds of itself stays
unexplained. Voting rights without shares and control through a majority on a higher level (Articles 53 and 54) show only as an edge CONTROLS.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bank_customer.store.documents import RelationshipDocument

MAX_CHAINS = 20_000
"""Chains that are followed; beyond, shares are lower bounds and it is said."""
_TINY = Decimal("0.000001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """What one holder has of a company: `share` in all as a ratio, `direct` of it, over how many edges at least; `controls` by an edge CONTROLS."""

    holder_id: str
    share: Decimal
    direct: Decimal
    edges: int
    controls: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ownership:
    """All who stand at the top of a chain, greatest share first; `unexplained` is what nobody known holds."""

    owners: tuple[Owner, ...]
    unexplained: Decimal
    whole: bool


def ownership(edges: Iterable[RelationshipDocument], company: str) -> Ownership:
    """Who holds `company` in the end: those whom nobody known holds in turn."""
    above: dict[str, list[tuple[str, Decimal]]] = defaultdict(list)
    controllers: set[str] = set()
    for edge in edges:
        if edge.kind == "OWNS" and edge.share is not None:
            above[edge.to_id].append((edge.from_id, Decimal(str(edge.share))))
        elif edge.kind == "CONTROLS" and edge.to_id == company:
            controllers.add(edge.from_id)
    shares: dict[str, Decimal] = defaultdict(Decimal)
    nearest: dict[str, int] = {}
    # A chain is its head, its share so far, and all it went through.
    chains: list[tuple[str, Decimal, tuple[str, ...]]] = [(company, Decimal(1), (company,))]
    followed = 0
    while chains and followed < MAX_CHAINS:
        head, share, through = chains.pop()
        followed += 1
        if head != company and head not in above:
            shares[head] += share
            nearest[head] = min(nearest.get(head, len(through)), len(through) - 1)
        chains += [(holder, share * part, (*through, holder)) for holder, part in above[head] if holder not in through] if head in above else []
    direct = {holder: sum((part for each, part in above.get(company, []) if each == holder), Decimal(0)) for holder in shares}
    found = [
        Owner(
            holder_id=holder,
            share=shares.get(holder, Decimal(0)),
            direct=direct.get(holder, Decimal(0)),
            edges=nearest.get(holder, 1),
            controls=holder in controllers,
        )
        for holder in shares.keys() | controllers
    ]
    rest = Decimal(1) - sum(shares.values(), Decimal(0)) if above.get(company) else Decimal(0)
    return Ownership(
        owners=tuple(sorted(found, key=lambda owner: (-owner.share, owner.holder_id))),
        unexplained=rest if rest > _TINY else Decimal(0),
        whole=not chains,
    )
