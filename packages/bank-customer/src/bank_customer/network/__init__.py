"""Who is tied to whom, and who stands behind a company: walks over edges, and shares multiplied along paths.

Above: the desk. Below: store. Knows no mask and no key: it deals in ids.
"""
