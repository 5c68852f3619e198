"""The norms tool is trusted by everybody, so each of its rules is shown to bite on a small tree, and the small tree to be clean without."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import norms
import pytest
from norms_code import Finding

ROOT = Path(__file__).resolve().parents[2]
ROOM = "packages/strongroom/src/strongroom/limits"
CLEAN = {
    f"{ROOM}/__init__.py": '"""How much.\n\nAbove: pipeline.\nBelow: core.\nDoes not know: what a call means.\n"""\n',
    f"{ROOM}/rate.py": '"""Rates."""\n\n\ndef double(rate: int) -> int:\n    """Twice the rate."""\n    twice = rate * 2\n    return twice\n',
    "packages/strongroom/tests/limits/test_rate.py": '"""Rates."""\n\n\ndef test_twice_is_twice() -> None:\n    assert 2 + 2 == 4\n',
    "README.md": "A house.\n",
}


@pytest.fixture
def tree(tmp_path: Path) -> Callable[..., list[Finding]]:
    """Writes the clean tree with changes on top, and says what the tool finds."""

    def findings(changes: dict[str, str] | None = None) -> list[Finding]:
        subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
        for path, text in (CLEAN | (changes or {})).items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text)
        return norms.findings_of(tmp_path)

    return findings


def function(body: str, *, signature: str = "def work(rate: int) -> int:") -> str:
    """A module with one function."""
    return f'"""Rates."""\n\n\n{signature}\n    """Work."""\n{body}\n'


def test_a_tree_that_keeps_the_norms_is_clean(tree: Callable[..., list[Finding]]) -> None:
    assert tree() == []


RATE = f"{ROOM}/rate.py"
BRANCHES = "\n".join(f"    if rate == {number}:\n        return {number}" for number in range(11)) + "\n    return rate"
VIOLATIONS = {
    "a long file": ("file-length", RATE, '"""Rates."""\n' + "X = 1\n" * 400),
    "a long function": ("function-length", RATE, function("    rate += 1\n" * 60 + "    return rate")),
    "many branches": ("function-branches", RATE, function(BRANCHES)),
    "many arguments": (
        "function-arguments",
        RATE,
        function("    return 1", signature="def work(a: int, b: int, c: int, d: int, *, e: int, f: int, g: int) -> int:"),
    ),
    "a hidden import": ("lazy-import", RATE, function("    import json\n    return len(json.dumps(rate))")),
    "an unmarked optional import": ("lazy-import", f"{ROOM}/redis.py", function("    import redis\n    return redis.from_url(rate)")),
    "everything caught": ("broad-except", RATE, function("    try:\n        return 1\n    except Exception:\n        return 2")),
    "everything caught, unnamed": ("broad-except", RATE, function("    try:\n        return 1\n    except:\n        return 2")),
    "everything caught, in a tuple": ("broad-except", RATE, function("    try:\n        return 1\n    except (ValueError, BaseException):\n        return 2")),
    "a class that manages": ("empty-name", RATE, '"""Rates."""\n\n\nclass RateManager:\n    """Rates."""\n'),
    "a function that helps": ("empty-name", RATE, '"""Rates."""\n\n\ndef rate_helper() -> None:\n    """Rates."""\n'),
    "a file of odds and ends": ("empty-name", f"{ROOM}/utils.py", '"""Rates."""\n'),
    "a file without a docstring": ("module-docstring", RATE, "X = 1\n"),
    "a room that knows everything": ("room-docstring", f"{ROOM}/__init__.py", '"""How much."""\n'),
    "unfinished code": ("unfinished", RATE, function("    raise NotImplementedError")),
    "a mark of unfinished work": ("unfinished", "README.md", "TO|DO: write this\n".replace("|", "")),
    "a path of one machine": ("machine-path", "README.md", "cd /ho|me/ann/strongroom\n".replace("|", "")),
    "a registry": ("registry-host", "requirements/run.lock", "--index|-url https://example.org/simple\n".replace("|", "")),
    "an escape without a reason": ("escape", RATE, '"""Rates."""\n\nX: int = "1"  # type: ignore[assignment]\n'),
    "an escape without a code": ("escape", RATE, '"""Rates."""\n\nX = 1  # noqa  it is needed here\n'),
    "Any without a reason": ("escape", RATE, '"""Rates."""\n\nfrom typing import Any\n\nX: Any = 1\n'),
    "too many escapes": ("escapes", RATE, '"""Rates."""\n\n' + 'X: int = "1"  # type: ignore[assignment]  # the reason is here\n' * 26),
    "a module nobody tests": ("mirror", f"{ROOM}/slots.py", CLEAN[RATE]),
    "a test of nothing": ("mirror", "packages/strongroom/tests/limits/test_slots.py", '"""Slots."""\n'),
    "a core with a third party": ("core-import", "packages/strongroom/src/strongroom/core/call.py", '"""Calls."""\n\nimport orjson\n'),
    "broken Python": ("syntax", RATE, "def (\n"),
}


@pytest.mark.control("OPS-07")
@pytest.mark.parametrize("violation", VIOLATIONS)
def test_each_violation_is_found_where_it_stands(violation: str, tree: Callable[..., list[Finding]]) -> None:
    rule, path, text = VIOLATIONS[violation]
    found = [one for one in tree({path: text}) if one.rule == rule]
    assert [one.path for one in found] == [path if rule != "escapes" else "."]
    assert found[0].message


def test_a_crowded_root_folder_is_found(tree: Callable[..., list[Finding]]) -> None:
    found = tree({f"file{number}.md": "x\n" for number in range(20)})
    assert [one.rule for one in found] == ["root-entries"]


def test_an_optional_extra_may_be_imported_late_in_its_adapter(tree: Callable[..., list[Finding]]) -> None:
    late = function("    import redis  # optional extra: only installations with a cluster have it\n    return redis.from_url(rate)")
    test = "packages/strongroom/tests/limits/test_redis.py"
    assert tree({f"{ROOM}/redis.py": late, test: '"""Redis."""\n'}) == []


def test_the_engine_may_catch_everything(tree: Callable[..., list[Finding]]) -> None:
    engine = function("    try:\n        return 1\n    except Exception:\n        return 2")
    place = "packages/strongroom/{}/pipeline/{}engine.py"
    found = tree({place.format("src/strongroom", ""): engine, place.format("tests", "test_"): '"""The engine."""\n'})
    assert found == []


def test_what_git_ignores_is_nobody_s_norm(tree: Callable[..., list[Finding]]) -> None:
    assert tree({".gitignore": "out/\n", "out/report.md": "TO|DO\n".replace("|", "")}) == []


def test_the_command_prints_each_finding_and_fails(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "rate.py").write_text("X = 1\n")
    run = subprocess.run([sys.executable, str(ROOT / "tools/norms.py"), "--root", str(tmp_path)], check=False, capture_output=True, text=True)
    assert run.returncode == 1
    assert run.stdout.startswith("rate.py:1: module-docstring: ")


def test_the_command_says_so_when_all_is_kept(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    run = subprocess.run([sys.executable, str(ROOT / "tools/norms.py"), "--root", str(tmp_path)], check=False, capture_output=True, text=True)
    assert (run.returncode, run.stdout) == (0, "norms: all kept\n")
