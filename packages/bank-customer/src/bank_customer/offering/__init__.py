"""What the server offers, in the words of tools, resources and prompts.

Above: offer, which puts it together. Below: the desk, arguments, results, bank_kit. Holds no rule of its own.
"""
