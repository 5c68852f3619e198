"""The console over HTTP, and in a real browser."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path

import pytest
import uvicorn
from playwright.async_api import async_playwright
from starlette.testclient import TestClient
from support.console import Stand

from strongroom.console.access import COOKIE, Openness
from strongroom.console.web import Console
from strongroom.core.json import JsonObject

MakeEntry = Callable[..., JsonObject]
EVIL = '<img src=x onerror="document.title=`owned`"><script>document.title="owned"</script>'
CHROMIUM = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
CHROMIUM += ["--disable-component-update", "--disable-sync"]


def client(console: Console, host: str = "127.0.0.1") -> TestClient:
    return TestClient(console.app, base_url="http://127.0.0.1:8700", client=(host, 5), follow_redirects=False)


def test_the_open_page_is_shown_with_headers_that_let_nothing_else_in(stand: Stand) -> None:
    answer = client(stand.console()).get("/")
    assert answer.status_code == 200 and "The roads" in answer.text
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff" and answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/console/live"])
def test_nobody_from_outside_sees_an_open_console_and_nobody_unknown_a_closed_one(stand: Stand, path: str) -> None:
    for console, host in ((stand.console(), "10.0.0.5"), (stand.console(Openness.ROLES), "127.0.0.1")):
        answer = client(console, host).get(path)
        assert answer.status_code == 401 and "The roads" not in answer.text and "Anna" not in answer.text


def test_a_bearer_token_with_a_role_opens_the_page(stand: Stand) -> None:
    http = client(stand.console(Openness.ROLES))
    assert http.get("/", headers={"Authorization": "Bearer aud"}).status_code == 200
    assert http.get("/", headers={"Authorization": "Bearer tra"}).status_code == 401


def test_a_token_is_exchanged_for_a_session_that_scripts_cannot_read(stand: Stand) -> None:
    http = client(stand.console(Openness.ROLES))
    answer = http.post("/console/session", data={"token": " aud "}, headers={"Origin": "http://127.0.0.1:8700", "Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 303 and answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"].lower()
    assert all(word in cookie for word in (COOKIE, "httponly", "samesite=strict", "max-age=600", "path=/"))
    assert "Name of aud" in http.get("/").text


@pytest.mark.parametrize(
    ("fields", "headers"),
    [
        ({"token": "tra"}, {}),
        ({"token": ""}, {}),
        ({}, {}),
        ({"token": "aud"}, {"Origin": "https://evil.example"}),
        ({"token": "aud"}, {"Sec-Fetch-Site": "cross-site"}),
        ({"token": "x" * 30_000}, {}),
    ],
)
def test_any_other_form_opens_nothing(stand: Stand, fields: dict[str, str], headers: dict[str, str]) -> None:
    answer = client(stand.console(Openness.ROLES)).post("/console/session", data=fields, headers=headers)
    assert answer.status_code == 401 and "set-cookie" not in answer.headers and "alert" in answer.text


def test_the_cookie_stays_on_tls_where_there_is_tls(stand: Stand) -> None:
    http = TestClient(stand.console(Openness.ROLES).app, base_url="https://gw.example", follow_redirects=False)
    assert "secure" in http.post("/console/session", data={"token": "adm"}).headers["set-cookie"].lower()


@pytest.mark.parametrize(("name", "kind"), [("console.css", "text/css"), ("console.js", "text/javascript"), ("icon.svg", "image/svg+xml")])
def test_assets_are_shipped(stand: Stand, name: str, kind: str) -> None:
    answer = client(stand.console(Openness.ROLES)).get(f"/console/{name}")
    assert answer.status_code == 200 and answer.headers["content-type"].startswith(kind)
    assert "//" not in answer.text.replace("http://www.w3.org", "").replace("// ", "")


@pytest.mark.parametrize("path", ["/console/none.css", "/console/..%2fweb.py", "/console/", "/elsewhere"])
def test_there_is_nothing_else(stand: Stand, path: str) -> None:
    assert client(stand.console()).get(path).status_code == 404


@asynccontextmanager
async def served(console: Console) -> AsyncIterator[str]:
    """The console on a port of loopback."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        server = uvicorn.Server(uvicorn.Config(console.app, log_level="critical", lifespan="off"))
        task = asyncio.create_task(server.serve(sockets=[taken]))
        try:
            yield f"http://127.0.0.1:{taken.getsockname()[1]}"
        finally:
            console.close()
            server.should_exit = True
            await task


@pytest.mark.component
async def test_a_browser_sees_calls_arrive_reasons_shown_and_hostile_names_inert(stand: Stand, make_entry: MakeEntry, tmp_path: Path) -> None:
    browser_path = shutil.which("chromium")
    assert browser_path is not None, "run make components"
    number = count()
    stand.calls.add(make_entry(call="first", target=EVIL, outcome="denied", why=["Traders may not read profiles."]))
    async with served(stand.console()) as url, async_playwright() as playwright:
        context = await playwright.chromium.launch_persistent_context(str(tmp_path), executable_path=browser_path, args=CHROMIUM)
        page = await context.new_page()
        asked: list[str] = []
        broken: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: broken.append(message.text))
        page.on("pageerror", lambda error: broken.append(str(error)))
        await page.goto(url)
        await page.get_by_text("live", exact=True).wait_for()
        assert await page.locator("tr.call").count() == 1
        assert "Traders may not read profiles." in await page.locator("tr.call .decision").inner_text()
        for name in ("get_positions", EVIL):
            stand.calls.add(make_entry(call=f"new{next(number)}", target=name, outcome="rate_limited", why=["Thirty a minute."], rule="limit"))
        row = page.locator("tr[data-call=new0]")
        await row.wait_for()
        text = await row.inner_text()
        assert all(word in text for word in ("get_positions", "rate limited", "Thirty a minute.", "limit", "sealed", "shard-00 #77", "3.2 ms"))
        await page.locator("tr[data-call=new1]").wait_for()
        assert await page.locator("tr[data-call=new1] .what b").inner_text() == EVIL
        assert await page.locator("#calls img, #calls script").count() == 0
        assert await page.title() == "Strongroom"
        assert await page.locator(".road li").count() == 19
        for width in (1280, 400):
            await page.set_viewport_size({"width": width, "height": 800})
            assert await page.evaluate("document.documentElement.scrollWidth") == width
        await context.close()
    assert broken == []
    assert asked and all(address.startswith(url) for address in asked)


@pytest.mark.component
async def test_the_page_reads_well_without_scripts(stand: Stand, make_entry: MakeEntry) -> None:
    stand.calls.add(make_entry())
    async with served(stand.console()) as url, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        page = await browser.new_page(java_script_enabled=False)
        await page.goto(url)
        assert await page.locator("tr.call").count() == 1
        assert await page.locator("tr.call .badge").inner_text() == "allowed"
        await browser.close()
