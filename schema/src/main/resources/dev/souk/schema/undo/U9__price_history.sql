-- loses: the price history of every listing
DROP TABLE listing_prices;
