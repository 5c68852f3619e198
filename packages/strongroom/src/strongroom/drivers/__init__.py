"""Technology without domain words: the HTTP client pool, and later redis, postgres, kafka, s3, vault, pkcs11, opa. Open, ping, close.

Above: the rooms whose adapters use them.
Below: core.
Does not know: not what travels through it: no call, no policy, no customer.
"""
