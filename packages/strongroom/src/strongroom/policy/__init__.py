"""May they: roles and attributes in, a Decision with reasons and obligations out; and what a caller may see in lists.

Above: pipeline.
Below: core.
Does not know: not how a decision is carried out, nor how the caller proved who it is.
"""
