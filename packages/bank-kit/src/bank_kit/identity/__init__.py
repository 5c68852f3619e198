"""Who calls a bank server: public keys of the token issuer, the check of one token, and the door in front of the HTTP server.

Above: serving, and through Caller every tool. Below: joserfc, the standard library.
Knows no tool. Fails closed: without a key, a claim or an answer from the issuer there is no caller.
"""
