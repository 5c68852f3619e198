"""The work behind the tools: one function for each, `work(run, arguments) -> Answer`; rows of the store in, calculators, forms out.

Above: tasks, which name these functions and load them on the first call. Below: forms, store, portfolio, the calculators. Holds no formula of its own.
"""
