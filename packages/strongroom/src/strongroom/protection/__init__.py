"""What must not pass: content inspection of arguments and results, masks and drops that policy requires.

Above: pipeline.
Below: core.
Does not know: not who is calling, nor why a mask is required.
"""
