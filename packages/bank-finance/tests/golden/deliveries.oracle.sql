-- finance_feed_delivery
CREATE TABLE finance_feed_delivery (
	id VARCHAR2(80 CHAR) NOT NULL,
	source VARCHAR2(40 CHAR) NOT NULL,
	as_of DATE NOT NULL,
	accepted INTEGER NOT NULL,
	rejected INTEGER NOT NULL,
	duplicates INTEGER NOT NULL,
	kept_at NUMBER(19) NOT NULL,
	PRIMARY KEY (id)
)

-- finance_feed_price
CREATE TABLE finance_feed_price (
	isin VARCHAR2(12 CHAR) NOT NULL,
	field_name VARCHAR2(12 CHAR) NOT NULL,
	priced_on DATE NOT NULL,
	price VARCHAR2(24 CHAR) NOT NULL,
	source VARCHAR2(40 CHAR) NOT NULL,
	delivery_id VARCHAR2(80 CHAR) NOT NULL,
	stale SMALLINT NOT NULL,
	PRIMARY KEY (isin, field_name, priced_on)
)

-- finance_feed_rejection
CREATE TABLE finance_feed_rejection (
	delivery_id VARCHAR2(80 CHAR) NOT NULL,
	line INTEGER NOT NULL,
	reason VARCHAR2(24 CHAR) NOT NULL,
	why VARCHAR2(200 CHAR) NOT NULL,
	PRIMARY KEY (delivery_id, line)
)
