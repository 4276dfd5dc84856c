-- When a listing was last seen changes with every scrape. It stands in a narrow table with room for in-place updates,
-- so that a re-scrape that changes nothing leaves listings untouched.

CREATE TABLE listing_sightings (
    listing_id BIGINT PRIMARY KEY REFERENCES listings(id) ON DELETE CASCADE,
    last_seen_at TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP
) WITH (fillfactor = 70);

INSERT INTO listing_sightings (listing_id, last_seen_at) SELECT id, scraped_date FROM listings;
