-- Text is found by a vector of terms that the application makes with the same analysis as the alert engine, so that a
-- search and an alert agree. Rows that are there get PostgreSQL's own until they are scraped again.
-- Their hash is forgotten: after an undo of this version it would make that scrape believe that nothing has changed.

ALTER TABLE listings ADD COLUMN search_vector TSVECTOR;

UPDATE listings
SET search_vector = to_tsvector('simple', left(title || ' . ' || coalesce(description, ''), 100000)), content_hash = NULL;

CREATE INDEX listings_search ON listings USING GIN (search_vector) WHERE NOT is_deleted AND NOT is_sold;
