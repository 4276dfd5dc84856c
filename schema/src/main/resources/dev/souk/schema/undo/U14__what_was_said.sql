-- loses: prices struck through by marketplaces, where Souk saw another one
-- counts: SELECT count(*) FROM listings WHERE advertised_previous_price IS NOT NULL
ALTER TABLE listings
    DROP CONSTRAINT listings_advertised_previous_price_with_currency,
    DROP COLUMN advertised_previous_currency,
    DROP COLUMN advertised_previous_price;

ALTER TABLE listing_sightings DROP COLUMN said;
