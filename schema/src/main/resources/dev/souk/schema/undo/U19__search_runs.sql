-- loses: which search found which listing, and how often it missed it since
-- counts: SELECT count(*) FROM search_listings
DROP TABLE search_listings;
DROP TABLE searches;
