"""Accounts, the transactions between them, and the payment messages that carried some of these."""

from bank_kit.world.schema.table import table

TRANSACTION_KINDS = (
    "SALARY",
    "RENT",
    "PAYROLL",
    "TAX",
    "FEE",
    "INTEREST",
    "CARD_PAYMENT",
    "DIRECT_DEBIT",
    "STANDING_ORDER",
    "TRANSFER",
    "WIRE",
    "SUPPLIER_PAYMENT",
    "CUSTOMER_RECEIPT",
    "CASH_DEPOSIT",
    "CASH_WITHDRAWAL",
)
PAYMENT_KINDS = ("TRANSFER", "WIRE", "SUPPLIER_PAYMENT", "CUSTOMER_RECEIPT")
"""Kinds that a payment message carried."""

ACCOUNTS = (
    table(
        "account",
        "Customers' accounts, two for each party, A-200001 first; and the bank's own ledger accounts, GL- and a name",
        "id",
        """
        id VARCHAR A- and six digits or more, or GL-
        iban VARCHAR valid by checksum; null for ledger accounts
        customer_id VARCHAR party; null for ledger accounts
        legal_entity VARCHAR lei
        product VARCHAR CURRENT, SAVINGS, BUSINESS, FOREIGN_CURRENCY, or NOSTRO, CASH, INCOME, EXPENSE, SUSPENSE for ledger accounts
        status VARCHAR OPEN, BLOCKED, DORMANT or CLOSED
        currency VARCHAR ISO 4217
        opened_on DATE first day
        opening DECIMAL(18,2) balance before the first transaction
        blocked DECIMAL(18,2) reserved at the end of the business date
        card VARCHAR a full test card number; null without a card
        """,
    ),
    table(
        "transaction",
        "One journal of double entry each: amount leaves debit_account and reaches credit_account, both in one currency",
        "id",
        """
        id VARCHAR T- and digits, in order of booking
        booked_at TIMESTAMP booked
        value_date DATE value date
        debit_account VARCHAR account the money leaves; a GL- account when it comes from outside
        credit_account VARCHAR account the money reaches; a GL- account when it leaves the bank
        amount DECIMAL(18,2) above zero
        currency VARCHAR of both accounts
        kind VARCHAR one of TRANSACTION_KINDS
        channel VARCHAR BRANCH, ATM, ONLINE, CARD or BATCH
        bank_tx_code VARCHAR ISO 20022 domain-family-subfamily, such as PMNT-RCDT-ESCT
        counterparty VARCHAR the outside party's name; null when both accounts belong to customers
        counterparty_iban VARCHAR null when unknown
        counterparty_bic VARCHAR null when unknown
        counterparty_country VARCHAR null when unknown
        narrative VARCHAR free text of the sender: untrusted
        """,
    ),
    table(
        "payment",
        "The pacs.008 behind a transaction of PAYMENT_KINDS",
        "id",
        """
        id VARCHAR P- and digits
        transaction_id VARCHAR transaction
        uetr VARCHAR UUID version 4 in form
        message_id VARCHAR of the pacs.008
        end_to_end_id VARCHAR of the debtor
        scheme VARCHAR SEPA or SWIFT
        created_at TIMESTAMP instructed
        settlement_date DATE interbank settlement
        amount DECIMAL(18,2) interbank settlement amount
        currency VARCHAR ISO 4217
        charge_bearer VARCHAR SLEV, SHAR, DEBT or CRED
        purpose VARCHAR ISO 20022 external purpose code; null when left out
        debtor_name VARCHAR ordering customer
        debtor_iban VARCHAR account
        debtor_bic VARCHAR debtor agent
        debtor_country VARCHAR null where the message leaves it out
        debtor_address VARCHAR null where the message leaves it out
        debtor_birth_date DATE null where the message leaves it out
        creditor_name VARCHAR beneficiary
        creditor_iban VARCHAR account
        creditor_bic VARCHAR creditor agent
        creditor_country VARCHAR null where the message leaves it out
        remittance VARCHAR free text: untrusted
        """,
    ),
    table(
        "payment_status",
        "The pacs.002 trail of a payment",
        "payment_id sequence",
        """
        payment_id VARCHAR payment
        sequence INTEGER from 1
        status VARCHAR RCVD, ACTC, ACSP, ACSC, PDNG or RJCT
        reason VARCHAR ISO 20022 external status reason code of a rejection; null otherwise
        at TIMESTAMP reported
        """,
    ),
)
