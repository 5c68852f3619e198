"""Texts of drafts about somebody who has a right to be forgotten (GDPR Article 17): blanked, while who decided what and when stays."""

import json
from collections.abc import Collection, Mapping

from sqlalchemy import Connection, select, update

from bank_kit.writes.store import WriteStore

GONE = "[erased]"


def forget(store: WriteStore, connection: Connection, about: Mapping[str, str], texts: Collection[str]) -> int:
    """Blanks the fields `texts` of each draft whose payload has all of `about`; how many drafts that were. Call it within a transaction that writes."""
    table, found = store.tables.draft, 0
    likely = [table.c.payload.contains(json.dumps(value, ensure_ascii=False), autoescape=True) for value in about.values()]
    for row in list(connection.execute(select(table.c.id, table.c.payload).where(*likely))):
        payload = json.loads(row.payload)
        named = [name for name in texts if name in payload]
        if named and about.items() <= payload.items():
            blank = json.dumps(payload | dict.fromkeys(named, GONE), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            connection.execute(update(table).where(table.c.id == row.id).values(payload=blank))
            found += 1
    return found
