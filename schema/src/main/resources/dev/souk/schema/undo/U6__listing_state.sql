-- loses: coordinates, pending marks and previous prices of listings
-- counts: SELECT count(*) FROM listings WHERE latitude IS NOT NULL OR is_pending OR previous_price IS NOT NULL
ALTER TABLE listings
    DROP CONSTRAINT listings_previous_price_with_currency,
    DROP CONSTRAINT listings_point_whole,
    DROP COLUMN content_hash,
    DROP COLUMN previous_currency,
    DROP COLUMN previous_price,
    DROP COLUMN is_pending,
    DROP COLUMN longitude,
    DROP COLUMN latitude;
