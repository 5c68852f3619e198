"""Documents: their names in the store, their bytes in the object store, short links between.

Above: the offer; accounts, which export statements through here. Below: objects and the store. Does not know what a document says.
"""
