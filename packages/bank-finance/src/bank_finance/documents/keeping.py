"""Brings the documents of the synthetic bank into the object store, once for each version; identification documents stay with the customer server."""

import hashlib
from pathlib import Path

from bank_finance.objects.port import ObjectStore
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.store import StoreError
from bank_kit.world.port import find_world
from bank_kit.world.size import Size
from bank_kit.world.version import world_version

LEFT_OUT = "IDENTIFICATION"


def keep_documents(objects: ObjectStore, folder: Path, size: Size, seed: int) -> int:
    """Puts every document that is not there yet, and last a mark that all are; how many were put. StoreError when the object store refuses."""
    mark = f"all documents of {world_version(size, seed, Path(__file__))}\n".encode()
    try:
        if _is_there(objects, mark):
            return 0
        batches = find_world()(folder, size, seed).rows("document", ["kind", "content"])
        kept = objects.put_all(str(content).encode() for batch in batches for kind, content in batch if kind != LEFT_OUT)
        objects.put(mark)
    except ToolFailureError as refusal:
        raise StoreError(f"the documents cannot be kept: {refusal.failure.message}; check --objects") from None
    return kept


def _is_there(objects: ObjectStore, content: bytes) -> bool:
    try:
        objects.head(hashlib.sha256(content).hexdigest())
    except ToolFailureError as refusal:
        if refusal.failure.code is FailureCode.UNKNOWN_ID:
            return False
        raise
    return True
