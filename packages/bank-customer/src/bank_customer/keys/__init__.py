"""Encryption of fields: a data key for each data subject, wrapped by a key-encryption key that lives elsewhere.

Above: filling, the desk, erasure. Below: store (where wrapped keys are kept), cryptography. Knows no field by name and no mask.
Destroying a subject's data key is erasure: the ciphertext stays, and nobody can read it.
"""
