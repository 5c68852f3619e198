"""Links are answered without a token, as attachments, and say nothing about what is wrong with them."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace

import httpx2
import pytest

from bank_kit.downloads import Download
from bank_kit.failures import unknown
from bank_kit.offer import Offer

pytestmark = pytest.mark.component

Served = Callable[[Offer], AbstractAsyncContextManager[str]]


def _open(token: str) -> Download:
    if token != "good":
        raise unknown("link", field="link", remedy="ask again")
    return Download(content=b"<script>1</script>", media_type="text/csv")


async def test_a_good_link_is_an_attachment_and_any_other_is_nothing(offer: Offer, served: Served) -> None:
    async with served(replace(offer, open_link=_open)) as url, httpx2.AsyncClient() as http:
        links = url.replace("/mcp", "/links/")
        found = await http.get(f"{links}good")
        assert (found.status_code, found.content) == (200, b"<script>1</script>")
        assert found.headers["content-type"] == "text/csv"
        assert found.headers["content-disposition"] == "attachment"
        assert found.headers["x-content-type-options"] == "nosniff"
        assert (await http.head(f"{links}good")).content == b""
        assert (await http.post(f"{links}good")).status_code == 405
        answers = [await http.get(links + token) for token in ("", "bad", "x" * 600, "good/../good", "%00")]
        assert {(answer.status_code, answer.content) for answer in answers[:3]} == {(404, b"")}
        assert all(answer.content in {b"", b"<script>1</script>"} for answer in answers)
        assert (await http.post(url, json={})).status_code == 401


async def test_a_server_without_links_asks_for_a_token_there_too(offer: Offer, served: Served) -> None:
    async with served(offer) as url, httpx2.AsyncClient() as http:
        assert (await http.get(url.replace("/mcp", "/links/good"))).status_code == 401
