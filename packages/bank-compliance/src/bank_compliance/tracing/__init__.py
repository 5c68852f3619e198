"""Following money: where it went from an account, or where it came from, hop by hop in the order of time.

Above: cases and the tools. Below: warehouse. Knows nothing of scenarios, alerts or callers.
`request` is what may be asked; `flow` follows amounts through transfers already fetched (pure); `trace` fetches them, a hop at a time and bounded.
"""
