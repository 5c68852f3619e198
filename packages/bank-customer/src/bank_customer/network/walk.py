"""Walks over the edges of the store: around a customer to some depth, and up from a company to everybody who holds part of it. Cycles end by themselves."""

from dataclasses import dataclass

from bank_customer.store.documents import RelationshipDocument
from bank_customer.store.port import ReadDocuments

MAX_NODES = 200
"""Customers in one picture; a hub has more, and then it is said that the picture is not whole."""
MAX_EDGES = 1_000
UP = 10
"""Levels of ownership that are followed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Customers by their distance, and the edges among them; `whole` is False when there was more than fits."""

    distances: dict[str, int]
    edges: tuple[RelationshipDocument, ...]
    whole: bool


def around(store: ReadDocuments, customer_id: str, depth: int) -> Picture:
    """All who can be reached over `depth` edges, in either direction."""
    distances, edges, whole = {customer_id: 0}, dict[str, RelationshipDocument](), True
    border = {customer_id}
    for distance in range(1, depth + 1):
        found = [edge for field in ("from_id", "to_id") for edge in store.among(RelationshipDocument, field, border, MAX_EDGES)]
        whole = whole and len(found) < MAX_EDGES
        border = set()
        for edge in sorted(found, key=lambda each: each.id):
            new = {edge.from_id, edge.to_id} - distances.keys()
            if len(distances) + len(new) > MAX_NODES:
                whole = False
                continue
            edges[edge.id] = edge
            distances |= dict.fromkeys(new, distance)
            border |= new
    return Picture(distances=distances, edges=tuple(edges[each] for each in sorted(edges)), whole=whole)


def holdings_above(store: ReadDocuments, customer_id: str) -> Picture:
    """The edges of ownership and control that lead up from a company, at most `UP` levels."""
    distances, edges, whole = {customer_id: 0}, dict[str, RelationshipDocument](), True
    border = {customer_id}
    for distance in range(1, UP + 1):
        found = [edge for edge in store.among(RelationshipDocument, "to_id", border, MAX_EDGES) if edge.kind in {"OWNS", "CONTROLS"}]
        edges |= {edge.id: edge for edge in found}
        border = {edge.from_id for edge in found} - distances.keys()
        distances |= dict.fromkeys(border, distance)
        whole = whole and len(found) < MAX_EDGES and len(distances) <= MAX_NODES
        if not border or not whole:
            break
    return Picture(distances=distances, edges=tuple(edges[each] for each in sorted(edges)), whole=whole and not border)
