"""`feed load FILE|URL --format csv|fix|json`: the command that brings a delivery in, for the server's command line to take up."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import click

from bank_finance.feed.checking import FeedRules
from bank_finance.feed.delivery import MAX_BYTES, Format, PriceSink, Report, exceeded
from bank_finance.feed.fetching import fetch
from bank_finance.feed.loading import Delivery, load
from bank_kit.failures import ToolFailureError
from bank_kit.place import Place
from bank_kit.place_options import at_place

OpenSink = Callable[[Place], PriceSink]
LONGEST_SOURCE = 40


def load_from(place: str, form: Format, source: str, *, sink: PriceSink, rules: FeedRules) -> Report:
    """Load a file, or what a URL (anything with `://`) answers; errors as `loading.load` and `fetching.fetch`, OSError when the file cannot be read."""
    content = fetch(place) if "://" in place else _file(Path(place))
    return load(Delivery(content=content, form=form, source=source), sink, rules)


def summary(report: Report) -> str:
    """One JSON object: counts, reasons, and every rejected line."""
    return json.dumps(
        {
            "delivery_id": report.delivery_id,
            "repeated": report.repeated,
            "lines": report.lines,
            "accepted": len(report.accepted),
            "stale": sum(quote.stale for quote in report.accepted),
            "duplicates": len(report.duplicates),
            "rejected": dict(Counter(rejected.reason.value for rejected in report.rejected)),
            "missing": list(report.missing),
            "rejections": [{"line": rejected.line, "reason": rejected.reason.value, "why": rejected.why} for rejected in report.rejected],
        },
        indent=2,
    )


def feed_commands(open_sink: OpenSink) -> click.Group:
    """The group `feed`; `open_sink` opens the store only when a delivery is loaded. Exit code 2 when a line was rejected, 1 when nothing was kept.

    The place of the store is said as for `serve`; a server that runs on it sees the prices with its next answer.
    """

    @click.group("feed", help="Market data from outside.")
    def group() -> None:
        pass

    @group.command("load", help="Check a delivery and keep what passes. DELIVERY is a file or a URL.")
    @click.argument("delivery")
    @click.option("--format", "form", type=click.Choice([form.value for form in Format]), required=True)
    @click.option("--source", default="FEED", show_default=True, help="Name the prices are kept under.")
    @click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), required=True, help="Business date of the delivery.")
    @click.option("--max-jump", default="0.25", show_default=True, help="Largest believable change since the price before, a ratio.")
    @at_place
    @click.pass_context
    def load_command(context: click.Context, /, *, place: Place, **given: object) -> None:
        source = _source(str(given["source"]))
        rules = FeedRules(as_of=date.fromisoformat(str(given["as_of"])[:10]), max_jump=_ratio(str(given["max_jump"])))
        try:
            report = load_from(str(given["delivery"]), Format(str(given["form"])), source, sink=open_sink(place), rules=rules)
        except ToolFailureError as refusal:
            raise click.ClickException(f"{refusal.failure.code}: {refusal.failure.message}; allowed: {refusal.failure.allowed}") from None
        except OSError as error:
            raise click.ClickException(f"the file cannot be read: {error.strerror}") from None
        click.echo(summary(report))
        context.exit(2 if report.rejected else 0)

    return group


def _file(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise exceeded("the delivery is too large", f"{MAX_BYTES} bytes")
    return content


def _source(name: str) -> str:
    if not (0 < len(name) <= LONGEST_SOURCE and name.isascii() and name.isprintable()):
        raise click.UsageError(f"--source is a name of at most {LONGEST_SOURCE} printable ASCII characters")
    return name


def _ratio(text: str) -> Decimal:
    try:
        found = Decimal(text)
    except ArithmeticError:
        found = Decimal("NaN")
    if not found.is_finite() or found <= 0:
        raise click.UsageError("--max-jump is a ratio above 0")
    return found
