"""From strongroom.yaml to Settings: read, resolve references, validate, and make every path absolute. Faults name the file, the line and the cure."""

import os
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from strongroom.app.references import BrokenReferenceError, is_reference, resolve
from strongroom.app.settings import LOOPBACK, Settings
from strongroom.core.json import Json
from strongroom.drivers.yaml.files import FileProblemsError, Problem, problems_of, read_text
from strongroom.drivers.yaml.nodes import Location, UnreadableYamlError, line_of, plain, read_node

_VARIABLE = "STRONGROOM_CONFIG"
_USUAL = Path("strongroom.yaml")
_NO_FILE = "(no file)"
Section = TypeVar("Section", bound=BaseModel)


class ConfigurationError(FileProblemsError):
    """strongroom.yaml, or what was said on the command line, cannot be used."""

    @classmethod
    def of(cls, what: str, cure: str, *, file: str = "command line", line: int = 1) -> "ConfigurationError":
        """One fault."""
        return cls((Problem(file, line, what, cure),))


def find(given: Path | None) -> Path | None:
    """The file to read: the one given, else the one STRONGROOM_CONFIG names, else ./strongroom.yaml, else none."""
    if given is not None:
        return given
    if named := os.environ.get(_VARIABLE):
        return Path(named)
    return _USUAL if _USUAL.exists() else None


def load(path: Path | None, *, port: int | None = None) -> Settings:
    """The settings of the file, or the embedded defaults; `port` replaces `listen.port`. Raises ConfigurationError."""
    name = str(path) if path is not None else _NO_FILE
    try:
        node = read_node(read_text(path)) if path is not None else None
        data = plain(node)
    except FileProblemsError as error:
        raise ConfigurationError(error.problems) from None
    except UnreadableYamlError as fault:
        raise ConfigurationError.of(fault.what, fault.cure, file=name, line=fault.line) from None
    if data is not None and not isinstance(data, dict):
        raise ConfigurationError.of("is no map of sections", "begin with a section such as `listen:`", file=name)
    folder = path.parent if path is not None else Path()
    return _grounded(_validated(_resolved(data or {}, _Place(name, node, folder)), name, node, port), folder)


class _Place:
    """Where a value stands, for faults."""

    def __init__(self, name: str, node: yaml.Node | None, folder: Path, location: Location = ()) -> None:
        self.name = name
        self.node = node
        self.folder = folder
        self.location = location

    def inside(self, step: int | str) -> "_Place":
        """One step further in."""
        return _Place(self.name, self.node, self.folder, (*self.location, step))


def _resolved(value: Json, place: _Place) -> Json:
    """The same data with every reference replaced by what it stands for."""
    if isinstance(value, dict):
        return {key: _resolved(inner, place.inside(key)) for key, inner in value.items()}
    if isinstance(value, list):
        return [_resolved(inner, place.inside(at)) for at, inner in enumerate(value)]
    if isinstance(value, str) and is_reference(value):
        try:
            return resolve(value, beside=place.folder)
        except BrokenReferenceError as fault:
            what, _, cure = str(fault).partition("; ")
            raise ConfigurationError.of(what, cure or "correct the reference", file=place.name, line=line_of(place.node, place.location)) from None
    return value


def _validated(data: Json, name: str, node: yaml.Node | None, port: int | None) -> Settings:
    if port is not None and isinstance(data, dict):
        listen = data.get("listen")
        data = data | {"listen": (listen if isinstance(listen, dict) else {}) | {"port": port}}
    try:
        return Settings.model_validate(data)
    except ValidationError as error:
        raise ConfigurationError(problems_of(error, Settings, name=name, node=node)) from None


def _grounded(settings: Settings, folder: Path) -> Settings:
    """The same with absolute paths: relative ones count from the folder of the file; the audit log lives in the state folder unless it names its own."""
    state = (folder / settings.state).absolute()
    chosen = "directory" in settings.audit.model_fields_set
    audit = (folder / settings.audit.directory).absolute() if chosen else state / "audit"
    policy = (folder / settings.policy.file).absolute() if settings.policy.file is not None else None
    named = "public_url" in settings.edge.model_fields_set
    return settings.model_copy(
        update={
            "state": state,
            "audit": settings.audit.model_copy(update={"directory": audit}),
            "policy": settings.policy.model_copy(update={"file": policy}),
            "edge": settings.edge.model_copy(update={"public_url": settings.edge.public_url if named else _own_url(settings)}),
            "listen": _grounded_files(settings.listen, folder, "tls_certificate", "tls_key"),
            "upstream_http": _grounded_files(settings.upstream_http, folder, "ca_file", "certificate_file", "key_file"),
        }
    )


def _grounded_files(section: Section, folder: Path, *names: str) -> Section:
    """The section with the files that it names made absolute."""
    found = {name: getattr(section, name) for name in names}
    return section.model_copy(update={name: (folder / path).absolute() for name, path in found.items() if path is not None})


def _own_url(settings: Settings) -> str:
    """The URL that fits where the process listens."""
    listen = settings.listen
    host = "127.0.0.1" if listen.host in {*LOOPBACK, "0.0.0.0", "::"} else listen.host  # noqa: S104  compared, not bound
    return f"{'https' if listen.tls_certificate else 'http'}://{host}:{listen.port}"
