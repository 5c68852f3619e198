"""What happened: the canonical record of each call in a durable Merkle log, its checkpoints and proofs; and the operational trace of it in metrics and logs.

Above: pipeline, and compliance, which reads.
Below: drivers, core.
Does not know: never the data itself: digests, sizes and words of the Reason table only.

Where what is: `record` writes down a call, `bracket` seals it, `gate` refuses what could not be sealed, `observe` counts and logs,
`recent` feeds the live view. `embedded` is the ledger: `writer` is its one thread, `shard` the log on disk, made of `segment` (frames),
`tiles`, `merkle` (tree arithmetic) and `note` (signed checkpoints); `cover` signs over all shards, `recovery` opens what a crash left.
`verify` checks a log (`scan`: one shard; `naming`: what was done to it), `prove` one call.
"""
