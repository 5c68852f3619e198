"""Heavy libraries on first use: a module or one of its names, imported when it is first asked for, with its type known from the start.

An adapter file imports its library at the top; whoever needs the adapter at run time holds it late, so that an idle server never pays for it:

    class Pricing(Protocol):
        def price_bond(self, terms: BondTerms, curve: Curve) -> Valuation: ...

    pricing = Late[Pricing]("bank_finance.quantlib_pricing")          # a module as the protocol
    open_store = Late[type[WarehouseStore]]("bank_x.duckdb:Store")   # or one name in it
    pricing().price_bond(terms, curve)                               # imported here, once

The adapter's own test proves the type, for mypy to check: `fits: Pricing = quantlib_pricing`.
"""

import re
from importlib import import_module
from typing import Generic, TypeVar, cast

Shape = TypeVar("Shape")

_TARGET = re.compile(r"(?P<module>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)(?::(?P<name>[A-Za-z_][A-Za-z0-9_]*))?")


class Late(Generic[Shape]):
    """`package.module` or `package.module:name` as a `Shape`; calling it imports on the first call, safely from many threads.

    ValueError at once when the target is malformed; ImportError or AttributeError from the call when it does not exist.
    """

    def __init__(self, target: str) -> None:
        found = _TARGET.fullmatch(target)
        if found is None:
            raise ValueError(f"{target!r} is neither package.module nor package.module:name")
        self._module: str = found["module"]
        self._name: str | None = found["name"]

    def __call__(self) -> Shape:
        """The module or name; the interpreter's own import lock makes the first call of many threads one import."""
        module = import_module(self._module)
        return cast("Shape", module if self._name is None else getattr(module, self._name))
