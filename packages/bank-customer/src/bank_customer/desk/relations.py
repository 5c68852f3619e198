"""Who is tied to a customer, and who stands behind a company."""

from decimal import Decimal

from bank_customer.arguments import RelationshipArguments
from bank_customer.desk.files import Files
from bank_customer.desk.origins import TODAY, Origins
from bank_customer.desk.rows import row_scope
from bank_customer.masking.free_text import HIDDEN
from bank_customer.network.owners import Owner, Ownership, ownership
from bank_customer.network.walk import Picture, around, holdings_above
from bank_customer.results import BeneficialOwner, Network, Person, Tie
from bank_customer.rulebooks import rulebook
from bank_customer.store.documents import CustomerDocument, RelationshipDocument
from bank_kit.arguments import require_purpose
from bank_kit.envelope import Envelope, Reading
from bank_kit.identity.caller import Caller

_FRAMEWORK = "OWNERSHIP"
_PLACES = Decimal("0.00000001")
_NOTHING = Decimal(0)


class Relations:
    """get_relationships."""

    def __init__(self, files: Files, origins: Origins) -> None:
        self._files = files
        self._origins = origins

    def get_relationships(self, arguments: RelationshipArguments, caller: Caller) -> Envelope[Network]:
        """The picture to the depth asked for; owners over all levels."""
        require_purpose(caller, arguments.purpose)
        customer = self._files.document(arguments.customer_id, caller)
        rules = rulebook(customer.entity, TODAY)
        threshold = rules.exact(_FRAMEWORK, "beneficial_owner_from")
        picture = around(self._files.store, customer.id, arguments.depth)
        above = holdings_above(self._files.store, customer.id) if customer.kind == "COMPANY" else Picture(distances={}, edges=(), whole=True)
        held = ownership(above.edges, customer.id)
        found, scope = self._files.named({*picture.distances, *(owner.holder_id for owner in held.owners)}), row_scope(caller)
        named = {each: (name if scope.holds(document) else HIDDEN, document) for each, (name, document) in found.items()}
        value = Network(
            customer_id=customer.id,
            persons=_persons(picture, named),
            ties=tuple(_tie(edge) for edge in picture.edges if edge.from_id in named and edge.to_id in named),
            owners=tuple(_owner(owner, named[owner.holder_id], threshold) for owner in held.owners if owner.holder_id in named),
            threshold=threshold,
            unexplained_share=_ratio(held.unexplained),
        )
        reading = Reading(
            unit="record",
            as_of=TODAY,
            warnings=(*_warnings(picture, above, held), *rules.doubts(_FRAMEWORK)),
            masked=True,
            params=rules.version,
        )
        reference = rules.row(_FRAMEWORK, "beneficial_owner_from").paragraph
        return self._origins.of("relationships", reg_ref=reference).envelope(value, arguments, reading)


def _persons(picture: Picture, named: dict[str, tuple[str, CustomerDocument]]) -> tuple[Person, ...]:
    nearest = sorted((distance, customer_id) for customer_id, distance in picture.distances.items() if customer_id in named)
    return tuple(
        Person(
            customer_id=customer_id,
            masked_name=named[customer_id][0],
            kind=named[customer_id][1].kind,
            country=named[customer_id][1].country,
            distance=distance,
        )
        for distance, customer_id in nearest
    )


def _tie(edge: RelationshipDocument) -> Tie:
    share = None if edge.share is None else Decimal(str(edge.share))
    return Tie(from_id=edge.from_id, to_id=edge.to_id, kind=edge.kind, share=share, since=edge.since)


def _owner(owner: Owner, named: tuple[str, CustomerDocument], threshold: Decimal) -> BeneficialOwner:
    name, document = named
    by_share = owner.share >= threshold
    basis = "BOTH" if by_share and owner.controls else "OWNERSHIP" if by_share else "CONTROL" if owner.controls else "BELOW"
    return BeneficialOwner(
        holder_id=owner.holder_id,
        masked_name=name,
        kind=document.kind,
        share=_ratio(owner.share),
        direct_share=_ratio(owner.direct),
        edges=owner.edges,
        beneficial_owner=document.kind == "PERSON" and basis != "BELOW",
        basis=basis,
    )


def _ratio(share: Decimal) -> Decimal:
    return share.quantize(_PLACES).normalize() + _NOTHING


def _warnings(picture: Picture, above: Picture, held: Ownership) -> tuple[str, ...]:
    found = (
        (not picture.whole, "NOT_WHOLE: more customers are tied to this one than a picture holds; ask for a smaller depth"),
        (not above.whole or not held.whole, "NOT_WHOLE: chains of ownership go on beyond what is followed; shares are lower bounds"),
        (held.unexplained > _NOTHING, "UNEXPLAINED_SHARES: nobody known to the bank holds a part of this company in the end"),
    )
    return tuple(text for applies, text in found if applies)
