"""A new key-encryption key: every data key is wrapped anew, and then the old ones are destroyed. Sealed fields stay as they are.

What an old backup holds of wrapped keys is worth nothing after that. Run again after a fault, it ends what it began.
"""

from bank_customer.keys.keyfile import FileKeys
from bank_customer.keys.ring import KeyRing
from bank_customer.store.documents import SubjectKeyDocument
from bank_customer.store.port import CustomerStore

AT_ONCE = 500


def rotate(store: CustomerStore, keys: FileKeys) -> int:
    """How many data keys were wrapped anew; KeyUnavailableError, and no key is destroyed, when one does not open."""
    keys.rotate()
    ring, wrapped = KeyRing(store, keys), 0
    old = [name for name in keys.names() if name != keys.current]
    while batch := store.among(SubjectKeyDocument, "wrapped_by", old, AT_ONCE):
        wrapped += store.replace([ring.wrapped_anew(kept) for kept in batch])
    for name in old:
        keys.retire(name)
    return wrapped
