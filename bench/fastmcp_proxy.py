"""FastMCP's own proxy in front of the upstream, as its documentation shows it; runs in the environment of requirements/bench.lock.

Usage: python bench/fastmcp_proxy.py UPSTREAM_URL PORT
"""

import sys

import uvicorn
from fastmcp.server import create_proxy  # type: ignore[import-not-found]  # lives in an environment of its own


def main() -> None:
    """Serve the proxy without sessions, answering with plain JSON: its fastest way."""
    upstream, port = sys.argv[1], int(sys.argv[2])
    app = create_proxy(upstream, name="bench").http_app(path="/mcp", stateless_http=True, json_response=True)
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", loop="uvloop", http="httptools", access_log=False)


if __name__ == "__main__":
    main()
