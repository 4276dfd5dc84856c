-- The original system took a currency as it was given. 'usd' is no code of ISO 4217, so a price in it read as unknown: no
-- search found it, and the next scrape that did not say a price wrote the unknown over it.

UPDATE listings SET currency = upper(currency COLLATE "C") WHERE currency ~ '^[A-Za-z]{3}$' AND currency ~ '[a-z]';
UPDATE listing_prices SET currency = upper(currency COLLATE "C") WHERE currency ~ '^[A-Za-z]{3}$' AND currency ~ '[a-z]';
