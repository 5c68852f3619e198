"""Which customers a caller may see at all: a relationship manager those of their region and book, where the token says so; others as their scopes say."""

from dataclasses import dataclass, field

from bank_customer.store.documents import CustomerDocument
from bank_kit.identity.caller import Caller

MANAGER = "relationship_manager"
BOOK = "book:"
"""A role `book:rm-02` narrows a manager to the customers of the user rm-02."""
NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class RowScope:
    """Values that a customer's fields must have; empty for all customers."""

    where: dict[str, str] = field(default_factory=dict)

    def holds(self, customer: CustomerDocument) -> bool:
        """Whether the customer is within."""
        seen = {"entity": customer.entity, "relationship_manager": customer.relationship_manager}
        return all(seen[name] == value for name, value in self.where.items())


def row_scope(caller: Caller) -> RowScope:
    """Of this caller; two books at once are refused by showing none, because a token means one."""
    if MANAGER not in caller.roles:
        return RowScope()
    where: dict[str, str] = {}
    if caller.region is not None:
        where["entity"] = caller.region
    books = sorted(role.removeprefix(BOOK) for role in caller.roles if role.startswith(BOOK))
    if books:
        where["relationship_manager"] = books[0] if len(books) == 1 else NOBODY
    return RowScope(where)
