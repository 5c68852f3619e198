"""A configuration is found, read and grounded; whatever is wrong in it is told with its line and its cure."""

from pathlib import Path

import pytest

from strongroom.app.configuration import ConfigurationError, find, load
from strongroom.app.settings import Profile


def faulty(path: Path, text: str) -> str:
    path.write_text(text)
    with pytest.raises(ConfigurationError) as error:
        load(path)
    return str(error.value)


def test_paths_count_from_the_folder_of_the_file(configuration: Path) -> None:
    settings = load(configuration)
    folder = configuration.parent
    assert settings.state == folder / "state"
    assert settings.audit.directory == folder / "state" / "audit"
    assert settings.policy.file == folder / "policy.yaml"
    assert settings.edge.public_url == "http://127.0.0.1:8799"


def test_an_audit_folder_of_its_own_is_kept(configuration: Path) -> None:
    configuration.write_text("audit: {directory: log}\n")
    assert load(configuration).audit.directory == configuration.parent / "log"


def test_without_a_file_the_defaults_apply_and_nothing_is_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("STRONGROOM_CONFIG", raising=False)
    assert find(None) is None
    settings = load(None)
    assert settings.policy.file is None
    assert settings.profile is Profile.DEVELOPMENT


def test_the_file_given_comes_before_the_variable_and_that_before_the_usual_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "strongroom.yaml").write_text("")
    monkeypatch.delenv("STRONGROOM_CONFIG", raising=False)
    assert find(None) == Path("strongroom.yaml")
    monkeypatch.setenv("STRONGROOM_CONFIG", "/etc/bank.yaml")
    assert find(None) == Path("/etc/bank.yaml")
    assert find(Path("mine.yaml")) == Path("mine.yaml")


def test_a_port_on_the_command_line_replaces_the_one_in_the_file(configuration: Path) -> None:
    settings = load(configuration, port=9000)
    assert settings.listen.port == 9000
    assert settings.edge.public_url == "http://127.0.0.1:9000"


@pytest.mark.control("OPS-02")
@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("listen:\n  prot: 1\n", ":2: listen.prot: is no field here; remove it, or correct its spelling; did you mean port?"),
        ("listen:\n  port: 70000\n", ":2: listen.port: "),
        ("- a\n", ":1: is no map of sections; begin with a section"),
        ("profile: production\n", "identity.issuers: the development identity provider is not for production; name your own"),
        ("servers:\n  - {name: a, url: 'http://a/mcp'}\n  - {name: a, url: 'http://b/mcp'}\n", "a stands there twice"),
        ("state: ${env:NOT_THERE_AT_ALL}\n", ":1: the environment variable NOT_THERE_AT_ALL is not set; set it"),
        ("servers:\n  - name: a\n    url: ${file:none}\n", ":3: "),
        ("listen: {tls_key: a.pem}\n", "go together"),
        ("a: 1\na: 2\n", ":2: 'a' stands here for the second time"),
    ],
)
def test_a_fault_is_told_with_its_line_and_its_cure(configuration: Path, text: str, says: str) -> None:
    assert says in faulty(configuration, text)


@pytest.mark.control("OPS-03")
def test_a_reference_is_resolved_and_never_printed(configuration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANK_PORT", "not-a-number-but-secret")
    said = faulty(configuration, "listen: {port: '${env:BANK_PORT}'}\n")
    assert "secret" not in said


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="none.yaml:1: cannot be read"):
        load(tmp_path / "none.yaml")
