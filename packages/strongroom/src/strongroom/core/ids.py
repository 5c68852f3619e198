"""Identifiers that sort by time (the layout of UUID version 7, RFC 9562, without dashes)."""

import os
import time

from strongroom.core.clock import Entropy

_VARIANTS = "89ab"


def new_call_id(now: float | None = None, entropy: Entropy | None = None) -> str:
    """32 hex digits: 48 bits of Unix milliseconds, then 80 bits of version, variant and randomness."""
    milliseconds = int((time.time() if now is None else now) * 1000) & 0xFFFF_FFFF_FFFF
    drawn = (os.urandom(10) if entropy is None else entropy.bytes(10)).hex()
    return f"{milliseconds:012x}7{drawn[1:4]}{_VARIANTS[int(drawn[4], 16) & 3]}{drawn[5:]}"
