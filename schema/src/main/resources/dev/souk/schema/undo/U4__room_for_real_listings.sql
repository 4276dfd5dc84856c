-- loses: the ends of titles, places, categories and sellers that are longer than the original columns, and what prices have beyond hundredths
-- counts: SELECT count(*) FROM listings WHERE char_length(title) > 255 OR char_length(location) > 255 OR char_length(category) > 100 OR char_length(subcategory) > 100 OR char_length(seller_name) > 100 OR char_length(seller_id) > 100 OR price <> round(price, 2)
-- Fails, and changes nothing, where a price no longer fits.
ALTER TABLE listings
    DROP CONSTRAINT listings_price_with_currency,
    DROP CONSTRAINT listings_title_length,
    ALTER COLUMN seller_id TYPE VARCHAR(100) USING left(seller_id, 100),
    ALTER COLUMN seller_name TYPE VARCHAR(100) USING left(seller_name, 100),
    ALTER COLUMN subcategory TYPE VARCHAR(100) USING left(subcategory, 100),
    ALTER COLUMN category TYPE VARCHAR(100) USING left(category, 100),
    ALTER COLUMN location TYPE VARCHAR(255) USING left(location, 255),
    ALTER COLUMN title TYPE VARCHAR(255) USING left(title, 255),
    ALTER COLUMN currency SET DEFAULT 'USD',
    ALTER COLUMN price TYPE NUMERIC(10, 2);
