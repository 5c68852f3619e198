"""Signed notes and checkpoints, with the example of C2SP signed-note and the test key of Go's note package as vectors."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from strongroom.audit.note import Checkpoint, NoteError, Verifier, open_checkpoint, sign_note

EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE_NOTE = (
    "This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
).encode()
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
).encode()

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
VERIFIER = Verifier("log.example/a", PRIVATE.public_key().public_bytes_raw())
CHECKPOINT = Checkpoint("log.example/a", 17, bytes(32))


def note() -> bytes:
    return sign_note(CHECKPOINT.text(), VERIFIER, PRIVATE.sign)


@pytest.mark.control("AUD-06")
@pytest.mark.parametrize(("key", "example"), [(EXAMPLE_KEY, EXAMPLE_NOTE), (GO_KEY, GO_NOTE)])
def test_the_published_examples_verify(key: str, example: bytes) -> None:
    verifier = Verifier.parse(key)
    assert str(verifier) == key
    assert verifier.open(example) == example.decode().partition("\n\n")[0] + "\n"


@pytest.mark.parametrize(("key", "example"), [(EXAMPLE_KEY, EXAMPLE_NOTE), (GO_KEY, GO_NOTE)])
def test_every_single_flipped_bit_of_a_note_is_refused(key: str, example: bytes) -> None:
    verifier = Verifier.parse(key)
    for at in range(len(example) * 8):
        flipped = bytearray(example)
        flipped[at // 8] ^= 1 << at % 8
        with pytest.raises(NoteError):
            verifier.open(bytes(flipped))


def test_every_single_flipped_bit_of_a_verifier_key_is_refused() -> None:
    for at in range(len(EXAMPLE_KEY) * 8):
        flipped = bytearray(EXAMPLE_KEY.encode())
        flipped[at // 8] ^= 1 << at % 8
        with pytest.raises(NoteError):
            Verifier.parse(flipped.decode("latin-1"))


def test_a_checkpoint_is_three_lines_and_comes_back_as_it_went() -> None:
    assert CHECKPOINT.text() == f"log.example/a\n17\n{base64.b64encode(bytes(32)).decode()}\n"
    assert open_checkpoint(note(), VERIFIER) == CHECKPOINT


def test_signatures_of_unknown_keys_are_ignored_beside_a_good_one() -> None:
    stranger = "\u2014 witness.example " + base64.b64encode(bytes(68)).decode() + "\n"
    assert open_checkpoint(note() + stranger.encode(), VERIFIER) == CHECKPOINT


def test_a_note_with_only_unknown_signatures_is_refused() -> None:
    with pytest.raises(NoteError, match=r"not signed by other\.example"):
        VERIFIER.under("other.example").open(note())


def test_a_checkpoint_of_another_origin_is_refused() -> None:
    text = Checkpoint("log.example/b", 17, bytes(32)).text()
    with pytest.raises(NoteError, match="checkpoint is of"):
        open_checkpoint(sign_note(text, VERIFIER, PRIVATE.sign), VERIFIER)


@pytest.mark.parametrize(
    "text",
    [
        "a\n1\n",
        "a\n01\n" + base64.b64encode(bytes(32)).decode() + "\n",
        "a\n-1\n" + base64.b64encode(bytes(32)).decode() + "\n",
        "a\n1\n" + base64.b64encode(bytes(31)).decode() + "\n",
        "a\n1\nnot base64!\n",
        "\n1\n" + base64.b64encode(bytes(32)).decode() + "\n",
        "a\n1\n" + base64.b64encode(bytes(32)).decode() + "\n\nx\n",
        "a\n1\n" + base64.b64encode(bytes(32)).decode(),
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(NoteError):
        Checkpoint.parse(text)


def test_extension_lines_are_allowed() -> None:
    assert Checkpoint.parse(CHECKPOINT.text() + "extension\n") == CHECKPOINT


@pytest.mark.parametrize("bad", [b"", b"text\n", b"a\n\nno dash\n", b"\xff\n\n\xff\n", b"a\tb\n\nx\n", b"x" * 70_000])
def test_what_is_no_note_is_refused(bad: bytes) -> None:
    with pytest.raises(NoteError):
        VERIFIER.open(bad)


def test_a_note_with_too_many_signatures_is_refused_unread() -> None:
    stranger = "\u2014 witness.example " + base64.b64encode(bytes(68)).decode() + "\n"
    with pytest.raises(NoteError, match="at most"):
        VERIFIER.open(note() + stranger.encode() * 40)
