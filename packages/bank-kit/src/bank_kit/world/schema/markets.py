"""Instruments and ten years of daily market history, the same in every size of world."""

from bank_kit.world.schema.table import table

MARKETS = (
    table(
        "instrument",
        "About sixty securities and market factors; QZ is a country code of no ISIN",
        "isin",
        """
        isin VARCHAR valid by checksum, prefix QZ
        figi VARCHAR valid in form
        name VARCHAR name
        kind VARCHAR BOND, EQUITY, FUND, INDEX or COMMODITY
        currency VARCHAR ISO 4217
        issuer_lei VARCHAR null for indices and commodities
        issuer_country VARCHAR null likewise
        sector VARCHAR SOVEREIGN, FINANCIAL, INDUSTRIAL, UTILITY, TECHNOLOGY, ENERGY, CONSUMER, COVERED or NONE
        rating VARCHAR AAA to CCC, null for equities and commodities
        coupon DOUBLE yearly, decimal; 0 where there is none
        frequency INTEGER coupons a year; 0 where there are none
        day_count VARCHAR ACT/ACT, 30/360 or NONE
        issue_date DATE bonds; null otherwise
        maturity_date DATE bonds; null otherwise
        hqla_level VARCHAR L1, L2A, L2B or NONE
        mic VARCHAR ISO 10383 in form
        """,
    ),
    table(
        "price_eod",
        "Daily closing prices, 2016-11-21 to 2026-11-20, business days of TARGET; bonds in percent of nominal, clean",
        "isin date",
        """
        isin VARCHAR instrument
        date DATE end of day
        close DOUBLE price, four decimals
        priced_on DATE when the source last priced it; before `date` it is stale
        source VARCHAR name of the feed
        """,
    ),
    table(
        "curve",
        "Twelve curves",
        "id",
        """
        id VARCHAR such as EUR-ESTR, USD-SOFR, GBP-SONIA, EUR-GOVT, EUR-CORP-BBB
        currency VARCHAR ISO 4217
        index VARCHAR the second half of the id
        kind VARCHAR OIS, GOVT or CREDIT (hazard curves are kept as zero spreads over OIS)
        day_count VARCHAR ACT/365F
        interpolation VARCHAR linear_zero
        """,
    ),
    table(
        "curve_point",
        "Daily zero rates by pillar, business days of TARGET as prices",
        "curve_id date days",
        """
        curve_id VARCHAR curve
        date DATE end of day
        days INTEGER calendar days of the pillar
        tenor VARCHAR 1M 3M 6M 1Y 2Y 3Y 5Y 7Y 10Y 20Y 30Y
        zero_rate DOUBLE continuously compounded, decimal
        """,
    ),
    table(
        "fx_eod",
        "Daily mid rates against the euro, as the ECB quotes: units of `quote` for one euro",
        "quote date",
        """
        quote VARCHAR USD GBP CHF JPY SEK NOK PLN
        date DATE end of day
        mid DOUBLE rate
        """,
    ),
    table(
        "volatility_eod",
        "Implied volatilities of equity indices, currencies against the euro, and swaption tenors",
        "underlying date tenor",
        """
        underlying VARCHAR isin, currency pair such as EURUSD, or curve id
        date DATE end of day
        tenor VARCHAR 1M 3M 1Y 5Y
        volatility DOUBLE yearly, decimal (lognormal; normal for curves)
        """,
    ),
)
