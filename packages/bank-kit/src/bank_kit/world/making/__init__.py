"""The makers of the synthetic bank: each module has `make(connection, spec)`, which creates tables of the names and columns of bank_kit.world.schema.

Above: build (it calls the makers in order, writes each finished table as Parquet, and knows all of them).
Below: bank_kit.world.schema, .size, .chance and .market. A maker may read tables of earlier makers; tables whose name begins with `draft_` are scaffolding
and never leave. Knows no store, no tool and no server.
"""
