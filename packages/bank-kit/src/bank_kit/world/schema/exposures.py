"""Books, trades, counterparties, loans, and the bank's own capital: what the risk department counts."""

from bank_kit.world.schema.table import table

INDICATOR_ITEMS = (
    "INTEREST_INCOME",
    "INTEREST_EXPENSE",
    "EARNING_ASSETS",
    "DIVIDENDS",
    "FEE_INCOME",
    "FEE_EXPENSE",
    "OTHER_INCOME",
    "OTHER_EXPENSE",
    "TRADING_PNL",
    "BANKING_PNL",
)
"""What OPE25 builds the business indicator from."""

CAPITAL_ITEMS = (
    "CET1_SHARES",
    "CET1_RETAINED",
    "CET1_DEDUCTIONS",
    "AT1",
    "T2",
    "TOTAL_ASSETS",
    "OFF_BALANCE",
    "TERM_FUNDING",
    "SHORT_FUNDING",
    "COUNTERCYCLICAL_RATE",
    "GSIB_RATE",
)
"""Deductions are negative; term funding is issued for more than a year, short funding for a month to a year; the two rates are decimals."""

EXPOSURES = (
    table(
        "book",
        "Trading and banking books; BOOK-01 to BOOK-20",
        "id",
        """
        id VARCHAR BOOK-01 onwards
        name VARCHAR name
        desk VARCHAR Rates, Credit, Equities or Treasury
        kind VARCHAR TRADING or BANKING
        legal_entity VARCHAR lei
        """,
    ),
    table(
        "position_eod",
        "Holdings of securities at the end of the last twenty business days",
        "as_of book_id isin",
        """
        as_of DATE end of day
        book_id VARCHAR book
        isin VARCHAR instrument
        quantity DECIMAL(18,4) nominal for bonds, units otherwise
        cost DECIMAL(18,2) purchase cost, clean, in the instrument's currency
        price DECIMAL(18,4) closing price used
        priced_on DATE of that price
        price_source VARCHAR feed
        market_value DECIMAL(18,2) clean
        accrued DECIMAL(18,2) accrued interest
        """,
    ),
    table(
        "counterparty",
        "Those the bank trades with; some are customers",
        "id",
        """
        id VARCHAR CP- and digits
        lei VARCHAR ISO 17442, fictional prefix
        name VARCHAR name
        group_id VARCHAR G- and digits: connected clients
        country VARCHAR seat
        sector VARCHAR SOVEREIGN, BANK, CORPORATE, FUND or CCP
        rating VARCHAR AAA to CCC
        pd DOUBLE one-year probability of default
        customer_id VARCHAR party; null when no customer
        """,
    ),
    table(
        "netting_set",
        "Netting and collateral agreements",
        "id",
        """
        id VARCHAR NS- and digits
        counterparty_id VARCHAR counterparty
        agreement VARCHAR ISDA or NONE
        margined BOOLEAN variation margin is exchanged
        currency VARCHAR of the amounts below
        threshold DECIMAL(18,2) TH
        minimum_transfer DECIMAL(18,2) MTA
        independent_amount DECIMAL(18,2) NICA
        collateral DECIMAL(18,2) net collateral held, after haircuts; negative when posted
        remargin_days INTEGER business days between margin calls; 0 when not margined
        wrong_way BOOLEAN specific wrong-way risk flagged
        """,
    ),
    table(
        "trade",
        "Derivative and security trades that are alive at the business date",
        "id",
        """
        id VARCHAR TR- and digits
        uti VARCHAR ISO 23897 in form: the bank's lei and a number
        upi VARCHAR ISO 4914 in form
        book_id VARCHAR book
        counterparty_id VARCHAR counterparty
        netting_set_id VARCHAR netting set; null for cleared-to-cash securities
        kind VARCHAR IRS, SWAPTION, CDS, CDS_INDEX, FX_FORWARD, FX_OPTION, EQUITY_OPTION, EQUITY_FORWARD or COMMODITY_FORWARD
        asset_class VARCHAR IR, CR, FX, EQ or CO
        direction INTEGER +1 long the primary risk factor (receiver of floating, protection buyer is -1, buyer), -1 short
        option VARCHAR CALL, PUT or null
        currency VARCHAR of the notional
        notional DECIMAL(18,2) above zero
        second_currency VARCHAR FX trades; null otherwise
        second_notional DECIMAL(18,2) FX trades; null otherwise
        underlying VARCHAR curve id, isin, or reference entity; null for FX
        underlying_rating VARCHAR reference entity's rating, or IG or SG for an index; null otherwise
        strike DOUBLE fixed rate, spread, strike price or forward price
        trade_date DATE agreed
        start_date DATE first accrual or exercise date
        end_date DATE last exchange
        mark DECIMAL(18,2) present value for us at the business date, in currency
        client_order_id VARCHAR FIX ClOrdID (11)
        execution_id VARCHAR FIX ExecID (17)
        """,
    ),
    table(
        "trade_event",
        "Lifecycle of a trade",
        "trade_id sequence",
        """
        trade_id VARCHAR trade
        sequence INTEGER from 1
        kind VARCHAR NEW, CONFIRM, AMEND, NOVATE, COMPRESS or MARGIN_DISPUTE
        at TIMESTAMP when
        detail VARCHAR what, in words of ours
        """,
    ),
    table(
        "loan",
        "Credit exposures of the banking book; securities and trades are elsewhere",
        "id",
        """
        id VARCHAR L- and digits
        customer_id VARCHAR party
        legal_entity VARCHAR lei
        exposure_class VARCHAR SOVEREIGN, BANK, CORPORATE, SME, RETAIL, QRRE or MORTGAGE
        currency VARCHAR ISO 4217
        drawn DECIMAL(18,2) on balance sheet
        undrawn DECIMAL(18,2) commitment not yet drawn
        pd DOUBLE one-year probability of default, before floors
        lgd DOUBLE own estimate, decimal
        rating VARCHAR external rating; null when unrated
        maturity_date DATE contractual
        rate_kind VARCHAR FIXED or FLOATING
        rate DOUBLE client rate, decimal
        repricing_date DATE next repricing
        property_value DECIMAL(18,2) mortgages; null otherwise
        turnover DECIMAL(18,2) yearly sales of a corporate borrower, EUR; null otherwise
        defaulted BOOLEAN in default
        provision DECIMAL(18,2) specific provision
        """,
    ),
    table(
        "capital_item",
        "Own funds and balance-sheet totals of each legal entity",
        "legal_entity as_of item",
        """
        legal_entity VARCHAR lei
        as_of DATE end of month, the last is the business date
        item VARCHAR one of CAPITAL_ITEMS
        amount DECIMAL(18,4) in the entity's currency; the two rates as decimals
        """,
    ),
    table(
        "business_indicator",
        "Components of the business indicator, three years",
        "legal_entity year item",
        """
        legal_entity VARCHAR lei
        year INTEGER financial year
        item VARCHAR one of INDICATOR_ITEMS
        amount DECIMAL(18,2) in euro
        """,
    ),
    table(
        "operational_loss",
        "Operational losses of ten years",
        "id",
        """
        id VARCHAR O- and digits
        legal_entity VARCHAR lei
        date DATE accounted
        event_type VARCHAR Basel level 1 category, such as EXTERNAL_FRAUD
        amount DECIMAL(18,2) net loss in euro
        """,
    ),
    table(
        "risk_limit",
        "Limits in force",
        "id",
        """
        id VARCHAR LIM- and digits
        metric VARCHAR VAR_99_1D, ES_975_10D, NOTIONAL, PFE_95, EAD, LCR or LEVERAGE
        scope VARCHAR DESK, BOOK, COUNTERPARTY or ENTITY
        scope_id VARCHAR desk, book, counterparty or lei
        amount DECIMAL(18,4) limit in `currency`; a decimal for ratios
        currency VARCHAR null for ratios
        warning DOUBLE part of the limit from which it is amber
        owner VARCHAR user name
        valid_from DATE in force
        """,
    ),
)
