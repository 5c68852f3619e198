"""Checks the norms of the house (CONTRIBUTING.md) over every file git knows or would add; prints one line per finding and exits 1 if there are any.

Usage: python tools/norms.py [--root FOLDER] [PATH ...]     with paths, only findings under them are shown.
Above: make check. Below: norms_code.py, git. Does not know what the code does.
"""

import argparse
import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from norms_code import ESCAPES, UNFINISHED, Finding, Function, Source, check, escapes, read

ROOT_ENTRIES = 20
EXEMPT_FROM_MIRROR = frozenset({"__init__", "__main__", "port", "settings"})
MACHINE_PATH = re.compile(r"(?<![\w.}$~-])/(?:home|root|Users|work)/[\w.]+")
REGISTRY_HOST = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs\.org|registry\.yarnpkg\.com|proxy\.golang\.org|static\.crates\.io|repo1?\.maven\.org"
    r"|--(?:extra-)?index-url[ =]\S"
)
BINARY = frozenset({".png", ".ico", ".woff2", ".gz", ".jpg", ".pyc", ".bin"})


def files_of(root: Path) -> list[str]:
    """Paths from the root of all files that are tracked, or would be by `git add`."""
    listed = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"], check=True, capture_output=True, text=True
    ).stdout
    return sorted({path for path in listed.split("\0") if path and (root / path).is_file()})


def findings_of(root: Path) -> list[Finding]:
    """Everything that breaks a norm under `root`, in order of path and line."""
    paths = files_of(root)
    sources: list[Source] = []
    found: list[Finding] = list(root_entries(paths))
    for path in paths:
        if Path(path).suffix in BINARY:
            continue
        text = (root / path).read_text(encoding="utf-8", errors="replace")
        found += text_rules(path, text)
        if not path.endswith(".py"):
            continue
        try:
            source = read(path, text)
        except SyntaxError as error:
            found.append(Finding(path, error.lineno or 1, "syntax", f"does not parse: {error.msg}"))
            continue
        sources.append(source)
        found += check(source)
    found += counted_escapes(sources)
    found += mirror(sources)
    return sorted(set(found))


def root_entries(paths: Iterable[str]) -> Iterator[Finding]:
    """The root folder stays readable at one glance."""
    entries = {path.split("/", 1)[0] for path in paths}
    if len(entries) > ROOT_ENTRIES:
        yield Finding(".", 1, "root-entries", f"{len(entries)} entries in the root folder; at most {ROOT_ENTRIES}: move something down")


def text_rules(path: str, text: str) -> Iterator[Finding]:
    """What no file of any kind may hold."""
    for number, line in enumerate(text.splitlines(), 1):
        if UNFINISHED.search(line):
            yield Finding(path, number, "unfinished", "marks unfinished work; finish it, or open an issue and take the mark out")
        if MACHINE_PATH.search(line):
            yield Finding(path, number, "machine-path", "an absolute path of one machine; build it from the repository's root or a setting")
        if REGISTRY_HOST.search(line):
            yield Finding(path, number, "registry-host", "names a package registry; which registry is used is the machine's configuration")


def counted_escapes(sources: Iterable[Source]) -> Iterator[Finding]:
    """`Any`, `type: ignore` and `noqa`: each with code and reason, and few in all."""
    every = [escape for source in sources for escape in escapes(source)]
    yield from (escape for escape in every if escape.message)
    if len(every) > ESCAPES:
        places = ", ".join(f"{escape.path}:{escape.line}" for escape in every)
        yield Finding(".", 1, "escapes", f"{len(every)} uses of Any, type: ignore and noqa in all; at most {ESCAPES}: {places}")


def mirror(sources: Iterable[Source]) -> Iterator[Finding]:
    """packages/P/src/N/room/module.py and packages/P/tests/room/test_module.py, both ways; a long test file may go on as test_module_aspect.py."""
    modules: dict[str, Source] = {}
    tests: dict[str, Source] = {}
    for source in sources:
        parts = source.path.split("/")
        if len(parts) > 4 and parts[0] == "packages" and parts[2] == "src":
            modules["/".join([parts[1], *parts[4:]]).removesuffix(".py")] = source
        elif len(parts) > 3 and parts[0] == "packages" and parts[2] == "tests" and parts[-1].startswith("test_"):
            tests["/".join([parts[1], *parts[3:-1], parts[-1].removeprefix("test_")]).removesuffix(".py")] = source
    for key, source in modules.items():
        if key.rsplit("/", 1)[-1] not in EXEMPT_FROM_MIRROR and _does_something(source.tree) and not any(_covers(test, key) for test in tests):
            folder, _, name = key.partition("/")[2].rpartition("/")
            wanted = "/".join(part for part in ("packages", key.split("/")[0], "tests", folder, f"test_{name}.py") if part)
            yield source.finding(1, "mirror", f"no test mirrors this module; write {wanted}")
    for key, source in tests.items():
        if not any(_covers(key, module) for module in modules):
            yield source.finding(1, "mirror", "mirrors no module; name it test_<module>.py (or test_<module>_<aspect>.py) in the module's folder")


def _covers(test: str, module: str) -> bool:
    return test == module or test.startswith(module + "_")


def _does_something(tree: ast.Module) -> bool:
    """Whether a module has a function that decides anything, so that there is something to test: enums, protocols and plain nouns have none."""
    for node in ast.walk(tree):
        if isinstance(node, Function) and node.name != "__init__":
            steps = [line for line in node.body if not (isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant))]
            if len(steps) > 1 or any(not isinstance(step, ast.Return | ast.Expr | ast.Assign) for step in steps):
                return True
    return False


def main(arguments: list[str]) -> int:
    """Print the findings under the given paths; 1 if there are any."""
    parser = argparse.ArgumentParser(description="Check the norms of the house.")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent)
    parser.add_argument("paths", nargs="*", help="show only findings under these paths (from the root)")
    chosen = parser.parse_args(arguments)
    wanted = tuple(path.rstrip("/") for path in chosen.paths)
    found = [one for one in findings_of(chosen.root) if not wanted or one.path.startswith(wanted)]
    for one in found:
        print(f"{one.path}:{one.line}: {one.rule}: {one.message}")
    print(f"norms: {len(found)} findings" if found else "norms: all kept")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
