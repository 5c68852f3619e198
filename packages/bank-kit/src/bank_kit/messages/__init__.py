"""ISO 20022 messages at the bank's doors: pacs.008.001.08, pacs.002.001.10 and camt.053.001.08, read and written.

Above: the bank servers, which see only the frozen words of `transfer`, `status` and `statement`, and the rule of `travel_rule`.
Below: lxml (bounded, `xml`), the message types of pyiso20022 (checked by `schema`, turned by `codec`), the extra `iso20022`.
`pacs008`, `pacs002` and `camt053` load heavy libraries: ask for them through `bank_kit.late`. Base schema only: no usage rules
of CBPR+, HVPS+ or SEPA. Knows no store, no server and no account of ours.
"""
