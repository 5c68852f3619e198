"""YAML as our files may use it: plain data that still knows its lines; no aliases, no repeated keys, no words that turn into numbers or booleans."""

import re
from typing import Final

import yaml

from strongroom.core.json import Json

Location = tuple[int | str, ...]

_DEEPEST: Final = 20
_TAG: Final = "tag:yaml.org,2002:"
_INTEGER: Final = re.compile(r"-?(0|[1-9][0-9]{0,30})")
_WORDS: Final[dict[str, Json]] = {"true": True, "false": False, "null": None, "~": None, "": None}


class UnreadableYamlError(Exception):
    """The text is no YAML that our files may use. `line` counts from 1."""

    def __init__(self, line: int, what: str, cure: str) -> None:
        super().__init__(what)
        self.line = line
        self.what = what
        self.cure = cure


def read_node(text: str) -> yaml.Node | None:
    """The tree of the one document in `text`, None if it is empty. Raises UnreadableYamlError."""
    try:
        _look_over(text)
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise UnreadableYamlError(
            mark.line + 1 if mark else 1, f"is no YAML: {error.problem}", "check the indentation and the quotes around that line"
        ) from None
    except yaml.YAMLError:
        raise UnreadableYamlError(1, "holds characters that YAML does not allow", "save it as plain UTF-8 text") from None


def _look_over(text: str) -> None:
    """Refuses what would make reading on costly: aliases, which let a small file grow without bound, and depth."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise UnreadableYamlError(line, f"the alias *{event.anchor} is not read here", "write the value out")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise UnreadableYamlError(line, "is nested too deep", f"keep it under {_DEEPEST} levels")


def plain(node: yaml.Node | None) -> Json:
    """The data under `node`.

    Only whole numbers, true, false and null are more than text, so that 08:00 and NO stay words and 0.10 stays exact.
    Raises UnreadableYamlError.
    """
    if node is None:
        return None
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return _mapping(node)
    return _scalar(node)


def _mapping(node: yaml.MappingNode) -> Json:
    found: dict[str, Json] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise UnreadableYamlError(line, "a key is no word", "write keys as words")
        if key.value in found:
            raise UnreadableYamlError(line, f"{key.value!r} stands here for the second time", "keep one of the two")
        found[key.value] = plain(value)
    return found


def _scalar(node: yaml.Node) -> Json:
    text = str(node.value)
    if isinstance(node, yaml.ScalarNode) and node.style in {"'", '"', "|", ">"}:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return text


def line_of(node: yaml.Node | None, location: Location) -> int:
    """The line of what stands at `location`, or of its nearest parent that the file holds; counts from 1."""
    line = node.start_mark.line + 1 if node else 1
    for step in location:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        elif isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == str(step)), None)
            if pair is None:
                break
            line = pair[0].start_mark.line + 1
            node = pair[1]
        else:
            break
    return line
