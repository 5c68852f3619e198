"""The TLS files that the configuration names, tried before anything is opened with them, so that a fault names the setting, the file and the cure."""

import ssl
from collections.abc import Mapping
from pathlib import Path

from strongroom.app.configuration import ConfigurationError
from strongroom.app.settings import ListenSettings
from strongroom.drivers.http import HttpSettings

_CURE = "name PEM files that this user may read, a certificate with its own key"


def check_listening(listen: ListenSettings) -> None:
    """The files of our own door. Raises ConfigurationError."""
    certificate, key = listen.tls_certificate, listen.tls_key
    _readable({"listen.tls_certificate": certificate, "listen.tls_key": key})
    _fitting(ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), "listen.tls_certificate", certificate, key)


def check_upstream(settings: HttpSettings) -> None:
    """The files for connections to the servers behind. Raises ConfigurationError."""
    authority, certificate, key = settings.ca_file, settings.certificate_file, settings.key_file
    named = {"upstream_http.ca_file": authority, "upstream_http.certificate_file": certificate, "upstream_http.key_file": key}
    _readable(named)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if authority is not None:
        try:
            context.load_verify_locations(authority)
        except ssl.SSLError as error:
            raise _unfit("upstream_http.ca_file", authority, error) from None
    _fitting(context, "upstream_http.certificate_file", certificate, key)


def _fitting(context: ssl.SSLContext, name: str, certificate: Path | None, key: Path | None) -> None:
    if certificate is not None:
        try:
            context.load_cert_chain(certificate, key)
        except ssl.SSLError as error:
            raise _unfit(name, certificate, error) from None


def _readable(files: Mapping[str, Path | None]) -> None:
    for name, path in files.items():
        try:
            if path is not None:
                path.open("rb").close()
        except OSError as error:
            raise ConfigurationError.of(f"cannot be read as {name}: {error.strerror}", _CURE, file=str(path)) from None


def _unfit(name: str, path: Path, error: ssl.SSLError) -> ConfigurationError:
    return ConfigurationError.of(f"cannot be used as {name}: {error.reason or 'no PEM'}", _CURE, file=str(path))
