-- loses: the price history of every listing
-- counts: SELECT count(*) FROM listing_prices
DROP TABLE listing_prices;
