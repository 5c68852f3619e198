"""Trace context of a request: the caller's if it is well formed, else a new one; the span is always ours.

Above: the builder of calls. Below: core.
Does not know: no exporter; what it makes is passed on by the room that talks to servers.
Source: W3C Trace Context, level 1.
"""

import re
from collections.abc import Mapping
from typing import Final

from strongroom.core.call import Trace
from strongroom.core.clock import Entropy
from strongroom.core.json import Json

_PARENT: Final = re.compile(r"(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?")
_STATE: Final = re.compile(r"[\x20-\x7e]{1,512}")
_LONGEST: Final = 256


def trace_of(meta: Mapping[str, Json], folded: Mapping[bytes, bytes], entropy: Entropy) -> Trace:
    """The trace of one request. What the message says of itself (`_meta`) counts more than the headers, which a proxy may have added."""
    parent, state = meta.get("traceparent"), meta.get("tracestate")
    if parent is None:
        header = folded.get(b"traceparent")
        if header is None:
            drawn = entropy.bytes(24).hex()
            return Trace(drawn[:32], drawn[32:])
        parent, state = header.decode("latin-1").strip(), folded.get(b"tracestate", b"").decode("latin-1").strip()
    found = _PARENT.fullmatch(parent) if isinstance(parent, str) and len(parent) <= _LONGEST else None
    if found is None:
        drawn = entropy.bytes(24).hex()
        return Trace(drawn[:32], drawn[32:])
    kept = state if isinstance(state, str) and _STATE.fullmatch(state) else ""
    return Trace(found[1], entropy.bytes(8).hex(), found[2], found[3], kept)
