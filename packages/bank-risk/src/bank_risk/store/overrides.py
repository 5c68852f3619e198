"""Limits that stand elsewhere for a while because a second person said so; written in the transaction of the approval."""

import time
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger, Column, Connection, Date, String, Table, insert, select

from bank_kit.exact import AMOUNT
from bank_kit.identity.caller import Caller
from bank_kit.writes.draft import Draft
from bank_kit.writes.store import WriteStore
from bank_risk.store.results import RESULTS

KIND = "limit_override"
limit_override = Table(
    "limit_override",
    RESULTS,
    Column("draft_id", String(40), primary_key=True),
    Column("limit_id", String(12), nullable=False, index=True),
    Column("amount", AMOUNT, nullable=False),
    Column("valid_until", Date, nullable=False),
    Column("approved_by", String(200), nullable=False),
    Column("at_ms", BigInteger, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """An approved override: `amount` in the currency of the limit, or a ratio."""

    limit_id: str
    amount: Decimal
    valid_until: date
    draft_id: str


class Overrides:
    """The overrides of one server's writes."""

    def __init__(self, writes: WriteStore) -> None:
        self._writes = writes

    def in_force(self, day: date) -> tuple[Override, ...]:
        """The latest approved override of each limit that has not ended, by limit."""
        statement = select(limit_override).where(limit_override.c.valid_until >= day).order_by(limit_override.c.at_ms, limit_override.c.draft_id)
        with self._writes.reading() as connection:
            rows = list(connection.execute(statement).mappings())
        latest = {
            row["limit_id"]: Override(limit_id=row["limit_id"], amount=row["amount"], valid_until=row["valid_until"], draft_id=row["draft_id"]) for row in rows
        }
        return tuple(latest[name] for name in sorted(latest))

    def apply(self, connection: Connection, draft: Draft, caller: Caller) -> None:
        """As DraftKind.on_approved."""
        payload = draft.payload
        values = {
            "draft_id": draft.id,
            "limit_id": str(payload["limit_id"]),
            "amount": Decimal(str(payload["amount"])),
            "valid_until": date.fromisoformat(str(payload["valid_until"])),
            "approved_by": caller.subject[:200],
            "at_ms": int(time.time() * 1000),
        }
        connection.execute(insert(limit_override), values)
