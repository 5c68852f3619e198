"""From strongroom.yaml to Settings: read, resolve references, validate, and make every path absolute. Faults name the file, the line and the cure."""

import os
from pathlib import Path

from pydantic import ValidationError

from strongroom.app.settings import LOOPBACK, Settings
from strongroom.app.yaml_source import ConfigurationFault, Source, read

_VARIABLE = "STRONGROOM_CONFIG"
_USUAL = Path("strongroom.yaml")
_CURES = {
    "extra_forbidden": "remove it or correct its name; docs/settings.md lists what there is",
    "missing": "add it",
    "union_tag_invalid": "choose one of the kinds named",
}


def find(given: Path | None) -> Path | None:
    """The file to read: the one given, else the one STRONGROOM_CONFIG names, else ./strongroom.yaml, else none."""
    if given is not None:
        return given
    if named := os.environ.get(_VARIABLE):
        return Path(named)
    return _USUAL if _USUAL.exists() else None


def load(path: Path | None, *, port: int | None = None) -> Settings:
    """The settings of the file, or the embedded defaults; `port` replaces `listen.port`. Raises ConfigurationFault."""
    source = read(path) if path is not None else Source(Path("(no file)"), None, None)
    data = source.data if source.data is not None else {}
    if not isinstance(data, dict):
        message = f"{source.where(())}: a configuration is a map of sections; begin with a section such as `listen:`"
        raise ConfigurationFault(message)
    if port is not None:
        listen = data.get("listen")
        data = data | {"listen": (listen if isinstance(listen, dict) else {}) | {"port": port}}
    try:
        settings = Settings.model_validate(data)
    except ValidationError as error:
        raise ConfigurationFault("\n".join(_faults(error, source))) from None
    return _grounded(settings, path.parent if path is not None else Path())


def _faults(error: ValidationError, source: Source) -> list[str]:
    found: list[str] = []
    for fault in error.errors(include_url=False, include_input=False):
        location = tuple(step for step in fault["loc"] if not isinstance(step, str) or step not in {"development", "oidc"})
        where = ".".join(str(step) for step in location) or "the whole file"
        cure = _CURES.get(fault["type"], "docs/settings.md says what is allowed")
        line = f"{source.where(location)}: {where}: {fault['msg'].removeprefix('Value error, ')}; {cure}"
        if line not in found:
            found.append(line)
    return found


def _grounded(settings: Settings, folder: Path) -> Settings:
    """The same with absolute paths: relative ones count from the folder of the file; the audit log lives in the state folder unless it names its own."""
    state = (folder / settings.state).absolute()
    chosen = "directory" in settings.audit.model_fields_set
    audit = (folder / settings.audit.directory).absolute() if chosen else state / "audit"
    policy = (folder / settings.policy.file).absolute() if settings.policy.file is not None else None
    host = "127.0.0.1" if settings.listen.host in {*LOOPBACK, "0.0.0.0", "::"} else settings.listen.host  # noqa: S104  compared, not bound
    scheme = "https" if settings.listen.tls_certificate else "http"
    named = "public_url" in settings.edge.model_fields_set
    public_url = settings.edge.public_url if named else f"{scheme}://{host}:{settings.listen.port}"
    return settings.model_copy(
        update={
            "state": state,
            "audit": settings.audit.model_copy(update={"directory": audit}),
            "policy": settings.policy.model_copy(update={"file": policy}),
            "edge": settings.edge.model_copy(update={"public_url": public_url}),
        }
    )
