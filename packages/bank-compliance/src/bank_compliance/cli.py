"""The console script `bank-compliance`."""

from pathlib import Path

import click

from bank_compliance.offer import build_offer, open_stores
from bank_compliance.quality_command import quality
from bank_kit.cli import command_line
from bank_kit.offer import Offer
from bank_kit.place import Place


def named_folders(given: object) -> dict[str, Path]:
    """NAME=FOLDER options as a mapping; click.UsageError for anything else."""
    found: dict[str, Path] = {}
    for text in given if isinstance(given, tuple) else ():
        name, _, folder = str(text).partition("=")
        if not folder or not name.isidentifier() or not Path(folder).is_dir():
            raise click.UsageError("--list takes NAME=FOLDER: a plain name and a folder that exists")
        found[name] = Path(folder)
    return found


def _build(place: Place) -> Offer:
    return build_offer(open_stores(place, named_folders(place.options.get("sanctions"))))


main = command_line(
    "bank-compliance",
    _build,
    commands=(quality,),
    options=(click.option("--list", "sanctions", multiple=True, help="NAME=FOLDER of a list in OFAC's layout with published.txt; may be repeated."),),
)
