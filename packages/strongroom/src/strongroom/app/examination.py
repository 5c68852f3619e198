"""What `strongroom doctor` looks at, one question each. Reads only."""

import os
import shutil
import socket
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from strongroom.app.configuration import ConfigurationError
from strongroom.app.obligations import problems_in
from strongroom.app.settings import Settings
from strongroom.app.tls_files import check_listening, check_upstream

_LEAST_FREE = 1024**3
_SECONDS = 2.0
_SECRET_FILES = ("sealing.key", "upstream-keys.sqlite", "development-users.json", "development-identity.sqlite", "command-line-tokens.json")
_AUDIT_SECRET_FILES = ("log.key", "digest.key")


@dataclass(frozen=True, slots=True)
class Finding:
    """One part, whether it is well, and a sentence about it: what it is, or what is wrong and what to do."""

    part: str
    well: bool
    said: str


def examine(settings: Settings, path: Path | None) -> list[Finding]:
    """Everything, in the order in which a start would need it."""
    return [
        Finding("configuration", well=True, said=str(path) if path is not None else "no file: the embedded defaults, which deny every call"),
        _policy(settings),
        _tls(settings),
        _folder("state folder", settings.state),
        _folder("audit folder", settings.audit.directory),
        *_secrets(settings),
        _port(settings),
        *(_server(settings, name, url) for name, url in _addresses(settings)),
    ]


def _policy(settings: Settings) -> Finding:
    file = settings.policy.file
    if file is None:
        return Finding("policy", well=False, said="no policy.file is set, so every call is denied; name one (strongroom demo has an example)")
    problems = problems_in(file)
    return Finding("policy", well=not problems, said="; ".join(map(str, problems)) or str(file))


def _tls(settings: Settings) -> Finding:
    try:
        check_listening(settings.listen)
        check_upstream(settings.upstream_http)
    except ConfigurationError as fault:
        return Finding("TLS files", well=False, said=str(fault))
    return Finding("TLS files", well=True, said="those that are named can be used")


def _folder(part: str, folder: Path) -> Finding:
    standing = next(one for one in (folder, *folder.parents) if one.exists())
    free = shutil.disk_usage(standing).free
    if not os.access(standing, os.W_OK):
        return Finding(part, well=False, said=f"{standing} cannot be written by this user; change its owner or name another folder")
    if free < _LEAST_FREE:
        return Finding(part, well=False, said=f"{standing} has {free / 1024**2:.0f} MiB free; the log refuses writes when the disk is full, so make room")
    return Finding(part, well=True, said=f"{folder}, {free / 1024**3:.0f} GiB free")


def _secrets(settings: Settings) -> Iterator[Finding]:
    files = [settings.state / name for name in _SECRET_FILES] + [settings.audit.directory / name for name in _AUDIT_SECRET_FILES]
    open_to_others = [str(file) for file in files if file.exists() and file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]
    if open_to_others:
        yield Finding("secrets", well=False, said=f"{', '.join(open_to_others)} can be read by others; chmod 600 them and consider them known")
    else:
        yield Finding("secrets", well=True, said="key files are readable by their owner alone")


def _port(settings: Settings) -> Finding:
    host, port = settings.listen.host, settings.listen.port
    with socket.socket() as probe:
        probe.settimeout(_SECONDS)
        taken = probe.connect_ex((host, port)) == 0
    return Finding("port", well=True, said=f"{host}:{port} {'answers: something is running there' if taken else 'is free'}")


def _addresses(settings: Settings) -> Iterator[tuple[str, str]]:
    return ((server.name, url) for server in settings.servers for url in server.urls)


def _server(settings: Settings, name: str, url: str) -> Finding:
    command = next((server.command for server in settings.servers if server.name == name), ())
    if command and shutil.which(command[0]) is None:
        return Finding(f"server {name}", well=False, said=f"its command {command[0]} is not installed or not on PATH")
    where = urlsplit(url)
    try:
        with socket.create_connection((where.hostname or "", where.port or (443 if where.scheme == "https" else 80)), timeout=_SECONDS):
            return Finding(f"server {name}", well=True, said=f"{url} answers")
    except OSError as error:
        if command:
            return Finding(f"server {name}", well=True, said=f"{url} does not answer yet; `strongroom up` starts it")
        return Finding(f"server {name}", well=False, said=f"{url} does not answer ({error.strerror or error}); start it or correct the URL")
