"""Countries as lists write them, to ISO 3166-1 alpha-2."""

import csv
from functools import cache
from importlib import resources


@cache
def _codes() -> dict[str, str]:
    text = resources.files("bank_compliance.lists").joinpath("countries.csv").read_text(encoding="utf-8")
    return {name: code for code, *names in csv.reader(text.splitlines()) for name in names}


def country_code(name: str) -> str | None:
    """Alpha-2 of an English country name, in any case; a code itself passes; None when unknown."""
    known = _codes()
    wanted = " ".join(name.casefold().replace(".", "").split())
    if len(wanted) == 2 and wanted.upper() in known.values():
        return wanted.upper()
    return known.get(wanted)


@cache
def _names() -> dict[str, str]:
    text = resources.files("bank_compliance.lists").joinpath("countries.csv").read_text(encoding="utf-8")
    return {code: name for code, name, *_ in csv.reader(text.splitlines())}


def country_name(code: str) -> str:
    """The name lists use for an alpha-2 code, each word with a capital; KeyError when unknown."""
    return " ".join(word if word in {"and", "of", "the"} else word.capitalize() for word in _names()[code].split())
