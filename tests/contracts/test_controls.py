"""The controls of docs/controls/ and the tests that show them, held against each other both ways."""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FIELDS = {"id", "sentence", "source", "gap"}
FAMILIES = {"IDN", "POL", "PRO", "LIM", "AUD", "EDG", "OPS"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One `@pytest.mark.control(...)`: the id and where it stands."""

    control: str
    place: str


def manifest() -> dict[str, dict[str, str]]:
    """Every control by id."""
    controls: dict[str, dict[str, str]] = {}
    for path in sorted((ROOT / "docs/controls").glob("*.toml")):
        for control in tomllib.loads(path.read_text())["control"]:
            assert control["id"] not in controls, f"{control['id']} stands twice"
            controls[control["id"]] = control
    return controls


def marks() -> list[Mark]:
    """Every use of the marker in the tests of the house, this file's own examples aside."""
    files = [*ROOT.glob("packages/*/tests/**/test_*.py"), *ROOT.glob("tests/**/test_*.py")]
    return [mark for path in sorted(files) if path != Path(__file__) for mark in marks_in(path.read_text(), str(path.relative_to(ROOT)))]


def marks_in(text: str, name: str) -> Iterator[Mark]:
    """The uses of the marker in one file: as a decorator, or in `pytestmark`."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.control":
            for argument in node.args:
                assert isinstance(argument, ast.Constant), f"{name}:{node.lineno}: write the id of the control as a plain string"
                yield Mark(str(argument.value), f"{name}:{node.lineno}")


@pytest.mark.parametrize("path", sorted((ROOT / "docs/controls").glob("*.toml")), ids=lambda path: path.stem)
def test_each_file_of_controls_is_well_formed(path: Path) -> None:
    document = tomllib.loads(path.read_text())
    assert set(document) == {"family", "control"}
    assert document["family"] in FAMILIES
    for control in document["control"]:
        assert set(control) - {"gap"} == FIELDS - {"gap"}, f"{control}: a control has {', '.join(sorted(FIELDS))}, and gap only where there is one"
        assert re.fullmatch(rf"{document['family']}-[0-9]{{2}}", control["id"])
        assert all(isinstance(value, str) and value.strip() for value in control.values()), (
            f"{control['id']}: a field is empty; leave gap out where there is none"
        )


def test_every_family_has_its_controls() -> None:
    assert {control.split("-")[0] for control in manifest()} == FAMILIES


def test_every_control_is_shown_by_a_test_or_states_its_gap() -> None:
    shown = {mark.control for mark in marks()}
    silent = sorted(name for name, control in manifest().items() if name not in shown and "gap" not in control)
    assert not silent, f"no test carries {', '.join(silent)}: mark one with @pytest.mark.control(...), or state the gap in docs/controls/"


def test_no_test_claims_a_control_that_is_not_in_the_manifest() -> None:
    known = manifest()
    unknown = [f"{mark.place} {mark.control}" for mark in marks() if mark.control not in known]
    assert not unknown, f"unknown controls: {', '.join(unknown)}; docs/controls/ has {', '.join(known)}"


def test_marks_are_found_on_functions_and_files_alike() -> None:
    text = 'import pytest\n\npytestmark = [pytest.mark.control("AUD-01")]\n\n\n@pytest.mark.control("AUD-02", "AUD-03")\ndef test_x() -> None: ...\n'
    assert sorted(mark.control for mark in marks_in(text, "test_x.py")) == ["AUD-01", "AUD-02", "AUD-03"]
