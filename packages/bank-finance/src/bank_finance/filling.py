"""Writes the synthetic bank into the core-banking tables; card numbers are truncated on the way in."""

from pathlib import Path

from sqlalchemy import Connection, insert

from bank_finance import tables
from bank_kit import masks
from bank_kit.store import Plan
from bank_kit.world.build import build_world, world_version
from bank_kit.world.model import Account, Posting, row


def plan(seed: int) -> Plan:
    """What belongs in the finance store for that seed."""
    version = world_version(seed, Path(__file__), Path(tables.__file__))
    return Plan(name="finance", tables=tables.TABLES, version=version, fill=lambda connection: fill(connection, seed))


def fill(connection: Connection, seed: int) -> None:
    """Insert every row of the world of `seed` into empty tables."""
    world = build_world(seed)
    ledger = {account.id: account.opening for account in world.accounts}
    for posting in world.postings:
        ledger[posting.account_id] = posting.balance
    rows = (
        (tables.account, [_account(account) | {"ledger": ledger[account.id]} for account in world.accounts]),
        (tables.posting, [_posting(posting) for posting in world.postings]),
        (tables.instrument, [row(instrument) for instrument in world.instruments]),
        (tables.book, [row(book) for book in world.books]),
        (tables.position_eod, [row(position) for position in world.positions]),
    )
    for table, values in rows:
        connection.execute(insert(table), values)


def _account(account: Account) -> dict[str, object]:
    return row(account) | {"card": masks.card_number(account.card) if account.card else None}


def _posting(posting: Posting) -> dict[str, object]:
    return row(posting) | {"search_text": search_text(f"{posting.counterparty} {posting.narrative}")}


def search_text(text: str) -> str:
    """What text is compared as: case folded here and not in the database, so that every database finds the same rows."""
    return " ".join(text.casefold().split())
