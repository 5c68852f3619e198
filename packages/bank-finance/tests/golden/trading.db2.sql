-- books of a desk
SELECT book.id, book.name, book.desk, book.kind, book.legal_entity
FROM book
WHERE book.desk = ? ORDER BY book.id

-- last end of day
SELECT max(position_eod.as_of) AS as_of
FROM position_eod
WHERE position_eod.as_of <= ?

-- holdings of two books
SELECT position_eod.as_of, position_eod.book_id, position_eod.isin, position_eod.quantity, position_eod.cost, position_eod.price, position_eod.priced_on, position_eod.price_source, position_eod.market_value, position_eod.accrued, instrument.name AS instrument, instrument.kind, instrument.currency
FROM position_eod INNER JOIN instrument ON instrument.isin = position_eod.isin
WHERE position_eod.book_id IN (?, ?) AND position_eod.as_of = ? ORDER BY position_eod.book_id, position_eod.isin

-- trade by UTI
SELECT trade.id, trade.uti, trade.upi, trade.book_id, trade.counterparty_id, trade.netting_set_id, trade.kind, trade.asset_class, trade.direction, trade.option_type, trade.currency, trade.notional, trade.second_currency, trade.second_notional, trade.underlying, trade.underlying_rating, trade.strike, trade.trade_date, trade.start_date, trade.end_date, trade.mark, trade.client_order_id, trade.execution_id
FROM trade
WHERE trade.uti = ?

-- booking
SELECT book.name AS book_name, book.desk, book.kind AS book_kind, book.legal_entity, counterparty_ref.lei AS counterparty_lei, counterparty_ref.sector AS counterparty_sector
FROM trade INNER JOIN book ON book.id = trade.book_id INNER JOIN counterparty_ref ON counterparty_ref.id = trade.counterparty_id
WHERE trade.id = ?

-- events
SELECT trade_event.trade_id, trade_event.step, trade_event.kind, trade_event.happened_at, trade_event.detail
FROM trade_event
WHERE trade_event.trade_id = ? ORDER BY trade_event.step

-- underlying
SELECT instrument.isin, instrument.figi, instrument.name
FROM instrument
WHERE instrument.isin = ?
