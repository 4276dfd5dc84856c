DROP INDEX listings_location;
ALTER TABLE listings DROP COLUMN location_terms;
