"""What changes anything at a bank server: keys that make a repeated call one call, drafts that another person decides, grants that end.

Above: the servers' offers, which name their kinds of draft and what an approval does. Below: SQLAlchemy Core, the envelope, the caller.
Knows no kind of draft of any server, and nothing of the synthetic bank: what is written is kept apart from what is read.
"""
