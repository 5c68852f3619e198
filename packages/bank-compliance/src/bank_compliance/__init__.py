"""MCP server for compliance: screening, monitoring, cases, suspicious-activity reports, regulatory reports, controls.

Above: any MCP client. Below: bank_kit, the files of the synthetic bank through a warehouse, and stores of its own. Knows nothing of Strongroom.
`offer` puts the rooms together; `lists`, `screening`, `monitoring`, `tracing` and `warehouse` are pure or read; `cases`, `sars`, `reports` and `controls`
keep; `desk` brings the pure rooms to MCP; `quality` measures.
"""

__version__ = "0.1.0"
