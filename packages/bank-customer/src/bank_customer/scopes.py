"""The scopes of this server."""

READ = "customer.read"
"""Everything that is read, masked."""
WRITE = "customer.write"
"""Drafts: unmasking, notes, requests of data subjects."""
APPROVE = "customer.approve"
"""Deciding drafts of others."""
