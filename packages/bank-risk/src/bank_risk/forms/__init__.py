"""What tools accept and answer, as frozen pydantic models: one module for each area, arguments first, then results.

Above: desk (fills results in) and tasks (publish the schemas). Below: bank_kit and store.runs. Loads no NumPy: schemas are published before anybody computes.
"""
