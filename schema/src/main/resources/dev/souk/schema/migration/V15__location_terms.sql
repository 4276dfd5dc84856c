-- An alert asks for words of the place by the same analysis as for words of the title, so a search does too. Rows of an
-- adopted database get PostgreSQL's own terms, and no hash, so that the next scrape writes the right ones.

ALTER TABLE listings ADD COLUMN location_terms TSVECTOR;

UPDATE listings SET content_hash = NULL, location_terms = to_tsvector('simple', location);

CREATE INDEX listings_location ON listings USING GIN (location_terms) WHERE NOT is_deleted AND NOT is_sold;
