"""How well monitoring detects what was planted in the synthetic bank: recall, and precision with and without the look-alikes.

Above: the command `bank-compliance quality`; no tool of the server uses it. Below: monitoring, warehouse. Knows the ground truth only as a file of
`bank world truth`, made by another process: no server can compute it, and this room cannot either.
`marks` reads that file or has it made; `measure` compares alerts with it (pure); `table` prints; `report` does it for one world.
"""
