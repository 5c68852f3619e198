"""Documents and exports as bytes, kept by what they are: an object is named by its SHA-256.

Above: the desk, which knows documents, owners and entitlements. Below: a local folder (`embedded`) or an S3 bucket (`s3`, extra `s3`, to be
asked for through `bank_kit.late`). Knows nothing of who may read what, and never hands out bytes that are not what was put.
"""
