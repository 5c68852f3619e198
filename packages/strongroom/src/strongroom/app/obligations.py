"""Whether protection can do what policy obliges it to: those two do not know each other, so only here is a misspelled mask found before a call meets it."""

from collections.abc import Iterator
from pathlib import Path

from strongroom.core.decision import Obligation, ObligationKind
from strongroom.core.stops import Deny
from strongroom.drivers.yaml.files import Problem
from strongroom.policy.embedded import Embedded
from strongroom.policy.explain import check_file
from strongroom.policy.loading import PolicyFileError
from strongroom.policy.tables import Tables
from strongroom.protection.actions import Direction, overridden
from strongroom.protection.classes import DataClass, Style
from strongroom.protection.fields import FieldRules


def policy_of(file: Path | None) -> Embedded:
    """The engine for a policy file, or the closed one where there is none. Raises PolicyFileError, also for obligations that nobody here can meet."""
    if file is None:
        return Embedded.closed()
    engine = Embedded.from_file(file)
    problems = not_understood(engine.tables, file)
    if problems:
        raise PolicyFileError(problems)
    return engine


def problems_in(file: Path) -> tuple[Problem, ...]:
    """What is wrong in a policy file; empty if it can be used."""
    return check_file(file) or not_understood(Embedded.from_file(file).tables, file)


def not_understood(tables: Tables, file: Path) -> tuple[Problem, ...]:
    """The obligations of a policy that protection does not know, each with its line."""
    lines = file.read_text(encoding="utf-8").splitlines()
    wrong = ((place, one, _cure(one)) for place, one in _all(tables))
    return tuple(dict.fromkeys(Problem(str(file), _line(lines, place, one), f"the obligation {one} is not known", cure) for place, one, cure in wrong if cure))


def _all(tables: Tables) -> Iterator[tuple[str, Obligation]]:
    """Every obligation, with the word after which it stands in the file."""
    yield from (("always:", one) for one in tables.always)
    yield from ((f"{entry.name.text}", one) for entry in tables.all_entries() for one in entry.obligations)
    yield from ((f"id: {rule.id}", one) for rule in tables.rules for one in rule.obligations)


def _cure(one: Obligation) -> str:
    """What to write instead; empty where the obligation is understood."""
    if one.kind is ObligationKind.INSPECT:
        refused = isinstance(overridden({}, (one,), Direction.RESULTS), Deny)
        return f"the classes are {', '.join(DataClass)}, alone or after `arguments.` or `results.`" if refused else ""
    try:
        FieldRules((one,))
    except ValueError:
        return f"the styles of masks are {', '.join(Style)}"
    return ""


def _line(lines: list[str], place: str, one: Obligation) -> int:
    """Where the obligation stands: the first line from its place on that holds its path, else the place itself; counts from 1."""
    begin = next((number for number, line in enumerate(lines) if place in line), 0)
    return next((number for number, line in enumerate(lines[begin:], begin) if one.path in line), begin) + 1
