"""What the server offers, in the words of tools and resources.

Above: offer, which puts it together. Below: the desk, arguments, results, scopes, bank_kit. Holds no rule of its own.
"""
