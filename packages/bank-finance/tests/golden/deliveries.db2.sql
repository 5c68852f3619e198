-- finance_feed_delivery
CREATE TABLE finance_feed_delivery (
	id VARCHAR(80) NOT NULL,
	"source" VARCHAR(40) NOT NULL,
	as_of DATE NOT NULL,
	accepted INT NOT NULL,
	rejected INT NOT NULL,
	duplicates INT NOT NULL,
	kept_at BIGINT NOT NULL,
	PRIMARY KEY (id)
)

-- finance_feed_price
CREATE TABLE finance_feed_price (
	isin VARCHAR(12) NOT NULL,
	field_name VARCHAR(12) NOT NULL,
	priced_on DATE NOT NULL,
	price VARCHAR(24) NOT NULL,
	"source" VARCHAR(40) NOT NULL,
	delivery_id VARCHAR(80) NOT NULL,
	stale SMALLINT NOT NULL,
	PRIMARY KEY (isin, field_name, priced_on)
)

-- finance_feed_rejection
CREATE TABLE finance_feed_rejection (
	delivery_id VARCHAR(80) NOT NULL,
	line INT NOT NULL,
	reason VARCHAR(24) NOT NULL,
	why VARCHAR(200) NOT NULL,
	PRIMARY KEY (delivery_id, line)
)
