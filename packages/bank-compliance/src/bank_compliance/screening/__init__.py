"""Screening: how like a name is to those on a list, in one of two modes, with each score explained; parties, payments and changes of lists.

Above: the tools screen_party, screen_payment, rescreen_delta and the command `quality`. Below: lists, bank_kit's messages. Pure: knows no store,
no MCP and no customer record; whoever calls keeps the log, answers without hits among it.
`letters` and `words` make text comparable; `winkler` and `ofac` emulate the publisher's own search; `evidence` and `circumstances` are the
better mode; `question` and `answer` are what goes in and out; `names` and the two `..._index` find candidates without losing any;
`screener` is the door; `free_text`, `payments` and `rescreening` use it; `quality` measures it.
"""
