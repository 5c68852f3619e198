"""The trace of the caller is kept where it is well formed, and its span is never ours."""

import pytest

from strongroom.core.clock import SystemEntropy
from strongroom.core.json import Json
from strongroom.edge.trace import trace_of

PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.mark.control("OPS-06")
def test_the_trace_of_the_message_is_taken_up_under_a_new_span() -> None:
    found = trace_of({"traceparent": PARENT, "tracestate": "a=1"}, {}, SystemEntropy())
    assert (found.trace_id, found.parent_id, found.flags, found.state) == ("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", "01", "a=1")
    assert len(found.span_id) == 16 and found.span_id != found.parent_id


def test_the_message_counts_more_than_the_headers() -> None:
    other = PARENT.replace("0af7", "1af7")
    found = trace_of({"traceparent": PARENT}, {b"traceparent": other.encode(), b"tracestate": b"b=2"}, SystemEntropy())
    assert found.trace_id.startswith("0af7") and found.state == ""
    assert trace_of({}, {b"traceparent": other.encode(), b"tracestate": b"b=2"}, SystemEntropy()).state == "b=2"


@pytest.mark.parametrize(
    "parent",
    [
        "",
        "junk", PARENT.upper(), "ff" + PARENT[2:], PARENT[:-1], PARENT + "0", "00-" + "0" * 32 + PARENT[35:], PARENT[:36] + "0" * 16 + "-01", 7, None, ["x"],
        PARENT + "-" + "x" * 300, PARENT + "\n",
    ],
)  # fmt: skip
def test_anything_else_begins_a_new_trace(parent: Json) -> None:
    found = trace_of({"traceparent": parent}, {}, SystemEntropy())
    assert len(found.trace_id) == 32 and len(found.span_id) == 16 and found.parent_id == "" and found.trace_id != "0af7651916cd43dd8448eb211c80319c"


def test_a_state_that_could_not_be_a_header_is_dropped() -> None:
    assert trace_of({"traceparent": PARENT, "tracestate": "a=1\r\nx: y"}, {}, SystemEntropy()).state == ""
