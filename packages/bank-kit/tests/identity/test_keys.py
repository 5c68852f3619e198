"""Keys are fetched when needed, kept while they may be, and never taken from a document that is no key set."""

import json
import threading
from pathlib import Path

import pytest
from joserfc.jwk import ECKey, OctKey

from bank_kit.identity.keys import KeyFile, KeySourceError, KeyUrl, checked_url, read_key_set

URL = "https://issuer.example/jwks"


def _set(*names: str) -> bytes:
    return json.dumps({"keys": [ECKey.generate_key("P-256", {"kid": name}).as_dict(private=False) for name in names]}).encode()


class _Issuer:
    """Answers with `document`, or fails when there is none."""

    def __init__(self, document: bytes | None) -> None:
        self.document = document
        self.calls = 0
        self.threads: set[int] = set()

    def __call__(self, url: str) -> bytes:
        self.calls += 1
        self.threads.add(threading.get_ident())
        if self.document is None:
            raise OSError("down")
        return self.document


def _source(issuer: _Issuer) -> tuple[KeyUrl, list[float]]:
    now = [1000.0]
    return KeyUrl(URL, fetch=issuer, monotonic=lambda: now[0]), now


async def test_keys_are_fetched_once_and_off_the_event_loop() -> None:
    issuer = _Issuer(_set("a"))
    source, _ = _source(issuer)
    assert await source.key("a") is not None
    assert await source.key("a") is not None
    assert issuer.calls == 1
    assert threading.get_ident() not in issuer.threads


async def test_an_unknown_key_id_brings_the_new_keys_of_a_rotation() -> None:
    issuer = _Issuer(_set("a"))
    source, now = _source(issuer)
    await source.key("a")
    issuer.document = _set("b")
    now[0] += 2
    assert await source.key("b") is not None
    assert await source.key("a") is None


async def test_a_flood_of_unknown_key_ids_does_not_flood_the_issuer() -> None:
    issuer = _Issuer(_set("a"))
    source, _ = _source(issuer)
    for number in range(50):
        assert await source.key(f"x{number}") is None
    assert issuer.calls == 1


async def test_known_keys_outlive_a_short_silence_of_the_issuer_and_no_more() -> None:
    issuer = _Issuer(_set("a"))
    source, now = _source(issuer)
    await source.key("a")
    issuer.document = None
    now[0] += 400
    assert await source.key("a") is not None
    now[0] += 3600
    with pytest.raises(KeySourceError):
        await source.key("a")


async def test_an_issuer_that_never_answered_lets_nobody_in() -> None:
    source, _ = _source(_Issuer(None))
    with pytest.raises(KeySourceError):
        await source.key("a")


@pytest.mark.parametrize("document", [b"", b"[]", b"{}", b'{"keys": 1}', b"\xff", b"[" * 100_000, json.dumps({"keys": [{}] * 65}).encode()])
async def test_what_is_no_key_set_gives_no_keys(document: bytes) -> None:
    source, _ = _source(_Issuer(document))
    with pytest.raises(KeySourceError):
        await source.key("a")


def test_keys_that_are_secret_for_encryption_or_nameless_are_left_out() -> None:
    secret = OctKey.generate_key(256, {"kid": "s"}).as_dict(private=True)
    encryption = ECKey.generate_key("P-256", {"kid": "e", "use": "enc"}).as_dict(private=False)
    nameless = ECKey.generate_key("P-256").as_dict(private=False)
    nameless.pop("kid", None)
    broken = {"kty": "EC", "kid": "b", "crv": "P-256", "x": "!", "y": "!"}
    assert read_key_set(json.dumps({"keys": [secret, encryption, nameless, broken, 7]}).encode()) == {}


def test_a_private_key_in_a_set_is_read_as_public() -> None:
    private = ECKey.generate_key("P-256", {"kid": "a"}).as_dict(private=True)
    assert not read_key_set(json.dumps({"keys": [private]}).encode())["a"].is_private


async def test_a_key_file_is_read_again_when_it_changed(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_bytes(_set("a"))
    source = KeyFile(path)
    assert await source.key("a") is not None
    path.write_bytes(_set("b", "c"))
    assert await source.key("a") is None
    assert await source.key("b") is not None


async def test_a_key_file_that_is_gone_lets_nobody_in(tmp_path: Path) -> None:
    with pytest.raises(KeySourceError):
        await KeyFile(tmp_path / "none.json").key("a")


@pytest.mark.parametrize("url", ["http://issuer.example/", "ftp://issuer.example/", "file:///etc/passwd", "https://", "", "http://127.0.0.1.evil.example/"])
def test_keys_come_over_https_or_loopback_only(url: str) -> None:
    with pytest.raises(ValueError):
        checked_url(url)
