"""The page as HTML."""

from collections.abc import Callable

from support.console import Stand

from strongroom.console.access import Viewer
from strongroom.console.page import ROWS, Page
from strongroom.core.json import JsonObject
from strongroom.pipeline.road import ROADS

MakeEntry = Callable[..., JsonObject]
EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def test_the_page_shows_calls_roads_servers_log_and_policy(stand: Stand, make_entry: MakeEntry) -> None:
    stand.calls.add(make_entry(outcome="denied"))
    html = Page(stand.page_facts()).whole(Viewer("Eva"))
    shown = ["Anna Keller", "denied", "Managers may read accounts", "rm-read", "shard-00 #77", "partner-esg", "connection refused"]
    for text in (*shown, "1,234", "30 s ago", "9f3c1ab27de0", "Eva"):
        assert text in html
    for places in ROADS.values():
        for place in places:
            assert place.name in html and place.why.replace("'", "&#39;") in html


def test_whatever_comes_from_outside_is_escaped(stand: Stand, make_entry: MakeEntry) -> None:
    names = ("call", "subject", "name", "client", "server", "target", "method", "outcome", "rule", "seal", "shard", "trace")
    stand.calls.add(make_entry(**dict.fromkeys(names, EVIL), why=[EVIL], roles=[EVIL]))
    stand.servers[0].name = stand.servers[0].error = EVIL
    page = Page(stand.page_facts())
    for html in (page.whole(Viewer(EVIL)), page.calls(), page.standing(), page.sign_in(EVIL), page.call(stand.calls.ring[0])):
        assert "<script>alert" not in html and "<img src=x" not in html
        assert "&lt;script&gt;" in html


def test_the_page_is_bounded(stand: Stand, make_entry: MakeEntry) -> None:
    for number in range(ROWS + 20):
        stand.calls.add(make_entry(call=f"c{number}"))
    assert Page(stand.page_facts()).calls().count("<tr") == ROWS


def test_the_page_refreshes_itself_where_scripts_do_not_run(stand: Stand) -> None:
    assert '<noscript><meta http-equiv="refresh"' in Page(stand.page_facts()).whole(Viewer())


def test_nothing_on_the_page_comes_from_elsewhere_or_runs_in_line(stand: Stand) -> None:
    html = Page(stand.page_facts()).whole(Viewer())
    assert "http://" not in html and "https://" not in html and "//" not in html.replace("<!doctype", "")
    assert " style=" not in html and "<style" not in html and " onclick" not in html and html.count("<script") == 1
