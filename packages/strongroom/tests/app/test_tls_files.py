"""TLS files that cannot be used are named with their setting before anything is opened with them."""

from pathlib import Path

import pytest
from support.authority import make_authority

from strongroom.app.configuration import ConfigurationError, load
from strongroom.app.settings import ListenSettings
from strongroom.app.tls_files import check_listening, check_upstream
from strongroom.drivers.http import HttpSettings


def test_files_that_fit_are_accepted_and_none_are_needed(tmp_path: Path) -> None:
    authority = make_authority(tmp_path)
    certificate, key = authority.issue("127.0.0.1")
    check_listening(ListenSettings(tls_certificate=certificate, tls_key=key))
    check_upstream(HttpSettings(ca_file=authority.file, certificate_file=certificate, key_file=key))
    check_listening(ListenSettings())
    check_upstream(HttpSettings())


def test_a_missing_file_a_wrong_key_and_no_pem_are_named(tmp_path: Path) -> None:
    authority = make_authority(tmp_path)
    certificate, _ = authority.issue("127.0.0.1")
    _, other = authority.issue("127.0.0.2")
    junk = tmp_path / "junk.pem"
    junk.write_text("no pem")
    with pytest.raises(ConfigurationError, match="none.pem:1: cannot be read as upstream_http.ca_file: No such file"):
        check_upstream(HttpSettings(ca_file=tmp_path / "none.pem"))
    with pytest.raises(ConfigurationError, match="junk.pem:1: cannot be used as upstream_http.ca_file"):
        check_upstream(HttpSettings(ca_file=junk))
    with pytest.raises(ConfigurationError, match="cannot be used as upstream_http.certificate_file"):
        check_upstream(HttpSettings(certificate_file=certificate, key_file=other))
    with pytest.raises(ConfigurationError, match="cannot be used as listen.tls_certificate"):
        check_listening(ListenSettings(tls_certificate=certificate, tls_key=other))
    with pytest.raises(ConfigurationError, match="cannot be read as listen.tls_key"):
        check_listening(ListenSettings(tls_certificate=certificate, tls_key=tmp_path / "none.pem"))


def test_relative_files_count_from_the_folder_of_the_configuration(configuration: Path) -> None:
    make_authority(configuration.parent)
    configuration.write_text("listen: {tls_certificate: a.pem, tls_key: b.pem}\nupstream_http: {ca_file: authority.pem}\n")
    settings = load(configuration)
    assert settings.listen.tls_certificate == configuration.parent / "a.pem"
    assert settings.upstream_http.ca_file == configuration.parent / "authority.pem"
    assert settings.upstream_http.key_file is None
    check_upstream(settings.upstream_http)
