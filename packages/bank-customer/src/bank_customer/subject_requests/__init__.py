"""What a data subject may ask for: a copy of their data as JSON and PDF, and erasure, which a law may forbid for a time.

Above: the desk. Below: store, keys, masking's fields, the dated parameters of retention. reportlab only in its adapter file, loaded late.
"""
