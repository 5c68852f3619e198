"""From bytes to a kept delivery: size, format, time, verdicts, sink; the same delivery twice is kept once."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bank_finance.feed.checking import FeedRules, judged
from bank_finance.feed.delimited import read_csv
from bank_finance.feed.delivery import MAX_BYTES, MAX_ITEMS, MAX_SECONDS, Format, Items, PriceSink, Report, delivery_id, exceeded
from bank_finance.feed.documents import read_json
from bank_finance.feed.fix_quotes import read_fix

READERS: Mapping[Format, Callable[[bytes], Items]] = MappingProxyType({Format.CSV: read_csv, Format.FIX: read_fix, Format.JSON: read_json})


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What arrived, and from whom; `source` is the name the prices are kept under."""

    content: bytes
    form: Format
    source: str


def load(delivery: Delivery, sink: PriceSink, rules: FeedRules, *, monotonic: Callable[[], float] = time.monotonic) -> Report:
    """Judge the delivery and keep it, all or nothing; blocking.

    A delivery kept before is answered with `repeated` and changes nothing. Errors: LIMIT_EXCEEDED for size, items or time,
    INVALID_ARGUMENT for a document that is not of its format at all; then nothing is kept.
    """
    if len(delivery.content) > MAX_BYTES:
        raise exceeded("the delivery is too large", f"{MAX_BYTES} bytes")
    known_as = delivery_id(delivery.content, form=delivery.form, source=delivery.source, as_of=rules.as_of)
    if sink.delivered(known_as):
        return _repeated(known_as, delivery, rules)
    verdicts = judged(_bounded(READERS[delivery.form](delivery.content), monotonic), sink, rules)
    report = Report(
        delivery_id=known_as,
        source=delivery.source,
        as_of=rules.as_of,
        accepted=tuple(verdicts.accepted),
        rejected=tuple(verdicts.rejected),
        duplicates=tuple(verdicts.duplicates),
        missing=verdicts.missing(),
    )
    return report if sink.keep(report) else _repeated(known_as, delivery, rules)


def _bounded(items: Items, monotonic: Callable[[], float]) -> Items:
    started = monotonic()
    for count, item in enumerate(items, start=1):
        if count > MAX_ITEMS:
            raise exceeded("the delivery has too many lines", f"{MAX_ITEMS} lines")
        if count % 1000 == 0 and monotonic() - started > MAX_SECONDS:
            raise exceeded("the delivery takes too long", f"{MAX_SECONDS:.0f} seconds")
        yield item


def _repeated(known_as: str, delivery: Delivery, rules: FeedRules) -> Report:
    return Report(delivery_id=known_as, source=delivery.source, as_of=rules.as_of, accepted=(), rejected=(), duplicates=(), missing=(), repeated=True)
