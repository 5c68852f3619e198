"""The OAuth scopes of this server."""

READ = "finance.read"
"""Everything but the text of documents."""
DOCUMENTS = "finance.documents"
"""The text of documents, besides READ."""
