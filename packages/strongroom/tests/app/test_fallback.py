"""What the doors hand on goes to the first application that owns the path, and otherwise nowhere."""

import pytest
from support.asgi import ask

from strongroom.app.fallback import Fallback, Paths
from strongroom.edge.port import Receive, Scope, Send
from strongroom.edge.reply import respond


async def here(scope: Scope, receive: Receive, send: Send) -> None:
    await respond(send, 200, b"here")


@pytest.mark.parametrize(("path", "status"), [("/exact", 200), ("/identity/login", 200), ("/identity", 404), ("/identityx/a", 404), ("/", 404)])
async def test_a_path_belongs_to_its_owner_alone(path: str, status: int) -> None:
    app = Fallback(Paths(here, exact=frozenset({"/exact"}), prefix="/identity"))
    assert (await ask(app, "GET", path)).status == status


async def test_without_a_prefix_only_exact_paths_are_owned() -> None:
    assert (await ask(Fallback(Paths(here, exact=frozenset({"/"}))), "GET", "/anything")).status == 404
