"""What leaves this server of personal data, and in what form: one rule for each class of field, a pass over free text, and who may see what in the clear.

Above: the desk and the bundles. Below: bank_kit's masks and check digits, stdnum. Knows no store and no key.
"""
