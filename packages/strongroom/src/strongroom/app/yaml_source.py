"""Reads a YAML file so that any value in it can be found again by line: errors then name the file, the line and the cure."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from strongroom.app.references import ReferenceFault, is_reference, resolve
from strongroom.core.json import Json

_LARGEST_FILE = 1024 * 1024
_DEEPEST = 20


class ConfigurationFault(Exception):  # noqa: N818  a fault in the operator's file, not in the program
    """What is wrong in a configuration file, where, and what to do. Prints as `file:line: what; cure`."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: the plain data, and the nodes that know their lines."""

    path: Path
    data: Json
    root: yaml.Node | None

    def where(self, location: tuple[int | str, ...]) -> str:
        """`file:line` of the value at `location`, or of its nearest parent that the file holds."""
        node = self.root
        for step in location:
            inner = _child(node, step)
            if inner is None:
                break
            node = inner
        line = node.start_mark.line + 1 if node is not None else 1
        return f"{self.path}:{line}"


def read(path: Path) -> Source:
    """The file at `path`, its references resolved.

    Raises ConfigurationFault where it cannot be read, is no YAML, is too large or too deep, repeats a key, or refers to what is not there.
    """
    try:
        if path.stat().st_size > _LARGEST_FILE:
            message = f"{path}: over {_LARGEST_FILE} bytes; a configuration file is smaller"
            raise ConfigurationFault(message)
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        message = f"{path}: {error.strerror}; name a file that exists with --config, or leave it out for the defaults"
        raise ConfigurationFault(message) from None
    except UnicodeDecodeError:
        message = f"{path}: is not UTF-8 text"
        raise ConfigurationFault(message) from None
    try:
        _refuse_aliases(text, path)
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
        return Source(path, _plain(root, path, 0), root)
    except yaml.YAMLError as error:
        mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
        problem = error.problem if isinstance(error, yaml.MarkedYAMLError) else "is no YAML"
        message = f"{path}:{mark.line + 1 if mark else 1}: {problem}; check the indentation and the quotes around it"
        raise ConfigurationFault(message) from None


def _refuse_aliases(text: str, path: Path) -> None:
    """An alias lets a small file grow without bound."""
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            line = event.start_mark.line + 1 if event.start_mark else 1
            message = f"{path}:{line}: aliases (*{event.anchor}) are not read here; write the value out"
            raise ConfigurationFault(message)


def _plain(node: yaml.Node | None, path: Path, depth: int) -> Json:
    if node is None:
        return None
    if depth > _DEEPEST:
        message = f"{path}:{node.start_mark.line + 1}: nested over {_DEEPEST} deep; a configuration file is flatter"
        raise ConfigurationFault(message)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, path, depth + 1) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, depth)
    value: Json = yaml.CSafeLoader("").construct_object(node)
    if isinstance(value, str) and is_reference(value):
        try:
            return resolve(value, beside=path.parent)
        except ReferenceFault as fault:
            message = f"{path}:{node.start_mark.line + 1}: {fault}"
            raise ConfigurationFault(message) from None
    if value is not None and not isinstance(value, str | int | float | bool):
        return str(node.value)
    return value


def _mapping(node: yaml.MappingNode, path: Path, depth: int) -> Json:
    plain: dict[str, Json] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in plain:
            message = f"{path}:{key_node.start_mark.line + 1}: {key!r} stands here for the second time; keep one"
            raise ConfigurationFault(message)
        plain[key] = _plain(value_node, path, depth + 1)
    return plain


def _child(node: yaml.Node | None, step: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item: yaml.Node = node.value[step]
        return item
    if isinstance(node, yaml.MappingNode):
        for key_node, value_node in node.value:
            if key_node.value == str(step):
                found: yaml.Node = value_node
                return found
    return None
