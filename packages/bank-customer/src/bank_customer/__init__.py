"""MCP server for customers: who they are, how well the bank knows them, always masked unless a token says otherwise.

Above: any MCP client. Below: bank_kit and a store of documents. Knows nothing of Strongroom, nor of accounts.
Rooms, downwards: `cli`; `offer`; `offering` (tools and resources in words), `prompts`; `opening`; `desk` (their work); `filling`; `network`,
`duplicates`, `subject_requests`, with the schemas `arguments` and `results`; `keys` and `masking`; `store`; `rulebooks`, `scopes`.
"""

__version__ = "0.1.0"
