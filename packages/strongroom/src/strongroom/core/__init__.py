"""The nouns everybody shares: Call, Principal, Target, Decision, Obligation, Outcome, Reason, Clock, and the shapes of the stops.

Above: every other room. Below: nothing of ours, and no third-party package either.
Knows no protocol (MCP, OpenAI), no technology (HTTP, SQL) and no rule of the bank.
"""
