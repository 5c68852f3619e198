"""The OAuth scopes of this server."""

READ = "finance.read"
"""Everything but the text of documents and whole payment messages."""
DOCUMENTS = "finance.documents"
"""These, besides READ."""
