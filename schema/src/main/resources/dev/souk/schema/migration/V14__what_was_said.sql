-- A search page says little of a listing and an item page much; what is stored is all that was ever said. To know without
-- reading the listing that a page says nothing new, its sighting keeps the hash of what was said last, followed by the
-- content_hash that it was found to add nothing to: when the listing changes, the pair no longer fits and so is void.
-- The price that a marketplace strikes through is kept apart from previous_price, which Souk overwrites when it sees a
-- price change itself.

ALTER TABLE listing_sightings ADD COLUMN said BYTEA;

ALTER TABLE listings
    ADD COLUMN advertised_previous_price NUMERIC(19, 4) CHECK (advertised_previous_price >= 0),
    ADD COLUMN advertised_previous_currency VARCHAR(3),
    ADD CONSTRAINT listings_advertised_previous_price_with_currency
        CHECK ((advertised_previous_price IS NULL) = (advertised_previous_currency IS NULL));
