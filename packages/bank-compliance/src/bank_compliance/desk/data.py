"""The bank's data on first use: the world, the warehouse over it, and rates of exchange. An idle server opens neither."""

import tempfile
import threading
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from bank_compliance.cases.results import CaseRecord
from bank_compliance.warehouse.port import Warehouse
from bank_kit.late import Late
from bank_kit.money import Money
from bank_kit.world.port import FoundWorld, find_world
from bank_kit.world.size import Size

CENT = Decimal("0.01")


_open_warehouse: Late[Callable[[Path, str, Path], Warehouse]] = Late("bank_compliance.warehouse.duckdb:open_warehouse")


class BankData:
    """One world, opened once, by whoever first asks."""

    def __init__(self, folder: Path, size: Size, seed: int) -> None:
        self._place = (folder, size, seed)
        self._lock = threading.Lock()
        self._world: FoundWorld | None = None
        self._warehouse: Warehouse | None = None
        self._rates: dict[str, Decimal] | None = None

    def world(self) -> FoundWorld:
        """Built when it is missing."""
        with self._lock:
            if self._world is None:
                self._world = find_world()(*self._place)
            return self._world

    def warehouse(self) -> Warehouse:
        """Over the files of the world."""
        world = self.world()
        with self._lock:
            if self._warehouse is None:
                self._warehouse = _open_warehouse()(world.folder, world.version, Path(tempfile.gettempdir()))
            return self._warehouse

    def euros(self, money: Money) -> Decimal | None:
        """At the last fixing; None for a currency without one."""
        if money.currency == "EUR":
            return money.amount
        rate = self._per_euro().get(money.currency)
        return None if rate is None else (money.amount / rate).quantize(CENT)

    def dollars(self, case: CaseRecord) -> Decimal | None:
        """The sums of a case in US dollars at the last fixing; None when a currency has no rate."""
        told = [self._dollars(amount) for amount in case.amounts]
        known = [amount for amount in told if amount is not None]
        return sum(known, Decimal(0)) if len(known) == len(told) else None

    def _dollars(self, money: Money) -> Decimal | None:
        if money.currency == "USD":
            return money.amount
        euros, rate = self.euros(money), self._per_euro().get("USD")
        return None if euros is None or rate is None else (euros * rate).quantize(CENT)

    def _per_euro(self) -> dict[str, Decimal]:
        if self._rates is None:
            rows = self.warehouse().rows("SELECT currency, per_euro FROM dim_rate WHERE day = (SELECT max(day) FROM dim_rate)")
            self._rates = {str(currency): Decimal(str(rate)) for currency, rate in rows}
        return self._rates
