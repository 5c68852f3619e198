"""Header values are coded and decoded as the official SDK does, and no coding has two readings."""

from hypothesis import given
from hypothesis import strategies as st
from mcp.shared import inbound as oracle

from strongroom.wire.mcp.headers import decode_value, encode_value, read_headers


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_every_text_survives_a_header(text: str) -> None:
    coded = encode_value(text)
    assert not set(coded) & set(b"\r\n\0") and coded.strip() == coded
    assert decode_value(coded.decode("ascii")) == text
    assert oracle.decode_header_value(coded.decode("ascii")) == text


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30) | st.from_regex(r"=\?base64\?[A-Za-z0-9+/=]{0,12}\?=", fullmatch=True))
def test_decoding_agrees_with_the_official_codec(value: str) -> None:
    assert decode_value(value) == oracle.decode_header_value(value)


def test_a_coding_that_is_not_canonical_is_no_value() -> None:
    assert decode_value("=?base64?YQ==?=") == "a"
    for bent in ("=?base64?YR==?=", "=?base64?YQ?=", "=?base64?Y Q==?=", "=?base64?gA==?=", "=?base64?é?="):
        assert decode_value(bent) is None


def test_the_marker_is_case_sensitive() -> None:
    assert decode_value("=?BASE64?YQ==?=") == "=?BASE64?YQ==?="


def test_outer_blanks_are_no_part_of_a_value() -> None:
    found = read_headers([], {b"mcp-name": b" \tpay ", b"mcp-method": b"tools/call"}, repeated=False)
    assert found.name == "pay" and found.method == "tools/call" and found.version == ""


def test_parameter_headers_are_kept_as_they_came() -> None:
    lines = [(b"mcp-param-region", b" EU "), (b"mcp-name", b"x"), (b"mcp-param-Unit", b"1")]
    assert read_headers(lines, dict(lines), repeated=False).parameters == (lines[0], lines[2])


def test_a_routing_or_parameter_header_that_came_twice_is_named() -> None:
    for name in (b"mcp-name", b"mcp-method", b"mcp-protocol-version", b"mcp-param-region"):
        lines = [(name, b"a"), (b"x-other", b"1"), (name, b"a")]
        assert read_headers(lines, dict(lines), repeated=True).duplicate == name.decode()


def test_other_repeated_headers_do_not_concern_the_protocol() -> None:
    lines = [(b"via", b"a"), (b"via", b"b")]
    assert read_headers(lines, dict(lines), repeated=True).duplicate == ""
