"""Tools as tasks: name, words, schemas and where the work is. One module for each area, with `TASKS`, a tuple.

Above: offer (makes tools of them) and the command line (repeats runs). Below: forms and store.runs. Loads no calculator: `work` is a name until the first call.

To add a tool: arguments and result in `forms/AREA.py` (result extends RunValue), the work in `desk/AREA.py` as `def NAME(run: Run, arguments: X) -> Answer`,
a Task in `tasks/AREA.py`, and the area's TASKS in `tasks/every.py`. Rows that should be kept get a table in `store/results.py`.
"""
