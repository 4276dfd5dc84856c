-- NUMERIC(10, 2) cannot hold 150,000,000 VND; a title of 300 characters lost its whole batch; and DEFAULT 'USD' gave a
-- currency to prices that have none. A price is unknown (NULL), free (0) or positive, and has a currency.

UPDATE listings SET price = NULL WHERE price < 0 OR price = 'NaN';
UPDATE listings SET currency = 'USD' WHERE currency IS NULL AND price IS NOT NULL;

ALTER TABLE listings
    ALTER COLUMN price TYPE NUMERIC(19, 4),
    ALTER COLUMN currency DROP DEFAULT,
    ALTER COLUMN title TYPE TEXT,
    ALTER COLUMN location TYPE TEXT,
    ALTER COLUMN category TYPE TEXT,
    ALTER COLUMN subcategory TYPE TEXT,
    ALTER COLUMN seller_name TYPE TEXT,
    ALTER COLUMN seller_id TYPE TEXT,
    ADD CONSTRAINT listings_title_length CHECK (char_length(title) <= 1000),
    ADD CONSTRAINT listings_price_with_currency CHECK (price IS NULL OR (price >= 0 AND currency IS NOT NULL));
