"""Documents of customers, and where they are kept: one small port, an embedded store and MongoDB behind it.

Above: filling and the desk. Below: bank_kit, SQLAlchemy Core, the MongoDB driver (in its adapter file, loaded on first use).
Knows no mask, no key and no tool: what is personal stands in its documents only sealed.
"""
