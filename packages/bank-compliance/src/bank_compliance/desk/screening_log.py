"""The log of screenings: who asked, when, a keyed digest of what, against which version, in which mode, and how many hits. None is an answer too."""

import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from bank_compliance.cases.tables import screening, secret
from bank_compliance.lists.entry import ListVersion
from bank_kit.envelope import digest
from bank_kit.identity.caller import Caller
from bank_kit.writes.store import WriteStore

_KEY = "screening"


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """One screening: `query` is any JSON value, of which only a keyed digest is kept."""

    tool: str
    query: object
    version: ListVersion
    method: str
    threshold: float
    hits: int


class ScreeningLog:
    """Writes before anything is answered; what cannot be logged is not answered."""

    def __init__(self, store: WriteStore, now: Callable[[], float] = time.time) -> None:
        self._store = store
        self._now = now

    def enter(self, one: Screened, caller: Caller) -> str:
        """The id of the entry."""
        entry_id = f"SCR-{secrets.token_hex(12)}"
        with self._store.writing() as connection:
            values = {
                "id": entry_id,
                "tool": one.tool,
                "at": int(self._now() * 1000),
                "subject": caller.subject,
                "actor": caller.actor,
                "query_digest": self._keyed(connection, one.query),
                "list_name": one.version.name,
                "list_published": one.version.published.isoformat(),
                "list_sha256": one.version.sha256,
                "method": one.method,
                "threshold": f"{one.threshold:g}",
                "hits": one.hits,
            }
            connection.execute(insert(screening), values)
        return entry_id

    def _keyed(self, connection: Connection, query: object) -> str:
        wanted = select(secret.c.value).where(secret.c.name == _KEY)
        key = connection.execute(wanted).scalar()
        if key is None:
            try:
                with connection.begin_nested():
                    connection.execute(insert(secret), {"name": _KEY, "value": secrets.token_hex(32)})
            except IntegrityError:
                pass
            key = connection.execute(wanted).scalar_one()
        return f"hmac-sha256:{hmac.new(bytes.fromhex(str(key)), digest(query).encode(), sha256).hexdigest()}"
