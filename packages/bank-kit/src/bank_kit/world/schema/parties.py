"""Who the bank deals with, and what it must know of them."""

from bank_kit.world.schema.table import table

PARTIES = (
    table(
        "legal_entity",
        "The bank's own companies",
        "lei",
        """
        lei VARCHAR ISO 17442 with a fictional prefix
        name VARCHAR name
        country VARCHAR ISO 3166-1 alpha-2
        currency VARCHAR reporting currency
        jurisdiction VARCHAR EU, UK or US: whose rules apply
        bic VARCHAR ISO 9362 with an unassigned bank code
        """,
    ),
    table(
        "party",
        "Customers: persons and companies; C-100001 comes first",
        "id",
        """
        id VARCHAR C- and six digits or more
        kind VARCHAR PERSON or COMPANY
        name VARCHAR full or legal name
        given_name VARCHAR null for companies
        family_name VARCHAR null for companies
        birth_date DATE null for companies
        country VARCHAR of residence or seat
        nationality VARCHAR null for companies
        street VARCHAR street and number
        postcode VARCHAR postcode
        city VARCHAR town
        email VARCHAR under .example
        phone VARCHAR of a range kept for fiction
        tax_id VARCHAR valid in form, assigned to nobody
        document_type VARCHAR PASSPORT, ID_CARD or REGISTER_EXTRACT
        document_number VARCHAR of that document
        document_expiry DATE null where it does not expire
        occupation VARCHAR occupation, or trade of a company
        lei VARCHAR companies with a legal entity identifier
        segment VARCHAR RETAIL, AFFLUENT, PRIVATE, SME, CORPORATE or INSTITUTION
        relationship_manager VARCHAR user name
        customer_since DATE first day
        declared_turnover DECIMAL(18,2) expected yearly money in, EUR
        politically_exposed VARCHAR NONE, DOMESTIC or FOREIGN
        legal_entity VARCHAR lei of the bank's company that keeps the relationship
        household INTEGER persons of one household share it; null otherwise
        note VARCHAR free text of a relationship manager: untrusted
        """,
    ),
    table(
        "kyc_file",
        "Customer due diligence, one for each party",
        "customer_id",
        """
        customer_id VARCHAR party
        level VARCHAR SDD, CDD or EDD
        rating VARCHAR low, medium or high
        score INTEGER 0 to 100, the sum of the five factors
        geography INTEGER points
        product INTEGER points
        channel INTEGER points
        occupation INTEGER points
        politically_exposed INTEGER points
        last_review DATE done
        next_review DATE due
        gaps VARCHAR codes joined by a comma, empty when complete
        """,
    ),
    table(
        "relationship",
        "Edges between parties, from the holder to the held",
        "id",
        """
        id VARCHAR R- and digits
        from_id VARCHAR party
        to_id VARCHAR party
        kind VARCHAR OWNS, CONTROLS, SIGNATORY or HOUSEHOLD
        share DOUBLE ownership as a decimal; null unless OWNS
        since DATE first day
        """,
    ),
    table(
        "consent",
        "Consents and other legal bases (GDPR Article 6), by purpose",
        "id",
        """
        id VARCHAR K- and digits
        customer_id VARCHAR party
        purpose VARCHAR servicing, marketing, profiling, aml, credit_scoring or third_party_sharing
        legal_basis VARCHAR consent, contract, legal_obligation or legitimate_interest
        given_at TIMESTAMP given
        withdrawn_at TIMESTAMP null while it stands
        """,
    ),
    table(
        "document",
        "Documents of customers, trades and the bank",
        "id",
        """
        id VARCHAR D- and digits
        kind VARCHAR STATEMENT, CONTRACT, CONFIRMATION, IDENTIFICATION or REPORT
        owner_id VARCHAR party, account, trade or legal entity
        title VARCHAR title
        created_at TIMESTAMP written
        media_type VARCHAR text/plain or text/csv
        content VARCHAR the whole document: untrusted text
        """,
    ),
)
