"""The console script `bank-finance`."""

import click

from bank_finance.documents.keeping import keep_documents
from bank_finance.feed.command import feed_commands
from bank_finance.markets.deliveries import Deliveries
from bank_finance.markets.sink import FeedSink
from bank_finance.objects.opening import open_objects
from bank_finance.offer import Stores, build_offer
from bank_finance.store.filling import plan
from bank_finance.store.reading import FinanceStore
from bank_kit.apart import apart
from bank_kit.cli import command_line
from bank_kit.downloads import LINKS
from bank_kit.offer import Offer
from bank_kit.place import Place

WRITES = "finance"
"""Whose writes: what feeds deliver is kept with them."""
_OPTIONS = (
    click.option("--objects", envvar="BANK_OBJECTS", help="Documents: a folder, or s3://bucket?region=...&endpoint=...; --world/objects when left out."),
    click.option("--links-at", default="", help="Address of this server as those see it who fetch documents, such as https://bank.example; for a folder."),
)


def _open_store(place: Place) -> FinanceStore:
    chosen = plan(place.folder, place.size, place.seed)
    return FinanceStore(place.open_store(chosen), chosen.version)


def _open_sink(place: Place) -> FeedSink:
    return FeedSink(_open_store(place).rows, Deliveries(place.open_writes(WRITES)))


def _build(place: Place) -> Offer:
    store = _open_store(place)
    objects = open_objects(str(place.options.get("objects") or place.folder / "objects"), links_at=f"{place.options.get('links_at') or ''}{LINKS}")

    def keep() -> None:
        keep_documents(objects, place.folder, place.size, place.seed)

    apart(keep)
    return build_offer(Stores(store=store, objects=objects, delivered=Deliveries(place.open_writes(WRITES))))


main = command_line("bank-finance", _build, options=_OPTIONS, commands=(feed_commands(_open_sink),))
