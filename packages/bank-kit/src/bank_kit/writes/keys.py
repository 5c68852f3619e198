"""Idempotency: one key of one caller is one call, however often it is sent."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from bank_kit.envelope import digest
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.writes.store import WriteStore


@dataclass(frozen=True, slots=True)
class Keyed:
    """What is asked under a key: `asked` is any JSON value, with the name of the tool or kind in it and without the key."""

    caller: Caller
    key: str
    asked: object


def once(store: WriteStore, connection: Connection, keyed: Keyed, make: Callable[[], str]) -> str:
    """What `make` answered when the key first came, in the transaction of `connection`.

    IDEMPOTENCY_CONFLICT when the key came with other arguments. Of two calls at once, the second waits for the first.
    """
    table, asked = store.tables.request, digest(keyed.asked)
    mine = {"issuer": keyed.caller.issuer, "subject": keyed.caller.subject, "request_key": keyed.key}
    this = (table.c.issuer == mine["issuer"]) & (table.c.subject == mine["subject"]) & (table.c.request_key == mine["request_key"])
    try:
        with connection.begin_nested():
            connection.execute(insert(table), {**mine, "asked": asked, "answer": "", "at": int(time.time() * 1000)})
    except IntegrityError:
        before = connection.execute(select(table.c.asked, table.c.answer).where(this)).one()
        if before.asked != asked:
            raise ToolFailureError(
                FailureCode.IDEMPOTENCY_CONFLICT,
                "this key came with other arguments before",
                field="idempotency_key",
                allowed="the same arguments, or a new key",
                remedy="send a new key for a new request",
            ) from None
        return str(before.answer)
    answer = make()
    connection.execute(update(table).where(this).values(answer=answer))
    return answer
