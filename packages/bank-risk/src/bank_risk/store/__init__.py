"""The store of the risk server: what is loaded from the world and read only, what every run leaves behind, and how a run is repeated.

Above: desk, tasks, resources, the command line. Below: bank_kit, the scenario shelf and the rulebooks. Knows no calculator and no tool; loads neither
NumPy nor DuckDB until a store has to be filled.
"""
