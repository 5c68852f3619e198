"""The norms of one Python file: sizes, imports, names, escapes from the type checker. Each rule is a function from a Source to findings.

Above: norms.py, which reads the tree and prints. Below: the standard library. Does not know which files there are, nor how they relate.
"""

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass, field

FILE_LINES = 400
FUNCTION_LINES = 60
FUNCTION_BRANCHES = 10
FUNCTION_ARGUMENTS = 6
ESCAPES = 25

ROOMS = "packages/strongroom/src/strongroom/"
ADAPTERS = frozenset({"duckdb", "kafka", "opa", "pkcs11", "postgres", "redis", "s3", "snowflake", "vault"})
BROAD_EXCEPT_ALLOWED = frozenset({ROOMS + "pipeline/engine.py", ROOMS + "audit/writer.py", ROOMS + "app/cli/faults.py"})
BANNED_WORDS = frozenset({"manager", "managers", "helper", "helpers", "util", "utils", "utility", "utilities", "service", "services", "base", "common", "misc"})
BANNED_IN_FUNCTIONS = BANNED_WORDS - {"base", "service", "services"}
OPTIONAL_MARK = re.compile(r"#\s*optional extra:\s*\w+")
UNFINISHED = re.compile(r"\b(?:TO[D]O|FIX[M]E|XX[X]|HAC[K]|TB[D])\b")
ESCAPE = re.compile(r"#\s*(?:type:\s*ignore|noqa)\b")
ESCAPE_WITH_CODE = re.compile(r"#\s*(?:type:\s*ignore\[[\w, -]+\]|noqa:\s*[A-Z]+[0-9]+(?:\s*,\s*[A-Z]+[0-9]+)*)")
WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One place that breaks a norm; `message` says what is allowed and what to do."""

    path: str
    line: int
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file: its path from the root with forward slashes, its text, its tree and its comments by line."""

    path: str
    text: str
    tree: ast.Module
    comments: dict[int, str] = field(default_factory=dict)

    def finding(self, line: int, rule: str, message: str) -> Finding:
        """A finding in this file."""
        return Finding(self.path, line, rule, message)


def read(path: str, text: str) -> Source:
    """The parsed file. Raises SyntaxError where it is no Python."""
    tree = ast.parse(text)
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return Source(path, text, tree, {token.start[0]: token.string for token in tokens if token.type == tokenize.COMMENT})


def check(source: Source) -> Iterator[Finding]:
    """Every finding of every rule in one file, escapes not counted yet."""
    yield from sizes(source)
    yield from lazy_imports(source)
    yield from broad_excepts(source)
    yield from names(source)
    yield from docstrings(source)
    yield from unfinished(source)
    yield from core_imports(source)


def sizes(source: Source) -> Iterator[Finding]:
    """Lines of the file; lines, branches and arguments of each function."""
    lines = source.text.count("\n")
    if lines > FILE_LINES:
        yield source.finding(1, "file-length", f"{lines} lines; at most {FILE_LINES}, aim for 60 to 200: split it along a noun of the field")
    for function in (node for node in ast.walk(source.tree) if isinstance(node, Function)):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        if length > FUNCTION_LINES:
            yield source.finding(function.lineno, "function-length", f"{function.name} has {length} lines; at most {FUNCTION_LINES}: give its steps names")
        branches = sum(1 for node in _own(function) if isinstance(node, ast.If | ast.For | ast.AsyncFor | ast.While | ast.ExceptHandler | ast.match_case))
        if branches > FUNCTION_BRANCHES:
            yield source.finding(
                function.lineno, "function-branches", f"{function.name} has {branches} branches; at most {FUNCTION_BRANCHES}: use a table or split it"
            )
        count = _arguments(function)
        if count > FUNCTION_ARGUMENTS:
            yield source.finding(
                function.lineno, "function-arguments", f"{function.name} takes {count} arguments; at most {FUNCTION_ARGUMENTS}: pass one noun that holds them"
            )


def _own(function: Function) -> Iterator[ast.AST]:
    """The nodes of a function without those of the functions inside it."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, Function | ast.Lambda | ast.ClassDef):
            waiting.extend(ast.iter_child_nodes(node))


def _arguments(function: Function) -> int:
    spec = function.args
    every = [*spec.posonlyargs, *spec.args, *spec.kwonlyargs, *(one for one in (spec.vararg, spec.kwarg) if one)]
    return len([one for one in every if one.arg not in {"self", "cls"}])


def lazy_imports(source: Source) -> Iterator[Finding]:
    """Imports inside functions: only optional extras in adapter files, each with its mark."""
    stem = source.path.rsplit("/", 1)[-1].removesuffix(".py")
    for function in (node for node in ast.walk(source.tree) if isinstance(node, Function)):
        for node in _own(function):
            if not isinstance(node, ast.Import | ast.ImportFrom):
                continue
            marked = OPTIONAL_MARK.search(source.comments.get(node.lineno, "")) is not None
            if not (stem in ADAPTERS and marked):
                yield source.finding(
                    node.lineno,
                    "lazy-import",
                    "import inside a function; move it to the top of the file (an optional extra may stay in an adapter file "
                    f"{{{', '.join(sorted(ADAPTERS))}}}.py with the comment `# optional extra: reason`)",
                )


def broad_excepts(source: Source) -> Iterator[Finding]:
    """`except Exception`, `except BaseException` and bare `except`."""
    if source.path in BROAD_EXCEPT_ALLOWED:
        return
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.ExceptHandler):
            continue
        caught = [node.type] if not isinstance(node.type, ast.Tuple) else node.type.elts
        if any(one is None or (isinstance(one, ast.Name) and one.id in {"Exception", "BaseException"}) for one in caught):
            yield source.finding(
                node.lineno, "broad-except", "catches everything; name the errors you expect (allowed only in the engine, the background loop, the CLI)"
            )


def names(source: Source) -> Iterator[Finding]:
    """Names that say nothing, in the path, of classes and of functions."""
    for part in source.path.removesuffix(".py").split("/"):
        banned = BANNED_WORDS & set(_words(part))
        if banned:
            yield source.finding(1, "empty-name", f"`{part}` says `{min(banned)}`; name it by what it is in the bank or on the road")
    for node in ast.walk(source.tree):
        if not isinstance(node, Function | ast.ClassDef):
            continue
        banned = (BANNED_WORDS if isinstance(node, ast.ClassDef) else BANNED_IN_FUNCTIONS) & set(_words(node.name))
        if banned:
            yield source.finding(node.lineno, "empty-name", f"`{node.name}` says `{min(banned)}`; name it by what it is in the bank or on the road")


def _words(name: str) -> list[str]:
    return [word.lower() for word in WORDS.findall(name)]


def docstrings(source: Source) -> Iterator[Finding]:
    """Every module says what it is; every room says what is above it, below it, and what it does not know."""
    text = ast.get_docstring(source.tree)
    if not text:
        yield source.finding(1, "module-docstring", "no docstring; the first line of a file says what it is for")
        return
    inside = source.path.removeprefix(ROOMS)
    if inside == source.path or inside.count("/") != 1 or not inside.endswith("/__init__.py"):
        return
    missing = [word for word in ("Above:", "Below:") if word not in text]
    if "Does not know:" not in text and "Knows no" not in text:
        missing.append("Does not know:")
    if missing:
        yield source.finding(1, "room-docstring", f"the room's docstring lacks {', '.join(missing)}")


def unfinished(source: Source) -> Iterator[Finding]:
    """Code that is not there yet."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Raise) and node.exc is not None and "NotImplementedError" in ast.dump(node.exc):
            yield source.finding(node.lineno, "unfinished", "raises NotImplementedError; finish it or take it out (a port is a Protocol)")


def core_imports(source: Source) -> Iterator[Finding]:
    """The core imports the standard library and itself."""
    if not source.path.startswith(ROOMS + "core/"):
        return
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        for module in [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]:
            if module.split(".")[0] not in sys.stdlib_module_names and not module.startswith("strongroom.core"):
                yield source.finding(node.lineno, "core-import", f"core imports {module}; it may import the standard library and strongroom.core only")


def escapes(source: Source) -> Iterator[Finding]:
    """Each use of Any, `type: ignore` and `noqa`, as findings to be counted; the message is empty where the escape is in order."""
    for line, comment in source.comments.items():
        for _ in ESCAPE.finditer(comment):
            yield source.finding(
                line, "escape", "" if _excused(comment) else "name the code and the reason: `# noqa: S603  why` or `# type: ignore[code]  # why`"
            )
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Name | ast.Attribute):
            continue
        if "Any" in {getattr(node, "id", ""), getattr(node, "attr", "")}:
            comment = source.comments.get(node.lineno, "")
            yield source.finding(node.lineno, "escape", "" if len(comment.split()) > 2 else "say on the same line why nothing narrower than Any will do")


def _excused(comment: str) -> bool:
    if len(ESCAPE_WITH_CODE.findall(comment)) != len(ESCAPE.findall(comment)):
        return False
    return len(ESCAPE_WITH_CODE.sub("", comment).replace("#", "").split()) >= 2
