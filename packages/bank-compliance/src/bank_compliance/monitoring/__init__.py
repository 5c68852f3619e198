"""Transaction monitoring: ten scenarios as SQL with published, dated parameters, and the alerts they raise (NYDFS 504.3).

Above: quality, cases and the tools. Below: warehouse, bank_kit's dated parameters. Knows nothing of cases, reports, callers or the ground truth.
`scenario` says what a scenario is, `catalogue` holds the ten, `sql` their questions; `settings` takes their parameters from a rulebook and refuses
hostile changes; `hits` reads what a question found; `alert` puts hits together into scored alerts; `run` asks and answers; `tuning` tries other parameters.
All windows roll with each transaction; none begins on a Monday or a first of the month.
"""
