"""`strongroom explain`: what stands on the roads, what can be set, what is measured, how a refusal reads."""

import json

import click

from strongroom.app.cli.options import json_option
from strongroom.app.pages import endings_page, metrics_page, schema_page, settings_page
from strongroom.pipeline.road import ROADS, Kind

_MARKS = {Kind.BRACKET: "[", Kind.GATE: ">", Kind.UPSTREAM: "^", Kind.FILTER: "<"}


@click.group()
def explain() -> None:
    """Explain the roads, the settings, the metrics or the refusals."""


_LEGEND = """\b
[  bracket: held from here to the very end     >  gate: lets pass, refuses, answers or holds
^  upstream: the only place that sends         <  filter: a check on the answer
"""


@explain.command(epilog=_LEGEND)
@json_option
def road(as_json: bool) -> None:
    """Print both roads: every stop in the order in which a call meets it, and why it stands there."""
    if as_json:
        click.echo(json.dumps({name: [{"kind": p.kind, "name": p.name, "why": p.why} for p in places] for name, places in ROADS.items()}, indent=2))
        return
    for name, places in ROADS.items():
        click.secho(f"the {name} road", bold=True)
        for place in places:
            click.echo(f"  {_MARKS[place.kind]} {place.name:<22} {place.why}")
        click.echo()


@explain.command()
def settings() -> None:
    """Print every setting with its default, what is allowed and what it means (Markdown; docs/settings.md)."""
    click.echo(settings_page(), nl=False)


@explain.command()
def schema() -> None:
    """Print the JSON Schema of strongroom.yaml (docs/strongroom.schema.json), for editors and pipelines."""
    click.echo(schema_page(), nl=False)


@explain.command()
def metrics() -> None:
    """Print every metric with its labels and meaning (Markdown; docs/metrics.md)."""
    click.echo(metrics_page(), nl=False)


@explain.command()
def endings() -> None:
    """Print every way a call can end, as a client sees it (Markdown; docs/endings.md)."""
    click.echo(endings_page(), nl=False)
