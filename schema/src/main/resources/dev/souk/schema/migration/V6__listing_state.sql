-- What the original had no place for: where a listing is on the map, that it is promised to somebody, what it cost
-- before, and a hash of all its content, by which a re-scrape knows without writing that nothing changed.

ALTER TABLE listings
    ADD COLUMN latitude DOUBLE PRECISION CHECK (latitude BETWEEN -90 AND 90),
    ADD COLUMN longitude DOUBLE PRECISION CHECK (longitude BETWEEN -180 AND 180),
    ADD COLUMN is_pending BOOLEAN NOT NULL DEFAULT FALSE,
    ADD COLUMN previous_price NUMERIC(19, 4) CHECK (previous_price >= 0),
    ADD COLUMN previous_currency VARCHAR(3),
    ADD COLUMN content_hash BYTEA,
    ADD CONSTRAINT listings_point_whole CHECK ((latitude IS NULL) = (longitude IS NULL)),
    ADD CONSTRAINT listings_previous_price_with_currency
        CHECK ((previous_price IS NULL) = (previous_currency IS NULL));
