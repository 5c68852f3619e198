"""Published answers beside ours: what a model validator asks for first.

Above: the `bank-risk golden` command and the tests. Below: every calculator room of this package.
One file for each family of cases, each with a function that returns its cases. Knows no store and no tool.
"""
