"""Market data over FIX: snapshots (35=W) and incremental refreshes (35=X) as items of a delivery."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from bank_finance.feed.delivery import Item, Items, Unreadable
from bank_finance.feed.fix import FixError, Message, messages

ENTRY_TYPES: Mapping[str, str] = MappingProxyType(
    {"0": "bid", "1": "offer", "2": "trade", "4": "open", "5": "close", "6": "settlement", "7": "high", "8": "low"}
)
"""MDEntryType (269) to the field names of deliveries."""

_DAY = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_NO_ENTRIES, _ENTRY_TYPE, _ENTRY_PRICE, _ENTRY_DATE, _UPDATE_ACTION = 268, 269, 270, 272, 279
_SECURITY_ID, _SYMBOL, _SENDING_TIME = 48, 55, 52
_DELETE = "2"


def read_fix(content: bytes) -> Items:
    """One item per entry of each W or X message, and one unreadable line per message that is none of them or is broken, counted from 1.

    Instrument is SecurityID (48) or Symbol (55); the date MDEntryDate (272), otherwise the day of SendingTime (52).
    """
    line = 0
    for message in messages(content):
        try:
            entries = _entries(message)
        except FixError as refused:
            line += 1
            yield Unreadable(line=line, why=str(refused))
            continue
        for entry in entries:
            line += 1
            yield _item(line, entry)


def _entries(message: Message | FixError) -> tuple[Mapping[int, str], ...]:
    if isinstance(message, FixError):
        raise message
    sent = message.needed(_SENDING_TIME, "SendingTime")[:8]
    if message.kind == "W":
        instrument = message.first(_SECURITY_ID) or message.needed(_SYMBOL, "Symbol")
        found = message.groups(_NO_ENTRIES, _ENTRY_TYPE)
        shared = {_SECURITY_ID: instrument, _ENTRY_DATE: sent}
    elif message.kind == "X":
        found = message.groups(_NO_ENTRIES, _UPDATE_ACTION)
        shared = {_ENTRY_DATE: sent}
    else:
        raise FixError("MsgType (35) is neither W nor X")
    if not found:
        raise FixError("the message holds no entry")
    return tuple({**shared, **entry} for entry in found)


def _item(line: int, entry: Mapping[int, str]) -> Item | Unreadable:
    if entry.get(_UPDATE_ACTION) == _DELETE:
        return Unreadable(line=line, why="an entry that deletes (279=2) is not supported")
    instrument = entry.get(_SECURITY_ID) or entry.get(_SYMBOL)
    kind, price = entry.get(_ENTRY_TYPE), entry.get(_ENTRY_PRICE)
    if instrument is None or kind is None or price is None:
        return Unreadable(line=line, why="the entry lacks instrument (48 or 55), MDEntryType (269) or MDEntryPx (270)")
    return Item(line=line, instrument=instrument, field=ENTRY_TYPES.get(kind, ""), on=_dashed(entry[_ENTRY_DATE]), price=price)


def _dashed(day: str) -> str:
    found = _DAY.fullmatch(day)
    return "-".join(found.groups()) if found else ""
