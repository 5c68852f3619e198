-- instrument
SELECT instrument.isin, instrument.figi, instrument.name, instrument.kind, instrument.currency, instrument.issuer_lei, instrument.issuer_country, instrument.sector, instrument.rating, instrument.coupon, instrument.frequency, instrument.day_count, instrument.issue_date, instrument.maturity_date, instrument.hqla_level, instrument.mic
FROM instrument
WHERE instrument.isin = :isin_1

-- last close
SELECT price_eod.isin, price_eod.as_of, price_eod.close_price, price_eod.priced_on, price_eod.source
FROM price_eod
WHERE price_eod.isin = :isin_1 AND price_eod.as_of <= :as_of_1 ORDER BY price_eod.as_of DESC
 FETCH FIRST 1 ROWS ONLY

-- closes
SELECT price_eod.isin, price_eod.as_of, price_eod.close_price, price_eod.priced_on, price_eod.source
FROM price_eod
WHERE price_eod.isin = :isin_1 AND price_eod.as_of BETWEEN :as_of_1 AND :as_of_2 ORDER BY price_eod.as_of

-- curves
SELECT curve.id, curve.currency, curve.index_name, curve.kind, curve.day_count, curve.interpolation
FROM curve ORDER BY curve.id

-- day of a curve
SELECT max(curve_point.as_of) AS on_day
FROM curve_point
WHERE curve_point.curve_id = :curve_id_1 AND curve_point.as_of <= :as_of_1

-- pillars
SELECT curve_point.curve_id, curve_point.as_of, curve_point.days, curve_point.tenor, curve_point.zero_rate
FROM curve_point
WHERE curve_point.curve_id = :curve_id_1 AND curve_point.as_of = :as_of_1 ORDER BY curve_point.days

-- day of rates
SELECT max(fx_eod.as_of) AS on_day
FROM fx_eod
WHERE fx_eod.quote = :quote_1 AND fx_eod.as_of <= :as_of_1

-- rates
SELECT fx_eod.quote, fx_eod.mid
FROM fx_eod
WHERE fx_eod.as_of = :as_of_1 ORDER BY fx_eod.quote

-- rate series
SELECT fx_eod.quote, fx_eod.as_of, fx_eod.mid
FROM fx_eod
WHERE fx_eod.quote = :quote_1 AND fx_eod.as_of BETWEEN :as_of_1 AND :as_of_2 ORDER BY fx_eod.as_of

-- day of volatilities
SELECT max(volatility_eod.as_of) AS on_day
FROM volatility_eod
WHERE volatility_eod.underlying = :underlying_1 AND volatility_eod.as_of <= :as_of_1

-- volatilities
SELECT volatility_eod.underlying, volatility_eod.as_of, volatility_eod.tenor, volatility_eod.volatility
FROM volatility_eod
WHERE volatility_eod.underlying = :underlying_1 AND volatility_eod.as_of = :as_of_1

-- volatility series
SELECT volatility_eod.underlying, volatility_eod.as_of, volatility_eod.tenor, volatility_eod.volatility
FROM volatility_eod
WHERE volatility_eod.underlying = :underlying_1 AND volatility_eod.tenor = :tenor_1 AND volatility_eod.as_of BETWEEN :as_of_1 AND :as_of_2 ORDER BY volatility_eod.as_of

-- closing days
SELECT calendar.closed_on
FROM calendar
WHERE calendar.name = :name_1 AND calendar.closed_on BETWEEN :closed_on_1 AND :closed_on_2 ORDER BY calendar.closed_on
