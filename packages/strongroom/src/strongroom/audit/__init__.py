"""What happened: the canonical record of each call in a durable Merkle log, its checkpoints and proofs; and the operational trace of it in metrics and logs.

Above: pipeline, and compliance, which reads.
Below: drivers, core.
Does not know: never the data itself: digests, sizes and words of the Reason table only.
"""
