"""One question to several servers."""

import asyncio

from support.carrying import Ask, finance

from strongroom.core.call import Cleared
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Event, Refusal, Stream
from strongroom.upstream.fan_out import Said, ask, for_server
from strongroom.upstream.streams import WholeAnswer
from strongroom.wire import jsonrpc

ERROR = jsonrpc.encode_error(1, -32601, "no")


class Opener:
    """Answers by server name."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def open(self, cleared: Cleared, server: str) -> Stream:
        self.asked.append(cleared.call.target.server)
        if server == "down":
            raise Refusal(Deny(Reason.UPSTREAM_UNAVAILABLE, "down"))
        if server == "slow":
            await asyncio.get_running_loop().create_future()
        return WholeAnswer(Event(b'{"jsonrpc":"2.0","id":1,"result":{"n":1.0}}', last=True) if server == "well" else None)


async def test_all_are_asked_and_each_answer_is_known_for_what_it_is() -> None:
    opener, question = Opener(), Ask(server="").cleared()
    questions = [(finance("http://x/", name=name), for_server(question, name)) for name in ("well", "down", "slow", "mute")]
    well, down, slow, mute = await ask(opener, questions, 0.01)
    assert opener.asked == ["well", "down", "slow", "mute"]
    assert well.result is not None
    assert bytes(well.result["n"]) == b"1.0"
    assert down.refused is not None
    assert [one.result for one in (down, slow, mute)] == [None, None, None]


def test_a_call_for_one_server_is_cleared_as_the_one_for_all_was() -> None:
    question = Ask(server="", method="tools/list").cleared()
    single = for_server(question, "risk", body=b"{}")
    assert (single.call.target.server, single.call.request.body, single.decision) == ("risk", b"{}", question.decision)
    assert for_server(question, "risk").call.request is question.call.request


def test_an_error_is_known_by_its_code_and_status() -> None:
    said = Said(finance("http://x/"), Event(ERROR, last=True, message=jsonrpc.parse(ERROR).value, facts={"status": "404"}))
    assert (said.code, said.status, said.result) == (-32601, "404", None)


def test_a_result_that_is_no_object_is_none() -> None:
    assert Said(finance("http://x/"), Event(b'{"jsonrpc":"2.0","id":1,"result":[]}', last=True)).result is None
