"""The demonstration: a real Strongroom with two bank servers, told as a story by a real MCP client, and checked step by step.

Above: the command line. Below: the rest of app.
Does not know: any way round the front door; it signs in, calls and reads the log like anybody else.
"""
